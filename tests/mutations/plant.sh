#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Do the checks check? In a copy of the sources each fault of tests/mutations/*.sed is planted
# in turn, and the check that is to catch it must fail; without any fault it must pass
# (PASSED=1: it has, just now).
# A fault whose text is no longer there fails, and says so before anything is built: whoever
# changed the text changes the fault as well, or deletes it. Prints TAP.
# As many copies as processors; all faults of a check in the same.
# ONLY=WORD: only those whose name or check holds the word.

export LC_ALL=C
unset MAKEFLAGS MAKELEVEL MFLAGS
here=$PWD
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

run_check() { # KIND:WHAT: returns its exit code; its output is in the file $said
  what=${1#*:}
  case $1 in
  test:*) make check TESTS="$what" ;;
  script:*) make check CHECKS="tests/$what" ;;
  allocation:*) ONLY=$what make check-allocation ;;
  threads:*) make check-threads THREADS_TESTS="$what" ;;
  sanitizers:*) make check-sanitizers SANITIZER_TESTS="$what" SANITIZER_CHECKS= ;;
  replay:*) ONLY=$what make check-sanitizers FUZZ_TARGETS="$what" SANITIZER_TESTS= ;;
  uninitialised:*) make check-uninitialised UNINITIALISED_TESTS="$what" UNINITIALISED_CHECKS= ;;
  valgrind:*) make check-valgrind VALGRIND_TESTS="$what" ;;
  soak:*) make soak SOAK_HOURS="$what" ;;
  supply:*) rm -f build/genre-eq build/genre-eq.lv2/*.so && ONLY=$what make check-supply ;;
  hosts:*) make check-hosts HOSTS_CHECKS="tests/hosts/$what" ;;
  esac >"$said" 2>&1 </dev/null
}

evidence() { # one line of what the check said
  grep -E '^ +(not ok|ERROR|broken|WARNING: (Thread|Memory))|runtime error|ERROR: (Address|Leak)San|^ *#? *(broken:|==[0-9]+== ?[A-Z])|^ +.*expected' "$said" |
    head -n 1 | sed 's/^ *//' | cut -c 1-140
}

field() { # NAME FILE
  sed -n "s/^# $1: //p" "$2"
}

plant() { # FAULT: one line of TAP, and comments
  fault=$1
  files=$(field in "$fault")
  check=$(field check "$fault")
  name="$(basename "$fault" .sed | cut -d- -f1) $(field fault "$fault") ($files)"
  for file in $files; do
    sed -i -f "$fault" "$file"
  done
  if run_check "$check"; then
    echo "not ok - $name: not caught by $check"
    for file in $files; do diff "$here/$file" "$file" | sed 's/^/# /'; done
  elif grep -qE ' error: |undefined reference' "$said" && ! grep -q ' failed, ' "$said"; then
    echo "not ok - $name: does not compile"
    grep -E ' error: |undefined reference' "$said" | head -n 5 | sed 's/^/# /'
  else
    echo "ok - $name: caught by $check: $(evidence)"
  fi
  for file in $files; do cp "$here/$file" "$file"; done
}

# Runs one check after another, of those that no other lane has taken, in a separate copy. The copy
# has the build with its times, so that only the files that a fault touches are built again.
walk() { # LANE
  said=$work/said.$1 # outside: make dist takes all there is
  mkdir "$work/$1" && cd "$work/$1" || exit 1
  (cd "$here" && tar -cf - --exclude=./.git --exclude=lint --exclude=libfuzzer --exclude=compilers .) | tar -xf - || exit 1
  while read -r check; do
    mkdir "$work/taken.$check" 2>/dev/null || continue
    begun=$(date +%s)
    if [ -n "$PASSED" ] || run_check "$check"; then
      for fault in $(grep -lx "# check: $check" $faults); do
        plant "$fault"
      done
    else
      echo "not ok - $check fails without any fault"
      tail -n 30 "$said" | sed 's/^/# /'
    fi
    echo "# $check took $(($(date +%s) - begun)) s"
  done <"$work/checks"
}

applies() { # FAULT: in each of its files it changes something; else a line of TAP
  for file in $(field in "$1"); do
    if [ ! -e "$file" ]; then
      gone="there is no $file"
    elif sed -f "$1" "$file" | cmp -s - "$file"; then
      gone="its text is not in $file"
    else
      continue
    fi
    echo "not ok - $(basename "$1"), $(field fault "$1"): $gone; change the fault, or delete it"
    return 1
  done
}

faults= n_faults=0
for fault in tests/mutations/*.sed; do
  case "$fault $(field check "$fault")" in
  *${ONLY:-}*)
    n_faults=$((n_faults + 1))
    applies "$fault" && faults="$faults $fault"
    ;;
  esac
done
# In this order the soak, which takes longest, is not the last.
for fault in $faults; do field check "$fault"; done | sort -ru >"$work/checks"

for lane in $(seq "$(nproc)"); do
  walk "$lane" &
done
wait
echo "1..$n_faults"
