#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# The sound is the same to the last bit whichever compiler built the plugin, with
# whatever optimisation and vector instructions. Prints TAP.

build=${GENRE_EQ_BUILD:-build}/compilers
native=
[ "$(uname -m)" = x86_64 ] && native=-march=native

n=0
reference=
try() { # COMPILER FLAGS [MAKE'S VARIABLES …]
  n=$((n + 1))
  compiler=$1
  flags=$2
  shift 2
  name="$compiler $flags${*:+ $*}"
  if ! command -v "$compiler" >/dev/null; then
    echo "ok $n # SKIP $name (not installed)"
    return
  fi
  program=$build/$n/tests/print_bits
  if ! MAKEFLAGS='' make -s -j2 BUILD="$build/$n" CC="$compiler" CFLAGS="$flags -w" "$@" \
      "$program" >"$build/$n.log" 2>&1; then
    sed 's/^/# /' "$build/$n.log" | tail -n 5
    echo "not ok $n - $name: does not build"
    return
  fi
  bits=$("$program")
  reference=${reference:-$bits}
  if [ -n "$bits" ] && [ "$bits" = "$reference" ]; then
    echo "ok $n - $name: $bits"
  else
    echo "not ok $n - $name: $bits, not $reference"
  fi
}

mkdir -p "$build"
echo 1..6
try gcc -O2
try gcc -O2 KERNEL_LEVELS=plain
try gcc -O0
try gcc "-O3${native:+ $native}"
try clang -O2
try clang "-O3${native:+ $native}" KERNEL_LEVELS=plain
