/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of completion.h: the script for zsh.
 */
#include "ui/cli/commands/commands.h"
#include "ui/cli/commands/completion.h"

#include <string.h>

/* Text within single quotes in a specification of _arguments, where [ ] : and \ are special
 * characters. */
static void put_text(FILE *to, const char *text)
{
  for (const char *c = text; *c; ++c) {
    if (*c == '\'') {
      fputs("'\\''", to);
    } else {
      fprintf(to, "%s%c", strchr("[]:\\", *c) ? "\\" : "", *c);
    }
  }
}

static void put_settings(FILE *to)
{
  fputs("_genre_eq_settings()\n{\n  if compset -P '*='; then\n    case ${IPREFIX%=} in\n", to);
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    int n_points = 0;
    const ScalePoint *point = settings_points((Control)i, &n_points);
    if (control_info[i].is_output || control_info[i].kind == KIND_FREEWHEEL || !point) {
      continue;
    }
    fprintf(to, "    *%s) compadd -M 'm:{a-zA-Z}={A-Za-z}' --", control_info[i].symbol);
    for (int k = 0; k < n_points; ++k) {
      fprintf(to, " '%s'", point[k].name);
    }
    fputs(" ;;\n", to);
  }
  fputs("    esac\n  else\n    local -a settings=(\n", to);
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    if (!control_info[i].is_output && control_info[i].kind != KIND_FREEWHEEL) {
      fprintf(to, "      '%s:", control_info[i].symbol);
      put_text(to, control_info[i].comment);
      fputs("'\n", to);
    }
  }
  fputs("    )\n    _describe -t settings 'control' settings -S =\n  fi\n}\n\n", to);
}

static const char *action_of(const OptionInfo *info)
{
  switch (completion_offer(info)) {
  case OFFER_SETTINGS:
    return "_genre_eq_settings";
  case OFFER_PRESETS:
    return "_genre_eq_presets";
  case OFFER_DIRECTORIES:
    return "_files -/";
  case OFFER_FILES:
    return "_files";
  case OFFER_WORDS:
  case OFFER_NOTHING:
    break;
  }
  return " ";
}

static void put_option(FILE *to, Option option)
{
  const OptionInfo *info = options_info(option);
  const char *again = option == OPTION_SET ? "*" : "";
  fputs("      ", to);
  if (info->letter) {
    fprintf(to, "'(%s %s)'{%s,%s%s}'[", info->letter, info->name, info->letter, info->name,
            info->value ? "=" : "");
  } else {
    fprintf(to, "'%s%s%s[", again, info->name, info->value ? "=" : "");
  }
  put_text(to, info->help);
  fputc(']', to);
  if (info->value) {
    fprintf(to, ":%s:", info->value);
    if (info->words) {
      fprintf(to, "(%s)", info->words);
    } else {
      fputs(action_of(info), to);
    }
  }
  fputs("' \\\n", to);
}

static void put_command(FILE *to, const Command *command)
{
  fprintf(to, "  %s)\n    _arguments -s \\\n", command->name);
  for (int option = 0; option < OPTION_COUNT; ++option) {
    if (option == OPTION_HELP || (command->takes & TAKES(option)) != 0) {
      put_option(to, (Option)option);
    }
  }
  if (strcmp(command->name, "completion") == 0) {
    fputs("      '1:shell:(bash zsh)' ;;\n", to);
  } else if (command->max_files == 0) {
    fputs("      && return ;;\n", to);
  } else {
    fprintf(to, "      '*:%s:_files' ;;\n", command->operands);
  }
}

void completion_zsh(FILE *to)
{
  fputs("#compdef genre-eq\n"
        "# Completion of genre-eq for zsh; `genre-eq completion zsh` wrote it.\n\n"
        "_genre_eq_presets()\n{\n"
        "  local uri name\n"
        "  local -a presets\n"
        "  genre-eq presets 2>/dev/null | while read -r uri name; do\n"
        "    case $uri in\n"
        "    *:own-* | file:*) presets+=(\"$name\") ;; # of the user\n"
        "    *) presets+=(${uri##*:}) ;;\n"
        "    esac\n"
        "  done\n"
        "  compadd -- ${(u)presets}\n}\n\n",
        to);
  put_settings(to);
  fputs("local -a commands=(\n", to);
  for (int i = 0; command_at(i); ++i) {
    fprintf(to, "  '%s:", command_at(i)->name);
    put_text(to, command_at(i)->summary);
    fputs("'\n", to);
  }
  fputs(")\n\nif (( CURRENT == 2 )); then\n"
        "  _describe -t commands 'command' commands\n"
        "  _arguments '(- *)--help[print help]' '(- *)--version[print the version]'\n"
        "  return\nfi\n"
        "local command=$words[2]\nshift words\n(( CURRENT-- ))\n"
        "case $command in\n",
        to);
  for (int i = 0; command_at(i); ++i) {
    put_command(to, command_at(i));
  }
  fputs("esac\n", to);
}
