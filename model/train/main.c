/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * genre-eq-train: from a folder of music to the plugin's weights.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/train/commands.h"

static volatile sig_atomic_t is_interrupted;

static void interrupt(int number)
{
  (void)number;
  is_interrupted = 1;
}

static const char usage[] =
    "usage: genre-eq-train COMMAND [OPTION]... DATA\n"
    "       genre-eq-train features FILE...\n"
    "       genre-eq-train strangers FOLDER\n"
    "\n"
    "commands:\n"
    "  train     learn from DATA and write model/weights.c (Ctrl-C keeps the best so far)\n"
    "  evaluate  score the recipe by cross-validation, groups (artists) apart\n"
    "  paper     score the paper's own network and write model/paper_weights.c\n"
    "  zones     print the measured zones of each genre and band\n"
    "  features  hear the files (into the cache) and print a row of features a file\n"
    "  strangers write what is no music into FOLDER: sweeps, noise, tones, clicks\n"
    "\n"
    "DATA is a folder with one folder of sound files a genre: poprock, classical,\n"
    "hiphop, jazz, disco, country; if you like one named none (speech, noise); and a\n"
    "groups.csv (columns path, group and, if you like, set, fold).\n"
    "\n"
    "options:\n"
    "  --seed N          first seed (default 1)\n"
    "  --seeds N         how many seeds to score over (default 5)\n"
    "  --only SET,SET    leave out the other sets of groups.csv\n"
    "  --output FILE     write the weights there\n"
    "  --answers FILE    evaluate, paper: write each clip's probabilities there\n"
    "  --hidden N[,N]    units of a member's hidden layer or layers\n"
    "  --members N       networks in the ensemble\n"
    "  --set NAME=VALUE  another number of the recipe: epochs, patience, batch, rate,\n"
    "                    decay, class_power, none_share, smoothing, drop_input,\n"
    "                    drop_hidden, mixup, steady, length_power, parts\n"
    "  --help\n";

/* One number of the recipe by its name. */
static bool set_recipe(Recipe *recipe, const char *text)
{
  const char *equals = strchr(text, '=');
  char *end = NULL;
  double value = equals ? strtod(equals + 1, &end) : 0.0;
  if (!equals || end == equals + 1 || *end != '\0' || !(value >= 0.0 && value < 1e6)) {
    return false;
  }
  size_t length = (size_t)(equals - text);
  struct {
    const char *name;
    double *number;
    float *fraction;
    int *count;
  } const table[] = {{"epochs", NULL, NULL, &recipe->epochs},
                     {"patience", NULL, NULL, &recipe->patience},
                     {"batch", NULL, NULL, &recipe->batch},
                     {"parts", NULL, NULL, &recipe->n_parts},
                     {"rate", &recipe->rate, NULL, NULL},
                     {"decay", &recipe->weight_decay, NULL, NULL},
                     {"class_power", &recipe->class_power, NULL, NULL},
                     {"mixup", &recipe->mixup, NULL, NULL},
                     {"steady", &recipe->steady, NULL, NULL},
                     {"length_power", &recipe->length_power, NULL, NULL},
                     {"none_share", &recipe->none_share, NULL, NULL},
                     {"smoothing", NULL, &recipe->smoothing, NULL},
                     {"drop_input", NULL, &recipe->drop[0], NULL},
                     {"drop_hidden", NULL, &recipe->drop[1], NULL}};
  for (size_t i = 0; i < sizeof table / sizeof table[0]; ++i) {
    if (strlen(table[i].name) == length && strncmp(table[i].name, text, length) == 0) {
      if (table[i].number) {
        *table[i].number = value;
      } else if (table[i].fraction) {
        *table[i].fraction = (float)value;
        return value < 1.0;
      } else {
        *table[i].count = (int)value;
        return value >= 1.0;
      }
      return true;
    }
  }
  return false;
}

static bool set_hidden(Recipe *recipe, const char *text)
{
  char *end = NULL;
  recipe->n_hidden_layers = 0;
  while (recipe->n_hidden_layers < 2) {
    long n = strtol(text, &end, 10);
    if (end == text || n < 1 || n > NETWORK_MAX_WIDTH) {
      return false;
    }
    recipe->hidden[recipe->n_hidden_layers++] = (int)n;
    if (*end == '\0') {
      return true;
    }
    text = end + 1;
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
         (strcmp(name, "--members") == 0 &&
          set_count(&options->recipe.n_members, value, MAX_MEMBERS)) ||
         (strcmp(name, "--hidden") == 0 && set_hidden(&options->recipe, value)) ||
         (strcmp(name, "--set") == 0 && set_recipe(&options->recipe, value));
}

/* False, after a line on stderr, for what it does not know. */
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
    Recipe (*recipe)(void);
  } command[] = {{"train", command_train, movement_recipe},
                 {"evaluate", command_evaluate, movement_recipe},
                 {"paper", command_paper, paper_recipe},
                 {"zones", command_zones, movement_recipe}};
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
      struct sigaction action = {.sa_handler = interrupt};
      Options options = {
          .seed = 1, .n_seeds = 5, .ridge = 1000.0, .is_interrupted = &is_interrupted};
      options.recipe = command[i].recipe();
      if (!read_options(&options, argc - 2, argv + 2)) {
        return 2;
      }
      sigaction(SIGINT, &action, NULL);
      return command[i].run(&options);
    }
  }
  fputs(usage, stderr);
  return 2;
}
