#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# The window in a real host, jalv.gtk3, on a separate X server (Xvfb): a knob is dragged and the
# port follows; a preset is chosen and the knob follows.

ui=$GENRE_EQ_BUNDLE/genre-eq-ui.so
host=$GENRE_EQ_BUILD/tests/ui_host
if [ ! -e "$ui" ] || [ ! -x "$host" ]; then
  echo 'ok # SKIP the window in jalv.gtk3: needs cairo and x11 (make deps)'
  exit 0
fi
for tool in Xvfb jalv.gtk3 jackd xdotool; do
  if ! command -v $tool >/dev/null; then
    echo "ok # SKIP the window in jalv.gtk3: needs $tool (make deps-hosts)"
    exit 0
  fi
done
work=$(mktemp -d) || exit 1
servers=
trap 'for pid in $servers; do kill "$pid" 2>/dev/null; done; rm -rf "$work"' EXIT
export XDG_CONFIG_HOME="$work/config" # what the window remembers is not the user's here

. "$(dirname "$0")/support_screen.sh"
open_screen 1280x900
servers=$server

export JACK_DEFAULT_SERVER=genre-eq-$$ JACK_NO_AUDIO_RESERVATION=1
jackd -n "$JACK_DEFAULT_SERVER" -d dummy -r 48000 -p 256 >"$work/jackd" 2>&1 &
servers="$servers $!"
mkdir "$work/lv2"
ln -s "$(cd "$GENRE_EQ_BUNDLE" && pwd)" "$work/lv2/genre-eq.lv2"
export LV2_PATH="$work/lv2:/usr/lib/lv2:/usr/local/lib/lv2"
start_jalv() { # again, where JACK was not ready
  [ -n "$jalv" ] && kill -0 "$jalv" 2>/dev/null && return
  jalv.gtk3 -c amount=30 urn:genre-eq:stereo >"$work/jalv" 2>&1 &
  jalv=$!
  servers="$jalv $servers"
}
jalv=

# Its main window and the window of the plugin in it have the same name.
windows() {
  xdotool search --onlyvisible --name "$1" 2>/dev/null
}
has_both() {
  start_jalv
  main=$(windows '^Genre EQ$' | head -n 1)
  plugin=$(windows '^Genre EQ$' | tail -n 1)
  [ -n "$plugin" ] && [ "$plugin" != "$main" ]
}
wait_for has_both
echo 'ok - jalv.gtk3 opens the window'

look() { # X Y: a number for what the window shows there
  "$host" "$ui" look "$plugin" "$1" "$2"
}
# True if the dial of Amount has moved and is at rest.
moved_from() { # LOOK
  now=$(look 126 589)
  sleep 0.5
  [ "$now" != "$1" ] && [ "$(look 126 589)" = "$now" ]
}
xdotool mousemove 700 500
wait_for moved_from none

# From the middle of the knob Amount, 36 pixels down are a fifth of its range.
amount_was=$now
xdotool mousemove --window "$plugin" 151 614 mousedown 1
for y in 620 626 632 638 644 650; do
  xdotool mousemove --window "$plugin" 151 $y
  sleep 0.05
done
xdotool mouseup 1 mousemove 700 500
wait_for moved_from "$amount_was"

# The host's saved state says what the port is. It is saved through the menu File, Save; the host's
# window lies in the screen's corner.
saves() {
  dialog=$(windows 'Save State' | tail -n 1)
  if [ -z "$dialog" ]; then
    xdotool key Escape mousemove 19 12 click 1
    sleep 1
    xdotool mousemove 46 37 click 1
  else
    xdotool windowfocus "$dialog"
    sleep 0.5
    xdotool key ctrl+a
    xdotool type --delay 20 "$work/state"
    sleep 0.5
    xdotool key Return
  fi
  sleep 1
  grep -q 'symbol "amount"' "$work/state/state.ttl"
}
wait_for saves
amount=$(tr -d '\n\t' <"$work/state/state.ttl" 2>/dev/null |
  sed -n 's/.*lv2:symbol "amount" *;[^]]*pset:value "*\([0-9.]*\).*/\1/p')
case $amount in
10 | 10.* | 9.9*) echo "ok - dragged in jalv.gtk3 from 30 by a fifth: its port is $amount" ;;
*)
  echo "not ok - dragged in jalv.gtk3 from 30 by a fifth: its port is '$amount'"
  ls -R "$work/state" 2>&1 | sed 's/^/# /'
  ;;
esac

# The window shows what the host does: an entry of the menu Presets moves the dial of Amount, and not
# that of Output gain, which no preset sets.
xdotool mousemove 700 500
wait_for moved_from none
amount_was=$now
output_was=$(look 484 589)
chooses() {
  xdotool key Escape mousemove 60 12 click 1
  sleep 1
  xdotool mousemove 125 88 click 1 mousemove 700 500
  sleep 1
  moved_from "$amount_was"
}
wait_for chooses
if [ "$(look 484 589)" = "$output_was" ]; then
  echo 'ok - a preset chosen in jalv.gtk3 turns its knob in the window, and no other'
else
  echo 'not ok - a preset chosen in jalv.gtk3 turns Output gain as well'
fi

kill "$jalv"
wait "$jalv" 2>/dev/null
