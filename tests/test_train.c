/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The trainer: its arithmetic is right, it learns what can be learned and nothing else, groups stay
 * apart, and what an equaliser changes counts for little. (test_train_calibration.c tests how sure
 * answers are.)
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/train/balance.h"
#include "model/train/calibrate.h"
#include "model/train/dense.h"
#include "model/train/minimise.h"
#include "model/train/random.h"
#include "model/train/scores.h"

/* --- arithmetic ------------------------------------------------------------------------------ */

enum { N_AXES = 20 };

/* A bowl a thousand times steeper along one axis than along another, lowest where x[i] = i. */
static double bowl(void *data, const double *x, double *slope)
{
  int *n_asked = data;
  double value = 0.0;
  ++*n_asked;
  for (int i = 0; i < N_AXES; ++i) {
    const double steep = pow(1000.0, (double)i / (N_AXES - 1));
    const double off = x[i] - i;
    value += steep * (sqrt(1.0 + off * off) - 1.0);
    slope[i] = steep * off / sqrt(1.0 + off * off);
  }
  return value;
}

static void the_lowest_point_is_found(void **state)
{
  (void)state;
  double x[N_AXES] = {0.0};
  double worst = 0.0;
  int n_asked = 0;
  assert_true(minimise(bowl, &n_asked, N_AXES, x, 300, 1e-9));
  for (int i = 0; i < N_AXES; ++i) {
    worst = fmax(worst, fabs(x[i] - i));
  }
  print_message("off by at most %.2g (1e-4), asked %d times (at most 300)\n", worst, n_asked);
  assert_true(worst < 1e-4);
  assert_true(n_asked <= 300);
}

static void linear_equations_are_solved(void **state)
{
  (void)state;
  enum { N = 40, N_ROWS = 700 }; /* more columns than are taken at a time */
  static float b[N_ROWS * N], columns[N * N_ROWS], a[N * N];
  float x[N], expected[N];
  Random random = {3};
  double worst = 0.0;
  for (int i = 0; i < N_ROWS * N; ++i) {
    b[i] = (float)random_between(&random, -1.0, 1.0);
  }
  dense_transpose(columns, b, N_ROWS, N);
  dense_gram(a, columns, N, N_ROWS);
  for (int i = 0; i < N; ++i) {
    expected[i] = (float)random_between(&random, -1.0, 1.0);
  }
  for (int i = 0; i < N; ++i) {
    double sum = 0.0;
    for (int row = 0; row < N_ROWS; ++row) {
      for (int k = 0; k < N; ++k) {
        sum += (double)b[row * N + i] * (double)b[row * N + k] * (double)expected[k];
      }
    }
    x[i] = (float)sum;
  }
  assert_true(dense_factor(a, N));
  dense_forward(a, N, x);
  dense_backward(a, N, x);
  for (int i = 0; i < N; ++i) {
    worst = fmax(worst, fabs((double)(x[i] - expected[i])));
  }
  print_message("%d equations: off by at most %.2g (1e-4)\n", N, worst);
  assert_true(worst < 1e-4);
  a[0] = -1.0F;
  assert_false(dense_factor(a, 1));
}

/* --- a library that is made up ------------------------------------------------------------- */

/* Two clips a group; of each clip the whole as it is and through an equaliser. */
enum { N_GROUPS = 100, N_CLIPS = 2 * N_GROUPS, N_ROWS = 2 * N_CLIPS };

/* Places of features. TELLS tells the class. COLORED tells it better, but changes with the
   equaliser. SECRET is noise that the clips of a group share. */
enum { TELLS = 7, COLORED = 20, SECRET = 30, N_USED = 40 };

typedef struct {
  Library library;
  Clip clip[N_CLIPS];
  Stretch stretch[N_ROWS];
  float feature[N_ROWS][FEATURE_COUNT];
  const Stretch *of[N_ROWS];
  int clip_of[N_ROWS];
  int whole[N_CLIPS];
  Rows rows;
} MadeUp;

static bool is_jazz(int clip)
{
  return clip / 2 % 2 == 1;
}

static MadeUp *make_up(double tells, double colored)
{
  static MadeUp made;
  Random random = {42};
  memset(&made, 0, sizeof made);
  made.library = (Library){.n_clips = N_CLIPS, .clip = made.clip, .n_groups = N_GROUPS};
  made.rows = (Rows){N_ROWS, made.feature, made.of, made.clip_of, made.whole};
  for (int c = 0; c < N_CLIPS; ++c) {
    Clip *clip = &made.clip[c];
    const double side = is_jazz(c) ? 1.0 : -1.0;
    Random secret = {(uint64_t)(c / 2)};
    clip->group = c / 2;
    clip->class_index = is_jazz(c) ? GENRE_JAZZ : GENRE_POPROCK;
    snprintf(clip->set, sizeof clip->set, "all");
    clip->recording =
        (Recording){.rate_hz = 44100, .n_stretches = 2, .stretch = &made.stretch[2 * c]};
    made.whole[c] = 2 * c;
    for (int version = 0; version < 2; ++version) {
      const int row = 2 * c + version;
      Stretch *stretch = &made.stretch[row];
      stretch->version = version == 0 ? VERSION_PLAIN : VERSION_EQUALISED;
      stretch->music_s = 30.0F;
      made.of[row] = stretch;
      made.clip_of[row] = c;
      if (version == 1) {
        memcpy(made.feature[row], made.feature[row - 1], sizeof made.feature[row]);
        made.feature[row][COLORED] += (float)random_between(&random, -20.0, 20.0);
        continue;
      }
      for (int k = 0; k < N_USED; ++k) {
        double x = random_between(&random, -1.0, 1.0);
        x += k == TELLS ? tells * side : (k == COLORED ? colored * side : 0.0);
        x = k == SECRET ? random_between(&secret, -1.0, 1.0) : x;
        made.feature[row][k] = (float)(10.0 * x + 50.0);
      }
      for (int b = 0; b < BAND_COUNT; ++b) {
        stretch->band_energy[b] = is_jazz(c) ? 1.0F / (float)(b + 1) : 1.0F;
      }
    }
  }
  return &made;
}

static Recipe plain_recipe(void)
{
  Recipe recipe = best_recipe();
  recipe.none_share = 0.0;
  return recipe;
}

static Model *learn_all(const MadeUp *made, const Recipe *recipe)
{
  bool is_used[N_CLIPS];
  Model *model = malloc(sizeof *model);
  assert_non_null(model);
  folds_choose(&made->library, -1, is_used);
  for (int c = 0; c < N_CLIPS; ++c) {
    assert_true(is_used[c]);
  }
  assert_true(learn_model(&made->library, &made->rows, is_used, recipe, model));
  return model;
}

static Scores score(MadeUp *made, float (*answer)[GENRE_COUNT])
{
  const Recipe recipe = plain_recipe();
  Answers answers;
  assert_true(folds_deal(&made->library, 1));
  assert_true(folds_answer(&made->library, &made->rows, &recipe, NULL, &answers));
  for (int fold = 0; fold < made->library.n_folds; ++fold) {
    const Calibration calibration = calibrate(&made->library, &made->rows, &answers, fold);
    for (int c = 0; c < N_CLIPS; ++c) {
      if (made->clip[c].fold == fold) {
        calibrated_answer(answers.logit[made->whole[c]], calibration, 30.0F, answer[c]);
      }
    }
  }
  answers_free(&answers);
  return scores_of(&made->library, (const float(*)[GENRE_COUNT])answer, (Scope){NULL, GENRE_COUNT});
}

static void it_learns_what_can_be_learned(void **state)
{
  (void)state;
  static float answer[N_CLIPS][GENRE_COUNT];
  const Scores scores = score(make_up(0.9, 0.0), answer);
  print_message("clips of unseen groups: accuracy %.3f (at least 0.85; chance 0.5), ECE %.3f "
                "(at most 0.12)\n",
                scores.accuracy, scores.ece);
  assert_int_equal(scores.n, N_CLIPS);
  assert_true(scores.accuracy >= 0.85);
  assert_true(scores.ece <= 0.12);
}

/* Without anything to learn but what the two clips of a group share it must not score. */
static void it_does_not_score_on_noise(void **state)
{
  (void)state;
  static float answer[N_CLIPS][GENRE_COUNT];
  const Scores scores = score(make_up(0.0, 0.0), answer);
  print_message("noise: accuracy %.3f (0.3 ... 0.7)\n", scores.accuracy);
  assert_true(scores.accuracy > 0.3 && scores.accuracy < 0.7);
}

static void the_same_data_give_the_same_weights(void **state)
{
  (void)state;
  const Recipe recipe = plain_recipe();
  const MadeUp *made = make_up(0.7, 0.0);
  Model *one = learn_all(made, &recipe);
  Model *two = learn_all(made, &recipe);
  assert_memory_equal(one, two, sizeof *one);
  free(one);
  free(two);
}

/* The largest change of a logit by the equaliser, against the spread of the logits. */
static double change_by_equaliser(const MadeUp *made, double steadiness)
{
  Recipe recipe = plain_recipe();
  recipe.steadiness = steadiness;
  Model *model = learn_all(made, &recipe);
  double change = 0.0;
  double spread = 0.0;
  for (int c = 0; c < N_CLIPS; ++c) {
    float plain[OUTPUT_COUNT], other[OUTPUT_COUNT];
    model_logits(model, made->feature[made->whole[c]], plain);
    model_logits(model, made->feature[made->whole[c] + 1], other);
    change = fmax(change, fabs((double)(plain[GENRE_JAZZ] - other[GENRE_JAZZ])));
    spread = fmax(spread, fabs((double)(plain[GENRE_JAZZ] - plain[GENRE_POPROCK])));
  }
  free(model);
  return change / spread;
}

static void what_an_equaliser_changes_counts_for_little(void **state)
{
  (void)state;
  const MadeUp *made = make_up(0.7, 1.5);
  const double without = change_by_equaliser(made, 0.0);
  const double with = change_by_equaliser(made, 30.0);
  print_message("largest change of a logit, of their range: %.3f without the penalty (more than "
                "0.1), %.3f with it (less than a fifth)\n",
                without, with);
  assert_true(without > 0.1);
  assert_true(with < 0.2 * without);
}

static void the_second_head_foretells_levels(void **state)
{
  (void)state;
  const MadeUp *made = make_up(0.7, 0.0);
  double off_db[2] = {0.0};
  for (int k = 0; k < 2; ++k) {
    Recipe recipe = plain_recipe();
    recipe.balance_ridge = k == 0 ? 1e6 : 0.1; /* the first: by the mean alone */
    Model *model = learn_all(made, &recipe);
    for (int c = 0; c < N_CLIPS; ++c) {
      double foretold_db[BAND_COUNT], level_db[BAND_COUNT];
      balance_foretell(model, made->feature[made->whole[c]], foretold_db);
      clip_balance(&made->clip[c], level_db);
      for (int b = 0; b < BAND_COUNT; ++b) {
        off_db[k] += fabs(foretold_db[b] - level_db[b]) / (N_CLIPS * BAND_COUNT);
      }
    }
    free(model);
  }
  print_message("off by %.3f dB by the mean, %.3f dB by the inputs (less than 0.6 of it)\n",
                off_db[0], off_db[1]);
  assert_true(off_db[1] < 0.6 * off_db[0]);
}

/* --- folds ------------------------------------------------------------------------------------ */

/* With eight songs a genre there is no balanced accuracy, and 0 is not printed for one. */
static void what_a_small_library_cannot_tell_is_not_told(void **state)
{
  (void)state;
  static float answer[N_CLIPS][GENRE_COUNT];
  MadeUp *made = make_up(0.9, 0.0);
  const Scope scope = {NULL, GENRE_COUNT};
  for (int c = 0; c < N_CLIPS; ++c) {
    answer[c][made->clip[c].class_index] = 1.0F;
  }
  for (int n = 16; n <= 20; n += 4) { /* half of them are jazz */
    made->library.n_clips = n;
    const Scores scores = scores_of(&made->library, (const float(*)[GENRE_COUNT])answer, scope);
    print_message("%d clips: accuracy %.3f, balanced %.3f\n", n, scores.accuracy, scores.balanced);
    assert_true(scores.accuracy == 1.0);
    assert_true(n == 16 ? isnan(scores.balanced) : scores.balanced == 1.0);
  }
}

static void groups_stay_apart(void **state)
{
  (void)state;
  MadeUp *made = make_up(0.7, 0.0);
  bool is_used[N_CLIPS];
  int first[N_CLIPS];
  int n_moved = 0;
  snprintf(made->clip[0].fold_name, LABEL_SIZE, "given"); /* the other clip of its group is dealt */
  for (uint64_t seed = 1; seed <= 2; ++seed) {
    assert_true(folds_deal(&made->library, seed));
    assert_int_equal(made->library.n_folds, 6);
    assert_int_equal(made->clip[0].fold, 0);
    for (int fold = 0; fold < made->library.n_folds; ++fold) {
      int n_asked = 0;
      folds_choose(&made->library, fold, is_used);
      for (int a = 0; a < N_CLIPS; ++a) {
        n_asked += made->clip[a].fold == fold;
        for (int b = 0; b < N_CLIPS; ++b) {
          assert_false(is_used[a] && made->clip[b].fold == fold &&
                       made->clip[a].group == made->clip[b].group);
        }
      }
      print_message("seed %d, fold %d: %d clips asked\n", (int)seed, fold, n_asked);
      assert_true(fold == 0 ? n_asked == 1 : n_asked >= 36 && n_asked <= 44);
    }
    for (int c = 0; c < N_CLIPS; ++c) {
      n_moved += seed == 2 && made->clip[c].fold != first[c];
      first[c] = made->clip[c].fold;
    }
  }
  print_message("%d clips in another fold by another seed (more than 100)\n", n_moved);
  assert_true(n_moved > N_CLIPS / 2);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_lowest_point_is_found),
      cmocka_unit_test(linear_equations_are_solved),
      cmocka_unit_test(it_learns_what_can_be_learned),
      cmocka_unit_test(it_does_not_score_on_noise),
      cmocka_unit_test(the_same_data_give_the_same_weights),
      cmocka_unit_test(what_an_equaliser_changes_counts_for_little),
      cmocka_unit_test(the_second_head_foretells_levels),
      cmocka_unit_test(what_a_small_library_cannot_tell_is_not_told),
      cmocka_unit_test(groups_stay_apart),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
