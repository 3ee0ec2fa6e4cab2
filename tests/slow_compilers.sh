#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# The sound has the same bits with every compiler, optimisation and vector instruction set, and on
# an emulated 64-bit ARM processor. Prints TAP. With -ffp-contract=fast instead of off, ARM differs.

build=${GENRE_EQ_BUILD:-build}/compilers
native=
[ "$(uname -m)" = x86_64 ] && native=-march=native

n=0
reference=
runner= # what runs the program, where this machine cannot
try() { # COMPILER FLAGS [MAKE'S VARIABLES …]
  n=$((n + 1))
  compiler=$1
  flags=$2
  shift 2
  name="$compiler $flags${*:+ $*}"
  for tool in "$compiler" $runner; do
    if ! command -v "$tool" >/dev/null; then
      echo "ok $n # SKIP $name: needs $tool (make deps-lint)"
      return
    fi
  done
  program=$build/$n/tests/print_bits
  if ! MAKEFLAGS='' make -s -j2 BUILD="$build/$n" CC="$compiler" CFLAGS="$flags -w" "$@" \
      "$program" >"$build/$n.log" 2>&1; then
    sed 's/^/# /' "$build/$n.log" | tail -n 5
    echo "not ok $n - $name: does not build"
    return
  fi
  bits=$($runner "$program")
  reference=${reference:-$bits}
  if [ -n "$bits" ] && [ "$bits" = "$reference" ]; then
    echo "ok $n - $name: $bits"
  else
    echo "not ok $n - $name: $bits, not $reference"
  fi
}

mkdir -p "$build"
echo 1..7
try gcc -O2
try gcc -O2 KERNEL_WIDTHS=plain
try gcc -O0
try gcc "-O3${native:+ $native}"
try clang -O2
try clang "-O3${native:+ $native}" KERNEL_WIDTHS=plain
runner=qemu-aarch64
try aarch64-linux-gnu-gcc -O2 PKGCONFIG=false LDFLAGS=-static
