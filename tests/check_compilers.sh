#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# The sound is the same to the last bit whichever compiler built the plugin, with
# whatever optimisation and vector instructions. Prints TAP.

build=${GENRE_EQ_BUILD:-build}/compilers
mkdir -p "$build"
sources="$(find dsp model plugin -maxdepth 1 -name '*.c' ! -name lv2.c) tests/print_bits.c"
native=
[ "$(uname -m)" = x86_64 ] && native=-march=native

n=0
reference=
try() {
  n=$((n + 1))
  if ! command -v "$1" >/dev/null; then
    echo "ok $n # SKIP $* (not installed)"
    return
  fi
  program=$build/$n
  # shellcheck disable=SC2086
  if ! "$@" -std=c11 -ffp-contract=off -I. -D_POSIX_C_SOURCE=200809L -w $sources -o "$program" -lm; then
    echo "not ok $n - $*: does not build"
    return
  fi
  bits=$("$program")
  reference=${reference:-$bits}
  if [ -n "$bits" ] && [ "$bits" = "$reference" ]; then
    echo "ok $n - $*: $bits"
  else
    echo "not ok $n - $*: $bits, not $reference"
  fi
}

echo 1..5
try gcc -O2
try gcc -O0
try gcc -O3 $native
try clang -O2
try clang -O3 $native
