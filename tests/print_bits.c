/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Prints a digest of the very bits that the engine makes of the test music, for
 * slow_compilers.sh to compare between builds.
 */
#include <stdio.h>

#include "plugin/engine.h"
#include "plugin/float_mode.h"
#include "tests/support_music.h"

static uint64_t digest(uint64_t so_far, const void *data, size_t n_bytes)
{
  const unsigned char *byte = data;
  for (size_t i = 0; i < n_bytes; ++i) { /* FNV-1a */
    so_far = (so_far ^ byte[i]) * UINT64_C(1099511628211);
  }
  return so_far;
}

int main(void)
{
  ControlValues control;
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    control[i] = control_info[i].default_value;
  }
  control[CONTROL_GLIDE] = 1.0f;
  Music music = music_make(12.0, 44100.0);
  /* The music is made with libm, whose last bits differ between machines. */
  for (uint32_t i = 0; i < music.n_frames; ++i) {
    for (int channel = 0; channel < 2; ++channel) {
      music.channel[channel][i] =
          (float)floor((double)music.channel[channel][i] * 32767.0) / 32768.0f;
    }
  }
  const float *in[2] = {music.channel[0], music.channel[1]};
  Engine *engine = engine_new(44100.0, 2, NULL, NULL);
  const uint64_t mode = float_mode_enter();
  engine_process(engine, control, in, music.channel, music.n_frames);
  float_mode_leave(mode);
  uint64_t sum = UINT64_C(14695981039346656037);
  for (int channel = 0; channel < 2; ++channel) {
    sum = digest(sum, music.channel[channel], music.n_frames * sizeof(float));
  }
  Memory memory;
  engine_memory(engine, &memory);
  sum = digest(sum, &memory, sizeof memory);
  printf("%016llx low %+.2f dB high %+.2f dB\n", (unsigned long long)sum,
         (double)engine_output(engine, CONTROL_GAIN_LOW),
         (double)engine_output(engine, CONTROL_GAIN_HIGH));
  engine_free(engine);
  music_free(&music);
  return 0;
}
