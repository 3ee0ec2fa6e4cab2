/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Measures the cost of the audio path and its control. Prints a table; asserts nothing. Each
 * figure is the least of several runs, which leaves out the machine's other work.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "dsp/band_solver.h"
#include "dsp/equalizer.h"
#include "dsp/grid.h"
#include "dsp/true_peak.h"
#include "tests/support_bench.h"
#include "tests/support_spectrum.h"

enum { N = 1 << 17, MAX_BLOCK = 4096, RUNS = 7 };

static double now_ns(void)
{
  return 1e9 * bench_now_s();
}

typedef enum { IDLE, STEADY, GLIDING } Motion;

/** ns a stereo frame. */
static double equalizer_cost(Motion motion, uint32_t block)
{
  static float left[MAX_BLOCK];
  static float right[MAX_BLOCK];
  static float noise[MAX_BLOCK];
  uint64_t seed = 1;
  for (int i = 0; i < MAX_BLOCK; ++i) {
    noise[i] = (float)(0.1 * noise_next(&seed));
  }
  double least_ns = 1e18;
  for (int run = 0; run < RUNS; ++run) {
    Equalizer eq;
    double gain_db[BAND_COUNT] = {3.0, -2.0, 4.0, -5.0, 2.0};
    equalizer_init(&eq, 48000.0);
    if (motion != IDLE) {
      equalizer_jump(&eq, gain_db);
    }
    double spent_ns = 0.0;
    for (uint32_t done = 0; done < N; done += block) {
      memcpy(left, noise, block * sizeof *left);
      memcpy(right, noise, block * sizeof *right);
      const double from_ns = now_ns();
      for (uint32_t i = 0; i < block;) {
        uint32_t span = block - i;
        if (motion == GLIDING) {
          const uint32_t to_tick = 75 - (done + i) % 75;
          span = span < to_tick ? span : to_tick;
          if (to_tick == 75) {
            for (int band = 0; band < BAND_COUNT; ++band) {
              gain_db[band] += 0.001;
            }
            equalizer_ramp(&eq, gain_db, 75);
          }
        }
        equalizer_process(&eq, (const float *const[]){left + i, right + i},
                          (float *const[]){left + i, right + i}, 2, span);
        i += span;
      }
      spent_ns += now_ns() - from_ns;
    }
    least_ns = spent_ns < least_ns ? spent_ns : least_ns;
  }
  return least_ns / N;
}

static void bench_equalizer(void)
{
  static const char *const name[] = {"idle", "steady", "gliding"};
  printf("equaliser, stereo, ns a frame:\n%8s", "block");
  for (uint32_t block = 32; block <= MAX_BLOCK; block *= 2) {
    printf("%7u", block);
  }
  for (int motion = IDLE; motion <= GLIDING; ++motion) {
    printf("\n%8s", name[motion]);
    for (uint32_t block = 32; block <= MAX_BLOCK; block *= 2) {
      const double ns = equalizer_cost((Motion)motion, block);
      char what[64];
      snprintf(what, sizeof what, "%s, blocks of %u", name[motion], block);
      printf("%7.1f", ns);
      bench_row("equalizer", what, ns, "ns a frame");
    }
  }
  printf("\n");
}

static void bench_shelf(void)
{
  double sum = 0.0;
  for (int shelf = 0; shelf < SHELF_COUNT; ++shelf) {
    double least_ns = 1e18;
    for (int run = 0; run < RUNS; ++run) {
      const double from_ns = now_ns();
      for (int i = 0; i < 1000; ++i) {
        sum += shelf_design(shelf, 0.005 * (i + 1), 48000.0).a1;
      }
      const double spent_ns = now_ns() - from_ns;
      least_ns = spent_ns < least_ns ? spent_ns : least_ns;
    }
    printf("design of shelf %d: %.0f ns%s", shelf, least_ns / 1000.0, sum == 0.5 ? " " : "\n");
  }
}

static void bench_solver(void)
{
  static BandSolver solver;
  const double wanted_db[BAND_COUNT] = {3.0, -2.0, 4.0, -5.0, 2.0};
  Spectrum heard;
  double least_ns[SOLVER_STEPS];
  for (int p = 0; p < GRID_POINTS; ++p) {
    heard.energy[p] = 1.0f / (float)(p + 1);
    heard.moment[p] = heard.energy[p] * (float)point_low_hz(p);
  }
  const double start_ns = now_ns();
  band_solver_init(&solver, 48000.0);
  printf("solver: set-up %.0f us, %zu bytes; steps in ns:", (now_ns() - start_ns) / 1000.0,
         sizeof solver);
  for (int step = 0; step < SOLVER_STEPS; ++step) {
    least_ns[step] = 1e18;
  }
  for (int run = 0; run < 300; ++run) {
    for (int step = 0; step < SOLVER_STEPS; ++step) {
      const double from_ns = now_ns();
      band_solver_step(&solver, step, wanted_db, &heard);
      const double spent_ns = now_ns() - from_ns;
      least_ns[step] = spent_ns < least_ns[step] ? spent_ns : least_ns[step];
    }
  }
  for (int step = 0; step < SOLVER_STEPS; ++step) {
    printf(" %.0f", least_ns[step]);
  }
  printf("\n");
}

static void bench_true_peak(void)
{
  static float x[MAX_BLOCK];
  uint64_t seed = 2;
  TruePeak meter;
  for (int i = 0; i < MAX_BLOCK; ++i) {
    x[i] = (float)noise_next(&seed);
  }
  printf("true peak, ns a frame a channel:");
  true_peak_init(&meter);
  for (uint32_t block = 32; block <= MAX_BLOCK; block *= 2) {
    double least_ns = 1e18;
    for (int run = 0; run < RUNS; ++run) {
      const double from_ns = now_ns();
      for (uint32_t i = 0; i < MAX_BLOCK; i += block) {
        true_peak_process(&meter, (const float *const[]){x + i}, 1, block);
      }
      const double spent_ns = now_ns() - from_ns;
      least_ns = spent_ns < least_ns ? spent_ns : least_ns;
    }
    printf(" %.2f", least_ns / MAX_BLOCK);
    char what[64];
    snprintf(what, sizeof what, "true peak of a channel, blocks of %u", block);
    bench_row("equalizer", what, least_ns / MAX_BLOCK, "ns a frame");
  }
  printf(" (blocks of 32 ... %d)\n", MAX_BLOCK);
}

int main(void)
{
  bench_equalizer();
  bench_shelf();
  bench_solver();
  bench_true_peak();
  return 0;
}
