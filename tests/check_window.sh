#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# The window on an X server of its own (Xvfb): opened and closed many times, at rest
# and playing, in hosts that offer nothing or go away; and in a real host, jalv.gtk3,
# a knob is dragged and the port follows.

ui=$GENRE_EQ_BUNDLE/genre-eq-ui.so
host=$GENRE_EQ_BUILD/tests/ui_host
work=$(mktemp -d) || exit 1
servers=
trap 'for pid in $servers; do kill "$pid" 2>/dev/null; done; rm -rf "$work"' EXIT

# What the window remembers is not the user's here.
export XDG_CONFIG_HOME="$work/config"

skip() { # NAME REASON
  echo "ok # SKIP $1: $2"
}

# Within LIMIT? Figures may have a fraction.
at_most() { # NAME FIGURE LIMIT UNIT
  if awk -v figure="$2" -v limit="$3" 'BEGIN { exit !(figure != "" && figure + 0 <= limit) }'; then
    echo "ok - $1: $2 $4 (at most $3)"
  else
    echo "not ok - $1: '$2' $4, more than $3"
  fi
}

succeeds() { # NAME COMMAND...
  name=$1
  shift
  if "$@" >"$work/log" 2>&1; then
    echo "ok - $name"
  else
    echo "not ok - $name"
  fi
  sed 's/^/# /' "$work/log"
}

start_server() { # sets DISPLAY and server
  rm -f "$work/number"
  Xvfb -displayfd 3 -screen 0 1280x900x24 -nolisten tcp -noreset 3>"$work/number" 2>/dev/null &
  server=$!
  servers="$servers $server"
  for _ in $(seq 100); do
    [ -s "$work/number" ] && break
    sleep 0.1
  done
  export DISPLAY=:$(cat "$work/number")
}

if [ ! -e "$ui" ] || [ ! -x "$host" ]; then
  skip window 'not built (cairo, x11)'
  exit 0
fi
if ! command -v Xvfb >/dev/null; then
  skip window 'no Xvfb (package xvfb)'
  exit 0
fi
start_server

# --- in a small host -------------------------------------------------------------------

grown=$("$host" "$ui" cycles 200 | sed -n 's/^heap grown by \(-*[0-9]*\) .*/\1/p')
at_most 'heap grown over 200 openings' "$grown" 65536 bytes
at_most 'processor time at rest' "$("$host" "$ui" rest 3 | sed -n 's/.* \([0-9.]*\) %/\1/p')" 1 %
at_most 'processor time playing' "$("$host" "$ui" play 3 | sed -n 's/.* \([0-9.]*\) %/\1/p')" 6 %
succeeds 'hosts that offer nothing, or the wrong thing' "$host" "$ui" bare
printf '<?xml version="1.0"?><fontconfig></fontconfig>' >"$work/no-fonts"
succeeds 'a system without a font' env FONTCONFIG_FILE="$work/no-fonts" "$host" "$ui" bare
if command -v valgrind >/dev/null; then
  succeeds 'valgrind finds no error in those hosts' \
    valgrind -q --error-exitcode=1 "$host" "$ui" bare
else
  skip 'memory errors' 'no valgrind'
fi

first_display=$DISPLAY
start_server
lost_server=$server
"$host" "$ui" lost >"$work/lost" 2>&1 &
lost=$!
for _ in $(seq 50); do
  grep -q ready "$work/lost" && break
  sleep 0.1
done
kill -9 "$lost_server"
wait "$lost_server" 2>/dev/null
succeeds 'the display goes away, the host lives' wait "$lost"
DISPLAY=$first_display

# --- in jalv.gtk3 ------------------------------------------------------------------------

for tool in jalv.gtk3 jackd xdotool; do
  if ! command -v $tool >/dev/null; then
    skip 'a knob dragged in a real host' "no $tool"
    exit 0
  fi
done

export JACK_DEFAULT_SERVER=genre-eq-$$ JACK_NO_AUDIO_RESERVATION=1
jackd -n "$JACK_DEFAULT_SERVER" -d dummy -r 48000 -p 256 >"$work/jackd" 2>&1 &
servers="$servers $!"
mkdir "$work/lv2"
ln -s "$(cd "$GENRE_EQ_BUNDLE" && pwd)" "$work/lv2/genre-eq.lv2"
export LV2_PATH="$work/lv2:/usr/lib/lv2:/usr/local/lib/lv2"
sleep 1
jalv.gtk3 -c amount=30 urn:genre-eq:stereo >"$work/jalv" 2>&1 &
jalv=$!
servers="$jalv $servers"

# Its main window and the window of the plugin in it have the same name.
windows() {
  xdotool search --onlyvisible --name "$1" 2>/dev/null
}
for _ in $(seq 100); do
  main=$(windows '^Genre EQ$' | head -n 1)
  plugin=$(windows '^Genre EQ$' | tail -n 1)
  [ -n "$plugin" ] && [ "$plugin" != "$main" ] && break
  sleep 0.1
done
if [ -z "$plugin" ] || [ "$plugin" = "$main" ]; then
  echo 'not ok - jalv.gtk3 opens the window'
  sed 's/^/# /' "$work/jalv"
  exit 0
fi
echo 'ok - jalv.gtk3 opens the window'
sleep 1

# The middle of the knob Amount; 36 pixels down are a fifth of its range.
xdotool mousemove --window "$plugin" 72 597 mousedown 1
for y in 603 609 615 621 627 633; do
  xdotool mousemove --window "$plugin" 72 $y
  sleep 0.05
done
xdotool mouseup 1
sleep 0.5

# What the host's port is now, the host's own saved state says.
# Through its menu File, Save: its window stands at the screen's corner.
xdotool mousemove 19 12 click 1
sleep 0.5
xdotool mousemove 46 37 click 1
for _ in $(seq 50); do
  dialog=$(windows 'Save State' | tail -n 1)
  [ -n "$dialog" ] && break
  sleep 0.1
done
sleep 0.5
xdotool windowfocus "$dialog" 2>/dev/null
sleep 0.3
xdotool key ctrl+a
xdotool type --delay 20 "$work/state"
sleep 0.3
xdotool key Return
for _ in $(seq 50); do
  ls "$work"/state/*.ttl >/dev/null 2>&1 && break
  sleep 0.1
done
sleep 0.3
amount=$(tr -d '\n\t' <"$work/state/state.ttl" 2>/dev/null |
  sed -n 's/.*lv2:symbol "amount" *;[^]]*pset:value "*\([0-9.]*\).*/\1/p')
case $amount in
10 | 10.* | 9.9*) echo "ok - dragged in jalv.gtk3 from 30 by a fifth: its port is $amount" ;;
*)
  echo "not ok - dragged in jalv.gtk3 from 30 by a fifth: its port is '$amount'"
  ls -R "$work/state" 2>&1 | sed 's/^/# /'
  ;;
esac
# What the host does shows in the window: its menu Presets, Gentle (amount 40 %). The
# dials of Amount and of Output gain, which no preset touches.
look() { # X Y
  "$host" "$ui" look "$plugin" "$1" "$2"
}
xdotool mousemove 700 500
sleep 0.3
amount_was=$(look 47 572)
output_was=$(look 475 572)
xdotool mousemove 60 12 click 1
sleep 1
xdotool mousemove 125 88 click 1
xdotool mousemove 700 500
sleep 1
if [ -n "$amount_was" ] && [ "$(look 47 572)" != "$amount_was" ] &&
  [ "$(look 475 572)" = "$output_was" ]; then
  echo 'ok - a preset chosen in jalv.gtk3 turns its knob in the window, and no other'
else
  echo "not ok - a preset chosen in jalv.gtk3: Amount '$amount_was' and now '$(look 47 572)'," \
    "Output gain '$output_was' and now '$(look 475 572)'"
fi

kill "$jalv"
wait "$jalv" 2>/dev/null
