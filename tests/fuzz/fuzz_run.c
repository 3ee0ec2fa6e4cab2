/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * run() with any bits in the ports, which change at each block, any sound, any block sizes, any
 * bytes in the event input, and a worker that accepts or refuses. After half a second of normal
 * sound the output is normal, too.
 */
#include <math.h>

#include "tests/fuzz/fuzz.h"
#include "tests/support_threads.h"

enum { LONGEST = 1024, MOST_FRAMES = 40000 };

static float sound[2][LONGEST];

static void turn(Input *input, ThreadsHost *host)
{
  const Control control = (Control)(take_byte(input) % CONTROL_COUNT);
  const ControlInfo *info = &control_info[control];
  const uint8_t how = take_byte(input);
  if (info->is_output) {
    return;
  }
  if (how < 128) {
    host->control[control] = info->minimum + (info->maximum - info->minimum) * (float)how / 127.0f;
  } else {
    take(input, &host->control[control], sizeof(float)); /* any bits */
  }
}

static void make_sound(Input *input, uint32_t n_frames)
{
  const uint8_t how = take_byte(input);
  float any[2];
  take(input, any, sizeof any);
  for (uint32_t i = 0; i < n_frames; ++i) {
    for (int channel = 0; channel < 2; ++channel) {
      sound[channel][i] = how % 4 == 0   ? any[i % 2]
                          : how % 4 == 1 ? 0.0f
                          : how % 4 == 2 ? 0.5f * sinf((float)i * (float)how * 0.01f)
                                         : (float)((i * 2654435761u) >> 8) / 8388608.0f - 1.0f;
    }
  }
}

static void write_events(Input *input, ThreadsHost *host)
{
  const uint8_t n_bytes = take_byte(input);
  LV2_Atom_Sequence *sequence = &host->events.sequence;
  take(input, sequence + 1, n_bytes);
  sequence->atom.size =
      take_byte(input) < 200 ? (uint32_t)sizeof sequence->body + n_bytes : n_bytes;
  sequence->atom.type = take_byte(input) < 200 ? host->urids.atom_Sequence : take_word(input);
}

static void play(Input *input, ThreadsHost *host, uint32_t n_frames)
{
  float *both[2] = {sound[0], sound[1]};
  make_sound(input, n_frames);
  threads_host_run(host, both, n_frames);
}

static void check_that_all_is_well(ThreadsHost *host)
{
  float *both[2] = {sound[0], sound[1]};
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    if (!control_info[i].is_output) {
      host->control[i] = control_info[i].default_value;
    }
  }
  host->events.sequence.atom.size = sizeof host->events.sequence.body;
  for (int block = 0; block < 24; ++block) {
    for (int i = 0; i < LONGEST; ++i) {
      sound[0][i] = sound[1][i] = 0.25f * sinf((float)i * 0.05f);
    }
    threads_host_run(host, both, LONGEST);
  }
  for (int i = 0; i < LONGEST; ++i) {
    promise(isfinite(sound[0][i]) && fabsf(sound[0][i]) < 4.0f, "an ordinary sound");
  }
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    const ControlInfo *info = &control_info[i];
    promise(!info->is_output ||
                (host->control[i] >= info->minimum && host->control[i] <= info->maximum),
            info->symbol);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  Input input = {data, size};
  const uint8_t kind = take_byte(&input);
  ThreadsHost *host = threads_host_new(lv2_descriptor(kind & 1), kind & 2 ? 44100.0 : 8000.0,
                                       (ThreadsKind)((kind >> 2) % 3), false);
  uint32_t n_frames = 0;
  while (input.size > 0 && n_frames < MOST_FRAMES) {
    const uint8_t what = take_byte(&input);
    if (what < 100) {
      turn(&input, host);
    } else if (what < 120) {
      write_events(&input, host);
    } else {
      const uint32_t n = what < 180 ? what - 120u : LONGEST;
      for (int repeat = what < 240 ? 1 : 20; repeat > 0; --repeat) {
        play(&input, host, n);
        n_frames += n;
      }
    }
  }
  check_that_all_is_well(host);
  threads_host_free(host);
  return 0;
}
