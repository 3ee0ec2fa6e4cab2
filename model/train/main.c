/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * genre-eq-train: from a folder of music to the plugin's weights.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/train/commands.h"

static const char usage[] =
    "usage: genre-eq-train COMMAND [OPTION]... DATA\n"
    "       genre-eq-train features FILE...\n"
    "       genre-eq-train strangers FOLDER\n"
    "\n"
    "commands:\n"
    "  train     learn from DATA and write model/weights.c\n"
    "  evaluate  score the answers about artists that were not learned from\n"
    "  doubts    list the songs whose labels are most doubtful\n"
    "  paper     score the paper's own network\n"
    "  zones     measure and print the zone of each genre and band\n"
    "  features  hear the files, keep that in the cache, print a row of features a file\n"
    "  strangers write sounds that are not music into FOLDER: sweeps, noise, tones, clicks\n"
    "\n"
    "DATA is a folder with a folder of sound files for each genre, named by its symbol (poprock,\n"
    "classical ...). It may have a folder none (speech, noise), a folder other (answered, but "
    "never\n"
    "learned from), and a file groups.csv (columns path and group; set and fold are optional).\n"
    "\n"
    "options:\n"
    "  --seed N          first seed (default 1)\n"
    "  --seeds N         how many seeds to score over (default 5)\n"
    "  --only SET,SET    leave out the other sets of groups.csv\n"
    "  --output FILE     write the weights there\n"
    "  --answers FILE    evaluate: write each clip's probabilities there\n"
    "  --set NAME=VALUE  another number of the recipe: ridge, steadiness, wander, wear,\n"
    "                    class_power, none_share, electronic_prior, least_s, balance_ridge\n"
    "  --help\n";

/* Sets a number of the recipe by its name. */
static bool set_recipe(Recipe *recipe, const char *text)
{
  const char *equals = strchr(text, '=');
  char *end = NULL;
  const double value = equals ? strtod(equals + 1, &end) : 0.0;
  struct {
    const char *name;
    double *number;
  } const table[] = {{"ridge", &recipe->ridge},
                     {"steadiness", &recipe->steadiness},
                     {"wander", &recipe->wander},
                     {"wear", &recipe->wear},
                     {"class_power", &recipe->class_power},
                     {"none_share", &recipe->none_share},
                     {"electronic_prior", &recipe->electronic_prior},
                     {"least_s", &recipe->least_s},
                     {"balance_ridge", &recipe->balance_ridge}};
  if (!equals || end == equals + 1 || *end != '\0' || !(value >= 0.0 && value < 1e6)) {
    return false;
  }
  for (size_t i = 0; i < sizeof table / sizeof table[0]; ++i) {
    const size_t length = strlen(table[i].name);
    if ((size_t)(equals - text) == length && strncmp(table[i].name, text, length) == 0) {
      *table[i].number = value;
      return true;
    }
  }
  return false;
}

static bool set_count(int *count, const char *text, int most)
{
  char *end = NULL;
  long n = strtol(text, &end, 10);
  *count = (int)n;
  return end != text && *end == '\0' && n >= 1 && n <= most;
}

static bool set_option(Options *options, const char *name, const char *value)
{
  int seed;
  if (strcmp(name, "--seed") == 0 && set_count(&seed, value, 1000000000)) {
    options->seed = (uint64_t)seed;
    return true;
  }
  if (strcmp(name, "--only") == 0) {
    options->only_sets = value;
    return true;
  }
  if (strcmp(name, "--output") == 0) {
    options->output = value;
    return true;
  }
  if (strcmp(name, "--answers") == 0) {
    options->answers = value;
    return true;
  }
  return (strcmp(name, "--seeds") == 0 && set_count(&options->n_seeds, value, 32)) ||
         (strcmp(name, "--set") == 0 && set_recipe(&options->recipe, value));
}

/* If an argument is not known, prints why and returns false. */
static bool read_options(Options *options, int n, char *const *arg)
{
  for (int i = 0; i < n; ++i) {
    if (arg[i][0] != '-') {
      if (options->data) {
        fprintf(stderr, "genre-eq-train: one folder at a time: %s\n", arg[i]);
        return false;
      }
      options->data = arg[i];
    } else if (i + 1 >= n || !set_option(options, arg[i], arg[i + 1])) {
      fprintf(stderr, "genre-eq-train: cannot use %s %s\n", arg[i], i + 1 < n ? arg[i + 1] : "");
      return false;
    } else {
      ++i;
    }
  }
  if (!options->data) {
    fprintf(stderr, "genre-eq-train: which folder of music?\n");
  }
  return options->data != NULL;
}

int main(int argc, char **argv)
{
  static const struct {
    const char *name;
    int (*run)(const Options *options);
  } command[] = {{"train", command_train},
                 {"evaluate", command_evaluate},
                 {"doubts", command_doubts},
                 {"paper", command_paper},
                 {"zones", command_zones}};
  if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)) {
    fputs(usage, stdout);
    return 0;
  }
  if (argc > 2 && strcmp(argv[1], "features") == 0) {
    return command_features(argc - 2, argv + 2);
  }
  if (argc == 3 && strcmp(argv[1], "strangers") == 0) {
    return command_strangers(argv[2]);
  }
  for (size_t i = 0; argc > 1 && i < sizeof command / sizeof command[0]; ++i) {
    if (strcmp(argv[1], command[i].name) == 0) {
      Options options = {.seed = 1, .n_seeds = 5, .recipe = best_recipe()};
      if (!read_options(&options, argc - 2, argv + 2)) {
        return 2;
      }
      return command[i].run(&options);
    }
  }
  fputs(usage, stderr);
  return 2;
}
