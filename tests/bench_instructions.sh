#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Instructions a frame of the two kernels, counted by valgrind's callgrind: a regression
# shows even on a machine that does other things.

count=$GENRE_EQ_BUILD/tests/count_kernels
if ! command -v valgrind >/dev/null; then
  echo 'Skipped: valgrind is not installed.'
  exit 0
fi

instructions() { # LEVEL KERNEL TIMES
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$count" "$@" 2>&1 |
    sed -n 's/.*Collected : *//p'
}

printf '%-8s %10s %10s %10s  instructions a stereo frame\n' level steady gliding bank
for level in $("$count"); do
  # Valgrind knows no AVX-512.
  case $level in avx512*) continue ;; esac
  printf '%-8s' "$level"
  for kernel in steady gliding bank; do
    few=$(instructions "$level" $kernel 100)
    many=$(instructions "$level" $kernel 1100)
    per_frame=$(awk "BEGIN { printf \"%.1f\", ($many - $few) / 64000 }")
    printf ' %10s' "$per_frame"
    printf 'instructions\t%s %s\t%s\ta frame\n' "$level" $kernel "$per_frame" \
      >>"${GENRE_EQ_BENCH_TSV:-/dev/null}"
  done
  echo
done
