/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/scores.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "model/train/library_scan.h"
#include "model/train/random.h"

enum { MAX_SETS = 16, CHANCE_DRAWS = 200 };

static int best_of(const float answer[GENRE_COUNT])
{
  int best = 0;
  for (int genre = 1; genre < GENRE_COUNT; ++genre) {
    best = answer[genre] > answer[best] ? genre : best;
  }
  return best;
}

static int bin_of(float confidence)
{
  int bin = (int)(confidence * (float)CALIBRATION_BINS);
  return bin < CALIBRATION_BINS ? bin : CALIBRATION_BINS - 1;
}

/* Music of a set (NULL: of any) that has an answer. */
static bool counts(const Clip *clip, const float answer[GENRE_COUNT], const char *set)
{
  return clip->class_index != CLASS_NONE && answer[best_of(answer)] > 0.0F &&
         (!set || strcmp(set, clip->set) == 0);
}

static void conclude(Scores *scores, int n_correct)
{
  int n_classes = 0;
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    int n = 0;
    for (int k = 0; k < GENRE_COUNT; ++k) {
      n += scores->confusion[genre][k];
    }
    if (n >= BALANCED_MIN_CLIPS) {
      scores->balanced += (double)scores->confusion[genre][genre] / n;
      ++n_classes;
    }
  }
  scores->balanced /= n_classes > 0 ? n_classes : 1;
  scores->accuracy = scores->n > 0 ? (double)n_correct / scores->n : 0.0;
  for (int bin = 0; bin < CALIBRATION_BINS; ++bin) {
    if (scores->bin_n[bin] > 0) {
      scores->bin_confidence[bin] /= scores->bin_n[bin];
      scores->bin_accuracy[bin] /= scores->bin_n[bin];
      scores->ece += fabs(scores->bin_confidence[bin] - scores->bin_accuracy[bin]) *
                     scores->bin_n[bin] / scores->n;
    }
  }
}

Scores scores_of(const Library *library, const float (*answer)[GENRE_COUNT], const char *set)
{
  Scores scores = {0};
  int n_correct = 0;
  for (int c = 0; c < library->n_clips; ++c) {
    const Clip *clip = &library->clip[c];
    int best = best_of(answer[c]);
    float confidence = answer[c][best];
    if (!counts(clip, answer[c], set)) {
      continue;
    }
    int is_correct = best == clip->class_index;
    int bin = bin_of(confidence);
    ++scores.n;
    ++scores.confusion[clip->class_index][best];
    ++scores.bin_n[bin];
    scores.bin_confidence[bin] += (double)confidence;
    scores.bin_accuracy[bin] += is_correct;
    n_correct += is_correct;
  }
  conclude(&scores, n_correct);
  return scores;
}

double scores_chance_ece(const Library *library, const float (*answer)[GENRE_COUNT],
                         const char *set)
{
  Random random = {1};
  double sum = 0.0;
  for (int draw = 0; draw < CHANCE_DRAWS; ++draw) {
    double excess[CALIBRATION_BINS] = {0.0}; /* answers right beyond those expected */
    int n = 0;
    for (int c = 0; c < library->n_clips; ++c) {
      if (counts(&library->clip[c], answer[c], set)) {
        float confidence = answer[c][best_of(answer[c])];
        bool is_right = random_unit(&random) < (double)confidence;
        excess[bin_of(confidence)] += (is_right ? 1.0 : 0.0) - (double)confidence;
        ++n;
      }
    }
    for (int bin = 0; n > 0 && bin < CALIBRATION_BINS; ++bin) {
      sum += fabs(excess[bin]) / n;
    }
  }
  return sum / CHANCE_DRAWS;
}

int scores_sets(const Library *library, const char **set, int max)
{
  int n = 0;
  for (int c = 0; c < library->n_clips; ++c) {
    int k = 0;
    while (k < n && strcmp(set[k], library->clip[c].set) != 0) {
      ++k;
    }
    if (k == n && n < max && library->clip[c].class_index != CLASS_NONE) {
      set[n++] = library->clip[c].set;
    }
  }
  return n;
}

typedef struct {
  double sum;
  double square;
  int n;
} Spread;

static void spread_add(Spread *spread, double x)
{
  spread->sum += x;
  spread->square += x * x;
  ++spread->n;
}

static void spread_print(const Spread *spread)
{
  double mean = spread->sum / spread->n;
  double variance =
      spread->n > 1 ? (spread->square - spread->n * mean * mean) / (spread->n - 1) : 0;
  printf(" %.3f ± %.3f |", mean, sqrt(fmax(variance, 0.0)));
}

void scores_print(const Library *library, const float (*const *answer)[GENRE_COUNT], int n_seeds)
{
  const char *set[MAX_SETS];
  int n_sets = scores_sets(library, set, MAX_SETS);
  printf("| set | clips | accuracy | balanced accuracy | ECE | by chance |\n"
         "|---|---|---|---|---|---|\n");
  for (int s = 0; s <= n_sets; ++s) {
    const char *name = s < n_sets ? set[s] : NULL;
    double chance = 0.0;
    Spread spread[3] = {{0}};
    int n = 0;
    for (int seed = 0; seed < n_seeds; ++seed) {
      Scores scores = scores_of(library, answer[seed], name);
      n = scores.n;
      chance += scores_chance_ece(library, answer[seed], name) / n_seeds;
      spread_add(&spread[0], scores.accuracy);
      spread_add(&spread[1], scores.balanced);
      spread_add(&spread[2], scores.ece);
    }
    printf("| %s | %d |", name ? name : "all", n);
    for (int k = 0; k < 3; ++k) {
      spread_print(&spread[k]);
    }
    printf(" %.3f |\n", chance);
  }
  fflush(stdout);
}

void scores_print_detail(const Scores *scores, const char *set)
{
  printf("\n%s: rows true, columns answered\n\n|  |", set);
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    printf(" %s |", genre_name[genre]);
  }
  printf("\n|---|---|---|---|---|---|---|\n");
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    printf("| %s |", genre_name[genre]);
    for (int k = 0; k < GENRE_COUNT; ++k) {
      printf(" %d |", scores->confusion[genre][k]);
    }
    printf("\n");
  }
  printf("\n| clips | mean confidence | accuracy |\n|---|---|---|\n");
  for (int bin = 0; bin < CALIBRATION_BINS; ++bin) {
    if (scores->bin_n[bin] > 0) {
      printf("| %d | %.2f | %.2f |\n", scores->bin_n[bin], scores->bin_confidence[bin],
             scores->bin_accuracy[bin]);
    }
  }
  fflush(stdout);
}
