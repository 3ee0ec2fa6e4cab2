#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Memory is short for the windows: support_allocation.sh.

. "$(dirname "$0")/support_allocation.sh"
has_children=

wait_for() { # COMMAND...: until it succeeds, or what opened the window ends, or 2 s are over
  for _ in $(seq 100); do
    "$@" && return 0
    kill -0 "$app" 2>/dev/null || return 1
    sleep 0.02
  done
  return 1
}
find_window() {
  window=$(xdotool search --onlyvisible --name 'Genre EQ$' 2>/dev/null | tail -n 1)
  [ -n "$window" ]
}
saved=$work/in/open/short.genre-eq.wav
has_saved() { # presses save
  xdotool key --window "$window" ctrl+s 2>/dev/null
  [ -s "$saved" ]
}

# A window on a song: run, save, close. If that fails, the user does it again, and it works. The
# test waits before each step, since Return would stop what still runs. Or there is no window,
# and one line says why.
use_window() { # N
  rm -rf "$work/in/open" "$work/told"
  mkdir "$work/in/open"
  cp "$work/in/short.wav" "$work/in/open/short.wav"
  XDG_CONFIG_HOME=$work/home failing "$1" "$program" open "$work/in/open/short.wav" \
    >"$work/out" 2>"$work/err" &
  app=$!
  tries=0
  if wait_for find_window; then
    while [ ! -s "$saved" ] && [ $tries -lt 2 ]; do
      tries=$((tries + 1))
      xdotool key --window "$window" Return 2>/dev/null
      for _ in $(seq $((tries == 1 ? 100 : 1500))); do
        has_saved && break
        sleep 0.02
      done
    done
    xdotool windowclose "$window" 2>/dev/null
  fi
  wait "$app"
  code=$?
  read -r total left <"$work/told" || total=0 left=gone
}

try_song_window() {
  name='genre-eq open' binary=genre-eq
  case $name in *${ONLY:-}*) ;; *) return ;; esac
  paths=$work/paths
  use_window 0
  paths=
  if [ "$code" -ne 0 ] || [ "$left" != 0 ] || [ ! -s "$saved" ]; then
    echo "not ok - $name: with memory enough, exit code $code, $left of $total blocks left"
    return
  fi
  cp "$saved" "$work/good.wav"
  most=$total chosen=$(cat "$work/paths") did_without=0 wrong= again=0
  for at in $chosen; do
    use_window "$at"
    if [ "$code" -ge 124 ] || [ "$left" != 0 ]; then
      wrong="$wrong $at:crashed($code,$left)"
    elif [ "$code" -ne 0 ] && ! grep -q '^genre-eq' "$work/err"; then
      wrong="$wrong $at:silent($code)"
    elif [ "$code" -eq 0 ] && ! cmp -s "$saved" "$work/good.wav"; then
      wrong="$wrong $at:not-saved"
    elif [ "$(ls -A "$work/in/open" | grep -cv '^short')" -ne 0 ]; then
      wrong="$wrong $at:file-left"
    elif [ "$code" -eq 0 ] && [ $tries -gt 1 ]; then
      again=$((again + 1))
    elif [ "$code" -eq 0 ]; then
      did_without=$((did_without + 1))
    fi
  done
  conclude "$again at the second try, the rest told; nothing left behind"
}

if [ -e "$ui" ] && command -v Xvfb >/dev/null; then
  Xvfb -displayfd 3 -screen 0 1280x900x24 -nolisten tcp -noreset 3>"$work/number" 2>/dev/null &
  server=$!
  for _ in $(seq 600); do
    [ -s "$work/number" ] && break
    sleep 0.1
  done
  export DISPLAY=:$(cat "$work/number")
  try 'the window' genre-eq-ui.so 0 "$PWD/$GENRE_EQ_BUILD/tests/ui_host" "$ui" cycles 1
  if command -v xdotool >/dev/null; then
    try_song_window
  else
    echo 'ok # SKIP genre-eq open: needs xdotool (make deps-hosts)'
  fi
else
  echo 'ok # SKIP the window: needs Xvfb (make deps-hosts)'
fi

conclude_all
