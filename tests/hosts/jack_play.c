/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Plays a file into the ports of a JACK client and records the client's output, in step: frame n
 * of OUT came out in the same cycle, and at the same place in it, at which frame n of IN went in.
 *
 *   jack_play [--freewheel] [--seconds N] IN OUT.wav PORT...
 *
 * The first ports get IN's channels; the same number of ports after them is recorded. Waits until
 * the ports exist. --seconds: repeats IN for that long. OUT is 32-bit float.
 *
 * Player and recorder are two clients, so that JACK runs player, plugin and recorder in this order
 * within one cycle. jackd must run with -S (synchronous) and a long -t, so that no cycle goes on
 * without them.
 *
 * Prints "cycles N" and "xruns N" (of the JACK server, while the song played). Exit code: 0 fine; 2
 * usage or file; 3 no server, no ports or no end; 4 JACK left the recorder out of a cycle (on a
 * very busy machine), so the recording has a gap.
 */
#include <errno.h>
#include <jack/jack.h>
#include <sndfile.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MAX_CHANNELS = 2, PORTS_PATIENCE_MS = 30000, END_PATIENCE_MS = 120000 };

typedef struct {
  jack_client_t *player;
  jack_client_t *recorder;
  jack_port_t *to[MAX_CHANNELS];
  jack_port_t *from[MAX_CHANNELS];
  size_t n_channels;
  size_t song_frames;
  size_t n_frames; /* to play in all */
  const float *song;
  float *recorded;

  atomic_bool wanted; /* the song starts with the next cycle */
  atomic_bool done;
  atomic_int n_cycles;
  atomic_int n_xruns;
  size_t played;              /* the player's thread alone, until it hands over: */
  _Atomic size_t cycle_start; /* where this cycle began; the player ran before */
  atomic_bool cycle_plays;
  size_t recorded_to; /* the recorder's thread alone */
  atomic_int n_gaps;
} Session;

_Noreturn static void fail(int code, const char *what)
{
  fprintf(stderr, "jack_play: %s\n", what);
  exit(code);
}

static void sleep_ms(long ms)
{
  const struct timespec time = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};
  nanosleep(&time, NULL);
}

/* --- JACK's threads -------------------------------------------------------------------- */

static int play(jack_nframes_t n_frames, void *user)
{
  Session *session = user;
  session->cycle_plays = session->wanted && !session->done;
  session->cycle_start = session->played;
  for (size_t channel = 0; channel < session->n_channels; ++channel) {
    float *out = jack_port_get_buffer(session->to[channel], n_frames);
    for (jack_nframes_t i = 0; i < n_frames; ++i) {
      const size_t frame = session->played + i;
      const bool sounds = session->cycle_plays && frame < session->n_frames;
      out[i] = sounds ? session->song[frame % session->song_frames * session->n_channels + channel]
                      : 0.0f;
    }
  }
  if (session->cycle_plays) {
    session->played += n_frames;
    ++session->n_cycles;
  }
  return 0;
}

static int record(jack_nframes_t n_frames, void *user)
{
  Session *session = user;
  if (!session->cycle_plays || session->done) {
    return 0;
  }
  const size_t start = session->cycle_start;
  session->n_gaps += start != session->recorded_to;
  session->recorded_to = start + n_frames;
  for (size_t channel = 0; channel < session->n_channels; ++channel) {
    const float *in = jack_port_get_buffer(session->from[channel], n_frames);
    for (jack_nframes_t i = 0; i < n_frames; ++i) {
      const size_t frame = start + i;
      if (frame < session->n_frames) {
        session->recorded[frame * session->n_channels + channel] = in[i];
      }
    }
  }
  session->done = start + n_frames >= session->n_frames;
  return 0;
}

static int count_xrun(void *user)
{
  Session *session = user;
  session->n_xruns += session->wanted && !session->done;
  return 0;
}

/* --- the main thread ------------------------------------------------------------------- */

static void open_clients(Session *session, int rate_hz)
{
  session->player = jack_client_open("player", JackNoStartServer, NULL);
  session->recorder = jack_client_open("recorder", JackNoStartServer, NULL);
  if (!session->player || !session->recorder) {
    fail(3, "no JACK server");
  }
  if (jack_get_sample_rate(session->player) != (jack_nframes_t)rate_hz) {
    fail(2, "the file has another sample rate than JACK");
  }
  for (size_t channel = 0; channel < session->n_channels; ++channel) {
    char name[32];
    snprintf(name, sizeof name, "channel_%zu", channel + 1);
    session->to[channel] =
        jack_port_register(session->player, name, JACK_DEFAULT_AUDIO_TYPE, JackPortIsOutput, 0);
    session->from[channel] =
        jack_port_register(session->recorder, name, JACK_DEFAULT_AUDIO_TYPE, JackPortIsInput, 0);
  }
  jack_set_process_callback(session->player, play, session);
  jack_set_process_callback(session->recorder, record, session);
  jack_set_xrun_callback(session->recorder, count_xrun, session);
  if (jack_activate(session->player) != 0 || jack_activate(session->recorder) != 0) {
    fail(3, "the JACK server takes no clients");
  }
}

static void await_ports(const Session *session, char **ports)
{
  for (int ms = 0; ms < PORTS_PATIENCE_MS; ms += 10) {
    size_t n_there = 0;
    for (size_t i = 0; i < 2 * session->n_channels; ++i) {
      n_there += jack_port_by_name(session->recorder, ports[i]) != NULL;
    }
    if (n_there == 2 * session->n_channels) {
      return;
    }
    sleep_ms(10);
  }
  fail(3, "the ports did not come");
}

/* A client's ports exist before it is active, but can only be connected when it is. */
static void connect_patiently(const Session *session, const char *from, const char *to)
{
  for (int ms = 0; ms < PORTS_PATIENCE_MS; ms += 10) {
    const int code = jack_connect(session->player, from, to);
    if (code == 0 || code == EEXIST) {
      return;
    }
    sleep_ms(10);
  }
  fail(3, "a port could not be connected");
}

static void connect_ports(const Session *session, char **ports)
{
  for (size_t channel = 0; channel < session->n_channels; ++channel) {
    connect_patiently(session, jack_port_name(session->to[channel]), ports[channel]);
    connect_patiently(session, ports[session->n_channels + channel],
                      jack_port_name(session->from[channel]));
  }
}

static void play_song(Session *session, bool freewheel, long song_ms)
{
  sleep_ms(500); /* until the new connections run */
  if (freewheel) {
    jack_set_freewheel(session->recorder, 1);
    sleep_ms(100);
  }
  session->wanted = true;
  for (long ms = 0; ms < END_PATIENCE_MS + song_ms && !session->done; ms += 10) {
    sleep_ms(10);
  }
  if (freewheel) {
    jack_set_freewheel(session->recorder, 0);
    sleep_ms(200);
  }
  if (!session->done) {
    fail(3, "the song did not come to its end");
  }
}

static float *read_song(const char *path, SF_INFO *info)
{
  SNDFILE *file = sf_open(path, SFM_READ, info);
  float *song = file && info->channels <= MAX_CHANNELS && info->frames > 0
                    ? calloc((size_t)(info->frames * info->channels), sizeof *song)
                    : NULL;
  if (!song || sf_readf_float(file, song, info->frames) != info->frames) {
    fail(2, "the song cannot be read");
  }
  sf_close(file);
  return song;
}

static void write_recorded(const char *path, SF_INFO info, const Session *session)
{
  info.format = SF_FORMAT_WAV | SF_FORMAT_FLOAT;
  const sf_count_t n_frames = (sf_count_t)session->n_frames;
  SNDFILE *file = sf_open(path, SFM_WRITE, &info);
  if (!file || sf_writef_float(file, session->recorded, n_frames) != n_frames ||
      sf_close(file) != 0) {
    fail(2, "the recording could not be written");
  }
}

int main(int argc, char **argv)
{
  bool freewheel = false;
  long seconds = 0;
  int word = 1;
  for (; word < argc && strncmp(argv[word], "--", 2) == 0; ++word) {
    if (strcmp(argv[word], "--freewheel") == 0) {
      freewheel = true;
    } else if (strcmp(argv[word], "--seconds") == 0 && word + 1 < argc) {
      seconds = strtol(argv[++word], NULL, 10);
    }
  }
  char **operand = argv + word;
  if (argc - word < 4) {
    fail(2, "usage: jack_play [--freewheel] [--seconds N] IN OUT.wav PORT...");
  }
  SF_INFO info = {0};
  float *song = read_song(operand[0], &info);
  if (argc - word != 2 + 2 * info.channels) {
    fail(2, "a number of ports that does not go with the song's channels");
  }
  Session session = {.n_channels = (size_t)info.channels,
                     .song_frames = (size_t)info.frames,
                     .n_frames = (size_t)info.frames,
                     .song = song};
  if (seconds > 0) {
    session.n_frames = (size_t)seconds * (size_t)info.samplerate;
  }
  session.recorded = calloc(session.n_frames * session.n_channels, sizeof(float));
  if (!session.recorded) {
    fail(2, "not enough memory for the recording");
  }
  /* Touches the pages now, so that the recorder's thread has no page faults. */
  memset(session.recorded, 0xff, session.n_frames * session.n_channels * sizeof(float));
  open_clients(&session, info.samplerate);
  await_ports(&session, operand + 2);
  connect_ports(&session, operand + 2);
  play_song(&session, freewheel, (long)(session.n_frames / (size_t)info.samplerate + 1) * 1000);
  jack_client_close(session.player);
  jack_client_close(session.recorder);
  write_recorded(operand[1], info, &session);
  printf("cycles %d\nxruns %d\n", session.n_cycles, session.n_xruns);
  free(song);
  free(session.recorded);
  return session.n_gaps > 0 ? 4 : 0;
}
