/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What the hearing costs on one core: nanoseconds a stereo frame of the crossovers, of the
 * ear with its two transforms, and of all with the figures of each hop; and how many times
 * faster than real time that is. The best of a few runs over noise.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "model/hearing.h"
#include "tests/support_bench.h"

enum { SECONDS = 20, RUNS = 5, MAX_HOP_FRAMES = 19200 };

static Hearing hearing;
static float sound[2][MAX_HOP_FRAMES];

typedef enum { CROSSOVER, EAR, ALL, KINDS } Kind;

/** Within a hop as the plugin calls it: tick by tick. */
static void hear_ticks(Kind kind, uint32_t hop_frames)
{
  float energy[HEARD_PARTS];
  float power[FINE_POINTS];
  uint32_t done = 0;
  for (uint32_t tick = 0; tick < TICKS_PER_HOP; ++tick) {
    const uint32_t end = (tick + 1) * hop_frames / TICKS_PER_HOP;
    const float *const in[2] = {sound[0] + done, sound[1] + done};
    if (kind == CROSSOVER) {
      crossover_process(&hearing.crossover, STREAM_FULL, in, end - done);
      crossover_process(&hearing.crossover, STREAM_LOW, in, (end - done) / 4);
    } else {
      for (uint32_t at = done; at < end; at += EAR_MAX_FRAMES) {
        const uint32_t n = end - at < EAR_MAX_FRAMES ? end - at : EAR_MAX_FRAMES;
        float halved[2][EAR_MAX_FRAMES];
        ear_process(&hearing.ear, (const float *const[]){sound[0] + at, sound[1] + at},
                    (float *const[]){halved[0], halved[1]}, n);
      }
      if (tick % (TICKS_PER_HOP / FRAMES_PER_HOP) == 0) {
        ear_frame(&hearing.ear, energy);
      }
      if (tick % (TICKS_PER_HOP / LOOKS_PER_HOP) == 0) {
        ear_look(&hearing.ear, power);
      }
    }
    done = end;
  }
}

/** Seconds that a run takes. */
static double run_s(Kind kind, uint32_t hop_frames)
{
  const double start_s = bench_now_s();
  for (int hop = 0; hop < SECONDS * HOPS_PER_SECOND; ++hop) {
    if (kind == ALL) {
      hearing_hear_hop(&hearing, (const float *const[]){sound[0], sound[1]}, 2, hop_frames);
    } else {
      hear_ticks(kind, hop_frames);
    }
  }
  return bench_now_s() - start_s;
}

int main(void)
{
  static const double rates_hz[] = {22050.0, 44100.0, 48000.0, 96000.0, 192000.0};
  static const char *const name[KINDS] = {"crossovers", "ear", "all"};
  uint32_t seed = 1;
  for (int i = 0; i < 2 * MAX_HOP_FRAMES; ++i) {
    seed = seed * 1664525u + 1013904223u;
    sound[i / MAX_HOP_FRAMES][i % MAX_HOP_FRAMES] = (float)(int32_t)seed * 0x1p-33f;
  }
  printf("ns a stereo frame\n%10s %12s %12s %12s %14s\n", "rate Hz", name[0], name[1], name[2],
         "x real time");
  for (int r = 0; r < (int)(sizeof rates_hz / sizeof *rates_hz); ++r) {
    const uint32_t hop_frames = (uint32_t)(rates_hz[r] / HOPS_PER_SECOND);
    double ns[KINDS];
    for (int kind = 0; kind < KINDS; ++kind) {
      double best_s = 1e9;
      for (int run = 0; run < RUNS; ++run) {
        hearing_init(&hearing, rates_hz[r]);
        const double s = run_s((Kind)kind, hop_frames);
        best_s = s < best_s ? s : best_s;
      }
      ns[kind] = 1e9 * best_s / ((double)hop_frames * SECONDS * HOPS_PER_SECOND);
      char what[64];
      snprintf(what, sizeof what, "hearing: %s, %.0f Hz", name[kind], rates_hz[r]);
      bench_row("analysis", what, ns[kind], "ns a frame");
    }
    printf("%10.0f %12.2f %12.2f %12.2f %14.0f\n", rates_hz[r], ns[CROSSOVER], ns[EAR], ns[ALL],
           1e9 / (ns[ALL] * rates_hz[r]));
  }
  return 0;
}
