/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Compares the cost of run() of this plugin and of other equalisers in one run. Each in its turn
 * gets the same two seconds of music in blocks of 512, for many turns. This plugin listens,
 * predicts, reports to a window and glides all the time, because its genre changes each turn.
 * Its worker works between the blocks, as in a host with a worker thread.
 */
#include <libgen.h>
#include <lilv/lilv.h>
#include <limits.h>
#include <lv2/atom/atom.h>
#include <lv2/worker/worker.h>
#include <math.h>
#include <sndfile.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support_bench.h"
#include "tests/support_urids.h"

enum { RATE_HZ = 48000, BLOCK = 512, TURN_BLOCKS = 187, TURNS = 25, ATOM_BYTES = 65536 };
enum { MAX_PORTS = 512, QUESTION_BYTES = 256 };

static const char *const uris[] = {
    "urn:genre-eq:stereo",
    "http://gareus.org/oss/lv2/fil4#stereo",
    "http://eq10q.sourceforge.net/eq/eq6qs",
    "http://calf.sourceforge.net/plugins/Equalizer5Band",
    "http://gareus.org/oss/lv2/darc#stereo",
    "http://lsp-plug.in/plugins/lv2/para_equalizer_x16_stereo",
    "http://lsp-plug.in/plugins/lv2/graph_equalizer_x16_stereo",
};
enum { PEERS = sizeof uris / sizeof uris[0], OURS = 0 };

typedef struct {
  LV2_URID_Map map;
  LV2_Worker_Schedule schedule;
  LV2_Feature feature[2];
  LilvInstance *instance;
  float control[MAX_PORTS];
  LV2_Atom_Sequence *atom_out[MAX_PORTS]; /* NULL where the port is none */
  uint32_t n_ports;
  int genre_port;
  const LV2_Worker_Interface *worker;
  char question[QUESTION_BYTES];
  uint32_t question_bytes;
  double block_ns[TURNS * TURN_BLOCKS]; /* a frame */
} Peer;

static LV2_Worker_Status schedule(LV2_Worker_Schedule_Handle handle, uint32_t size,
                                  const void *data)
{
  Peer *peer = handle;
  if (size > QUESTION_BYTES) {
    return LV2_WORKER_ERR_NO_SPACE;
  }
  memcpy(peer->question, data, size);
  peer->question_bytes = size;
  return LV2_WORKER_SUCCESS;
}

static LV2_Worker_Status respond(LV2_Worker_Respond_Handle handle, uint32_t size, const void *data)
{
  Peer *peer = handle;
  return peer->worker->work_response(lilv_instance_get_handle(peer->instance), size, data);
}

/* --- music ------------------------------------------------------------------------- */

static float music[2][RATE_HZ * 60];
static uint32_t music_frames;

/* The song at its own rate, played as if it had the benchmark's. */
static bool load_music(const char *path)
{
  SF_INFO info = {0};
  SNDFILE *file = sf_open(path, SFM_READ, &info);
  float frame[64];
  while (file && info.channels <= 64 && music_frames < RATE_HZ * 60 &&
         sf_readf_float(file, frame, 1) == 1) {
    music[0][music_frames] = frame[0];
    music[1][music_frames] = frame[info.channels > 1 ? 1 : 0];
    ++music_frames;
  }
  if (file) {
    sf_close(file);
  }
  return music_frames >= BLOCK * TURN_BLOCKS;
}

/* --- hosting ----------------------------------------------------------------------- */

typedef struct {
  LilvWorld *world;
  LilvNode *input, *audio, *control, *atom;
} Host;

static float silence[BLOCK];
static float out[2][BLOCK];

static void connect_ports(const Host *host, const LilvPlugin *plugin, Peer *peer,
                          const LilvPort *audio_in[2])
{
  static float spare[BLOCK];
  peer->n_ports = lilv_plugin_get_num_ports(plugin);
  lilv_plugin_get_port_ranges_float(plugin, NULL, NULL, peer->control);
  int n_in = 0;
  int n_out = 0;
  for (uint32_t i = 0; i < peer->n_ports; ++i) {
    const LilvPort *port = lilv_plugin_get_port_by_index(plugin, i);
    const bool is_input = lilv_port_is_a(plugin, port, host->input);
    if (lilv_port_is_a(plugin, port, host->control)) {
      peer->control[i] = isnan(peer->control[i]) ? 0.0f : peer->control[i];
      lilv_instance_connect_port(peer->instance, i, &peer->control[i]);
    } else if (lilv_port_is_a(plugin, port, host->audio)) {
      if (is_input && n_in < 2) {
        audio_in[n_in++] = port;
      } else {
        lilv_instance_connect_port(peer->instance, i,
                                   is_input ? silence : (n_out < 2 ? out[n_out++] : spare));
      }
    } else if (lilv_port_is_a(plugin, port, host->atom)) {
      LV2_Atom_Sequence *sequence = calloc(1, ATOM_BYTES);
      sequence->atom.type = urids_map(NULL, LV2_ATOM__Sequence);
      sequence->atom.size = sizeof sequence->body;
      peer->atom_out[i] = is_input ? NULL : sequence;
      lilv_instance_connect_port(peer->instance, i, sequence);
    }
  }
}

static void run_block(Peer *peer, const uint32_t in_port[2], uint32_t at)
{
  for (int channel = 0; channel < 2; ++channel) {
    lilv_instance_connect_port(peer->instance, in_port[channel], music[channel] + at);
  }
  for (uint32_t i = 0; i < peer->n_ports; ++i) {
    if (peer->atom_out[i]) {
      peer->atom_out[i]->atom.size = ATOM_BYTES - sizeof(LV2_Atom);
    }
  }
  lilv_instance_run(peer->instance, BLOCK);
}

static void do_work(Peer *peer)
{
  if (peer->worker && peer->question_bytes > 0) {
    const uint32_t n_bytes = peer->question_bytes;
    peer->question_bytes = 0;
    peer->worker->work(lilv_instance_get_handle(peer->instance), respond, peer, n_bytes,
                       peer->question);
  }
}

static void take_turn(Peer *peer, const uint32_t in_port[2], int turn)
{
  if (peer->genre_port >= 0) {
    peer->control[peer->genre_port] = turn % 2 == 0 ? 1.0f : 4.0f;
  }
  for (int block = turn * TURN_BLOCKS; block < (turn + 1) * TURN_BLOCKS; ++block) {
    const uint32_t at = (uint32_t)block * BLOCK % (music_frames - BLOCK);
    const double from_s = bench_now_s();
    run_block(peer, in_port, at);
    peer->block_ns[block] = 1e9 * (bench_now_s() - from_s) / BLOCK;
    do_work(peer);
  }
}

/** The cost of a frame: the mean over the blocks. Blocks above four times the median do not
    count, because the machine did something else in them. */
static double cost_ns(Peer *peer)
{
  const int n = TURNS * TURN_BLOCKS;
  double *ns = peer->block_ns;
  qsort(ns, (size_t)n, sizeof *ns, bench_compare);
  double sum = 0.0;
  int n_kept = 0;
  for (; n_kept < n && ns[n_kept] <= 4.0 * ns[n / 2]; ++n_kept) {
    sum += ns[n_kept];
  }
  return sum / n_kept;
}

/* --- the table --------------------------------------------------------------------- */

static void print_table(Peer peer[PEERS])
{
  const double ours_ns = peer[OURS].instance ? cost_ns(&peer[OURS]) : 0.0;
  printf("run() on music, stereo, 48 kHz, blocks of %d\n%12s %10s %10s\n", BLOCK, "ns a frame",
         "median", "ours / it");
  for (int i = 0; i < PEERS; ++i) {
    if (!peer[i].instance) {
      printf("%34s  %s (not installed)\n", "", uris[i]);
      continue;
    }
    const double ns = i == OURS ? ours_ns : cost_ns(&peer[i]);
    printf("%12.1f %10.1f %10.2f  %s\n", ns, peer[i].block_ns[TURNS * TURN_BLOCKS / 2],
           ours_ns / ns, uris[i]);
    bench_row("peers", uris[i], ns, "ns a frame");
    bench_row("peers", uris[i], ours_ns / ns, "ours / it");
  }
}

/** The bundle that was just built is found beside the installed ones. */
static void use_our_bundle(void)
{
  char *bundle = realpath(getenv("GENRE_EQ_BUNDLE"), NULL);
  const char *path = getenv("LV2_PATH");
  char with_ours[2 * PATH_MAX];
  if (bundle) {
    snprintf(with_ours, sizeof with_ours, "%s:%s", dirname(bundle),
             path ? path : "/usr/local/lib/lv2:/usr/lib/lv2");
    setenv("LV2_PATH", with_ours, 1);
  }
  free(bundle);
}

static void open_peer(const Host *host, const char *uri, Peer *peer, uint32_t in_port[2])
{
  static const LV2_Feature *no_features[] = {NULL};
  LilvNode *node = lilv_new_uri(host->world, uri);
  const LilvPlugin *plugin = lilv_plugins_get_by_uri(lilv_world_get_all_plugins(host->world), node);
  lilv_node_free(node);
  if (!plugin) {
    return;
  }
  peer->map = (LV2_URID_Map){NULL, urids_map};
  peer->schedule = (LV2_Worker_Schedule){peer, schedule};
  peer->feature[0] = (LV2_Feature){LV2_URID__map, &peer->map};
  peer->feature[1] = (LV2_Feature){LV2_WORKER__schedule, &peer->schedule};
  const LV2_Feature *const features[] = {&peer->feature[0], &peer->feature[1], NULL};
  peer->instance = lilv_plugin_instantiate(plugin, RATE_HZ, features);
  if (!peer->instance) {
    peer->instance = lilv_plugin_instantiate(plugin, RATE_HZ, no_features);
  }
  if (!peer->instance) {
    return;
  }
  peer->worker = lilv_instance_get_extension_data(peer->instance, LV2_WORKER__interface);
  const LilvPort *audio_in[2] = {NULL, NULL};
  connect_ports(host, plugin, peer, audio_in);
  for (int channel = 0; channel < 2; ++channel) {
    in_port[channel] = lilv_port_get_index(plugin, audio_in[channel]);
  }
  LilvNode *genre = lilv_new_string(host->world, "genre");
  const LilvPort *port = lilv_plugin_get_port_by_symbol(plugin, genre);
  peer->genre_port = port ? (int)lilv_port_get_index(plugin, port) : -1;
  lilv_node_free(genre);
  lilv_instance_activate(peer->instance);
}

int main(void)
{
  const char *song = getenv("GENRE_EQ_SONG");
  if (!song || !load_music(song)) {
    fprintf(stderr, "bench_peers: GENRE_EQ_SONG must name a song of at least two seconds\n");
    return 2;
  }
  use_our_bundle();
  Host host = {.world = lilv_world_new()};
  lilv_world_load_all(host.world);
  host.input = lilv_new_uri(host.world, LILV_URI_INPUT_PORT);
  host.audio = lilv_new_uri(host.world, LILV_URI_AUDIO_PORT);
  host.control = lilv_new_uri(host.world, LILV_URI_CONTROL_PORT);
  host.atom = lilv_new_uri(host.world, LILV_URI_ATOM_PORT);

  static Peer peer[PEERS];
  uint32_t in_port[PEERS][2];
  for (int i = 0; i < PEERS; ++i) {
    open_peer(&host, uris[i], &peer[i], in_port[i]);
  }
  for (int turn = 0; turn < TURNS; ++turn) {
    for (int i = 0; i < PEERS; ++i) {
      if (peer[i].instance) {
        take_turn(&peer[i], in_port[i], turn);
      }
    }
  }
  print_table(peer);
  return peer[OURS].instance ? 0 : 1;
}
