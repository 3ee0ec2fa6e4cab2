/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/sound/audio_output.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ui/cli/sound/audio_format.h"
#include "ui/cli/sound/carried.h"
#include "ui/cli/terminal/message.h"

/* A RIFF file ends at 4 GiB; some room for its headers. */
#define RIFF_LIMIT_BYTES 4.2e9

/* A step of 32 bits is far below any noise. */
enum { MOST_DITHERED_BITS = 24, SETTLED_FRAMES = 1024 };

static int container_for_length(int format, const SF_INFO *input)
{
  const double bytes = (double)input->frames * input->channels * 8.0;
  const bool wav = (format & SF_FORMAT_TYPEMASK) == SF_FORMAT_WAV;
  return wav && bytes > RIFF_LIMIT_BYTES ? SF_FORMAT_RF64 | (format & SF_FORMAT_SUBMASK) : format;
}

static bool allocate(AudioOutput *output, const AudioInput *input)
{
  const size_t samples = (size_t)input->max_block * (size_t)input->info.channels;
  output->interleaved = calloc(samples, sizeof *output->interleaved);
  output->rounded = calloc(samples, sizeof *output->rounded);
  return output->interleaved && output->rounded;
}

AudioOutput *audio_output_open(const AudioTarget *target, const AudioInput *input)
{
  AudioOutput *output = calloc(1, sizeof *output);
  if (!output) {
    message_error(target->path, "not enough memory; close other programs");
    return NULL;
  }
  output->info = (SF_INFO){.samplerate = input->info.samplerate,
                           .channels = input->info.channels,
                           .format = container_for_length(target->format, &input->info)};
  output->bits = audio_format_bits(target->format);
  output->with_dither = target->dither && output->bits <= MOST_DITHERED_BITS;
  output->settled_frames = SETTLED_FRAMES;
  if (!target_file_open(&output->target, target->path, target->overwrite)) {
    free(output);
    return NULL;
  }
  output->file = sf_open_fd(output->target.descriptor, SFM_WRITE, &output->info, SF_FALSE);
  if (!output->file) {
    message_error(target->path, "cannot be written (%s); choose another format",
                  audio_format_error(NULL));
    audio_output_drop(output);
    return NULL;
  }
  if (!allocate(output, input)) {
    message_error(target->path, "not enough memory; close other programs");
    audio_output_drop(output);
    return NULL;
  }
  /* The peak chunk holds the time of day: same sound, different file. */
  sf_command(output->file, SFC_SET_ADD_PEAK_CHUNK, NULL, SF_FALSE);
  sf_command(output->file, SFC_RF64_AUTO_DOWNGRADE, NULL, SF_TRUE);
  sf_command(output->file, SFC_SET_CLIPPING, NULL, SF_TRUE); /* lossy coders that use integers */
  output->input = input;
  carried_begin(input, output->file, output->info.format);
  return output;
}

static void release(AudioOutput *output)
{
  free(output->interleaved);
  free(output->rounded);
  free(output);
}

void audio_output_drop(AudioOutput *output)
{
  if (output) {
    sf_close(output->file);
    target_file_drop(&output->target);
    release(output);
  }
}

/* Integers are handed to libsndfile left-justified in 32 bits: its own conversion
 * from float scales by 2^(bits - 1) - 1, which would change untouched samples. */
static int32_t round_sample(AudioOutput *output, double sample)
{
  const double scale = (double)((int64_t)1 << (output->bits - 1));
  const double scaled = sample * scale;
  const double plain = nearbyint(scaled);
  const double noise = output->settled_frames < SETTLED_FRAMES ? dither_next(&output->dither) : 0.0;
  output->n_clipped += plain > scale - 1.0 || plain < -scale;
  const double rounded = fmax(-scale, fmin(scale - 1.0, nearbyint(scaled + noise)));
  return (int32_t)((int64_t)rounded * ((int64_t)1 << (32 - output->bits)));
}

/* A frame that the plugin left as it was, and that needs no rounding, needs no dither. While
 * sound is worked on there are such frames by chance: only a row of them ends the dither. So a
 * bypassed file keeps its bits, and digital silence stays silent. */
static void look_for_change(AudioOutput *output, const double *frame, bool untouched)
{
  const double scale = ldexp(1.0, output->bits - 1);
  bool settled = untouched;
  for (int channel = 0; channel < output->info.channels; ++channel) {
    settled = settled && frame[channel] * scale == nearbyint(frame[channel] * scale);
  }
  if (output->with_dither) {
    const uint32_t before = output->settled_frames;
    output->settled_frames = !settled ? 0 : before < SETTLED_FRAMES ? before + 1 : before;
  }
}

static void take_frame(AudioOutput *output, const AudioInput *input, uint32_t frame)
{
  const uint32_t channels = (uint32_t)output->info.channels;
  double *sample = output->interleaved + (size_t)frame * channels;
  bool untouched = true;
  for (uint32_t channel = 0; channel < channels; ++channel) {
    const double exact = input->exact[frame * channels + channel];
    const float played = input->channel[channel][frame];
    const bool same = (float)exact == played;
    sample[channel] = same ? exact : (double)played;
    untouched = untouched && same;
    output->changed = output->changed || !same;
    output->peak = fmax(output->peak, fabs(sample[channel]));
  }
  if (output->bits > 0) {
    look_for_change(output, sample, untouched);
    for (uint32_t channel = 0; channel < channels; ++channel) {
      output->rounded[frame * channels + channel] = round_sample(output, sample[channel]);
    }
  }
}

/* error: errno, or 0 if only libsndfile has a message. */
static void tell_unwritten(const AudioOutput *output, int error, const char *words)
{
  message_error(output->target.path, "cannot be written to the end (%s); %s",
                error != 0 ? strerror(error) : words,
                error != 0 ? message_remedy(error) : "choose another format");
}

bool audio_output_write(AudioOutput *output, const AudioInput *input, uint32_t n_frames)
{
  for (uint32_t frame = 0; frame < n_frames; ++frame) {
    take_frame(output, input, frame);
  }
  errno = 0;
  const sf_count_t written = output->bits > 0
                                 ? sf_writef_int(output->file, output->rounded, n_frames)
                                 : sf_writef_double(output->file, output->interleaved, n_frames);
  if (written != (sf_count_t)n_frames) {
    tell_unwritten(output, errno, audio_format_error(output->file));
    return false;
  }
  return true;
}

bool audio_output_keep(AudioOutput *output)
{
  errno = 0;
  const int status = sf_close(output->file);
  const int error = errno;
  /* libsndfile does not report every error here. Errors other than these come from attempts that
   * need not succeed. */
  const bool lost = error == ENOSPC || error == EDQUOT || error == EFBIG || error == EIO;
  bool kept = false;
  if (status != SF_ERR_NO_ERROR || lost) {
    tell_unwritten(output, error, sf_error_number(status));
    target_file_drop(&output->target);
  } else if (!carried_finish(output->input, output->info.format, output->target.descriptor,
                             output->changed, output->target.path)) {
    tell_unwritten(output, errno, "its tags");
    target_file_drop(&output->target);
  } else {
    kept = target_file_keep(&output->target);
  }
  release(output);
  return kept;
}
