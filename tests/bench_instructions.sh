#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Instructions a frame of the kernels and of the whole engine. check_instructions.sh compares
# them with limits.

. "$(dirname "$0")/count_instructions.sh"
if ! command -v valgrind >/dev/null; then
  echo 'Skipped: valgrind is not installed.'
  exit 0
fi

works='steady gliding crossover ear peaks engine'
printf '%-8s' width
printf ' %10s' $works
echo '  instructions a stereo frame'
for width in $(widths); do
  printf '%-8s' "$width"
  for work in $works; do
    per_frame=$(instructions_a_frame "$width" "$work")
    printf ' %10s' "$per_frame"
    printf 'instructions\t%s %s\t%s\ta frame\n' "$width" "$work" "$per_frame" \
      >>"${GENRE_EQ_BENCH_TSV:-/dev/null}"
  done
  echo
done
