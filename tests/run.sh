#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# run.sh TEST...: runs cmocka programs and shell scripts (*.sh), counts their single
# tests and sums up. "skip:NAME" stands for a test that could not be built. Each test
# tells its results as TAP ("ok - name", "not ok - name", "ok # SKIP name"); a
# test that was announced ("1..N") and never told of counts as failed, and so does a
# program that ends with an error without telling why.
# RUN_WITH, if set, goes before each program ("valgrind -q").
# All it says goes to $GENRE_EQ_BUILD/tests/NAME.log. Exit code 1 if anything failed.

logs=${GENRE_EQ_BUILD:-build}/tests
mkdir -p "$logs"
passed=0 failed=0 skipped=0
# A test that hangs must not hang the rest; far more than any needs.
guard=$(command -v timeout >/dev/null && echo "timeout ${GUARD_S:-300}")
export CMOCKA_MESSAGE_OUTPUT=TAP

count() { # PATTERN FILE
  grep -cE "$1" "$2" || true
}

for test in "$@"; do
  name=$(basename "$test")
  log=$logs/$name.log
  case $test in
  skip:*)
    skipped=$((skipped + 1))
    printf '  %-28s skipped: a library it needs is not here (make deps)\n' "${test#skip:}"
    continue
    ;;
  *.sh) $guard sh "$test" >"$log" 2>&1 ;;
  *) $guard $RUN_WITH "$test" >"$log" 2>&1 ;;
  esac
  code=$?
  n_skipped=$(count '^(not )?ok\b.*# SKIP' "$log")
  n_failed=$(grep -E '^not ok\b' "$log" | grep -cv '# SKIP')
  n_passed=$(grep -E '^ok\b' "$log" | grep -cv '# SKIP')
  n_planned=$(sed -n 's/^1\.\.\([0-9][0-9]*\).*/\1/p' "$log" | awk '{ n += $1 } END { print n + 0 }')
  n_told=$((n_passed + n_failed + n_skipped))
  broken=
  if [ "$n_planned" -gt "$n_told" ]; then
    broken=" (stopped before its end, exit code $code)"
    n_failed=$((n_failed + n_planned - n_told))
  elif [ "$n_told" -eq 0 ]; then
    broken=" (told of no test, exit code $code)"
    n_failed=1
  elif [ "$code" -ne 0 ] && [ "$n_failed" -eq 0 ]; then
    broken=" (ended with exit code $code)"
    n_failed=1
  fi
  printf '  %-28s %d passed, %d failed, %d skipped%s\n' "$name" "$n_passed" "$n_failed" \
    "$n_skipped" "$broken"
  grep -E '^(not )?ok\b.*# SKIP' "$log" | sed 's/^/    /'
  if [ "$n_failed" -gt 0 ]; then
    sed 's/^/    /' "$log" | tail -n 60
  fi
  passed=$((passed + n_passed))
  failed=$((failed + n_failed))
  skipped=$((skipped + n_skipped))
done

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
