/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of completion.h: the script for bash, 4 and later. It needs nothing but bash itself.
 */
#include "ui/cli/commands/commands.h"
#include "ui/cli/commands/completion.h"

/* bash splits "genre=jazz" at '='. The script joins the words again, and offers only the part
 * that is not typed yet. */
static const char head[] =
    "# Completion of genre-eq for bash; `genre-eq completion bash` wrote it.\n"
    "\n"
    "_genre_eq_offer() # WORD CANDIDATES: those that begin with the word, one a line\n"
    "{\n"
    "  local candidate cut=\n"
    "  [[ $1 == *=* && $COMP_WORDBREAKS == *=* ]] && cut=${1%\"${1##*=}\"}\n"
    "  while IFS= read -r candidate; do\n"
    "    [[ $candidate && ${candidate,,} == \"${1,,}\"* ]] || continue\n"
    "    candidate=${candidate#\"$cut\"}\n"
    "    [[ $candidate == *= ]] && compopt -o nospace 2>/dev/null\n"
    "    COMPREPLY+=(\"$(printf %q \"$candidate\")\")\n"
    "  done <<<\"$2\"\n"
    "}\n"
    "\n"
    "_genre_eq_presets()\n"
    "{\n"
    "  genre-eq presets 2>/dev/null | while read -r uri name; do\n"
    "    case $uri in\n"
    "    *:own-* | file:*) printf '%s\\n' \"$name\" ;; # of the user\n"
    "    *) printf '%s\\n' \"${uri##*:}\" ;;\n"
    "    esac\n"
    "  done | sort -u\n"
    "}\n"
    "\n";

static const char body[] =
    "_genre_eq()\n"
    "{\n"
    "  local -a words=()\n"
    "  local i word previous=\n"
    "  for ((i = 0; i <= COMP_CWORD; ++i)); do\n"
    "    word=${COMP_WORDS[i]}\n"
    "    if ((i > 1)) && [[ $word == = || $previous == = ]]; then\n"
    "      words[${#words[@]}-1]+=$word\n"
    "    else\n"
    "      words+=(\"$word\")\n"
    "    fi\n"
    "    previous=$word\n"
    "  done\n"
    "  local command=${words[1]} current=${words[-1]} before=${words[-2]}\n"
    "  COMPREPLY=()\n"
    "  if ((${#words[@]} == 2)); then\n"
    "    _genre_eq_offer \"$current\" \"$_genre_eq_commands\"$'\\n--help\\n--version'\n"
    "    return\n"
    "  fi\n"
    "  if [[ $current == --*=* ]]; then\n"
    "    before=${current%%=*} current=${current#*=}\n"
    "  fi\n";

static const char tail[] =
    "  if [[ $current == -* ]]; then\n"
    "    _genre_eq_offer \"$current\" \"$(_genre_eq_options \"$command\")\"\n"
    "  else\n"
    "    compopt -o filenames 2>/dev/null\n"
    "    mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n"
    "  fi\n"
    "}\n"
    "complete -F _genre_eq genre-eq\n";

/* A list as a bash string, one candidate a line. */
static void put_settings(FILE *to)
{
  fputs("_genre_eq_settings='", to);
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    int n_points = 0;
    const ScalePoint *point = settings_points((Control)i, &n_points);
    if (control_info[i].is_output || control_info[i].kind == KIND_FREEWHEEL) {
      continue;
    }
    fprintf(to, "%s=\n", control_info[i].symbol);
    for (int k = 0; k < n_points; ++k) {
      fprintf(to, "%s=%s\n", control_info[i].symbol, point[k].name);
    }
  }
  fputs("'\n\n", to);
}

static void put_commands(FILE *to)
{
  fputs("_genre_eq_commands='", to);
  for (int i = 0; command_at(i); ++i) {
    fprintf(to, "%s%s", i > 0 ? "\n" : "", command_at(i)->name);
  }
  fputs("'\n\n_genre_eq_options() # COMMAND\n{\n  case $1 in\n", to);
  for (int i = 0; command_at(i); ++i) {
    const Command *command = command_at(i);
    fprintf(to, "  %s) printf '%%s\\n'", command->name);
    for (int option = 0; option < OPTION_COUNT; ++option) {
      if (option == OPTION_HELP || (command->takes & TAKES(option)) != 0) {
        fprintf(to, " %s", options_info((Option)option)->name);
      }
    }
    fputs(" ;;\n", to);
  }
  fputs("  esac\n}\n\n", to);
}

static void put_value_cases(FILE *to)
{
  fputs("  case $before in\n", to);
  for (int option = 0; option < OPTION_COUNT; ++option) {
    const OptionInfo *info = options_info((Option)option);
    if (!info->value) {
      continue;
    }
    fprintf(to, "  %s%s%s)\n", info->letter ? info->letter : "", info->letter ? " | " : "",
            info->name);
    switch (completion_offer(info)) {
    case OFFER_WORDS:
      fprintf(to, "    _genre_eq_offer \"$current\" \"$(printf '%%s\\n' %s)\"\n", info->words);
      break;
    case OFFER_SETTINGS:
      fputs("    _genre_eq_offer \"$current\" \"$_genre_eq_settings\"\n", to);
      break;
    case OFFER_PRESETS:
      fputs("    _genre_eq_offer \"$current\" \"$(_genre_eq_presets)\"\n", to);
      break;
    case OFFER_DIRECTORIES:
      fputs("    compopt -o filenames 2>/dev/null\n"
            "    mapfile -t COMPREPLY < <(compgen -d -- \"$current\")\n",
            to);
      break;
    case OFFER_FILES:
      fputs("    compopt -o filenames 2>/dev/null\n"
            "    mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n",
            to);
      break;
    case OFFER_NOTHING:
      break;
    }
    fputs("    return ;;\n", to);
  }
  fputs("  completion)\n    _genre_eq_offer \"$current\" $'bash\\nzsh'\n    return ;;\n  esac\n",
        to);
}

void completion_bash(FILE *to)
{
  fputs(head, to);
  put_settings(to);
  put_commands(to);
  fputs(body, to);
  put_value_cases(to);
  fputs(tail, to);
}
