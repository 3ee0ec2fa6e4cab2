#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fuzz.sh TARGET: runs a fuzz target for FUZZ_SECONDS, from its corpus. What makes it fail is
# left in $GENRE_EQ_BUILD/fuzz/found/: put it into tests/fuzz/corpus/TARGET/ as finding-WHAT,
# where make check replays it for good. FUZZ_SEED repeats a run; without it each run has
# another. Prints TAP.

found=$GENRE_EQ_BUILD/fuzz/found
TMPDIR=$(mktemp -d) || exit 1
export TMPDIR
export ASAN_OPTIONS=detect_leaks=${FUZZ_LEAKS:-1}
trap 'rm -rf "$TMPDIR"' EXIT
seed=${FUZZ_SEED:-$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')}
echo "# FUZZ_SEED=$seed"
name=$(basename "$1")
mkdir -p "$found" "$TMPDIR/$name" "tests/fuzz/corpus/$name"
LSAN_OPTIONS=suppressions=tests/leaks.ignore:print_suppressions=0 \
  "$1" -seed="$seed" -max_total_time="${FUZZ_SECONDS:-5}" -timeout=60 -rss_limit_mb=2048 \
  -max_len=4096 -close_fd_mask=3 -print_final_stats=1 -artifact_prefix="$found/$name-" \
  "$TMPDIR/$name" "tests/fuzz/corpus/$name" >"$TMPDIR/log" 2>&1
code=$?
n=$(sed -n 's/^stat::number_of_executed_units: *//p' "$TMPDIR/log")
edges=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$TMPDIR/log" | tail -n 1)
if [ "$code" -eq 0 ]; then
  echo "ok - $name: $n inputs fuzzed, $edges edges of code reached"
else
  echo "not ok - $name: exit code $code after $n inputs"
  tail -n 40 "$TMPDIR/log" | sed 's/^/# /'
fi
