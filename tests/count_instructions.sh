# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Counts the instructions a stereo frame, for bench_instructions.sh and check_instructions.sh.
# valgrind's callgrind counts them, and a busy machine does not change the count.

count_program=$GENRE_EQ_BUILD/tests/count_kernels

instructions_of() { # WIDTH WORK TIMES
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$count_program" "$@" 2>&1 |
    sed -n 's/.*Collected : *//p'
}

instructions_a_frame() { # WIDTH WORK
  few=$(instructions_of "$1" "$2" 100)
  many=$(instructions_of "$1" "$2" 1100)
  awk "BEGIN { printf \"%.1f\", ($many - $few) / 64000 }"
}

widths() { # of this processor
  "$count_program"
}
