/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Commands and their options. The parser and the help come from one table of options.
 */
#ifndef GENRE_EQ_UI_CLI_SONG_OPTIONS_H
#define GENRE_EQ_UI_CLI_SONG_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "ui/cli/host/settings.h"

typedef enum {
  OPTION_SET,
  OPTION_PRESET,
  OPTION_STATE,
  OPTION_PROFILE,
  OPTION_REFERENCE,
  OPTION_BUNDLE,
  OPTION_BLOCK,
  OPTION_LEARN,
  OPTION_FLOAT,
  OPTION_NO_DITHER,
  OPTION_FORCE,
  OPTION_FORMAT,
  OPTION_OUTPUT,
  OPTION_RATE,
  OPTION_JOBS,
  OPTION_ALBUM,
  OPTION_WEIGHT,
  OPTION_BLEND,
  OPTION_MATCH,
  OPTION_SAVE,
  OPTION_PNG,
  OPTION_NO_AUDIO,
  OPTION_JSON,
  OPTION_MARKDOWN,
  OPTION_HELP,
  OPTION_COUNT
} Option;

/** The bit of an option, to say which options a command takes. */
#define TAKES(option) (1u << (option))

enum { MAX_WEIGHTS = 1000 };

typedef struct {
  const char *name;   /**< "--output" */
  const char *value;  /**< the name of its value; NULL: it takes none. completion.c knows the
                           names of settings, presets, files and directories */
  const char *help;   /**< one line */
  const char *letter; /**< "-o"; NULL: none */
  const char *words;  /**< the possible values, with spaces between; NULL: any */
} OptionInfo;

/** What was given on the command line. */
typedef struct {
  bool given[OPTION_COUNT];
  const char *value[OPTION_COUNT]; /**< as given last; NULL: none */
  Settings settings;               /**< of all --set */
  const char *preset;              /**< NULL: none */
  const char *state;               /**< file or directory; NULL: none */
  const char *bundle;              /**< NULL: find it */
  int jobs;                        /**< of --jobs; 0: not given */
  int rate_hz;                     /**< of --rate; 0: not given */
  int blend_percent;               /**< of --blend */
  const char *weight[MAX_WEIGHTS]; /**< of all --weight, as given */
  int n_weights;
  uint32_t block; /**< frames */
  char **file;    /**< the operands */
  int n_files;
} Arguments;

typedef struct {
  const char *name;
  const char *operands; /**< "FILE..." */
  const char *summary;  /**< one line */
  const char *details;  /**< more for --help; NULL: none */
  int min_files;
  int max_files;                          /**< −1: any number */
  unsigned takes;                         /**< TAKES() bits */
  int (*run)(const Arguments *arguments); /**< returns the exit code */
} Command;

/** Reads the words after the command's name. If they are wrong, prints why and returns false.
    May reorder the words; the strings still belong to the caller. */
bool options_read(const Command *command, char **word, int n_words, Arguments *arguments);

/** Constant data. */
const OptionInfo *options_info(Option option);

/** The command's help. */
void options_print_help(const Command *command, FILE *to);

#endif
