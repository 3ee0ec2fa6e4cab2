# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# To be sourced by tests/allocation_*.sh.
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

. "$(dirname "$0")/support_song.sh"
mkdir "$work/in" "$work/in/album"
make_song "$work/in/short.wav" 0.5 1 8000
make_song "$work/in/album/a.wav" 6 1 16000
make_song "$work/in/album/b.wav" 6 2 16000

# --- one run -----------------------------------------------------------------------------

failing() { # N COMMAND...
  n=$1
  shift
  timeout 600 env FAIL_AT="$n" FAIL_IN="$binary" FAIL_TELL="$work/told" FAIL_PATHS="$paths" \
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

# The last line; ONLY may name no part of this file, and then nothing failed.
conclude_all() {
  if [ $n_all -gt 0 ] || [ -n "$ONLY" ]; then
    echo "ok - in all $n_all allocations failed in turn"
  else
    echo 'not ok - no allocation was made to fail'
  fi
}
