/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The forward pass against one worked out by hand.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/network.h"
#include "model/weights.h"

static const float weight_0[6] = {1.0F, -2.0F, 0.5F, 0.25F, 0.0F, 3.0F};
static const float bias_0[2] = {0.1F, -0.2F};
static const float weight_1[6] = {1.0F, 1.0F, 2.0F, -1.0F, 0.0F, 0.5F};
static const float bias_1[3] = {0.0F, 0.5F, -0.5F};
static const float mean[3] = {1.0F, 2.0F, 3.0F};
static const float scale[3] = {1.0F, 0.5F, 2.0F};
static const Network small = {.name = "small",
                              .n_layers = 2,
                              .layer = {{3, 2, weight_0, bias_0}, {2, 3, weight_1, bias_1}},
                              .input_mean = mean,
                              .input_scale = scale,
                              .temperature = 1.0F};

static void logits_are_as_by_hand(void **state)
{
  (void)state;
  const float input[3] = {1.5F, 4.0F, 3.1F}; /* standardised: 0.5, 1, 0.2 */
  float logits[3];
  double h0 = tanh(0.5 - 2.0 + 0.1 + 0.1);
  double h1 = tanh(0.125 + 0.6 - 0.2);
  const double expected[3] = {h0 + h1, 2.0 * h0 - h1 + 0.5, 0.5 * h1 - 0.5};
  network_forward(&small, input, logits);
  for (int k = 0; k < 3; ++k) {
    print_message("logit %d: %.6f (%.6f)\n", k, (double)logits[k], expected[k]);
    assert_true(fabs((double)logits[k] - expected[k]) < 1e-6);
  }
}

static void inputs_are_limited(void **state)
{
  (void)state;
  const float far[3] = {1e6F, 2.0F, 3.0F};
  const float farther[3] = {1e9F, 2.0F, 3.0F};
  float logits[3];
  float same[3];
  network_forward(&small, far, logits);
  network_forward(&small, farther, same);
  for (int k = 0; k < 3; ++k) {
    assert_true(logits[k] == same[k]);
  }
}

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

/* What the weights were learned with is what the plugin is built with. */
static void the_crossovers_have_not_moved(void **state)
{
  (void)state;
  for (int i = 0; i < PART_COUNT; ++i) {
    assert_true(movement_network.edge_hz[i] == part_info[i].low_hz);
    assert_true(paper_network.edge_hz[i] == part_info[i].low_hz);
  }
  assert_true(movement_network.edge_hz[PART_COUNT] == part_info[PART_COUNT - 1].high_hz);
}

static void the_papers_network_is_the_papers(void **state)
{
  (void)state;
  assert_int_equal(paper_network.n_layers, 2);
  assert_int_equal(paper_network.layer[0].n_in, 6);
  assert_int_equal(paper_network.layer[0].n_out, 12);
  assert_int_equal(paper_network.layer[1].n_out, 6);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(logits_are_as_by_hand),
      cmocka_unit_test(inputs_are_limited),
      cmocka_unit_test(softmax_is_a_distribution),
      cmocka_unit_test(the_crossovers_have_not_moved),
      cmocka_unit_test(the_papers_network_is_the_papers),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
