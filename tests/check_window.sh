#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# The window on a separate X server (Xvfb): opened and closed (200 times with SLOW=1, make
# check-slow), at rest and playing, in hosts without features and hosts that disappear.

ui=$GENRE_EQ_BUNDLE/genre-eq-ui.so
host=$GENRE_EQ_BUILD/tests/ui_host
work=$(mktemp -d) || exit 1
servers=
trap 'for pid in $servers; do kill "$pid" 2>/dev/null; done; rm -rf "$work"' EXIT

# The window must not read or write the user's settings here.
export XDG_CONFIG_HOME="$work/config"

skip() { # NAME REASON
  echo "ok # SKIP $1: $2"
}

# Checks that the figure is within LIMIT. Figures may have a fraction.
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

. "$(dirname "$0")/support_screen.sh"
start_server() { # sets DISPLAY and server
  open_screen 1280x900
  servers="$servers $server"
}

if [ ! -e "$ui" ] || [ ! -x "$host" ]; then
  skip window 'needs cairo and x11 (make deps)'
  exit 0
fi
if ! command -v Xvfb >/dev/null; then
  skip window 'needs Xvfb (make deps-hosts)'
  exit 0
fi
start_server

# --- in a small host -------------------------------------------------------------------

openings=$([ -n "$SLOW" ] && echo 200 || echo 20)
grown=$("$host" "$ui" cycles $openings | sed -n 's/^heap grown by \(-*[0-9]*\) .*/\1/p')
at_most "heap grown over $openings openings" "$grown" 65536 bytes
# It may draw 30 times a second, with 10 reports a second.
drawn() { # COMMAND: how often its picture goes to the screen, a second
  "$host" "$ui" "$1" 2 | sed -n 's/^drawn \([0-9.]*\) .*/\1/p'
}
at_most 'drawn at rest' "$(drawn rest)" 0 'windows a second'
at_most 'drawn playing' "$(drawn play)" 15 'windows a second'
succeeds 'hosts that offer nothing, or the wrong thing' "$host" "$ui" bare
printf '<?xml version="1.0"?><fontconfig></fontconfig>' >"$work/no-fonts"
succeeds 'a system without a font' env FONTCONFIG_FILE="$work/no-fonts" "$host" "$ui" bare
if valgrind -q true 2>/dev/null; then
  succeeds 'valgrind finds no error in those hosts' \
    valgrind -q --error-exitcode=1 "$host" "$ui" bare
else
  skip 'memory errors' 'needs valgrind (make deps-hosts) and /proc'
fi

first_display=$DISPLAY
start_server
lost_server=$server
"$host" "$ui" lost >"$work/lost" 2>&1 &
lost=$!
wait_for grep -q ready "$work/lost"
kill -9 "$lost_server"
wait "$lost_server" 2>/dev/null
succeeds 'the display goes away, the host lives' wait "$lost"
DISPLAY=$first_display
