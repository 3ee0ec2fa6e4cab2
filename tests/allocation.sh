#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Memory is short: each allocation of the plugin, the window and the programs fails, one a run
# (tests/fail_alloc.c). Then the program ends with an error and one line that says so, leaves
# no file, and frees every block; or it works without that memory. If there are more than MOST
# allocations, about MOST of them fail, and each path to one at least once.
# ONLY=WORD: only the parts whose name holds the word.

preload=$PWD/$GENRE_EQ_BUILD/tests/fail_alloc.so
program=$PWD/$GENRE_EQ_PROGRAM
trainer=$PWD/$GENRE_EQ_BUILD/genre-eq-train
ui=$PWD/$GENRE_EQ_BUNDLE/genre-eq-ui.so
MOST=24
work=$(mktemp -d) || exit 1
server=
trap '[ -n "$server" ] && kill "$server" 2>/dev/null; rm -rf "$work"' EXIT

if [ ! -e "$preload" ] || [ ! -x "$program" ]; then
  echo 'ok # SKIP allocation: needs the genre-eq program (make deps)'
  exit 0
fi

# Noise whose level wanders: 16 bits, mono.
make_song() { # FILE SECONDS SEED [RATE]
  LC_ALL=C awk -v seconds="$2" -v seed="$3" -v rate="${4:-8000}" '
    function bytes(value, n) { for (; n > 0; --n) { printf "%c", value % 256; value = int(value / 256) } }
    BEGIN {
      srand(seed); n = seconds * rate
      printf "RIFF"; bytes(36 + 2 * n, 4); printf "WAVEfmt "; bytes(16, 4); bytes(1, 2); bytes(1, 2)
      bytes(rate, 4); bytes(2 * rate, 4); bytes(2, 2); bytes(16, 2); printf "data"; bytes(2 * n, 4)
      for (i = 0; i < n; ++i) {
        level = 0.5 + 0.4 * sin(i / 3000) * sin(i / 17000)
        last += 0.1 * (rand() * 2 - 1 - last)
        value = int(32767 * level * last); bytes(value < 0 ? value + 65536 : value, 2)
      }
    }' >"$1"
}
mkdir "$work/in" "$work/in/album" "$work/in/data"
make_song "$work/in/short.wav" 0.5 1
make_song "$work/in/album/a.wav" 6 1
make_song "$work/in/album/b.wav" 6 2
echo path,group >"$work/in/data/groups.csv"
seed=1 rate=32000 # the first at one that MP3 has
for genre in $(sed -n 's/^GENRE([A-Z_0-9]*, *\([a-z0-9]*\),.*/\1/p' model/genres.def); do
  mkdir "$work/in/data/$genre"
  for song in x y; do
    seed=$((seed + 1))
    make_song "$work/in/data/$genre/$song.wav" 6 $seed $rate
    rate=8000
    echo "$genre/$song.wav,$seed" >>"$work/in/data/groups.csv"
  done
done

# --- one run -----------------------------------------------------------------------------

failing() { # N COMMAND...
  n=$1
  shift
  timeout 60 env FAIL_AT="$n" FAIL_IN="$binary" FAIL_TELL="$work/told" FAIL_PATHS="$paths" \
    LD_PRELOAD="$preload" "$@"
}

fail() { # N COMMAND...: sets code, total, left
  rm -rf "$work/told" "$work/here" "$work/home"
  mkdir "$work/here" "$work/home"
  (cd "$work/here" && ln -s ../in/short.wav short.wav && HOME=$work/home XDG_CACHE_HOME=$work/home &&
    export HOME XDG_CACHE_HOME && failing "$@") >"$work/out" 2>"$work/err"
  code=$?
  read -r total left <"$work/told" || total=0 left=gone
}

try_well() { # COMMAND...: with memory enough; sets most, chosen and usually_left
  paths=$work/paths
  fail 0 "$@"
  paths=
  most=$total usually_left=$left
  if [ "$code" -ne 0 ] || [ "$total" -eq 0 ] || { [ "$left" != 0 ] && [ -z "$has_children" ]; }; then
    echo "not ok - $name: with memory enough, exit code $code, $left of $total blocks left"
    sed 's/^/# /' "$work/err" | tail -n 20
    return 1
  fi
  rm -rf "$work/good"
  mv "$work/here" "$work/good"
  cp "$work/out" "$work/good-out"
  chosen=$( (cat "$work/paths" && seq 1 $(((most + MOST - 1) / MOST)) "$most") | sort -nu)
}

n_all=0
conclude() { # WHAT-ELSE: the line that says what was found
  n_chosen=$(echo "$chosen" | wc -l)
  n_all=$((n_all + n_chosen))
  if [ -z "$wrong" ]; then
    echo "ok - $name: $n_chosen allocations failed in turn (of $most," \
      "$(wc -l <"$work/paths") ways), $did_without done without (same result), $1"
  else
    echo "not ok - $name: of $most allocations failed in turn:$wrong"
  fi
}

# --- commands -----------------------------------------------------------------------------

# Except in the album's journal, which may lack lines that it could not add.
equals() { # DIRECTORY
  diff -r -x .genre-eq-album "$work/here" "$1" >/dev/null
}
is_same() {
  equals "$work/good" && cmp -s "$work/out" "$work/good-out"
}

# An album keeps the masters that are finished, and they are whole. An album and a profile use
# the songs that could be heard. Every other command leaves no file.
nothing_half_done() {
  [ "$(ls -A "$work/here")" = short.wav ] && return 0
  case $name in
  *profile) equals "$work/only-a" || equals "$work/only-b" || equals "$work/good" ;;
  *album)
    for file in "$work"/here/masters/*; do
      one=$(basename "$file" .wav)
      [ ! -e "$file" ] || cmp -s "$file" "$work/good/masters/$one.wav" ||
        cmp -s "$file" "$work/alone-$one/$one.wav" || return 1
    done
    ;;
  *) return 1 ;;
  esac
}

try() { # NAME BINARY TELLS COMMAND...: TELLS 1 if it tells, and gives results to compare
  name=$1 binary=$2 same=$3
  shift 3
  case $name in *${ONLY:-}*) ;; *) return ;; esac
  try_well "$@" || return
  did_without=0 wrong=
  for at in $chosen; do
    fail "$at" "$@"
    if [ "$code" -ge 124 ] || [ "$left" = gone ]; then
      wrong="$wrong $at:crashed($code)"
    elif [ "$left" -gt "$usually_left" ]; then
      wrong="$wrong $at:left($left)"
    elif [ "$code" -eq 0 ] && [ "$same" = 1 ] && ! is_same; then
      wrong="$wrong $at:other-result"
    elif [ "$code" -eq 0 ]; then
      did_without=$((did_without + 1))
    elif [ "$same" = 1 ] && ! grep -q '^genre-eq' "$work/err"; then
      wrong="$wrong $at:silent($code)"
    elif ! nothing_half_done; then
      wrong="$wrong $at:file-left"
    fi
  done
  conclude 'the rest told; nothing left behind'
}

song=../in/album/a.wav
other=../in/album/b.wav
has_children=
try 'the plugin, instantiated' genre-eq.so 1 "$program" render short.wav out.wav
try 'the mixer strip' genre-eq.so 0 "$PWD/$GENRE_EQ_BUILD/tests/strip_host" \
  "$PWD/$GENRE_EQ_BUNDLE/genre-eq.so"
try 'genre-eq identify' genre-eq 1 "$program" identify --json short.wav
try 'genre-eq render' genre-eq 1 "$program" render --learn --preset Gentle short.wav out.wav
try 'genre-eq render --reference' genre-eq 1 "$program" render --reference $other $song out.wav
try 'genre-eq master' genre-eq 1 "$program" master short.wav
try 'genre-eq report' genre-eq 1 "$program" report -o page.html short.wav
try 'genre-eq report --png' genre-eq 1 "$program" report --png -o curve.png short.wav
try 'genre-eq export-curve' genre-eq 1 "$program" export-curve --format fil4 -o preset short.wav
try 'genre-eq learn' genre-eq 1 "$program" learn -o preset $song --save Mine
try 'genre-eq features' genre-eq 1 "$program" features $song
try 'genre-eq presets' genre-eq 1 "$program" presets
# The jobs are processes that inherit the parent's host, and do not free what it grows there.
has_children=1
for one in a b; do
  mkdir "$work/only-$one" "$work/in/album-$one"
  (cd "$work/only-$one" && ln -s ../in/short.wav short.wav &&
    "$program" profile -o preset Ours ../in/album/$one.wav) >"$work/out" 2>&1
  cp "$work/in/album/$one.wav" "$work/in/album-$one"
  "$program" render --album -j 1 "$work/in/album-$one" "$work/alone-$one" >"$work/out" 2>&1
done
try 'genre-eq profile' genre-eq 1 "$program" profile -j 1 -o preset Ours $song $other
try 'genre-eq render --album' genre-eq 1 "$program" render --album -j 1 ../in/album masters

small='--hidden 4 --members 1 --set epochs=2 --set parts=2'
has_children=
if [ -x "$trainer" ]; then
  # shellcheck disable=SC2086
  {
    try 'genre-eq-train train' genre-eq-train 1 "$trainer" train --output w.c $small ../in/data
    try 'genre-eq-train evaluate' genre-eq-train 1 "$trainer" evaluate --seeds 1 $small ../in/data
    try 'genre-eq-train zones' genre-eq-train 1 "$trainer" zones ../in/data
  }
else
  echo 'ok # SKIP genre-eq-train: needs sndfile (make deps)'
fi

# --- windows ------------------------------------------------------------------------------

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
      for _ in $(seq $((tries == 1 ? 60 : 250))); do
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
  for _ in $(seq 100); do
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
if [ $n_all -gt 0 ]; then
  echo "ok - in all $n_all allocations failed in turn"
else
  echo "not ok - no allocation was made to fail${ONLY:+, none of $ONLY}"
fi
