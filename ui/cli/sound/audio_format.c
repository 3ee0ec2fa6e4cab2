/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/sound/audio_format.h"

#include <string.h>
#include <strings.h>

#include "ui/cli/terminal/message.h"

typedef struct {
  const char *extension;
  int container;
  int subtype; /**< fixed by the extension; 0: as the input's */
} OutputFormat;

static const OutputFormat output_formats[] = {
    {"wav", SF_FORMAT_WAV, 0},
    {"flac", SF_FORMAT_FLAC, 0},
    {"aiff", SF_FORMAT_AIFF, 0},
    {"aif", SF_FORMAT_AIFF, 0},
    {"w64", SF_FORMAT_W64, 0},
    {"rf64", SF_FORMAT_RF64, 0},
    {"caf", SF_FORMAT_CAF, 0},
    {"au", SF_FORMAT_AU, 0},
    {"ogg", SF_FORMAT_OGG, SF_FORMAT_VORBIS},
    {"oga", SF_FORMAT_OGG, SF_FORMAT_VORBIS},
    {"opus", SF_FORMAT_OGG, SF_FORMAT_OPUS},
    {"mp3", SF_FORMAT_MPEG, SF_FORMAT_MPEG_LAYER_III},
};

enum { N_OUTPUT_FORMATS = sizeof output_formats / sizeof output_formats[0] };

int audio_format_bits(int format)
{
  switch (format & SF_FORMAT_SUBMASK) {
  case SF_FORMAT_PCM_S8:
  case SF_FORMAT_PCM_U8:
    return 8;
  case SF_FORMAT_PCM_16:
    return 16;
  case SF_FORMAT_PCM_24:
    return 24;
  case SF_FORMAT_PCM_32:
    return 32;
  default:
    return 0;
  }
}

bool audio_format_is_lossless(int format)
{
  const int subtype = format & SF_FORMAT_SUBMASK;
  return subtype != SF_FORMAT_VORBIS && subtype != SF_FORMAT_OPUS &&
         (subtype < SF_FORMAT_MPEG_LAYER_I || subtype > SF_FORMAT_MPEG_LAYER_III);
}

const char *audio_format_error(SNDFILE *file)
{
  static const char prefix[] = "Error : ";
  const char *text = sf_strerror(file);
  return strncmp(text, prefix, sizeof prefix - 1) == 0 ? text + sizeof prefix - 1 : text;
}

static const OutputFormat *by_extension(const char *path)
{
  const char *slash = strrchr(path, '/');
  const char *dot = strrchr(slash ? slash : path, '.');
  for (int i = 0; dot && i < N_OUTPUT_FORMATS; ++i) {
    if (strcasecmp(dot + 1, output_formats[i].extension) == 0) {
      return &output_formats[i];
    }
  }
  return NULL;
}

/* --- a trial ---------------------------------------------------------------------------- */

/* A file that keeps nothing. */
typedef struct {
  sf_count_t bytes, position;
} Sink;

static sf_count_t sink_length(void *user)
{
  return ((const Sink *)user)->bytes;
}

static sf_count_t sink_seek(sf_count_t offset, int whence, void *user)
{
  Sink *sink = (Sink *)user;
  const sf_count_t from = whence == SEEK_SET   ? 0
                          : whence == SEEK_CUR ? sink->position
                                               : sink->bytes;
  sink->position = from + offset;
  return sink->position;
}

static sf_count_t sink_read(void *to, sf_count_t count, void *user)
{
  (void)to;
  (void)count;
  (void)user;
  return 0;
}

static sf_count_t sink_write(const void *from, sf_count_t count, void *user)
{
  Sink *sink = (Sink *)user;
  (void)from;
  sink->position += count;
  sink->bytes = sink->position > sink->bytes ? sink->position : sink->bytes;
  return count;
}

static sf_count_t sink_tell(void *user)
{
  return ((const Sink *)user)->position;
}

/* Some coders refuse a sample rate only when they are opened, others at the first frame. */
static bool writable(int format, const SF_INFO *input)
{
  static SF_VIRTUAL_IO functions = {sink_length, sink_seek, sink_read, sink_write, sink_tell};
  static const double frame[2];
  Sink sink = {.bytes = 0};
  SF_INFO info = {.samplerate = input->samplerate, .channels = input->channels, .format = format};
  SNDFILE *file =
      sf_format_check(&info) ? sf_open_virtual(&functions, SFM_WRITE, &info, &sink) : NULL;
  const bool fine = file && sf_writef_double(file, frame, 1) == 1;
  return file && sf_close(file) == 0 && fine;
}

/* --- the choice ------------------------------------------------------------------------- */

double audio_format_bytes(int format, const SF_INFO *input)
{
  const int subtype = format & SF_FORMAT_SUBMASK;
  const int bits = audio_format_bits(format);
  const double sample_bytes = bits > 0                      ? bits / 8.0
                              : subtype == SF_FORMAT_FLOAT  ? 4.0
                              : subtype == SF_FORMAT_DOUBLE ? 8.0
                                                            : 0.0;
  const bool is_known =
      (format & SF_FORMAT_TYPEMASK) != SF_FORMAT_FLAC && input->frames != SF_COUNT_MAX;
  return is_known ? (double)input->frames * input->channels * sample_bytes : 0.0;
}

/* The headers of these can name at most 4 GiB; some room for what is beside the sound. (A WAV
 * that grows longer becomes an RF64.) */
static bool holds_length(int format, const SF_INFO *input)
{
  const double limit_bytes = 4294967296.0 - (1 << 20);
  const int container = format & SF_FORMAT_TYPEMASK;
  return (container != SF_FORMAT_AIFF && container != SF_FORMAT_AU) ||
         audio_format_bytes(format, input) < limit_bytes;
}

int audio_format_for(const char *path, const SF_INFO *input, bool as_float)
{
  const OutputFormat *output = by_extension(path);
  if (!output) {
    message_error(path, "the extension is not one that can be written; give .wav, .flac, "
                        ".aiff, .ogg, .opus or .mp3");
    return 0;
  }
  /* From what is wanted most to what will do. 8-bit containers differ in sign. */
  const int own = input->format & SF_FORMAT_SUBMASK;
  const bool lossless =
      audio_format_bits(own) > 0 || own == SF_FORMAT_FLOAT || own == SF_FORMAT_DOUBLE;
  const bool eight_bits = audio_format_bits(own) == 8;
  const int wishes[] = {output->subtype,
                        as_float ? SF_FORMAT_FLOAT : 0,
                        lossless ? own : 0,
                        eight_bits ? SF_FORMAT_PCM_U8 : 0,
                        eight_bits ? SF_FORMAT_PCM_S8 : 0,
                        own == SF_FORMAT_ALAC_32 ? SF_FORMAT_PCM_32 : 0,
                        SF_FORMAT_PCM_24,
                        SF_FORMAT_PCM_16};
  for (size_t i = 0; i < sizeof wishes / sizeof wishes[0]; ++i) {
    const int format = output->container | wishes[i];
    if (wishes[i] != 0 && writable(format, input)) {
      if (as_float && wishes[i] != SF_FORMAT_FLOAT) {
        message_error(path, "--float needs a format that holds it; give .wav, .aiff, .caf or .w64");
        return 0;
      }
      if (!holds_length(format, input)) {
        message_error(path, "this format holds no more than 4 GiB; give .wav, .flac or .caf");
        return 0;
      }
      return format;
    }
    if (output->subtype != 0) {
      break;
    }
  }
  message_error(path, "this format cannot hold %d Hz; give .wav, or a song at 48000 Hz",
                input->samplerate);
  return 0;
}

/* What a file of this format is called: RF64 is a long WAV, and often has its extension. */
static int kind(int format)
{
  const int container = format & SF_FORMAT_TYPEMASK;
  return container == SF_FORMAT_RF64 || container == SF_FORMAT_WAVEX ? SF_FORMAT_WAV : container;
}

const char *audio_format_extension(const char *path, const SF_INFO *input, bool as_float)
{
  const OutputFormat *own = by_extension(path);
  if (!audio_format_is_lossless(input->format) ||
      (as_float && kind(input->format) == SF_FORMAT_FLAC)) {
    return "wav";
  }
  if (own && own->subtype == 0 && kind(own->container) == kind(input->format)) {
    return strrchr(path, '.') + 1;
  }
  for (int i = 0; i < N_OUTPUT_FORMATS; ++i) {
    if (output_formats[i].subtype == 0 && output_formats[i].container == kind(input->format)) {
      return output_formats[i].extension;
    }
  }
  return "wav";
}
