#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# A and B in the windows of Ardour and jalv. B is turned down. Then the window is closed and opened
# again, or the state is saved and loaded. A must not have changed.
#
# Each line was seen to fail: make check-the-hosts.

. tests/hosts/common.sh
. tests/hosts/ardour.sh
have_all ardour "$ardour_name-lua" jackd jalv.gtk3 Xvfb xdotool || exit 0
echo 1..3
make_songs
start_x

# The plugin's part of the host's window is 1000 by 700 pixels at its lower edge.
find_picture() { # WINDOW: sets left and top
  eval "$(xdotool getwindowgeometry --shell "$1" | grep -E '^(X|Y|HEIGHT)=')"
  left=$X top=$((Y + HEIGHT - 700))
}

compare() {
  xdotool mousemove $((left + 790)) $((top + 27)) click 1
  sleep 0.5
}

# 90 of the 180 pixels of the whole range.
turn_amount_down() {
  x=$((left + 151)) y=$((top + 614))
  xdotool mousemove $x $y mousedown 1 mousemove $x $((y + 45)) mousemove $x $((y + 90)) mouseup 1
  sleep 1
}

note_in() { # STATE_FILE
  sed -n 's/.*window-note> "\([^"]*\)".*/\1/p' "$1"
}

# --- Ardour: its strip opens and closes the plugin's window --------------------------------

toggle_window() {
  xdotool mousemove 1540 190 click --repeat 2 --delay 80 1
  sleep 2
}

find_window() {
  plugin_window=$(windows '^Master: Genre EQ' | tail -n 1)
  xdotool windowmove "$plugin_window" 460 90
  sleep 1
  find_picture "$plugin_window"
}

ardour create "$work/s" "$work/song_48000.wav" Master urn:genre-eq:stereo amount=80
if open_ardour_window "$work/s"; then
  find_window
  compare
  turn_amount_down
  toggle_window
  [ -z "$(windows '^Master: Genre EQ')" ] || echo 'not ok - Ardour closes the window'
  toggle_window
  find_window
  compare
  xdotool mousemove 150 700 click 1
  xdotool key ctrl+s
  sleep 3
  close_ardour_window
  ardour open "$work/s"
  is 'Ardour: A, in a window opened again: amount' "$(ardour_control amount)" 80.0
  # 41f00000: 30 %, as a float's bits.
  is 'Ardour: B, in the session' \
    "$(note_in "$(ardour_state "$work/s")/state.ttl" | grep -c '^a .*amount=41f00000')" 1
else
  echo 'not ok - Ardour opens the window'
fi

# --- jalv.gtk3 -------------------------------------------------------------------------------

start_jack 48000 1024
open_jalv_gtk3 2 -c amount=80 || echo 'not ok - jalv.gtk3 opens the window'
find_picture "$(windows '^Genre EQ' | head -n 1)"
compare
turn_amount_down
save_state_in_jalv "$work/b"
close_jalv_gtk3
[ "$(port_in "$work/b/state.ttl" amount | cut -d. -f1)" = 30 ] || echo 'not ok - B is turned down'
open_jalv_gtk3 2 -l "$work/b"
find_picture "$(windows '^Genre EQ' | head -n 1)"
compare
save_state_in_jalv "$work/a"
close_jalv_gtk3
is 'jalv: A, of the state loaded: amount' "$(port_in "$work/a/state.ttl" amount | cut -d. -f1)" 80
