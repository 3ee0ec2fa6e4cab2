#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Do the checks check? In a copy of the sources each fault of tests/mutations/*.sed is planted
# in turn, and the check that is to catch it must fail; without any fault it must pass.
# A fault that no longer applies, because its line has gone, fails too. Prints TAP.
# ONLY=WORD: only those whose name or check holds the word.

export LC_ALL=C
unset MAKEFLAGS MAKELEVEL MFLAGS
here=$PWD
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# What is built goes along, with its times, so that only what a fault touches is built.
tar -cf - --exclude=./.git --exclude=lint --exclude=libfuzzer --exclude=compilers . | tar -xf - -C "$work" || exit 1
cd "$work" || exit 1

run_check() { # KIND:WHAT: its exit code; what it says in the file said
  what=${1#*:}
  case $1 in
  test:*) make check FUZZ_TARGETS= TESTS="$what" CHECKS= UNBUILT= ;;
  script:*) make check FUZZ_TARGETS= TESTS= CHECKS="tests/$what" UNBUILT= ;;
  allocation:*) ONLY=$what make check-allocation ;;
  threads:*) make check-threads FUZZ_TARGETS= THREADS_TESTS="$what" ;;
  replay:*) ONLY=$what make check-sanitizers FUZZ_TARGETS="$what" SANITIZER_TESTS= ;;
  valgrind:*) make check-valgrind FUZZ_TARGETS= VALGRIND_TESTS="$what" ;;
  soak:*) make soak SOAK_HOURS="$what" ;;
  esac >said 2>&1
}

evidence() { # one line of what the check said
  grep -E '^ +(not ok|ERROR|broken|WARNING: Thread)|runtime error|ERROR: Addr|^ *#? *(broken:|==.*ERROR)|^ +.*expected' said |
    head -n 1 | sed 's/^ *//' | cut -c 1-140
}

field() { # NAME FILE
  sed -n "s/^# $1: //p" "$2"
}

faults=
for fault in tests/mutations/*.sed; do
  case "$fault $(field check "$fault")" in *${ONLY:-}*) faults="$faults $fault" ;; esac
done

# First without any fault.
sound=
for check in $(for fault in $faults; do field check "$fault"; done | sort -u); do
  if run_check "$check"; then
    sound="$sound $check "
  else
    echo "# $check fails without any fault:"
    tail -n 30 said | sed 's/^/# /'
  fi
done

n=0
for fault in $faults; do
  n=$((n + 1))
  file=$(field in "$fault")
  check=$(field check "$fault")
  name="$(field fault "$fault") ($file)"
  cp "$here/$file" "$file"
  sed -i -f "$fault" "$file"
  if cmp -s "$file" "$here/$file"; then
    echo "not ok $n - $name: cannot be planted any more"
  elif ! echo "$sound" | grep -qF " $check "; then
    echo "not ok $n - $name: $check fails without it"
  elif run_check "$check"; then
    echo "not ok $n - $name: not caught by $check"
    diff "$here/$file" "$file" | sed 's/^/# /'
  elif grep -qE ' error: |undefined reference' said && ! grep -q ' failed, ' said; then
    echo "not ok $n - $name: does not compile"
    grep -E ' error: |undefined reference' said | head -n 5 | sed 's/^/# /'
  else
    echo "ok $n - $name: caught by $check: $(evidence)"
  fi
  cp "$here/$file" "$file"
done
echo "1..$n"
