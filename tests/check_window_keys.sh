#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# The window embedded in a host, on a separate X server (Xvfb): the keys that the host gets after a
# click, after Tab and after Escape; what the wheel changes; and that the window opens no larger
# than the screen.

ui=$GENRE_EQ_BUNDLE/genre-eq-ui.so
host=$GENRE_EQ_BUILD/tests/ui_host
for tool in Xvfb xdotool xprop xwininfo; do
  if ! command -v $tool >/dev/null; then
    echo "ok # SKIP keys in the window: needs $tool (make deps-hosts)"
    exit 0
  fi
done
if [ ! -e "$ui" ] || [ ! -x "$host" ]; then
  echo 'ok # SKIP keys in the window: needs cairo and x11 (make deps)'
  exit 0
fi
work=$(mktemp -d) || exit 1
started=
trap 'for pid in $started; do kill "$pid" 2>/dev/null; done; rm -rf "$work"' EXIT
export XDG_CONFIG_HOME="$work/config"

. "$(dirname "$0")/support_screen.sh"
open_screen 1100x760
started=$server

# Saved on a larger screen.
mkdir -p "$XDG_CONFIG_HOME/genre-eq"
printf 'width 2000000\nheight 2000000\nzoom 1000\n' >"$XDG_CONFIG_HOME/genre-eq/window"

await() { # PATTERN
  wait_for grep -qE "$1" "$work/log"
}

open_host() { # appends, so that what was told can be dropped
  : >"$work/log"
  "$host" "$ui" keys 600 >>"$work/log" 2>&1 &
  pid=$!
  started="$started $pid"
  await '^ready'
}

# What was printed since the last call; a key of the host ends it.
said_after() { # XDOTOOL_COMMAND...
  : >"$work/log"
  xdotool "$@"
  xdotool key XF86Launch9
  await '^host release XF86Launch9'
  grep -v XF86Launch9 "$work/log" | tr '\n' ',' | sed 's/,$//'
}

is() { # NAME FIGURE EXPECTED
  if [ "$2" = "$3" ]; then
    echo "ok - $1: $2"
  else
    echo "not ok - $1: '$2', not '$3'"
  fi
}

open_host || {
  echo 'not ok - the window opens'
  cat "$work/log"
  exit 0
}
height=$(xwininfo -root -tree | sed -n 's/.*"Genre EQ".* [0-9]*x\([0-9]*\)+.*/\1/p' | head -n 1)
is 'height of a window that was saved with 2000 pixels a side on a screen of 760' "$height" 760
kill "$pid"
wait "$pid" 2>/dev/null
# As a window manager tells it, with a panel at the left and one at the lower edge.
xprop -root -format _NET_WORKAREA 32c -set _NET_WORKAREA '60, 0, 1040, 700'
open_host
size=$(xwininfo -root -tree | sed -n 's/.*"Genre EQ".* \([0-9]*x[0-9]*\)+.*/\1/p' | head -n 1)
is 'its size beside panels and within a frame' "$size" 1032x664
least=$(xprop -id "$(xdotool search --name 'Genre EQ$' | tail -n 1)" WM_NORMAL_HINTS |
  sed -n 's/.*minimum size: //p')
is 'the least size, which a screen of 640 x 480 holds' "$least" '470 by 300'
kill "$pid"
wait "$pid" 2>/dev/null
xprop -root -remove _NET_WORKAREA
rm "$XDG_CONFIG_HOME/genre-eq/window"
open_host

amount='mousemove 151 614'
# shellcheck disable=SC2086
xdotool $amount click 1
for key in space Home End Left Delete 5 a F5 Return Escape; do
  is "after a click on a knob, the host gets $key" "$(said_after key $key)" "host press $key,host release $key"
done
is 'and Ctrl+Z' "$(said_after key ctrl+z)" \
  'host press Control_L,host press z,host release Control_L,host release z'

# Tab goes from the clicked knob to the next one, Range.
is 'after Tab, End is the window'"'s" "$(said_after key Tab End)" 'write range 6'
is 'and a key of no use here the host'"'s" "$(said_after key F5)" 'host press F5,host release F5'
xdotool key Tab Tab Tab Tab
is 'a space bar that is held switches Loudness match once' \
  "$(said_after keydown space sleep 1.5 keyup space)" 'write loudness_match 0'
is 'of an Escape that is held the host gets nothing' \
  "$(said_after keydown Escape sleep 1.5 keyup Escape)" ''
xdotool key Tab
is 'after Escape the host gets End' "$(said_after key Escape End)" 'host press End,host release End'

# A double click on the figures below Amount's dial.
# shellcheck disable=SC2086
xdotool mousemove 151 652 click --repeat 2 --delay 60 1
is 'after a double click on the figures Ctrl+V is no host'"'s" "$(said_after key ctrl+v)" \
  'host press Control_L,host release Control_L'
is 'and one types' "$(said_after key 5 1 Return)" 'write amount 51'
xdotool mousemove 151 652 click --repeat 2 --delay 60 1 key 4 XF86Launch8
await '^host release XF86Launch8'
is 'a key of the desktop, such as for the volume, does not end it' "$(said_after key 2 Return)" \
  'write amount 42'
is 'and then the host gets the keys' "$(said_after key Home)" 'host press Home,host release Home'

# A host may hide its window in the middle of a drag; the button is let go elsewhere.
outside=$(xdotool search --name 'Genre EQ$' | tail -n 1)
outside=$(xwininfo -id "$outside" -tree | sed -n 's/.*Parent window id: \(0x[0-9a-f]*\).*/\1/p')
is 'a drag' "$(said_after mousemove 151 614 mousedown 1 mousemove 151 632)" 'write amount 32'
xdotool windowunmap "$outside" mouseup 1 windowmap --sync "$outside"
is 'after the window was hidden, the pointer alone moves no knob' \
  "$(said_after mousemove 151 600 mousemove 151 560)" ''

# A toolkit such as GTK 3 heeds no key that is sent on to it: the host's window gets the keyboard
# back with the first key that is not for the window here.
xdotool windowfocus --sync "$outside"
# shellcheck disable=SC2086
xdotool $amount click 1
is 'a click, then Shift and Tab, and End' "$(said_after key shift+Tab End | tr ',' '\n' | grep write)" 'write match 100'
xdotool key Escape
# shellcheck disable=SC2086
xdotool $amount click 1
is 'after a click the host gets F5' "$(said_after key F5)" 'host press F5,host release F5'
is 'and the keyboard' "$(xdotool getwindowfocus -f)" "$((outside))"

xdotool mousemove 400 27
is 'the wheel over Genre changes nothing' "$(said_after click 5)" ''
kill "$pid"
wait "$pid" 2>/dev/null || true

# A and B belong to the plugin, not to the window.
if [ -x "$GENRE_EQ_BUILD/tests/ui_reopen" ]; then
  "$GENRE_EQ_BUILD/tests/ui_reopen" "$ui" || echo 'not ok - A and B in a window opened again'
else
  echo 'ok # SKIP A and B in a window opened again: no lilv'
fi
