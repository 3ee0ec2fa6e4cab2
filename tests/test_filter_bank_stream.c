/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * How sound passes through the crossover bank: cut into blocks, in one channel, with faults in
 * it, followed by silence, caught up with; and the shapes that it finds on the way.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dsp/filter_bank.h"
#include "tests/support_bank.h"

#define TAU 6.283185307179586

static void blocks_make_no_difference(void **state)
{
  (void)state;
  static const uint32_t blocks[] = {1, 7, 64, 333, 4096};
  const uint32_t n_frames = 20000;
  float *left = white_noise(n_frames, 5);
  float *right = white_noise(n_frames, 50005);
  float wanted[SUBBAND_COUNT];
  FilterBank bank;
  filter_bank_init(&bank, 96000.0);
  filter_bank_process(&bank, (const float *const[2]){left, right}, 2, n_frames);
  filter_bank_take(&bank, wanted);
  for (int b = 0; b < 5; ++b) {
    float energy[SUBBAND_COUNT];
    filter_bank_clear(&bank);
    for (uint32_t done = 0; done < n_frames;) {
      const uint32_t n = n_frames - done < blocks[b] ? n_frames - done : blocks[b];
      filter_bank_process(&bank, (const float *const[2]){left + done, right + done}, 2, n);
      done += n;
    }
    filter_bank_take(&bank, energy);
    assert_memory_equal(energy, wanted, sizeof wanted);
  }
  free(left);
  free(right);
}

static void mono_equals_equal_channels(void **state)
{
  (void)state;
  const uint32_t n_frames = 20000;
  float *in = white_noise(n_frames, 3);
  float mono[SUBBAND_COUNT];
  float stereo[SUBBAND_COUNT];
  FilterBank bank;
  filter_bank_init(&bank, 44100.0);
  listen_mono(&bank, in, n_frames, mono);
  filter_bank_clear(&bank);
  filter_bank_process(&bank, (const float *const[2]){in, in}, 2, n_frames);
  filter_bank_take(&bank, stereo);
  assert_memory_equal(mono, stereo, sizeof mono);
  free(in);
}

/* --- bad input ------------------------------------------------------------------- */

static void absurd_samples_count_as_silence(void **state)
{
  (void)state;
  const uint32_t n_frames = 20000;
  float *good = white_noise(n_frames, 8);
  float *bad = allocate(n_frames);
  memcpy(bad, good, n_frames * sizeof(float));
  const float absurd[5] = {NAN, INFINITY, -INFINITY, 1e30f, -1.1e4f};
  for (uint32_t i = 3000; i < 5000; ++i) {
    bad[i] = absurd[i % 5];
    good[i] = 0.0f;
  }
  float wanted[SUBBAND_COUNT];
  float energy[SUBBAND_COUNT];
  FilterBank bank;
  filter_bank_init(&bank, 44100.0);
  listen_mono(&bank, good, n_frames, wanted);
  filter_bank_clear(&bank);
  listen_mono(&bank, bad, n_frames, energy);
  assert_memory_equal(energy, wanted, sizeof wanted);
  free(good);
  free(bad);
}

static int count_denormals(const FilterBank *bank)
{
  int count = 0;
  for (int h = 0; h <= bank->n_halvings; ++h) {
    const BankLevel *level = &bank->level[h];
    for (int i = 0; i < 4 * (HALF_BAND_MAX_STAGES + 1); ++i) {
      count += fpclassify(level->half_band.past[i / 4][i % 4]) == FP_SUBNORMAL;
    }
  }
  for (int g = 0; g < bank->n_groups; ++g) {
    const SubbandLanes *lanes = &bank->group[g].lanes;
    for (int i = 0; i < SUBBAND_SECTIONS * SUBBAND_LANES; ++i) {
      count += fpclassify((&lanes->w1[0][0])[i]) == FP_SUBNORMAL;
      count += fpclassify((&lanes->w2[0][0])[i]) == FP_SUBNORMAL;
    }
  }
  return count;
}

static void silence_after_sound_is_exact(void **state)
{
  (void)state;
  static const double rates_hz[] = {8000.0, 44100.0, 192000.0};
  for (int r = 0; r < 3; ++r) {
    const uint32_t n_frames = (uint32_t)(rates_hz[r] / 10.0);
    float *noise = white_noise(n_frames, 4);
    float *silence = allocate(n_frames);
    float energy[SUBBAND_COUNT];
    FilterBank bank;
    filter_bank_init(&bank, rates_hz[r]);
    listen_mono(&bank, noise, n_frames, energy);
    int n_denormals = 0;
    int hops_until_zero = 0;
    for (int hop = 1; hop <= 40; ++hop) {
      /* In small pieces, to look inside on the way. */
      for (uint32_t done = 0; done < n_frames; done += 50) {
        const float *const in[1] = {silence + done};
        filter_bank_process(&bank, in, 1, n_frames - done < 50 ? n_frames - done : 50);
        n_denormals += count_denormals(&bank);
      }
      filter_bank_take(&bank, energy);
      for (int i = 0; i < SUBBAND_COUNT; ++i) {
        hops_until_zero = energy[i] > 0.0f ? hop + 1 : hops_until_zero;
      }
    }
    print_message("%6.0f Hz: exactly 0 from hop %d of silence on, %d denormals seen\n", rates_hz[r],
                  hops_until_zero, n_denormals);
    assert_int_equal(n_denormals, 0);
    assert_true(hops_until_zero < 30);
    free(noise);
    free(silence);
  }
}

/* --- what waits ------------------------------------------------------------------------ */

/** Frames of the hop that ended that are left to be heard below the top. */
static uint32_t frames_left(const FilterBank *bank)
{
  uint32_t n = 0;
  for (int h = 1; h <= bank->n_halvings; ++h) {
    n += bank->level[h].is_ending ? bank->level[h].n_left : 0;
  }
  return n;
}

/** A hop in 64 ticks that is taken 10 after its end, as the engine does it, or with no end at all;
    at most how many frames waited at one of the levels, and how many were left when taken. */
static uint32_t most_waiting(FilterBank *bank, const float *noise, uint32_t n_frames, bool ends,
                             uint32_t *left)
{
  enum { TICKS = 64, CATCH_UPS = 10, LOOK = 16 };
  float energy[SUBBAND_COUNT];
  uint32_t most = 0;
  uint32_t done = 0;
  for (uint32_t tick = 0; tick < TICKS; ++tick) {
    if (ends && TICKS - tick == CATCH_UPS) {
      filter_bank_end_hop(bank, n_frames - done);
    }
    for (const uint32_t end = n_frames * (tick + 1) / TICKS; done < end;) {
      const uint32_t n = end - done < LOOK ? end - done : LOOK;
      filter_bank_process(bank, &(const float *){noise + done}, 1, n);
      done += n;
      for (int h = 0; h <= bank->n_halvings; ++h) {
        most = bank->level[h].n_waiting > most ? bank->level[h].n_waiting : most;
      }
    }
  }
  *left = frames_left(bank);
  if (ends) {
    filter_bank_take(bank, energy);
  }
  return most;
}

/** Seen to fail with levels that wait for twice as many frames, and where the lowest never hears
    more than a quarter: then more come than there is room for. And where nothing is caught up
    with: then it is left to the take. */
static void there_is_room_for_what_waits(void **state)
{
  (void)state;
  uint32_t most = 0;
  uint32_t most_left = 0;
  for (double rate_hz = 8000.0; rate_hz <= 768000.0; rate_hz *= 1.07) {
    const uint32_t n_frames = (uint32_t)(rate_hz / 10.0);
    float *noise = white_noise(n_frames, 6);
    FilterBank bank;
    filter_bank_init(&bank, rate_hz);
    for (int hop = 0; hop < 40; ++hop) {
      uint32_t left = 0;
      const uint32_t waiting = most_waiting(&bank, noise, n_frames, hop < 3, &left);
      most = waiting > most ? waiting : most;
      most_left = left > most_left && rate_hz > 40000.0 ? left : most_left;
    }
    free(noise);
  }
  print_message("8 to 768 kHz: at most %u frames wait at a level; room for %d\n", most,
                BANK_LEVEL_ROOM);
  print_message("40 to 768 kHz: at most %u frames of a hop are left when it is taken\n", most_left);
  assert_true(most + BANK_LEVEL_FRAMES / 2 <= BANK_LEVEL_ROOM);
  assert_true(most_left <= 16);
}

/** Two hops, the second one steps louder: each taken at its end, or caught up with while the
    next one comes and taken `later` frames after its end. */
static void hear_two_hops(FilterBank *bank, const float *noise, uint32_t n_frames, uint32_t later,
                          float energy[2][SUBBAND_COUNT])
{
  enum { TICK = 37 };
  filter_bank_clear(bank);
  for (uint32_t hop = 0, at = 0; hop < 2; ++hop) {
    const uint32_t end = (hop + 1) * n_frames;
    filter_bank_process(bank, &(const float *){noise + at}, 1, end - at);
    at = end;
    filter_bank_end_hop(bank, later);
    for (; at < end + later; at += TICK) {
      filter_bank_process(bank, &(const float *){noise + at}, 1, TICK);
    }
    filter_bank_take(bank, energy[hop]);
  }
}

/** What comes before a hop is taken is of the next: seen to fail where a level hears on beyond
    the end. The two differ by the order in which squares are added up. */
static void a_hop_ends_where_it_ended(void **state)
{
  (void)state;
  static const double rates_hz[] = {8000.0, 22050.0, 44100.0, 48000.0, 96000.0, 192000.0};
  double worst = 0.0;
  for (int r = 0; r < 6; ++r) {
    const uint32_t n_frames = (uint32_t)(rates_hz[r] / 10.0) + 1; /* odd and even ones */
    float *noise = white_noise(3 * n_frames, 9);
    for (uint32_t i = n_frames; i < 3 * n_frames; ++i) {
      noise[i] *= i < 2 * n_frames ? 8.0f : 64.0f;
    }
    FilterBank bank;
    filter_bank_init(&bank, rates_hz[r]);
    float wanted[2][SUBBAND_COUNT];
    float energy[2][SUBBAND_COUNT];
    hear_two_hops(&bank, noise, n_frames, 0, wanted);
    for (uint32_t later = 1; later < n_frames / 2; later += 1 + n_frames / 23) {
      hear_two_hops(&bank, noise, n_frames, later, energy);
      for (int i = 0; i < 2 * SUBBAND_COUNT; ++i) {
        const double heard = (double)(&energy[0][0])[i];
        const double there = (double)(&wanted[0][0])[i];
        worst = fmax(worst, there > 0.0 ? fabs(heard / there - 1.0) : heard);
      }
    }
    free(noise);
  }
  print_message("taken later: %.1e of a hop's energies at most\n", worst);
  assert_true(worst < 1e-5);
}

/* --- shapes --------------------------------------------------------------------------- */

static void hear_shape(const float *const *in, int n_channels, uint32_t n_frames, uint32_t block,
                       double rate_hz, SubbandShape *shape)
{
  static FilterBank bank;
  filter_bank_init(&bank, rate_hz);
  for (uint32_t at = 0; at < n_frames; at += block) {
    const uint32_t n = n_frames - at < block ? n_frames - at : block;
    const float *here[2] = {in[0] + at, in[n_channels - 1] + at};
    filter_bank_process(&bank, here, n_channels, n);
  }
  filter_bank_take_shape(&bank, shape);
}

/** Of a sine, the k-th lag is cos(k turn) of the energy, in each sub-band that hears it. */
static void a_sine_has_its_shape(void **state)
{
  (void)state;
  static const double rates_hz[] = {22050.0, 44100.0, 192000.0};
  double worst = 0.0;
  for (int r = 0; r < 3; ++r) {
    FilterBank bank;
    filter_bank_init(&bank, rates_hz[r]);
    for (int i = 0; i < SUBBAND_COUNT - 1; ++i) {
      const uint32_t n_frames = (uint32_t)(2.0 * rates_hz[r]);
      const double freq_hz = 0.3 * subband_info[i].low_hz + 0.7 * subband_info[i].high_hz;
      float *sine = allocate(n_frames);
      SubbandShape shape;
      for (uint32_t n = 0; n < n_frames; ++n) {
        sine[n] = (float)(0.5 * sin(TAU * fmod(freq_hz * n / rates_hz[r], 1.0)));
      }
      hear_shape((const float *const[]){sine}, 1, n_frames, 4096, rates_hz[r], &shape);
      const double turn = filter_bank_turn(&bank, i, freq_hz);
      assert_true(shape.lag[i][0] > 0.0);
      for (int k = 1; k <= SUBBAND_LAGS; ++k) {
        worst = fmax(worst, fabs(shape.lag[i][k] / shape.lag[i][0] - cos(k * turn)));
      }
      free(sine);
    }
  }
  print_message("lags of sines off by at most %.4f\n", worst);
  assert_true(worst < 0.04);
}

static void shapes_do_not_depend_on_blocks(void **state)
{
  (void)state;
  enum { N = 44100 };
  static const uint32_t blocks[] = {1, 64, 100, 1024, N};
  float *noise = white_noise(N, 5);
  SubbandShape whole;
  hear_shape((const float *const[]){noise}, 1, N, 333, 44100.0, &whole);
  for (int i = 0; i < 5; ++i) {
    SubbandShape mono;
    SubbandShape stereo;
    hear_shape((const float *const[]){noise}, 1, N, blocks[i], 44100.0, &mono);
    hear_shape((const float *const[]){noise, noise}, 2, N, blocks[i], 44100.0, &stereo);
    assert_memory_equal(&mono, &whole, sizeof whole);
    assert_memory_equal(&stereo, &whole, sizeof whole);
  }
  free(noise);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(blocks_make_no_difference),
      cmocka_unit_test(mono_equals_equal_channels),
      cmocka_unit_test(absurd_samples_count_as_silence),
      cmocka_unit_test(silence_after_sound_is_exact),
      cmocka_unit_test(there_is_room_for_what_waits),
      cmocka_unit_test(a_hop_ends_where_it_ended),
      cmocka_unit_test(a_sine_has_its_shape),
      cmocka_unit_test(shapes_do_not_depend_on_blocks),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
