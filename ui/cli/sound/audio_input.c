/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/sound/audio_input.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dsp/true_peak.h"
#include "ui/cli/sound/audio_format.h"
#include "ui/cli/sound/true_length.h"
#include "ui/cli/terminal/message.h"

/* --- opening ------------------------------------------------------------------------ */

static const char *remedy(int error)
{
  switch (error) {
  case ENOENT:
  case ENOTDIR:
  case ELOOP:
  case ENAMETOOLONG:
    return "check its name";
  case EACCES:
  case EPERM:
    return "ask its owner for permission to read it";
  case EMFILE:
  case ENFILE:
  case ENOMEM:
    return "close other programs";
  default:
    return "check the disk it is on";
  }
}

/* The file, or -1 with what is wrong in `fault`. */
static int try_to_open(const char *path, char fault[AUDIO_FAULT_BYTES])
{
  /* O_NONBLOCK: a named pipe must not hold us up before we can say that it is one. */
  const int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  struct stat status;
  const char *what = NULL;
  if (descriptor < 0 && errno == ENOENT && strcmp(path, "-") == 0) {
    what = "standard input cannot be read; save the sound to a file first";
  } else if (descriptor < 0 || fstat(descriptor, &status) != 0) {
    snprintf(fault, AUDIO_FAULT_BYTES, "%s; %s", strerror(errno), remedy(errno));
    return -1;
  } else if (S_ISDIR(status.st_mode)) {
    what = "is a directory; name the audio files in it";
  } else if (!S_ISREG(status.st_mode)) {
    what = "is not a regular file; save the sound to a file first";
  } else if (status.st_size == 0) {
    what = "is empty; get the file again";
  } else {
    return descriptor;
  }
  snprintf(fault, AUDIO_FAULT_BYTES, "%s", what);
  if (descriptor >= 0) {
    close(descriptor);
  }
  return -1;
}

static int open_regular(const char *path)
{
  char fault[AUDIO_FAULT_BYTES];
  const int descriptor = try_to_open(path, fault);
  if (descriptor < 0) {
    message_error(path, "%s", fault);
  }
  return descriptor;
}

bool audio_input_is_there(const char *path, char fault[AUDIO_FAULT_BYTES])
{
  const int descriptor = try_to_open(path, fault);
  if (descriptor >= 0) {
    close(descriptor);
  }
  return descriptor >= 0;
}

static bool suits(const char *path, const SF_INFO *info)
{
  if (info->channels < 1 || info->channels > 2) {
    message_error(path, "has %d channels; mix it down to mono or stereo first", info->channels);
  } else if (info->samplerate < MIN_RATE_HZ || info->samplerate > MAX_RATE_HZ) {
    message_error(path, "has a sample rate of %d Hz; convert it to between %d and %d Hz first",
                  info->samplerate, MIN_RATE_HZ, MAX_RATE_HZ);
  } else if (info->frames == 0) {
    message_error(path, "holds no sound; give a file with some");
  } else {
    return true;
  }
  return false;
}

/* An Ogg Vorbis file that was cut from the middle without decoding begins with sound that its times
 * do not count. libsndfile 1.2 reads that sound, and leaves out as much at the end; it notes an
 * error although it opens the file. */
static bool counts_its_beginning(const char *path, SNDFILE *file, const SF_INFO *info)
{
  if ((info->format & SF_FORMAT_TYPEMASK) != SF_FORMAT_OGG || sf_error(file) == SF_ERR_NO_ERROR) {
    return true;
  }
  message_error(path, "was cut so that its first page holds more sound than it tells; decode it to "
                      "WAV with another program first");
  return false;
}

static SNDFILE *open_sound(const char *path, FileView *view, SF_INFO *info)
{
  const int descriptor = open_regular(path);
  if (descriptor < 0) {
    return NULL;
  }
  SNDFILE *file = NULL;
  if (file_view_init(view, descriptor) && true_length_find(view, path)) {
    file = file_view_open(view, info);
    if (!file) {
      true_length_tell_unreadable(view, path);
    }
  }
  if (info->frames == SF_COUNT_MAX && view->frames > 0) {
    info->frames = (sf_count_t)view->frames;
  }
  if (file && (file_view_tell_read_error(path) || !counts_its_beginning(path, file, info) ||
               !suits(path, info))) {
    sf_close(file);
    file = NULL;
  }
  if (!file) {
    file_view_free(view);
  }
  return file;
}

static bool allocate(AudioInput *input)
{
  const size_t channels = (size_t)input->info.channels;
  input->exact = calloc(input->max_block, channels * sizeof *input->exact);
  bool all = input->exact != NULL;
  for (size_t i = 0; i < channels; ++i) {
    input->channel[i] = calloc(input->max_block, sizeof(float));
    all = all && input->channel[i];
  }
  return all;
}

void audio_input_close(AudioInput *input)
{
  if (input) {
    sf_close(input->file);
    hush_end(input->hush);
    file_view_free(&input->view);
    free(input->exact);
    free(input->channel[0]);
    free(input->channel[1]);
    free(input);
  }
}

/* --- reading ------------------------------------------------------------------------ */

/* The plugin's meters take larger samples for faults. Files with integers that are called floats
 * hold such. */
static bool is_sound(double sample)
{
  return fabs(sample) <= (double)TRUE_PEAK_SANE_MAGNITUDE; /* NaN compares false */
}

static bool all_sound(const AudioInput *input, uint32_t n_frames)
{
  const uint32_t channels = (uint32_t)input->info.channels;
  for (uint32_t i = 0; i < n_frames * channels; ++i) {
    if (!is_sound(input->exact[i])) {
      const sf_count_t frame = input->position + i / channels;
      message_error(input->path,
                    "the sample at %.3f s (frame %lld) is %s, not sound; repair the file first",
                    (double)frame / input->info.samplerate, (long long)frame,
                    isnan(input->exact[i])   ? "NaN"
                    : isinf(input->exact[i]) ? "infinite"
                                             : "more than 120 dB above full scale");
      return false;
    }
  }
  return true;
}

enum { LOSSY_SLACK = 2304 };

static bool is_of(const AudioInput *input, int container)
{
  return (input->info.format & SF_FORMAT_TYPEMASK) == container;
}

static sf_count_t read_block(AudioInput *input)
{
  hush_go_on(&input->hush);
  const sf_count_t got = sf_readf_double(input->file, input->exact, input->max_block);
  if (hush_pause(&input->hush) && !input->tells_fault) {
    input->tells_fault = true;
    message_warning(input->path,
                    "the decoder finds a fault at %.2f s; listen to it there, or get "
                    "the file again",
                    (double)input->position / input->info.samplerate);
  }
  return got;
}

static void tell_truncated(const AudioInput *input, sf_count_t frames)
{
  const double rate_hz = input->info.samplerate;
  if (file_view_tell_read_error(input->path)) {
    return;
  }
  message_error(input->path, "truncated: ends after %.2f s of %.2f s; get the file again",
                (double)frames / rate_hz, (double)input->info.frames / rate_hz);
}

/* The end of the data: is it the end of the sound? */
static bool whole(const AudioInput *input)
{
  const double rate_hz = input->info.samplerate;
  if (file_view_tell_read_error(input->path)) {
    return false;
  }
  if (sf_error(input->file) != SF_ERR_NO_ERROR) {
    message_error(input->path, "damaged at %.2f s (%s); get the file again",
                  (double)input->position / rate_hz, audio_format_error(input->file));
    return false;
  }
  if (input->position == 0) {
    message_error(input->path, "holds no sound; give a file with some");
    return false;
  }
  /* A decoder may drop or add a frame. */
  const sf_count_t slack = audio_format_is_lossless(input->info.format) ? 0 : LOSSY_SLACK;
  const sf_count_t missing = input->info.frames - input->position;
  if (missing <= slack || input->info.frames == SF_COUNT_MAX) { /* the most: not known */
    return true;
  }
  if (is_of(input, SF_FORMAT_OGG) && missing <= input->info.samplerate / 4) {
    /* Its pages are all there (ogg_length.c), but libsndfile 1.2.0 does not decode the last
     * packets of some Opus files. */
    message_warning(input->path, "the decoder leaves out the last %.2f s; convert it to WAV first",
                    (double)missing / rate_hz);
    return true;
  }
  tell_truncated(input, input->position);
  return false;
}

bool audio_input_read(AudioInput *input, uint32_t *n_frames)
{
  const int channels = input->info.channels;
  sf_count_t got = read_block(input);
  if (got == 0 && sf_error(input->file) != SF_ERR_NO_ERROR &&
      !audio_format_is_lossless(input->info.format)) {
    /* libsndfile 1.2.0 calls some sound Opus files malformed where a read ends just at a
     * page's end; reading on then works. What is truly damaged fails again. */
    got = read_block(input);
  }
  *n_frames = got > 0 ? (uint32_t)got : 0;
  if (*n_frames == 0) {
    return whole(input);
  }
  if (!all_sound(input, *n_frames)) {
    return false;
  }
  for (int channel = 0; channel < channels; ++channel) {
    for (uint32_t i = 0; i < *n_frames; ++i) {
      input->channel[channel][i] = (float)input->exact[i * (uint32_t)channels + (uint32_t)channel];
    }
  }
  input->position += got;
  return true;
}

bool audio_input_rewind(AudioInput *input)
{
  if (input->position == 0) {
    return true;
  }
  /* Where decoders seek back, what they heard before changes the beginning. */
  SF_INFO info;
  input->position = 0;
  sf_close(input->file);
  input->file = file_view_open(&input->view, &info);
  if (!input->file && !file_view_tell_read_error(input->path)) {
    message_error(input->path, "cannot be read a second time (%s); get the file again",
                  audio_format_error(NULL));
  }
  return input->file != NULL;
}

/* --- the end, before any work ------------------------------------------------------- */

static bool has_last_frame(AudioInput *input)
{
  const sf_count_t last = input->info.frames - 1;
  return sf_seek(input->file, last, SEEK_SET) == last &&
         sf_readf_double(input->file, input->exact, 1) == 1;
}

static bool read_all(AudioInput *input)
{
  uint32_t n_frames = 1;
  bool fine = true;
  while (fine && n_frames > 0) {
    fine = audio_input_read(input, &n_frames);
  }
  return fine;
}

/* Where the last frame cannot be had, the file is cut or damaged, or its coding cannot be sought
 * in. If a look at its parts did not tell, reading all of it does. (A seek in a lossy file is not
 * exact.) */
static bool can_be_read(AudioInput *input)
{
  if (!audio_format_is_lossless(input->info.format) || input->info.frames == SF_COUNT_MAX) {
    return true;
  }
  const bool has_end = has_last_frame(input);
  const sf_count_t seen = (sf_count_t)input->view.frames_seen;
  if (!has_end && seen > 0 && seen < input->info.frames) {
    tell_truncated(input, seen);
    return false;
  }
  input->position = input->info.frames;
  return audio_input_rewind(input) && (has_end || (read_all(input) && audio_input_rewind(input)));
}

AudioInput *audio_input_open(const char *path, uint32_t max_block)
{
  AudioInput *input = calloc(1, sizeof *input);
  if (!input) {
    message_error(path, "not enough memory; close other programs");
    return NULL;
  }
  *input = (AudioInput){.path = path, .max_block = max_block, .hush.standard_error = -1};
  input->file = open_sound(path, &input->view, &input->info);
  if (!input->file) {
    free(input);
    return NULL;
  }
  if (is_of(input, SF_FORMAT_MPEG)) {
    input->hush = hush_begin();
    hush_pause(&input->hush);
  }
  if (!allocate(input)) {
    message_error(path, "not enough memory; give a smaller --block");
  } else if (can_be_read(input)) {
    return input;
  }
  audio_input_close(input);
  return NULL;
}
