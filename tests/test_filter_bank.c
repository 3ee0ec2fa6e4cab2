/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What the crossover bank hears: against its analytic response, against Linkwitz-Riley
 * filters in double precision, and against itself at other rates.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dsp/biquad.h"
#include "dsp/cauer.h"
#include "tests/support_bank.h"

#define TAU 6.283185307179586
#define HOPS_PER_SECOND 10

static double to_db(double power)
{
  return 10.0 * log10(power + 1e-30);
}

/* A sum of one-pole low-passes, an octave apart and of equal power each, falls by
   3 dB an octave in between. */
static float *pink_noise(uint32_t n_frames, double rate_hz)
{
  double state[12] = {0.0};
  float *noise = allocate(n_frames);
  for (uint32_t i = 0; i < n_frames; ++i) {
    double sum = 0.0;
    for (int k = 0; k < 12; ++k) {
      const double pole = exp(-TAU * 10.0 * (double)(1 << k) / rate_hz);
      state[k] = pole * state[k] + sqrt(1.0 - pole * pole) * music_noise(i * 12u + (uint32_t)k);
      sum += state[k];
    }
    noise[i] = (float)(0.1 * sum);
  }
  return noise;
}

/** Mean square that each sub-band measures of a sine, once it has settled. */
static void measure_sine(FilterBank *bank, double freq_hz, float energy[SUBBAND_COUNT])
{
  const uint32_t half_second = (uint32_t)(bank->rate_hz / 2.0);
  float *sine = allocate(3 * half_second);
  for (uint32_t i = 0; i < 3 * half_second; ++i) {
    sine[i] = (float)(0.5 * sin(TAU * freq_hz * (double)i / bank->rate_hz));
  }
  filter_bank_clear(bank);
  listen_mono(bank, sine, half_second, energy);
  listen_mono(bank, sine + half_second, 2 * half_second, energy);
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    energy[i] /= 0.125f;
  }
  free(sine);
}

/* --- response -------------------------------------------------------------------- */

static void sines_measure_what_the_response_says(void **state)
{
  (void)state;
  static const double rates_hz[] = {8000.0, 22050.0, 44100.0, 48000.0, 192000.0};
  for (int r = 0; r < 5; ++r) {
    FilterBank bank;
    filter_bank_init(&bank, rates_hz[r]);
    double worst_db = 0.0;
    for (double freq_hz = 20.0; freq_hz < fmin(0.48 * rates_hz[r], 21000.0); freq_hz *= 1.19) {
      float energy[SUBBAND_COUNT];
      measure_sine(&bank, freq_hz, energy);
      for (int i = 0; i < SUBBAND_COUNT; ++i) {
        const double wanted_db = to_db(filter_bank_power(&bank, i, freq_hz));
        if (wanted_db > -70.0) {
          worst_db = fmax(worst_db, fabs(to_db((double)energy[i]) - wanted_db));
        } else {
          assert_true(to_db((double)energy[i]) < -69.0);
        }
      }
    }
    print_message("%6.0f Hz: sines differ from the response by at most %.4f dB\n", rates_hz[r],
                  worst_db);
    assert_true(worst_db < 0.03);
  }
}

/** |H|^2 of three sections at a frequency. */
static double cascade_power(Biquad (*design)(int, double, double), double edge_hz, double freq_hz,
                            double rate_hz)
{
  double power = 1.0;
  for (int k = 0; k < CAUER_SECTIONS; ++k) {
    const Biquad section = design(k, edge_hz, rate_hz);
    power *= biquad_power_at(&section, freq_hz, rate_hz);
  }
  return power;
}

static void edges_are_steep(void **state)
{
  (void)state;
  const double rate_hz = 48000.0;
  const double edge_hz = 1000.0;
  const double warped_edge = tan(TAU / 2.0 * edge_hz / rate_hz);
  double ripple_db[2] = {0.0, 0.0};
  double stop_db[2] = {-200.0, -200.0};
  double off_db = 0.0;
  for (double ratio = 0.01; ratio < 10.0; ratio *= 1.002) {
    const double wanted_db = to_db(cauer_power(ratio));
    const double freq_hz[2] = {atan(ratio * warped_edge) * rate_hz / (TAU / 2.0),
                               atan(warped_edge / ratio) * rate_hz / (TAU / 2.0)};
    for (int high = 0; high < 2; ++high) {
      const double db = to_db(
          cascade_power(high ? cauer_highpass : cauer_lowpass, edge_hz, freq_hz[high], rate_hz));
      ripple_db[high] = ratio < 0.9 ? fmax(ripple_db[high], fabs(db + 0.25)) : ripple_db[high];
      stop_db[high] = ratio > 1.76 ? fmax(stop_db[high], db) : stop_db[high];
      off_db = db > -40.0 ? fmax(off_db, fabs(db - wanted_db)) : off_db;
    }
  }
  const double edge_db = to_db(cascade_power(cauer_lowpass, edge_hz, edge_hz, rate_hz));
  const double far_db = to_db(cascade_power(cauer_highpass, edge_hz, edge_hz / 100.0, rate_hz));
  print_message("ripple ±%.3f ±%.3f dB, edge %.3f dB, stopped %.1f %.1f dB, 1/100 of the edge "
                "%.1f dB; off the formula by %.1e dB\n",
                ripple_db[0], ripple_db[1], edge_db, stop_db[0], stop_db[1], far_db, off_db);
  assert_true(ripple_db[0] < 0.251 && ripple_db[1] < 0.251);
  assert_true(fabs(edge_db + 3.01) < 0.005);
  assert_true(stop_db[0] < -74.9 && stop_db[1] < -74.9);
  assert_true(far_db < -90.0);
  assert_true(off_db < 1e-3);
}

static void parts_pass_what_lies_between_their_edges(void **state)
{
  (void)state;
  FilterBank bank;
  filter_bank_init(&bank, 96000.0);
  int part = 0;
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    const SubbandInfo *info = &subband_info[i];
    const double rate_hz = bank.rate_hz / (double)(1 << bank.part[part].halvings);
    part += info->n_parts;
    double inside_db[2] = {200.0, -200.0};
    double outside_db = -200.0;
    for (double freq_hz = 8.0; freq_hz < 0.45 * rate_hz; freq_hz *= 1.01) {
      const double db = to_db(filter_bank_power(&bank, i, freq_hz) / bank.weight[info->band]);
      if (freq_hz > 1.01 * info->low_hz && freq_hz < 0.99 * info->high_hz) {
        inside_db[0] = fmin(inside_db[0], db);
        inside_db[1] = fmax(inside_db[1], db);
      }
      if ((freq_hz < info->low_hz / 1.5 && i > 0) || freq_hz > 1.5 * info->high_hz) {
        outside_db = fmax(outside_db, db);
      }
    }
    print_message("%5.0f Hz: %+.2f ... %+.2f dB inside, %.1f dB beyond 1.5 times the edges\n",
                  info->low_hz, inside_db[0], inside_db[1], outside_db);
    if (i < HEARD_COUNT) {
      /* Where two parts meet, each is 3 dB down; beside that they overlap. */
      assert_true(inside_db[0] > -3.3 && inside_db[1] < 1.0);
      assert_true(outside_db < -49.0);
    }
  }
}

/* --- sums ------------------------------------------------------------------------ */

/** Mean square of what Linkwitz-Riley filters at a band's edges let through, in
    double precision at the full rate, after half a second. */
static double band_mean_square(const float *in, uint32_t n_frames, double rate_hz, Band band)
{
  const double q = sqrt(0.5);
  const Biquad filters[4] = {
      biquad_highpass(band_info[band].low_hz, q, rate_hz),
      biquad_highpass(band_info[band].low_hz, q, rate_hz),
      biquad_lowpass(band_info[band].high_hz, q, rate_hz),
      biquad_lowpass(band_info[band].high_hz, q, rate_hz),
  };
  const uint32_t settled = (uint32_t)(rate_hz / 2.0);
  double s1[4] = {0.0};
  double s2[4] = {0.0};
  double sum = 0.0;
  for (uint32_t i = 0; i < n_frames; ++i) {
    double x = (double)in[i];
    for (int k = 0; k < 4; ++k) {
      const double y = filters[k].b0 * x + s1[k];
      s1[k] = filters[k].b1 * x - filters[k].a1 * y + s2[k];
      s2[k] = filters[k].b2 * x - filters[k].a2 * y;
      x = y;
    }
    sum += i < settled ? 0.0 : x * x;
  }
  return sum / (double)(n_frames - settled);
}

static void check_sums(const char *what, const float *in, uint32_t n_frames, double rate_hz)
{
  FilterBank bank;
  float energy[SUBBAND_COUNT];
  double sums[BAND_COUNT];
  const uint32_t settled = (uint32_t)(rate_hz / 2.0);
  filter_bank_init(&bank, rate_hz);
  listen_mono(&bank, in, settled, energy);
  listen_mono(&bank, in + settled, n_frames - settled, energy);
  band_energies(energy, sums);
  print_message("%-11s", what);
  for (int band = 0; band < BAND_COUNT; ++band) {
    const double wanted = band_mean_square(in, n_frames, rate_hz, (Band)band);
    const double error_db = to_db(sums[band]) - to_db(wanted);
    print_message(" %+.3f", error_db);
    assert_true(fabs(error_db) < 0.2);
  }
  print_message(" dB\n");
}

static void subbands_add_up_to_their_band(void **state)
{
  (void)state;
  const double rate_hz = 192000.0; /* where bilinear reference filters are as good as analog */
  const uint32_t n_frames = (uint32_t)(2.5 * rate_hz);
  float *noise = white_noise(n_frames, 1);
  check_sums("white noise", noise, n_frames, rate_hz);
  free(noise);
  noise = pink_noise(n_frames, rate_hz);
  check_sums("pink noise", noise, n_frames, rate_hz);
  free(noise);
}

static void hops_equal_direct_computation(void **state)
{
  (void)state;
  /* At 22.05 kHz the upper sub-bands listen at the rate itself: their hops must be
     those of the same filters in double precision. */
  const double rate_hz = 22050.0;
  const uint32_t hop_frames = 2204; /* an odd last frame would wait for the next hop */
  const int n_hops = 40;
  float *noise = white_noise(hop_frames * (uint32_t)n_hops, 99);
  FilterBank bank;
  filter_bank_init(&bank, rate_hz);
  double w1[SUBBAND_SECTIONS] = {0.0};
  double w2[SUBBAND_SECTIONS] = {0.0};
  double worst_db = 0.0;
  const int subband = HEARD_COUNT - 1;
  const BankPart *part = &bank.part[HEARD_PARTS - 1];
  const SubbandLanes *lanes = &bank.group[part->group].lanes;
  assert_int_equal(part->halvings, 0);
  for (int hop = 0; hop < n_hops; ++hop) {
    const float *in = noise + hop_frames * (uint32_t)hop;
    float energy[SUBBAND_COUNT];
    listen_mono(&bank, in, hop_frames, energy);
    double sum = 0.0;
    for (uint32_t i = 0; i < hop_frames; ++i) {
      double x = (double)in[i];
      for (int k = 0; k < SUBBAND_SECTIONS; ++k) {
        const double w =
            x - (double)lanes->a1[k][part->lane] * w1[k] - (double)lanes->a2[k][part->lane] * w2[k];
        x = k < PLAIN_SECTIONS ? w - w2[k] : w + (double)lanes->b1[k][part->lane] * w1[k] + w2[k];
        w2[k] = w1[k];
        w1[k] = w;
      }
      sum += x * x;
    }
    const double wanted = sum / hop_frames * part->power_gain;
    worst_db = fmax(worst_db, fabs(to_db((double)energy[subband]) - to_db(wanted)));
  }
  print_message("hop mean squares differ by at most %.6f dB\n", worst_db);
  assert_true(worst_db < 1e-4);
  free(noise);
}

/* --- one sound, many ways -------------------------------------------------------- */

#define N_TONES 240

/** Tones from 20 Hz to 9.8 kHz, each with its own slow tremolo: a sound that any rate
    from 22.05 kHz on can hold. */
static float *tremolo_tones(uint32_t n_frames, double rate_hz)
{
  float *sound = allocate(n_frames);
  for (int tone = 0; tone < N_TONES; ++tone) {
    const double freq_hz = 20.0 * pow(490.0, (double)tone / (N_TONES - 1));
    const double tremolo_hz = 0.5 + 2.5 * fabs(music_noise((uint32_t)tone));
    const double turn = TAU * freq_hz / rate_hz;
    double re = cos(TAU * music_noise((uint32_t)tone + 1000u));
    double im = sin(TAU * music_noise((uint32_t)tone + 1000u));
    const double turn_re = cos(turn);
    const double turn_im = sin(turn);
    double depth = 0.0;
    for (uint32_t i = 0; i < n_frames; ++i) {
      if (i % 8 == 0) {
        depth = 0.01 * (1.0 + 0.9 * sin(TAU * tremolo_hz * (double)i / rate_hz));
      }
      sound[i] += (float)(depth * im);
      const double next_re = re * turn_re - im * turn_im;
      im = re * turn_im + im * turn_re;
      re = next_re;
    }
  }
  return sound;
}

#define RATE_HOPS 20

static void hops_at_rate(double rate_hz, double level_db[RATE_HOPS][SUBBAND_COUNT])
{
  const uint32_t n_frames = (uint32_t)(rate_hz * RATE_HOPS / HOPS_PER_SECOND);
  float *sound = tremolo_tones(n_frames, rate_hz);
  FilterBank bank;
  filter_bank_init(&bank, rate_hz);
  for (int hop = 0; hop < RATE_HOPS; ++hop) {
    const uint32_t start = (uint32_t)(rate_hz * hop / HOPS_PER_SECOND);
    const uint32_t end = (uint32_t)(rate_hz * (hop + 1) / HOPS_PER_SECOND);
    float energy[SUBBAND_COUNT];
    listen_mono(&bank, sound + start, end - start, energy);
    for (int i = 0; i < SUBBAND_COUNT; ++i) {
      level_db[hop][i] = to_db((double)energy[i]);
    }
  }
  free(sound);
}

static void rates_hear_the_same(void **state)
{
  (void)state;
  static const double rates_hz[] = {22050.0, 48000.0, 96000.0, 192000.0};
  double reference_db[RATE_HOPS][SUBBAND_COUNT];
  double level_db[RATE_HOPS][SUBBAND_COUNT];
  hops_at_rate(44100.0, reference_db);
  for (int r = 0; r < 4; ++r) {
    double worst_db = 0.0;
    double worst_step_db = 0.0;
    hops_at_rate(rates_hz[r], level_db);
    for (int hop = 4; hop < RATE_HOPS; ++hop) {
      for (int i = 0; i < HEARD_COUNT; ++i) {
        const double error_db = level_db[hop][i] - reference_db[hop][i];
        const double before_db = level_db[hop - 1][i] - reference_db[hop - 1][i];
        worst_db = fmax(worst_db, fabs(error_db));
        worst_step_db = fmax(worst_step_db, fabs(error_db - before_db));
      }
    }
    print_message("%6.0f Hz against 44100: levels within %.3f dB, steps within %.3f dB\n",
                  rates_hz[r], worst_db, worst_step_db);
    /* Hops end on frame pairs, at each halved rate, and tones beat in parts as narrow as
       30 Hz; what the network makes of it: bench_blind. */
    assert_true(worst_db < 0.3);
    assert_true(worst_step_db < 0.35);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(sines_measure_what_the_response_says),
      cmocka_unit_test(edges_are_steep),
      cmocka_unit_test(parts_pass_what_lies_between_their_edges),
      cmocka_unit_test(subbands_add_up_to_their_band),
      cmocka_unit_test(hops_equal_direct_computation),
      cmocka_unit_test(rates_hear_the_same),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
