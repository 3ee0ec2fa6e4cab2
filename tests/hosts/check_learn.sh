#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# The mode Learn in jalv and in Ardour: the song is played once, then held. What is played or
# exported then has the same bits as genre-eq render --learn of that song. By a control, by
# automation, by mouse and keyboard, and over a session that was saved and opened again.
#
# The lines that faults of tests/hosts/faults name were seen to fail: make check-the-hosts.

. tests/hosts/common.sh
. tests/hosts/ardour.sh
set_controls='amount=80 range=5 glide=2'
render_set='--set amount=80 --set range=5 --set glide=2'
song_frames=800000 # with the pause after it, a whole number of seconds: `wav loop` takes these
once_frames=1344000

echo 1..25
make_songs >"$work/songs"
cat "$work/songs"
song=$work/song_48000.wav
# The song, a pause of 11.3 s, and both again.
"$tools/wav" cut "$song" "$work/once.wav" 0 $once_frames || exit 1
"$tools/wav" loop "$work/once.wav" "$work/twice.wav" 56 || exit 1
# shellcheck disable=SC2086 # options, one a word
render "$song" "$work/learned.wav" --learn $render_set
differs 'render --learn changes the song' "$work/learned.wav" "$song"
# The same with a song that was lifted by 9 dB and cut off at full scale.
"$tools/wav" clip "$song" "$work/loud.wav" 9 || exit 1
"$tools/wav" cut "$work/loud.wav" "$work/loud_once.wav" 0 $once_frames || exit 1
"$tools/wav" loop "$work/loud_once.wav" "$work/loud_thrice.wav" 84 || exit 1
# shellcheck disable=SC2086
render "$work/loud.wav" "$work/loud_learned.wav" --learn $render_set

second_of() { # FILE: where the song is played the second time
  "$tools/wav" cut "$1" "$work/second.wav" $once_frames $song_frames
}
# At full scale the makeup may fall in the first play after Learn. It does not with the demo song.
loud_rows() { # HOST WAY
  if grep -q synthesised "$work/songs"; then
    skip "$1, Learn, at full scale" 'needs the demo song (make run)'
  else
    second_of "$work/out.wav"
    row "$1, Learn, at full scale" "$2" 48000 1024 "$work/second.wav" "$work/loud_learned.wav"
  fi
  "$tools/wav" cut "$work/out.wav" "$work/third.wav" $((2 * once_frames)) $song_frames
  row "$1, Learn, at full scale, again" "$2" 48000 1024 "$work/third.wav" "$work/loud_learned.wav"
}

# --- jalv -------------------------------------------------------------------------------

controls='-c amount=80 -c range=5 -c glide=2'
if have_all jackd jalv; then
  how=--freewheel
  for block in 64 1024; do
    start_jack 48000 $block
    # shellcheck disable=SC2086
    through_jalv urn:genre-eq:stereo "$work/twice.wav" "$work/out.wav" $controls -c mode=2
    second_of "$work/out.wav"
    row 'jalv, Learn' freewheel 48000 $block "$work/second.wav" "$work/learned.wav"
    stop_jack
  done
  start_jack 48000 1024
  # shellcheck disable=SC2086
  through_jalv urn:genre-eq:stereo "$work/loud_thrice.wav" "$work/out.wav" $controls -c mode=2
  loud_rows jalv freewheel
  stop_jack
else
  skip_more jalv 4
fi

# The middle of each value of Mode in the window; the window is the second of two of that name.
mode_in_jalv() { # saves, and prints the port
  rm -rf "$work/state"
  save_state_in_jalv "$work/state"
  port_in "$work/state/state.ttl" mode
}
click_in_window() { # X Y
  xdotool mousemove --window "$(windows '^Genre EQ$' | tail -n 1)" "$1" "$2" click 1
  sleep 0.5
}
if have_all jackd jalv.gtk3 Xvfb xdotool; then
  start_x
  start_jack 48000 1024
  # shellcheck disable=SC2086
  open_jalv_gtk3 2 $controls
  click_in_window 327 27
  is 'a click on Learn' "$(mode_in_jalv)" 2.0
  click_in_window 327 27
  is 'a second click' "$(mode_in_jalv)" 1.0
  click_in_window 203 27
  xdotool mousemove --window "$(windows '^Genre EQ$' | tail -n 1)" 500 300
  xdotool key Tab shift+Tab Right Right
  is 'Tab and the arrow keys' "$(mode_in_jalv)" 2.0
  "$tools/jack_play" "$work/once.wav" "$work/out.wav" \
    live:in_l live:in_r live:out_l live:out_r >"$work/played"
  save_state_in_jalv "$work/from_jalv"
  click_in_window 327 27
  is 'a click after Learn has ended: the mode, the phase' \
    "$(mode_in_jalv) $(sed -n 's/.*memory-learn_phase> "\([^"]*\)".*/\1/p' "$work/state/state.ttl")" \
    '2.0 3ff0000000000000' # Learn, and 1.0 as bits: it listens
  close_jalv_gtk3
  how=--freewheel
  through_jalv urn:genre-eq:stereo "$song" "$work/out.wav" -l "$work/from_jalv"
  row 'jalv, Learn, opened again' freewheel 48000 1024 "$work/out.wav" "$work/learned.wav"
  stop_jack
  render "$song" "$work/render.wav" --state "$work/from_jalv"
  same 'what jalv saved, in genre-eq' "$work/render.wav" "$work/learned.wav"
else
  skip_more jalv.gtk3 6
fi

# --- Ardour -----------------------------------------------------------------------------

if ! have_all "$ardour_name-lua"; then
  skip_more Ardour 14
  exit 0
fi

# shellcheck disable=SC2086
ardour create "$work/live" "$song" Master urn:genre-eq:stereo $set_controls
# The transport stops some seconds after the song; the pause goes on.
ardour open "$work/live" mode=2 play=22 wait=16 save
is 'played live: to the end of the song' "$(sed -n 's/^played to frame//p' "$work/ardour" |
  awk -v song=$song_frames '{ print ($1 > song + 4800) ? "yes" : $1 }')" yes
is 'played live: the mode that was saved' "$(ardour_control mode)" 2.0
# The first 4800 frames are silent.
is 'played live: music learned, s' "$(ardour_control listened | awk '{ print ($1 > 15 && $1 < 17) ? "all" : $1 }')" all
for block in 1024 64; do
  ardour open "$work/live" block=$block export="$work/out.wav"
  row 'Ardour, Learn, opened again' export 48000 $block "$work/out.wav" "$work/learned.wav"
done

# shellcheck disable=SC2086
ardour create "$work/twice" "$work/twice.wav" Master urn:genre-eq:stereo $set_controls
ardour open "$work/twice" automate=mode:0@2 export="$work/out.wav"
second_of "$work/out.wav"
row 'Ardour, Learn automated' export 48000 1024 "$work/second.wav" "$work/learned.wav"
# Hold comes 1 s after the song.
ardour open "$work/twice" automate=mode:0@2,848000@1 export="$work/out.wav"
second_of "$work/out.wav"
row 'Ardour, Learn and Hold automated' export 48000 1024 "$work/second.wav" "$work/learned.wav"
# shellcheck disable=SC2086
ardour create "$work/loud" "$work/loud_thrice.wav" Master urn:genre-eq:stereo $set_controls
ardour open "$work/loud" automate=mode:0@2 export="$work/out.wav"
loud_rows Ardour export

ardour open "$work/live" mode=1 wait=1 preset='Learn, then hold' show
is 'the preset: mode' "$(sed -n 's/^control mode //p' "$work/ardour" | tail -n 1)" 2.0
is 'the preset: music learned, s' "$(ardour_control listened | tail -n 1)" 0.0

# The plugin's part of Ardour's window is 1000 by 700 pixels at its lower edge.
click_in_ardour() { # X Y
  eval "$(xdotool getwindowgeometry --shell "$plugin_window" | grep -E '^(X|Y|HEIGHT)=')"
  xdotool mousemove $((X + $1)) $((Y + HEIGHT - 700 + $2)) click 1
  sleep 0.7
}
mode_in_ardour() { # saves by a key of the main window, and prints the port
  xdotool mousemove 150 700 click 1 key ctrl+s
  sleep 3
  sed -n 's/.*symbol="mode" value="\([0-9]*\)".*/\1/p' "$work/window/window.ardour"
}
if ! have_all ardour Xvfb xdotool; then
  skip_more "Ardour's window" 3
  exit 0
fi
[ -n "$DISPLAY" ] || start_x
ardour create "$work/window" "$song" Master urn:genre-eq:stereo
open_ardour_window "$work/window" || echo 'not ok - Ardour opens the window'
plugin_window=$(windows '^Master: Genre EQ' | tail -n 1)
xdotool windowmove "$plugin_window" 460 90
sleep 1
click_in_ardour 327 27
is 'Ardour: a click on Learn' "$(mode_in_ardour)" 2
click_in_ardour 327 27
is 'Ardour: a second click' "$(mode_in_ardour)" 1
click_in_ardour 203 27
xdotool key Tab shift+Tab Right Right
is 'Ardour: Tab and the arrow keys' "$(mode_in_ardour)" 2
close_ardour_window
