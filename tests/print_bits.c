/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Prints digests of what a version of the plugin stands for: the very bits of the sound and of the
 * memory that the engine makes of the test music, and the layouts of report, controls and state.
 * slow_compilers.sh compares them between builds, check_version.sh with those of the version.
 */
#include <stdio.h>
#include <string.h>

#include "plugin/engine.h"
#include "plugin/float_mode.h"
#include "plugin/report.h"
#include "tests/support_music.h"

#define DIGEST_START UINT64_C(14695981039346656037)

static uint64_t digest(uint64_t so_far, const void *data, size_t n_bytes)
{
  const unsigned char *byte = data;
  for (size_t i = 0; i < n_bytes; ++i) { /* FNV-1a */
    so_far = (so_far ^ byte[i]) * UINT64_C(1099511628211);
  }
  return so_far;
}

static uint64_t digest_text(uint64_t so_far, const char *text)
{
  return digest(so_far, text, strlen(text) + 1);
}

static uint64_t digest_number(uint64_t so_far, double number)
{
  return digest(so_far, &number, sizeof number);
}

static uint64_t digest_report(void)
{
  uint64_t sum = DIGEST_START;
  for (int i = 0; i < REPORT_FIELD_COUNT; ++i) {
    sum = digest_number(digest_text(sum, report_field[i].symbol), report_field[i].count);
  }
  for (int i = 0; i < REPORT_TEXT_COUNT; ++i) {
    sum = digest_number(digest_text(sum, report_text[i].symbol), report_text[i].n_bytes);
  }
  return sum;
}

static uint64_t digest_controls(void)
{
  uint64_t sum = DIGEST_START;
  for (int i = 0; i < CONTROL_COUNT; ++i) { /* in the order of the ports */
    const ControlInfo *info = &control_info[i];
    sum = digest_text(sum, info->symbol);
    sum = digest_number(sum, (double)info->minimum);
    sum = digest_number(sum, (double)info->maximum);
    sum = digest_number(sum, (double)info->default_value);
  }
  return sum;
}

static uint64_t digest_state(void)
{
  uint64_t sum = DIGEST_START;
  for (int i = 0; i < MEMORY_FIELD_COUNT; ++i) {
    sum = digest_text(sum, memory_field[i].symbol);
    sum = digest_number(sum, memory_field[i].n_properties * memory_field[i].count);
  }
  return sum;
}

int main(void)
{
  ControlValues control;
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    control[i] = control_info[i].default_value;
  }
  control[CONTROL_GLIDE] = 1.0f;
  control[CONTROL_MATCH] = 50.0f; /* between the two aims: both count */
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
  uint64_t sum = DIGEST_START;
  for (int channel = 0; channel < 2; ++channel) {
    sum = digest(sum, music.channel[channel], music.n_frames * sizeof(float));
  }
  Memory memory;
  engine_memory(engine, &memory);
  sum = digest(sum, &memory, sizeof memory);
  printf(
      "sound=%016llx report=%016llx controls=%016llx state=%016llx (low %+.2f dB, high %+.2f dB)\n",
      (unsigned long long)sum, (unsigned long long)digest_report(),
      (unsigned long long)digest_controls(), (unsigned long long)digest_state(),
      (double)engine_output(engine, CONTROL_GAIN_LOW),
      (double)engine_output(engine, CONTROL_GAIN_HIGH));
  engine_free(engine);
  music_free(&music);
  return 0;
}
