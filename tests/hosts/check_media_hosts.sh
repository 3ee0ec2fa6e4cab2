#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Programs that play, convert and stream through LV2 plugins: GStreamer, ffmpeg, mpv and PipeWire's
# filter-chain. Each gives the sound of genre-eq render.
#
# Each line was seen to fail: make check-the-hosts.

. tests/hosts/common.sh
echo 1..5
make_songs
song=$work/song_48000.wav
render "$song" "$work/render.wav" --set amount=80 --set range=5 --set glide=2
export GST_REGISTRY="$work/gstreamer"

# One row; the block is the longest that the meter saw the host run.
media_row() { # HOST HOW
  row "$1" "$2" 48000 "$(metered block)" "$work/out.wav" "$work/render.wav"
}

host() { # COMMAND...: writes $work/out.wav
  rm -f "$work/out.wav" "$work/meter"
  timeout 120 "$@" >"$work/log" 2>&1 || { rm -f "$work/out.wav"; tail -n 5 "$work/log" | sed 's/^/# /'; }
}

# GStreamer 1.22 sets every switch to off, whatever its default is.
if have_all gst-launch-1.0; then
  host gst-launch-1.0 -q filesrc location="$song" ! wavparse ! audioconvert ! \
    urn-genre-eq-stereo amount=80 range=5 glide=2 enabled=true loudness-match=true \
    peak-safety=true ! audioconvert ! audio/x-raw,format=F32LE ! wavenc ! \
    filesink location="$work/out.wav"
  media_row GStreamer gst-launch
fi

if have_all ffmpeg; then
  host ffmpeg -v error -y -i "$song" \
    -af "lv2=p='urn\\:genre-eq\\:stereo':c=amount=80|range=5|glide=2" -c:a pcm_f32le "$work/out.wav"
  media_row ffmpeg 'filter lv2'
fi

if have_all mpv; then
  host mpv --no-config --really-quiet --no-video --ao=pcm --ao-pcm-file="$work/out.wav" \
    --audio-format=float \
    "--af=lavfi=[lv2=p='urn\\:genre-eq\\:stereo':c=amount=80|range=5|glide=2]" "$song"
  media_row mpv 'filter lv2'
fi

# --- PipeWire, with its own driver and no session manager --------------------------------

daemon_config() { # BLOCK
  cat <<CONFIG
context.properties = { core.daemon = true core.name = pipewire-0 support.dbus = false
  default.clock.rate = 48000 default.clock.quantum = $1
  default.clock.min-quantum = $1 default.clock.max-quantum = $1 }
context.spa-libs = { audio.convert.* = audioconvert/libspa-audioconvert
  support.* = support/libspa-support }
context.modules = [
  { name = libpipewire-module-protocol-native } { name = libpipewire-module-metadata }
  { name = libpipewire-module-spa-node-factory } { name = libpipewire-module-client-node }
  { name = libpipewire-module-access } { name = libpipewire-module-adapter }
  { name = libpipewire-module-link-factory } { name = libpipewire-module-session-manager } ]
context.objects = [ { factory = spa-node-factory args = { factory.name = support.node.driver
  node.name = driver node.group = pipewire.dummy priority.driver = 20000 } } ]
CONFIG
}

filter_config() {
  cat <<'CONFIG'
context.properties = { support.dbus = false }
context.spa-libs = { audio.convert.* = audioconvert/libspa-audioconvert
  support.* = support/libspa-support }
context.modules = [
  { name = libpipewire-module-protocol-native } { name = libpipewire-module-client-node }
  { name = libpipewire-module-adapter }
  { name = libpipewire-module-filter-chain args = {
    node.description = live
    filter.graph = { nodes = [ { type = lv2 name = eq plugin = "urn:genre-eq:stereo"
      control = { amount = 80 range = 5 glide = 2 } } ] }
    audio.channels = 2 audio.position = [ FL FR ]
    capture.props = { node.name = live_in media.class = Audio/Sink }
    playback.props = { node.name = live_out media.class = Audio/Source } } } ]
CONFIG
}

node() { # NAME
  pw-cli ls Node 2>/dev/null | awk -v name="\"$1\"" '/^[ \t]*id/ { id = $2 + 0 } index($0, name) { print id }'
}

# This does what a session manager does: it gives the two nodes their ports.
give_ports() { # NAME DIRECTION
  for _ in $(seq 50); do
    [ -n "$(node "$1")" ] && break
    sleep 0.1
  done
  pw-cli set-param "$(node "$1")" PortConfig "{ direction: $2 mode: dsp format: { mediaType: audio
    mediaSubtype: raw format: F32P rate: 48000 channels: 2 position: [ FL FR ] } }"
}

# PipeWire does not wait: on a busy machine it may leave the recorder out of a cycle (jack_play: 4),
# and then the recording has a gap. A recording with other bits is never tried again.
through_pipewire() { # BLOCK
  export XDG_RUNTIME_DIR="$work" PIPEWIRE_RUNTIME_DIR="$work"
  daemon_config "$1" >"$work/daemon.conf"
  filter_config >"$work/filter.conf"
  for _ in 1 2 3 4 5; do
    rm -f "$work/out.wav" "$work/meter"
    pipewire -c "$work/daemon.conf" >"$work/daemon.log" 2>&1 &
    daemon=$!
    sleep 0.5
    pipewire -c "$work/filter.conf" >"$work/filter.log" 2>&1 &
    filter=$!
    started="$started $filter $daemon"
    { give_ports live_in Input && give_ports live_out Output; } >"$work/ports" 2>&1
    pw-jack "$tools/jack_play" "$song" "$work/out.wav" live:playback_FL live:playback_FR \
      live:capture_FL live:capture_FR >"$work/played" 2>&1
    played=$?
    end "$filter" "$daemon"
    echo "# $(tr '\n' ' ' <"$work/played")$(tail -n 1 "$work/meter" 2>&1)"
    [ "$played" -eq 0 ] && return
    rm -f "$work/out.wav"
    [ "$played" -eq 4 ] || return
    echo '# once more: PipeWire left the recorder out of a cycle'
  done
}

if have_all pipewire pw-cli pw-jack; then
  for block in 2048 8192; do
    through_pipewire $block
    row PipeWire 'filter-chain, live' 48000 $block "$work/out.wav" "$work/render.wav"
  done
else
  skip_more PipeWire 1
fi
