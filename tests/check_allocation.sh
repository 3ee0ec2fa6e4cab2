#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Memory is short: each allocation of the plugin's, the window's and the programs' own is
# made to fail, one a run (tests/fail_alloc.c). Then the program ends with an error and a
# line that says so, leaves no file behind and every block given back; or does without.
# ONLY=WORD: only those whose name holds the word.

preload=$PWD/$GENRE_EQ_BUILD/tests/fail_alloc.so
program=$PWD/$GENRE_EQ_PROGRAM
ui=$PWD/$GENRE_EQ_BUNDLE/genre-eq-ui.so
work=$(mktemp -d) || exit 1
server=
trap '[ -n "$server" ] && kill "$server" 2>/dev/null; rm -rf "$work"' EXIT

if [ ! -e "$preload" ] || [ ! -x "$program" ]; then
  echo 'ok # SKIP allocation: not built, or a sanitizer owns the allocator'
  exit 0
fi
mkdir "$work/in"
# Half a second, made here: RIFF, 8 kHz, 16 bits, mono.
{
  printf 'RIFF\144\037\000\000WAVEfmt \020\000\000\000\001\000\001\000\100\037\000\000\200\076\000\000\002\000\020\000data\100\037\000\000'
  awk 'BEGIN { for (i = 0; i < 4000; ++i) printf "%c%c", 65 + i % 26, i % 16 }'
} >"$work/in/short.wav"

fail() { # N COMMAND...: sets code, total, left
  n=$1
  shift
  rm -f "$work/told"
  rm -rf "$work/here"
  mkdir "$work/here"
  (cd "$work/here" && ln -s ../in/short.wav short.wav &&
    timeout 60 env FAIL_AT="$n" FAIL_IN="$binary" FAIL_TELL="$work/told" LD_PRELOAD="$preload" \
      "$@") >"$work/out" 2>"$work/err"
  code=$?
  read -r total left <"$work/told" || total=0 left=gone
}

try() { # NAME BINARY PROGRAM COMMAND...: PROGRAM 1 if it tells, and gives results to compare
  name=$1 binary=$2 same=$3
  shift 3
  case $name in *${ONLY:-}*) ;; *) return ;; esac
  fail 0 "$@"
  if [ "$code" -ne 0 ] || [ "$left" != 0 ] || [ "$total" -eq 0 ]; then
    echo "not ok - $name: with memory enough, exit code $code, $left of $total blocks left"
    sed 's/^/# /' "$work/err" | tail -n 20
    return
  fi
  rm -rf "$work/good"
  mv "$work/here" "$work/good"
  cp "$work/out" "$work/good-out"
  most=$total did_without=0 wrong=
  for at in $(seq "$most"); do
    fail "$at" "$@"
    if [ "$code" -ge 124 ] || [ "$left" = gone ]; then
      wrong="$wrong $at:crashed($code)"
    elif [ "$left" != 0 ]; then
      wrong="$wrong $at:left($left)"
    elif [ "$code" -eq 0 ] && [ "$same" = 1 ] &&
      ! { diff -r "$work/here" "$work/good" && cmp "$work/out" "$work/good-out"; } >/dev/null; then
      wrong="$wrong $at:other-result"
    elif [ "$code" -eq 0 ]; then
      did_without=$((did_without + 1))
    elif [ "$same" = 1 ] && ! grep -q '^genre-eq' "$work/err"; then
      wrong="$wrong $at:silent($code)"
    elif [ "$(ls -A "$work/here")" != short.wav ]; then
      wrong="$wrong $at:file-left"
    fi
  done
  if [ -z "$wrong" ]; then
    echo "ok - $name: $most allocations failed in turn, $did_without done without (same result)," \
      "the rest told; nothing left behind"
  else
    echo "not ok - $name: of $most allocations failed in turn:$wrong"
  fi
}

try 'the plugin, instantiated' genre-eq.so 1 "$program" render short.wav out.wav
try 'genre-eq identify' genre-eq 1 "$program" identify --json short.wav
try 'genre-eq render' genre-eq 1 "$program" render --learn --preset Gentle short.wav out.wav
try 'genre-eq master' genre-eq 1 "$program" master short.wav
try 'genre-eq presets' genre-eq 1 "$program" presets

if [ -e "$ui" ] && command -v Xvfb >/dev/null; then
  Xvfb -displayfd 3 -screen 0 1280x900x24 -nolisten tcp 3>"$work/number" 2>/dev/null &
  server=$!
  for _ in $(seq 100); do
    [ -s "$work/number" ] && break
    sleep 0.1
  done
  export DISPLAY=:$(cat "$work/number")
  try 'the window' genre-eq-ui.so 0 "$PWD/$GENRE_EQ_BUILD/tests/ui_host" "$ui" cycles 1
else
  echo 'ok # SKIP the window: not built, or no Xvfb'
fi
