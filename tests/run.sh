#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# run.sh TEST...: runs cmocka programs and shell scripts (*.sh), JOBS at a time (default: the
# number of processors). Prints one line a test, in the given order, and the sum at the end.
# "skip:NAME" stands for a test that could not be built.
#
# A test prints its results as TAP: "ok - name", "not ok - name", or
# "ok # SKIP name: needs WHAT (make TARGET)". One line at the end says what the skipped tests
# need. A test that was announced ("1..N") and gave no result counts as failed. So does a
# program that ends with an error and no failed test.
# RUN_WITH, if set, goes before each program ("valgrind -q").
# The output of a test goes to $GENRE_EQ_BUILD/tests/NAME.log. Exit code 1 if a test failed.

logs=${GENRE_EQ_BUILD:-build}/tests
mkdir -p "$logs"
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work" 2>/dev/null' EXIT
trap 'for pid in "$work"/*.pid; do kill "$(cat "$pid")"; done 2>/dev/null; exit 130' INT TERM
# Ends a test that hangs. This does not judge speed: the limit is many times what any test needs on
# an idle processor.
GUARD_S=${GUARD_S:-1800}
export GUARD_S
guard=$(command -v timeout >/dev/null && echo "timeout $GUARD_S")
export CMOCKA_MESSAGE_OUTPUT=TAP
jobs=${JOBS:-$(nproc 2>/dev/null || echo 2)}

run() { # TEST NUMBER: its exit code and how long it took go to $work/NUMBER.code
  log=$logs/$(basename "$1").log
  case $1 in
  skip:*) set -- "$1" "$2" true && log=/dev/null ;;
  *.sh) set -- "$1" "$2" $guard sh "$1" ;;
  *) set -- "$1" "$2" $guard $RUN_WITH "$1" ;;
  esac
  number=$2
  shift 2
  begun=$(date +%s)
  "$@" >"$log" 2>&1 &
  echo $! >"$work/$number.pid"
  wait $!
  echo "$? $(($(date +%s) - begun))" >"$work/$number.ended"
  rm "$work/$number.pid"
  mv "$work/$number.ended" "$work/$number.code"
}

# Runs one test after another, of those that no other walk has taken.
walk() { # TEST...
  number=0
  for test in "$@"; do
    number=$((number + 1))
    mkdir "$work/$number.taken" 2>/dev/null || continue
    run "$test" "$number"
    echo "$number"
  done
}

count() { # PATTERN FILE
  grep -cE "$1" "$2" || true
}

report() { # TEST CODE SECONDS
  case $1 in
  skip:*)
    skipped=$((skipped + 1))
    printf '  %-28s not built\n' "${1#skip:}"
    echo 'the libraries of all tests (make deps)' >>"$work/needs"
    return
    ;;
  esac
  name=$(basename "$1")
  log=$logs/$name.log
  code=$2
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
    broken=" (printed no result, exit code $code)"
    n_failed=1
  elif [ "$code" -ne 0 ] && [ "$n_failed" -eq 0 ]; then
    broken=" (ended with exit code $code)"
    n_failed=1
  fi
  [ "$3" -lt 10 ] || broken="$broken   $3 s"
  printf '  %-28s %d passed, %d failed, %d skipped%s\n' "$name" "$n_passed" "$n_failed" \
    "$n_skipped" "$broken"
  [ "$n_failed" -eq 0 ] || sed 's/^/    /' "$log" | tail -n 60
  sed -n 's/^\(.*# SKIP.*: \)\{0,1\}needs //p' "$log" >>"$work/needs"
  passed=$((passed + n_passed))
  failed=$((failed + n_failed))
  skipped=$((skipped + n_skipped))
}

# "zsh, mandoc (make deps-hosts); recordings": grouped by the command that installs them.
needs() {
  sort -u "$work/needs" | awk '
    { what = $0; by = "" }
    match($0, / \(make [a-z-]+\)$/) { what = substr($0, 1, RSTART - 1); by = substr($0, RSTART + 2, RLENGTH - 3) }
    by in list { list[by] = list[by] ", " what; next }
    { order[++n] = by; list[by] = what }
    END {
      for (i = 1; i <= n; ++i) if (order[i] != "") line = line (line ? "; " : "") list[order[i]] " (" order[i] ")"
      if ("" in list) line = line (line ? "; " : "") list[""]
      print line
    }'
}

# One function, read whole before it runs: a run goes on when this file is edited.
main() {
  mkfifo "$work/ended" && exec 3<>"$work/ended" || exit 1
  for _ in $(seq "$jobs"); do
    walk "$@" >&3 &
  done
  passed=0 failed=0 skipped=0
  number=1
  : >"$work/needs"
  while [ "$number" -le $# ]; do
    read -r _ <&3
    while [ -e "$work/$number.code" ]; do
      eval "report \"\${$number}\" $(cat "$work/$number.code")"
      number=$((number + 1))
    done
  done

  [ ! -s "$work/needs" ] || echo "The skipped tests need: $(needs)"
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}

main "$@"; exit
