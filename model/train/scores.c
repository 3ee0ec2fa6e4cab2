/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/scores.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "model/train/random.h"

enum { MAX_SETS = 16, CHANCE_DRAWS = 200 };

static int best_of(const float answer[GENRE_COUNT], int n_genres)
{
  int best = 0;
  for (int genre = 1; genre < n_genres; ++genre) {
    best = answer[genre] > answer[best] ? genre : best;
  }
  return best;
}

static int bin_of(float confidence)
{
  int bin = (int)(confidence * (float)CALIBRATION_BINS);
  return bin < CALIBRATION_BINS ? bin : CALIBRATION_BINS - 1;
}

/* True for music within the scope that has an answer. */
static bool counts(const Clip *clip, const float answer[GENRE_COUNT], Scope scope)
{
  return clip->class_index < scope.n_genres && answer[0] + answer[1] > 0.0F &&
         is_listed(clip->set, scope.sets);
}

/* The probability of the most probable genre among those that count. */
static float confidence_of(const float answer[GENRE_COUNT], Scope scope)
{
  float sum = 0.0F;
  for (int genre = 0; genre < scope.n_genres; ++genre) {
    sum += answer[genre];
  }
  return answer[best_of(answer, scope.n_genres)] / sum;
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
  scores->balanced = n_classes > 0 ? scores->balanced / n_classes : (double)NAN;
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

Scores scores_of(const Library *library, const float (*answer)[GENRE_COUNT], Scope scope)
{
  Scores scores = {0};
  int n_correct = 0;
  for (int c = 0; c < library->n_clips; ++c) {
    const Clip *clip = &library->clip[c];
    if (!counts(clip, answer[c], scope)) {
      continue;
    }
    int best = best_of(answer[c], scope.n_genres);
    float confidence = confidence_of(answer[c], scope);
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

double scores_chance_ece(const Library *library, const float (*answer)[GENRE_COUNT], Scope scope)
{
  Random random = {1};
  double sum = 0.0;
  for (int draw = 0; draw < CHANCE_DRAWS; ++draw) {
    double excess[CALIBRATION_BINS] = {0.0}; /* right answers, minus those expected */
    int n = 0;
    for (int c = 0; c < library->n_clips; ++c) {
      if (counts(&library->clip[c], answer[c], scope)) {
        float confidence = confidence_of(answer[c], scope);
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

/* Lists the sets that have music, and then the groups of sets that belong together. */
static int find_sets(const Library *library, const char **set)
{
  static const char *const together[] = {"song,more", "real,song,more"};
  int n = 0;
  for (int c = 0; c < library->n_clips; ++c) {
    int k = 0;
    while (k < n && strcmp(set[k], library->clip[c].set) != 0) {
      ++k;
    }
    if (k == n && n < MAX_SETS && clip_has_genre(&library->clip[c])) {
      set[n++] = library->clip[c].set;
    }
  }
  for (int k = 0; n > 1 && k < (int)(sizeof together / sizeof together[0]); ++k) {
    set[n++] = together[k];
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
  if (isnan(mean)) {
    printf(" too few clips |");
  } else {
    printf(" %.3f ± %.3f |", mean, sqrt(fmax(variance, 0.0)));
  }
}

void scores_print(const Library *library, const float (*const *answer)[GENRE_COUNT], int n_seeds,
                  int n_genres)
{
  const char *set[MAX_SETS + 2];
  const int n_sets = find_sets(library, set);
  printf("\n| set, %d genres | clips | accuracy | balanced accuracy | ECE | by chance |\n"
         "|---|---|---|---|---|---|\n",
         n_genres);
  for (int s = 0; s < n_sets; ++s) {
    const Scope scope = {set[s], n_genres};
    double chance = 0.0;
    Spread spread[3] = {{0}};
    int n = 0;
    for (int seed = 0; seed < n_seeds; ++seed) {
      Scores scores = scores_of(library, answer[seed], scope);
      n = scores.n;
      chance += scores_chance_ece(library, answer[seed], scope) / n_seeds;
      spread_add(&spread[0], scores.accuracy);
      spread_add(&spread[1], scores.balanced);
      spread_add(&spread[2], scores.ece);
    }
    if (n == 0) {
      continue;
    }
    printf("| %s | %d |", set[s], n);
    for (int k = 0; k < 3; ++k) {
      spread_print(&spread[k]);
    }
    printf(" %.3f |\n", chance);
  }
  fflush(stdout);
}

void scores_print_confusion(const Scores *scores, const char *sets, int n_genres)
{
  printf("\n%s: rows true, columns answered\n\n|  |", sets);
  for (int genre = 0; genre < n_genres; ++genre) {
    printf(" %s |", genre_name[genre]);
  }
  printf("\n|---|");
  for (int genre = 0; genre < n_genres; ++genre) {
    printf("---|");
  }
  printf("\n");
  for (int genre = 0; genre < n_genres; ++genre) {
    printf("| %s |", genre_name[genre]);
    for (int k = 0; k < n_genres; ++k) {
      printf(" %d |", scores->confusion[genre][k]);
    }
    printf("\n");
  }
  fflush(stdout);
}
