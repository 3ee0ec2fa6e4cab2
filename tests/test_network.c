/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The network's parts: softmax, temperature, and whether its weights belong to this program.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/network.h"
#include "model/weights.h"

static void softmax_is_a_distribution(void **state)
{
  (void)state;
  const float logits[4] = {1000.0F, 999.0F, -INFINITY, 998.0F};
  float probability[4];
  double sum = 0.0;
  softmax(logits, 4, 2.0F, probability);
  for (int k = 0; k < 4; ++k) {
    sum += (double)probability[k];
  }
  assert_true(fabs(sum - 1.0) < 1e-6);
  assert_true(probability[2] == 0.0F);
  double ratio = (double)(probability[0] / probability[1]);
  print_message("ratio %.6f (e^0.5 = 1.648721)\n", ratio);
  assert_true(fabs(ratio - exp(0.5)) < 1e-5);
}

/** After little music an answer is flatter, and it nears the calibrated one. */
static void an_answer_firms_up(void **state)
{
  (void)state;
  Network network = {.temperature = 0.9F, .haste_s = 3.0F};
  float before = network_temperature(&network, 0.0);
  for (double listened_s = 3.0; listened_s <= 300.0; listened_s *= 2.0) {
    const float now = network_temperature(&network, listened_s);
    print_message("after %3.0f s logits are divided by %.3f\n", listened_s, (double)now);
    assert_true(now > 0.9F && now < before);
    before = now;
  }
  assert_true(fabs((double)network_temperature(&network, 3.0) - 1.8) < 1e-6);
}

/* Seen to fail without the doubt. */
static void a_sure_answer_leaves_some_doubt(void **state)
{
  (void)state;
  const Network network = {.doubt = 0.07F};
  float probability[OUTPUT_COUNT] = {0.0F};
  double sum = 0.0;
  probability[GENRE_JAZZ] = 0.8F;
  probability[GENRE_COUNT] = 0.2F; /* none of these */
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    const double p = (double)network_genre_probability(&network, probability, genre);
    const double heard = (genre == GENRE_JAZZ ? 0.8 : 0.0) + 0.2 / GENRE_COUNT;
    assert_true(fabs(p - (0.93 * heard + 0.07 / GENRE_COUNT)) < 1e-6);
    sum += p;
  }
  assert_true(fabs(sum - 1.0) < 1e-6);
}

static void the_weights_are_finite(void **state)
{
  (void)state;
  assert_true(ear_network.temperature > 0.0F && ear_network.haste_s >= 0.0F);
  assert_true(ear_network.doubt >= 0.0F && ear_network.doubt < 0.5F);
  for (int i = 0; i < FEATURE_COUNT; ++i) {
    assert_true(isfinite(ear_network.input_mean[i]));
    assert_true(isfinite(ear_network.input_scale[i]) && ear_network.input_scale[i] >= 0.0F);
  }
  for (int i = 0; i < OUTPUT_COUNT * FEATURE_COUNT; ++i) {
    assert_true(isfinite(ear_network.weight[i]));
  }
  for (int i = 0; i < BAND_COUNT * FEATURE_COUNT; ++i) {
    assert_true(isfinite(ear_network.balance_weight[i]));
  }
}

/* What the weights were learned with is what the plugin is built with. */
static void the_narrow_bands_have_not_moved(void **state)
{
  (void)state;
  for (int part = 0; part <= PART_COUNT; ++part) {
    const double moved = fabs(ear_network.edge_hz[part] / part_low_hz(part) - 1.0);
    if (!(moved < 1e-6)) {
      fail_msg("narrow band %d begins at %.3f Hz, the weights were learned with %.3f Hz: "
               "make train",
               part, part_low_hz(part), ear_network.edge_hz[part]);
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(softmax_is_a_distribution),       cmocka_unit_test(an_answer_firms_up),
      cmocka_unit_test(a_sure_answer_leaves_some_doubt), cmocka_unit_test(the_weights_are_finite),
      cmocka_unit_test(the_narrow_bands_have_not_moved),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
