/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Scores the answers about artists that the network has not heard, over several random divisions
 * of the songs into folds.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/train/balance.h"
#include "model/train/calibrate.h"
#include "model/train/commands.h"
#include "model/train/library_scan.h"
#include "model/train/scores.h"

enum { MAX_SEEDS = 32 };

/* Writes a line for each clip: path, set, class and probabilities, separated by tabs. */
static bool write_answers(const Library *library, const float (*answer)[GENRE_COUNT],
                          const char *path)
{
  FILE *file = fopen(path, "w");
  if (!file) {
    perror(path);
    return false;
  }
  for (int c = 0; c < library->n_clips; ++c) {
    const Clip *clip = &library->clip[c];
    fprintf(file, "%s\t%s\t%s", clip->path, clip->set, class_symbol(clip->class_index));
    for (int genre = 0; genre < GENRE_COUNT; ++genre) {
      fprintf(file, "\t%.4f", (double)answer[c][genre]);
    }
    fprintf(file, "\n");
  }
  return fclose(file) == 0;
}

/* --- what an equaliser changes --------------------------------------------------------------- */

/* Compares the answers about whole files of 10 s or more with those about their other versions. The
 * networks have heard neither. */
static void print_blindness(const Library *library, const Rows *rows, const Answers *answers)
{
  static const struct {
    Version version;
    const char *name;
  } kind[] = {{VERSION_EQUALISED, "the plugin's equaliser, ±6 dB a band"},
              {VERSION_OTHER_MAKE, "one to four bells of another make, ±6 dB"},
              {VERSION_LOST_TOP, "a lost top and noise"}};
  const Calibration calibration = calibrate(library, rows, answers, -1);
  printf(
      "\n| changed by | files | largest change of a probability | above 0.03 | mean | other label "
      "|\n|---|---|---|---|---|---|\n");
  for (int k = 0; k < 3; ++k) {
    int n = 0, n_above = 0, n_flipped = 0;
    double largest = 0.0, sum = 0.0;
    for (int c = 0; c < library->n_clips; ++c) {
      const int row = rows->whole[c];
      const int twin = rows_twin(rows, row, kind[k].version);
      float plain[GENRE_COUNT], other[GENRE_COUNT];
      if (!answers->is_known[row] || twin < 0 || !clip_has_genre(&library->clip[c]) ||
          rows->stretch[row]->music_s < 10.0F) {
        continue;
      }
      const float music_s = rows->stretch[row]->music_s;
      double change = 0.0;
      calibrated_answer(answers->logit[row], calibration, music_s, plain);
      calibrated_answer(answers->logit[twin], calibration, music_s, other);
      for (int genre = 0; genre < GENRE_COUNT; ++genre) {
        change = fmax(change, fabs((double)(plain[genre] - other[genre])));
        sum += fabs((double)(plain[genre] - other[genre])) / GENRE_COUNT;
      }
      ++n;
      largest = fmax(largest, change);
      n_above += change > 0.03;
      n_flipped += genre_most_probable(plain) != genre_most_probable(other);
    }
    printf("| %s | %d | %.3f | %d | %.4f | %d |\n", kind[k].name, n, largest, n_above,
           sum / fmax(n, 1.0), n_flipped);
  }
}

/* --- other tables ---------------------------------------------------------------------------- */

/* Prints how many songs of the last genre are recognised, and how often others are taken for it. */
static void print_electronic(const Library *library, const float (*const *answer)[GENRE_COUNT],
                             int n_seeds)
{
  int n[2] = {0};
  int n_answered[2] = {0};
  for (int s = 0; s < n_seeds; ++s) {
    for (int c = 0; c < library->n_clips; ++c) {
      const Clip *clip = &library->clip[c];
      if (clip_has_genre(clip) && strcmp(clip->set, "cut") != 0) {
        const bool is_other = clip->class_index != GENRE_ELECTRONIC;
        ++n[is_other];
        n_answered[is_other] += genre_most_probable(answer[s][c]) == GENRE_ELECTRONIC;
      }
    }
  }
  printf("\nelectronic: recall %.2f of %d songs; answered for %.1f %% of %d others\n",
         n_answered[0] / fmax(n[0], 1.0), n[0] / n_seeds, 100.0 * n_answered[1] / fmax(n[1], 1.0),
         n[1] / n_seeds);
}

/* Prints what is answered about sound without a genre. */
static void print_strangers(const Library *library, const float (*answer)[GENRE_COUNT],
                            int class_index)
{
  int n[GENRE_COUNT] = {0};
  int n_sure = 0;
  int n_all = 0;
  for (int c = 0; c < library->n_clips; ++c) {
    if (library->clip[c].class_index == class_index) {
      const int best = genre_most_probable(answer[c]);
      ++n[best];
      ++n_all;
      n_sure += answer[c][best] >= 0.5F;
    }
  }
  printf("\n%s: %d files, %d answered with 0.5 or more:", class_symbol(class_index), n_all, n_sure);
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    printf(" %s %d%s", genre_name[genre], n[genre], genre + 1 < GENRE_COUNT ? "," : "\n");
  }
}

static void print_confusion(const Library *library, const float (*answer)[GENRE_COUNT],
                            const char *sets)
{
  const Scores scores = scores_of(library, answer, (Scope){sets, GENRE_COUNT});
  if (scores.n > 0) {
    scores_print_confusion(&scores, sets, GENRE_COUNT);
  }
}

/* --- all of it ------------------------------------------------------------------------------- */

/* Each clip's answer. How sure it is follows from the answers about the other folds. */
static void find_answers(const Library *library, const Rows *rows, const Answers *answers,
                         Length length, float (*answer)[GENRE_COUNT])
{
  for (int fold = 0; fold < library->n_folds; ++fold) {
    const Calibration calibration = calibrate(library, rows, answers, fold);
    for (int i = 0; i < rows->n; ++i) {
      const Stretch *stretch = rows->stretch[i];
      if (library->clip[rows->clip[i]].fold == fold && stretch->version == VERSION_PLAIN &&
          stretch->length == (int)length && answers->is_known[i]) {
        calibrated_answer(answers->logit[i], calibration, stretch->music_s, answer[rows->clip[i]]);
      }
    }
  }
}

static bool evaluate(Library *library, const Rows *rows, const Options *options)
{
  float(*answer[LENGTH_COUNT][MAX_SEEDS])[GENRE_COUNT] = {{NULL}};
  const int n_seeds = options->n_seeds;
  bool is_fine = true;
  Answers answers = {0};
  for (int s = 0; is_fine && s < n_seeds; ++s) {
    Answers before = answers;
    is_fine = folds_deal(library, options->seed + (uint64_t)s) &&
              folds_answer(library, rows, &options->recipe, s > 0 ? &before : NULL, &answers);
    answers_free(&before);
    for (int length = 0; is_fine && length < LENGTH_COUNT; ++length) {
      answer[length][s] = calloc((size_t)library->n_clips, sizeof *answer[length][s]);
      is_fine = answer[length][s] != NULL;
      if (is_fine) {
        find_answers(library, rows, &answers, (Length)length, answer[length][s]);
      }
    }
    if (is_fine && s == 0) {
      const Calibration calibration = calibrate(library, rows, &answers, -1);
      printf("temperature %.2f, haste %.1f s, doubt %.3f\n", (double)calibration.temperature,
             (double)calibration.haste_s, (double)calibration.doubt);
      print_blindness(library, rows, &answers);
      balance_print_errors(library, (const double(*)[BAND_COUNT])answers.balance_db);
      fflush(stdout);
    }
  }
  answers_free(&answers);
  if (is_fine) {
    const float(*const *whole)[GENRE_COUNT] =
        (const float(*const *)[GENRE_COUNT])answer[LENGTH_WHOLE];
    scores_print(library, whole, n_seeds, PAPER_GENRES);
    scores_print(library, whole, n_seeds, GENRE_COUNT);
    printf("\nfrom 10 s alone (the last in each file):\n");
    scores_print(library, (const float(*const *)[GENRE_COUNT])answer[LENGTH_10_S], n_seeds,
                 PAPER_GENRES);
    printf("\nfrom 5 s alone (the last in each file):\n");
    scores_print(library, (const float(*const *)[GENRE_COUNT])answer[LENGTH_5_S], n_seeds,
                 PAPER_GENRES);
    print_electronic(library, whole, n_seeds);
    print_confusion(library, whole[0], "real");
    print_confusion(library, whole[0], "song,more");
    print_confusion(library, whole[0], "cut");
    print_strangers(library, whole[0], CLASS_OTHER);
    print_strangers(library, whole[0], CLASS_NONE);
  }
  if (!is_fine) {
    fprintf(stderr, "genre-eq-train: out of memory\n");
  } else if (options->answers) {
    is_fine = write_answers(library, (const float(*)[GENRE_COUNT])answer[LENGTH_WHOLE][0],
                            options->answers);
  }
  for (int length = 0; length < LENGTH_COUNT; ++length) {
    for (int s = 0; s < n_seeds; ++s) {
      free(answer[length][s]);
    }
  }
  return is_fine;
}

int command_evaluate(const Options *options)
{
  Library library;
  Rows rows;
  if (options->answers && !can_be_written(options->answers)) {
    return 1;
  }
  bool is_fine = open_data(options, &library, &rows);
  if (is_fine) {
    printf("%d files, groups apart, %d seeds\n\n", library.n_clips, options->n_seeds);
    is_fine = evaluate(&library, &rows, options);
  }
  close_data(&library, &rows);
  return is_fine ? 0 : 1;
}
