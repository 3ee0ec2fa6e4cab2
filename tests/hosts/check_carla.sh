#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Carla with JACK's dummy driver. carla-single, with an open window: live, freewheeling, and started
# again from its saved state. carla-rack and carla-patchbay: a project, opened, played, saved, and
# opened again. Ubuntu 24.04 has Carla, Debian 12 does not. There, test_host_carla does what Carla
# does.
#
# Seen to fail with a restore() that refuses a text without its final NUL, which Carla leaves out
# ("from its first block"), and with an answer that takes effect when it arrives ("live").

. tests/hosts/common.sh
for program in carla-single carla-rack carla-patchbay jackd Xvfb xdotool xprop; do
  command -v $program >/dev/null || {
    skip Carla "$program is not installed (Debian 12 has no Carla)"
    exit 0
  }
done
ports='Genre EQ:In left,Genre EQ:In right,Genre EQ:Out left,Genre EQ:Out right'

# Carla's window ends if these X atoms do not exist yet.
start_x_for_carla() {
  start_x
  for atom in UTF8_STRING WM_DELETE_WINDOW WM_PROTOCOLS; do
    xprop -root -f $atom 8s -set $atom x
  done
}

# On SIGUSR1 it saves its state in the directory in which it was started.
start_carla() {
  cd "$work" || exit 1
  carla-single lv2 urn:genre-eq:stereo >"$work/carla" 2>&1 &
  carla=$!
  cd - >/dev/null || exit 1
  started="$started $carla"
  await_window '^Genre EQ' 1
}

stop_carla() {
  kill "$carla" 2>/dev/null
  wait "$carla" 2>/dev/null
}

save_state_in_carla() {
  rm -f "$work/Genre EQ.carxs"
  kill -USR1 "$carla"
  await_file "$work/Genre EQ.carxs"
}

through_carla() { # OUT [OPTION OF jack_play]; $song
  out=$1
  shift
  for _ in 1 2 3; do
    rm -f "$out"
    (IFS=, && "$tools/jack_play" "$@" "$song" "$out" $ports) >"$work/played" 2>&1
    played=$?
    [ $played -eq 4 ] || break
    echo '# JACK left out a cycle; once more'
  done
  [ $played -eq 0 ] || rm -f "$out"
}

# --- carla-rack and carla-patchbay ----------------------------------------------------------

# The rack ignores the connections: it has its plugins in a row.
write_project() { # FILE
  cat >"$1" <<'PROJECT'
<?xml version='1.0' encoding='UTF-8'?>
<!DOCTYPE CARLA-PROJECT>
<CARLA-PROJECT VERSION='2.5'>
 <Plugin>
  <Info> <Type>LV2</Type> <Name>Genre EQ</Name> <URI>urn:genre-eq:stereo</URI> </Info>
  <Data> <Active>Yes</Active> </Data>
 </Plugin>
 <Patchbay>
PROJECT
  for side in left:Left right:Right; do
    echo "<Connection> <Source>Audio Input:${side#*:}</Source>" \
      "<Target>Genre EQ:In ${side%:*}</Target> </Connection>"
    echo "<Connection> <Source>Genre EQ:Out ${side%:*}</Source>" \
      "<Target>Audio Output:${side#*:}</Target> </Connection>"
  done >>"$1"
  printf '%s\n' ' </Patchbay>' '</CARLA-PROJECT>' >>"$1"
}

open_project() { # PROGRAM PROJECT
  "$1" "$2" >"$work/carla" 2>&1 &
  carla=$!
  started="$started $carla"
  for _ in $(seq 150); do
    jack_lsp | grep -q '^Carla:audio-out2$' && break
    sleep 0.2
  done
  sleep 2 # the ports are there before the plugin
}

save_project() { # PROJECT; on SIGUSR1 it saves what it has opened
  kill -USR1 "$carla"
  for _ in $(seq 50); do
    grep -q 'urn:genre-eq:memory-version' "$1" && break
    sleep 0.2
  done
}

hold_in_project() { # PROJECT
  sed -i '/<Symbol>mode</{n;s/<Value>0</<Value>1</}' "$1"
}

try_project() { # PROGRAM
  project=$work/$1.carxp
  ports='Carla:audio-in1,Carla:audio-in2,Carla:audio-out1,Carla:audio-out2'
  write_project "$project"
  start_jack 48000 512
  open_project "$1" "$project"
  through_carla "$work/out.wav"
  same "$1, live, blocks of 512" "$work/out.wav" "$work/render.wav"
  save_project "$project"
  stop_carla
  stop_jack
  hold_in_project "$project"
  for block in 64 1024; do
    start_jack 48000 $block
    open_project "$1" "$project"
    through_carla "$work/held_$block.wav" --freewheel
    stop_carla
    stop_jack
  done
  same "$1, its project opened again, held, blocks of 64 and 1024" "$work/held_64.wav" "$work/held_1024.wav"
  differs "$1, equalised from its first block" "$work/held_64.wav" "$song" 4800 4800
}

# --- carla-single ---------------------------------------------------------------------------

echo 1..12
make_songs
song=$work/song_48000.wav
render "$song" "$work/render.wav"
start_x_for_carla

start_jack 48000 1024
start_carla
is "the plugin's window is open" "$(windows '^Genre EQ' | wc -l | sed 's/^[1-9].*/yes/')" yes
through_carla "$work/out.wav"
same 'live, blocks of 1024' "$work/out.wav" "$work/render.wav"
save_state_in_carla
stop_carla
stop_jack

# Held, as it was saved.
sed -i '/<Symbol>mode</{n;s/<Value>0</<Value>1</}' "$work/Genre EQ.carxs"
is 'the mode in what Carla saved' "$(grep -A1 '<Symbol>mode<' "$work/Genre EQ.carxs" | sed -n 's/.*<Value>\(.\)<.*/\1/p')" 1
for block in 64 1024; do
  start_jack 48000 $block
  start_carla
  through_carla "$work/held_$block.wav" --freewheel
  stop_carla
  stop_jack
done
same 'from what it saved, held, blocks of 64 and 1024' "$work/held_64.wav" "$work/held_1024.wav"
differs 'equalised from its first block' "$work/held_64.wav" "$song" 4800 4800

rm "$work/Genre EQ.carxs"
start_jack 48000 64
start_carla
through_carla "$work/out.wav" --freewheel
same 'freewheeling, blocks of 64' "$work/out.wav" "$work/render.wav"
stop_carla
stop_jack

try_project carla-rack
try_project carla-patchbay
