/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/song/options.h"

#include <stdlib.h>
#include <string.h>

#include "ui/cli/sound/audio_input.h"
#include "ui/cli/terminal/message.h"

/* DEFAULT_BLOCK is shorter than a hop at 8 kHz, so that no report is missed. */
enum { DEFAULT_BLOCK = 512, MAX_BLOCK = 1 << 20, MAX_JOBS = 1024 };

static const OptionInfo option_info[OPTION_COUNT] = {
    [OPTION_SET] = {"--set", "SYMBOL=VALUE", "set a control of the plugin; may be repeated", NULL,
                    NULL},
    [OPTION_PRESET] = {"--preset", "URI", "start from a preset (URI or name; genre-eq presets)",
                       NULL, NULL},
    [OPTION_STATE] = {"--state", "PATH", "go on from what a host saved (state.ttl, or its folder)",
                      NULL, NULL},
    [OPTION_PROFILE] = {"--profile", "PROFILE", "aim at an own profile (its name, or a file)", NULL,
                        NULL},
    [OPTION_REFERENCE] = {"--reference", "FILE", "aim at the balance of this finished song", NULL,
                          NULL},
    [OPTION_BUNDLE] = {"--bundle", "DIR", "use the plugin bundle in this directory", NULL, NULL},
    [OPTION_BLOCK] = {"--block", "N", "run the plugin N frames at a time (default: 512)", NULL,
                      NULL},
    [OPTION_LEARN] = {"--learn", NULL, "listen to the whole file first, then hold that curve", NULL,
                      NULL},
    [OPTION_FLOAT] = {"--float", NULL, "write 32-bit float samples, which cannot clip", NULL, NULL},
    [OPTION_NO_DITHER] = {"--no-dither", NULL, "round to 24 bits or less without dither", NULL,
                          NULL},
    [OPTION_FORCE] = {"--force", NULL, "replace what exists already", NULL, NULL},
    [OPTION_FORMAT] = {"--format", "FORMAT", "apo, fil4, lsp, csv or json", NULL,
                       "apo fil4 lsp csv json"},
    [OPTION_OUTPUT] = {"--output", "PATH", "write to this path", "-o", NULL},
    [OPTION_RATE] = {"--rate", "HZ", "sample rate of the session (default: the song's)", NULL,
                     NULL},
    [OPTION_JOBS] = {"--jobs", "N", "work on N files at a time (default: one a processor)", "-j",
                     NULL},
    [OPTION_ALBUM] = {"--album", NULL, "IN and OUT are directories: master a whole record", NULL,
                      NULL},
    [OPTION_WEIGHT] = {"--weight", "FILE=W", "let this song count W times; may be repeated", NULL,
                       NULL},
    [OPTION_BLEND] = {"--blend", "PERCENT", "mix in the zone of the genre heard, once it is sure",
                      NULL, NULL},
    [OPTION_MATCH] = {"--match", NULL, "aim at exactly the balance of one reference", NULL, NULL},
    [OPTION_SAVE] = {"--save", "NAME", "the preset's name", NULL, NULL},
    [OPTION_PNG] = {"--png", NULL, "write the picture of the curve alone", NULL, NULL},
    [OPTION_NO_AUDIO] = {"--no-audio", NULL, "leave the sound out of the page", NULL, NULL},
    [OPTION_JSON] = {"--json", NULL, "print JSON, one object a file, one a line", NULL, NULL},
    [OPTION_MARKDOWN] = {"--markdown", NULL, "print a Markdown table", NULL, NULL},
    [OPTION_HELP] = {"--help", NULL, "print this help", "-h", NULL},
};

const OptionInfo *options_info(Option option)
{
  return &option_info[option];
}

void options_print_help(const Command *command, FILE *to)
{
  fprintf(to, "Usage: genre-eq %s [OPTION]...%s%s\n%s\n\n", command->name,
          *command->operands ? " " : "", command->operands, command->summary);
  for (int i = 0; i < OPTION_COUNT; ++i) {
    const OptionInfo *info = &option_info[i];
    if (i == OPTION_HELP || (command->takes & TAKES(i)) != 0) {
      char left[40];
      snprintf(left, sizeof left, "%s%s%s%s%s", info->letter ? info->letter : "",
               info->letter ? ", " : "", info->name, info->value ? " " : "",
               info->value ? info->value : "");
      fprintf(to, "  %-20s %s\n", left, info->help);
    }
  }
  if (command->details) {
    fprintf(to, "\n%s\n", command->details);
  }
}

/* Reads an integer from least to most; `what` names it in the message. */
static bool read_number(const char *option, const char *text, const char *what, long least,
                        long most, long *number)
{
  char *end = NULL;
  *number = strtol(text, &end, 10);
  if (end == text || *end != '\0' || *number < least || *number > most) {
    message_error(option, "\"%s\" is not a %s; give %ld to %ld", text, what, least, most);
    return false;
  }
  return true;
}

static bool take_number(Option option, const char *text, Arguments *arguments)
{
  long number = 0;
  switch (option) {
  case OPTION_BLOCK:
    if (!read_number("--block", text, "block length in frames", 1, MAX_BLOCK, &number)) {
      return false;
    }
    arguments->block = (uint32_t)number;
    return true;
  case OPTION_RATE:
    if (!read_number("--rate", text, "sample rate in Hz", MIN_RATE_HZ, MAX_RATE_HZ, &number)) {
      return false;
    }
    arguments->rate_hz = (int)number;
    return true;
  case OPTION_BLEND:
    if (!read_number("--blend", text, "share in per cent", 0, 100, &number)) {
      return false;
    }
    arguments->blend_percent = (int)number;
    return true;
  case OPTION_JOBS:
    if (!read_number("--jobs", text, "number of files at a time", 1, MAX_JOBS, &number)) {
      return false;
    }
    arguments->jobs = (int)number;
    return true;
  default:
    return true;
  }
}

static bool is_one_of(const char *word, const char *words)
{
  const size_t length = strlen(word);
  for (const char *at = words; *at; at += strspn(at, " ")) {
    const size_t span = strcspn(at, " ");
    if (span == length && strncmp(at, word, length) == 0) {
      return true;
    }
    at += span;
  }
  return false;
}

static bool take(Option option, const char *value, Arguments *arguments)
{
  char error[512];
  const char *words = option_info[option].words;
  arguments->given[option] = true;
  arguments->value[option] = value;
  if (words && !is_one_of(value, words)) {
    message_error(option_info[option].name, "there is no \"%s\"; give one of: %s", value, words);
    return false;
  }
  if (!take_number(option, value, arguments)) {
    return false;
  }
  if (option == OPTION_SET && !settings_read(&arguments->settings, value, error, sizeof error)) {
    message_error(value, "%s", error);
    return false;
  }
  if (option == OPTION_WEIGHT) {
    if (arguments->n_weights == MAX_WEIGHTS) {
      message_error(value, "is one --weight too many; give at most %d", MAX_WEIGHTS);
      return false;
    }
    arguments->weight[arguments->n_weights++] = value;
  }
  if (option == OPTION_PRESET) {
    arguments->preset = value;
  }
  if (option == OPTION_STATE) {
    arguments->state = value;
  }
  if (option == OPTION_BUNDLE) {
    arguments->bundle = value;
  }
  return true;
}

/* The option that a word names ("--set", "--set=amount=50"), or OPTION_COUNT. */
static Option find_option(const Command *command, const char *word)
{
  const size_t length = strcspn(word, "=");
  int i = 0;
  while (i < OPTION_COUNT &&
         (strncmp(word, option_info[i].name, length) != 0 || option_info[i].name[length] != '\0') &&
         (!option_info[i].letter || strcmp(word, option_info[i].letter) != 0)) {
    ++i;
  }
  const Option option = (Option)i;
  const bool taken =
      option == OPTION_HELP || (option < OPTION_COUNT && (command->takes & TAKES(option)) != 0);
  return taken ? option : OPTION_COUNT;
}

/* Reads the option at word[0]; returns how many words it took, or 0 if it is wrong. */
static int read_option(const Command *command, char **word, int n_words, Arguments *arguments)
{
  const Option option = find_option(command, word[0]);
  if (option == OPTION_COUNT) {
    message_error(word[0], "is not an option of \"%s\"; see genre-eq %s --help", command->name,
                  command->name);
    return 0;
  }
  const char *equals = strchr(word[0], '=');
  const bool wants_value = option_info[option].value != NULL;
  if (!wants_value && equals) {
    message_error(word[0], "takes no value; see genre-eq %s --help", command->name);
    return 0;
  }
  if (wants_value && !equals && n_words < 2) {
    message_error(word[0], "needs a value; give %s %s", option_info[option].name,
                  option_info[option].value);
    return 0;
  }
  const char *value = equals ? equals + 1 : wants_value ? word[1] : NULL;
  if (value && *value == '\0') {
    message_error(option_info[option].name, "has an empty value; give %s %s",
                  option_info[option].name, option_info[option].value);
    return 0;
  }
  if (!take(option, value, arguments)) {
    return 0;
  }
  return wants_value && !equals ? 2 : 1;
}

/* Of two such options, one would be ignored. */
static bool options_agree(const Arguments *arguments)
{
  static const Option apart[][2] = {{OPTION_REFERENCE, OPTION_PROFILE},
                                    {OPTION_PNG, OPTION_JSON},
                                    {OPTION_MARKDOWN, OPTION_JSON}};
  for (size_t i = 0; i < sizeof apart / sizeof apart[0]; ++i) {
    if (arguments->given[apart[i][0]] && arguments->given[apart[i][1]]) {
      message_error(option_info[apart[i][0]].name, "cannot go with %s; give one of them",
                    option_info[apart[i][1]].name);
      return false;
    }
  }
  const Option aim = arguments->given[OPTION_PROFILE] ? OPTION_PROFILE : OPTION_REFERENCE;
  const Settings *settings = &arguments->settings;
  if (arguments->given[aim] && settings->given[CONTROL_GENRE] &&
      (int)settings->value[CONTROL_GENRE] != GENRE_VALUE_OWN) {
    message_error(option_info[aim].name, "cannot go with --set genre=...; give one of them");
    return false;
  }
  return true;
}

static bool operands_fit(const Command *command, const Arguments *arguments)
{
  if (arguments->given[OPTION_HELP]) {
    return true;
  }
  for (int i = 0; i < arguments->n_files; ++i) {
    if (*arguments->file[i] == '\0') {
      message_error("\"\"", "is not a name; usage: genre-eq %s [OPTION]... %s", command->name,
                    command->operands);
      return false;
    }
  }
  if (arguments->n_files < command->min_files) {
    message_error(command->name, "a file name is missing; usage: genre-eq %s [OPTION]... %s",
                  command->name, command->operands);
    return false;
  }
  if (command->max_files >= 0 && arguments->n_files > command->max_files) {
    message_error(arguments->file[command->max_files],
                  "one name too many; usage: genre-eq %s [OPTION]... %s", command->name,
                  command->operands);
    return false;
  }
  return true;
}

bool options_read(const Command *command, char **word, int n_words, Arguments *arguments)
{
  *arguments = (Arguments){.block = DEFAULT_BLOCK, .file = word};
  bool options_over = false;
  for (int i = 0; i < n_words;) {
    if (!options_over && strcmp(word[i], "--") == 0) {
      options_over = true;
      ++i;
    } else if (!options_over && word[i][0] == '-' && word[i][1] != '\0') {
      const int taken = read_option(command, word + i, n_words - i, arguments);
      if (taken == 0) {
        return false;
      }
      i += taken;
    } else {
      arguments->file[arguments->n_files++] = word[i++]; /* n_files is never ahead of i */
    }
  }
  return options_agree(arguments) && operands_fit(command, arguments);
}
