/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/folds.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/train/balance.h"
#include "model/train/parallel.h"
#include "model/train/random.h"

enum { DEALT_FOLDS = 5 };

static int number_named(Library *library)
{
  int n = 0;
  for (int c = 0; c < library->n_clips; ++c) {
    Clip *clip = &library->clip[c];
    clip->fold = -1;
    for (int other = 0; clip->fold_name[0] != '\0' && other < c && clip->fold < 0; ++other) {
      if (strcmp(library->clip[other].fold_name, clip->fold_name) == 0) {
        clip->fold = library->clip[other].fold;
      }
    }
    if (clip->fold < 0 && clip->fold_name[0] != '\0') {
      clip->fold = n++;
    }
  }
  return n;
}

bool folds_deal(Library *library, uint64_t seed)
{
  const int n_named = number_named(library);
  const int n = library->n_clips;
  Random random = {seed};
  int *order = malloc((size_t)n * sizeof *order);
  int *dealt = malloc((size_t)library->n_groups * sizeof *dealt); /* fold of each group */
  int n_dealt[CLASS_COUNT] = {0};
  bool is_fine = order && dealt;
  for (int c = 0; is_fine && c < n; ++c) { /* puts the clips in random order (Fisher & Yates) */
    const int k = random_index(&random, c + 1);
    order[c] = order[k];
    order[k] = c;
  }
  for (int g = 0; is_fine && g < library->n_groups; ++g) {
    dealt[g] = -1;
  }
  for (int i = 0; is_fine && i < n; ++i) {
    Clip *clip = &library->clip[order[i]];
    if (clip->fold_name[0] == '\0') {
      if (dealt[clip->group] < 0) {
        dealt[clip->group] = n_named + n_dealt[clip->class_index]++ % DEALT_FOLDS;
      }
      clip->fold = dealt[clip->group];
    }
  }
  library->n_folds = n_named + DEALT_FOLDS;
  free(order);
  free(dealt);
  return is_fine;
}

void folds_choose(const Library *library, int fold, bool *is_used)
{
  for (int c = 0; c < library->n_clips; ++c) {
    is_used[c] = library->clip[c].fold != fold;
    for (int other = 0; is_used[c] && other < library->n_clips; ++other) {
      is_used[c] =
          library->clip[other].fold != fold || library->clip[other].group != library->clip[c].group;
    }
  }
}

typedef struct {
  const Library *library;
  const Rows *rows;
  const Recipe *recipe;
  const Answers *before;
  Answers *answers;
  bool has_failed;
} Asking;

static void ask_fold(Asking *asking, int fold)
{
  const Library *library = asking->library;
  const Rows *rows = asking->rows;
  bool *is_used = malloc((size_t)library->n_clips * sizeof *is_used);
  Model *model = malloc(sizeof *model);
  if (is_used) {
    folds_choose(library, fold, is_used);
  }
  if (!is_used || !model || !learn_model(library, rows, is_used, asking->recipe, model)) {
    asking->has_failed = true;
  } else {
    for (int i = 0; i < rows->n; ++i) {
      if (library->clip[rows->clip[i]].fold == fold) {
        model_logits(model, rows->feature[i], asking->answers->logit[i]);
        asking->answers->is_known[i] = true;
      }
    }
    for (int c = 0; c < library->n_clips; ++c) {
      if (library->clip[c].fold == fold) {
        balance_foretell(model, rows->feature[rows->whole[c]], asking->answers->balance_db[c]);
      }
    }
  }
  free(is_used);
  free(model);
}

/* Folds with a name come first. */
static bool is_named(const Library *library, int fold)
{
  for (int c = 0; c < library->n_clips; ++c) {
    if (library->clip[c].fold == fold) {
      return library->clip[c].fold_name[0] != '\0';
    }
  }
  return false;
}

static void take_fold(const Asking *asking, int fold)
{
  const Library *library = asking->library;
  const Rows *rows = asking->rows;
  for (int i = 0; i < rows->n; ++i) {
    if (library->clip[rows->clip[i]].fold == fold) {
      memcpy(asking->answers->logit[i], asking->before->logit[i], sizeof *asking->before->logit);
      asking->answers->is_known[i] = asking->before->is_known[i];
    }
  }
  for (int c = 0; c < library->n_clips; ++c) {
    if (library->clip[c].fold == fold) {
      memcpy(asking->answers->balance_db[c], asking->before->balance_db[c],
             sizeof *asking->before->balance_db);
    }
  }
}

static void answer_fold(void *data, int fold)
{
  Asking *asking = data;
  if (asking->before && is_named(asking->library, fold)) {
    take_fold(asking, fold);
  } else {
    ask_fold(asking, fold);
  }
}

bool folds_answer(const Library *library, const Rows *rows, const Recipe *recipe,
                  const Answers *before, Answers *answers)
{
  *answers =
      (Answers){.logit = calloc((size_t)rows->n, sizeof *answers->logit),
                .is_known = calloc((size_t)rows->n, sizeof *answers->is_known),
                .balance_db = malloc((size_t)library->n_clips * sizeof *answers->balance_db)};
  Asking asking = {
      .library = library, .rows = rows, .recipe = recipe, .before = before, .answers = answers};
  if (!answers->logit || !answers->is_known || !answers->balance_db) {
    return false;
  }
  for (int c = 0; c < library->n_clips; ++c) {
    answers->balance_db[c][0] = (double)NAN;
  }
  parallel_for(library->n_folds, answer_fold, &asking);
  return !asking.has_failed;
}

void answers_free(Answers *answers)
{
  free(answers->logit);
  free(answers->is_known);
  free(answers->balance_db);
  memset(answers, 0, sizeof *answers);
}
