#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Finds a slower kernel on a busy machine, too: by the instructions a frame, compared with those
# by gcc 12 when the limit was last set. Set a new limit when the plugin must do more. Prints TAP.

. "$(dirname "$0")/count_instructions.sh"

#     width  work      instructions
usual='plain steady     69.8
       plain gliding   100.2
       plain crossover 158.6
       plain ear       182.4
       plain peaks      98.2
       plain engine    677.5
       avx2  steady     51.6
       avx2  gliding    81.6
       avx2  crossover  59.9
       avx2  ear       118.9
       avx2  peaks      41.5
       avx2  engine    395.8'
most=1.10 # times as many

why_not() {
  if ! valgrind -q true 2>/dev/null; then
    echo 'needs valgrind (make deps-hosts) and /proc'
  elif readelf -p .comment "${count_program:?}" | grep -q clang; then
    echo 'the figures are for gcc'
  fi
}

echo "1..$(echo "$usual" | wc -l)"
reason=$(why_not)
echo "$usual" | while read -r width work instructions; do
  if [ -n "$reason" ]; then
    echo "ok # SKIP $width $work: $reason"
  elif ! widths | grep -qx "$width"; then
    echo "ok # SKIP $width $work: not on this processor"
  else
    instructions_a_frame "$width" "$work" |
      awk -v usual="$instructions" -v most="$most" -v name="$width $work" '{
        fine = $1 > 0 && $1 <= most * usual
        printf "%s - %s: %s instructions a frame, %.2f times the usual %s (at most %s)\n",
               fine ? "ok" : "not ok", name, $1, $1 / usual, usual, most }'
  fi
done
