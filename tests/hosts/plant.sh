#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Tests the checks of hosts. In a copy of the sources it plants each fault of
# tests/hosts/faults/*.sed in turn, and runs the checks that the fault names. The hosts load the
# faulty plugin, and their sound is compared with that of the good one ("reference: faulty": of the
# faulty one). Prints TAP: one line a fault, which must make a check fail. Then prints, as comments,
# each line of the checks and the faults with which it failed. ONLY=WORD: only the faults whose file
# or checks hold the word.

export LC_ALL=C
unset MAKEFLAGS MAKELEVEL MFLAGS
here=$PWD
sound=$here/$GENRE_EQ_BUILD
copy=$(mktemp -d) || exit 1
trap 'rm -rf "$copy"' EXIT
failed=$copy.failed # CHECK LINE FAULT, one a line
: >"$failed"

# Copies the build with its times, so that only the files that a fault touches are built again.
tar -cf - --exclude=./.git --exclude=lint --exclude=libfuzzer --exclude=compilers . | tar -xf - -C "$copy" || exit 1
cd "$copy" || exit 1

field() { # NAME FILE
  sed -n "s/^# $1: //p" "$2"
}

run_check() { # CHECK PLUGIN_BUILD REFERENCE_BUILD: its results in the file said
  GENRE_EQ_BUILD=build GENRE_EQ_HOSTS_BUNDLE=$2/genre-eq.lv2 GENRE_EQ_BUNDLE=$3/genre-eq.lv2 \
    GENRE_EQ_PROGRAM=$3/genre-eq GENRE_EQ_SONG=$GENRE_EQ_SONG GENRE_EQ_ALL_HOSTS=1 \
    timeout 400 sh "tests/hosts/check_$1.sh" 2>&1 | grep -E '^(not )?ok ' >said
}

faults=
for fault in tests/hosts/faults/*.sed; do
  case "$fault $(field checks "$fault")" in *${ONLY:-}*) faults="$faults $fault" ;; esac
done
checks=$(for fault in $faults; do field checks "$fault" | tr ' ' '\n'; done | sort -u)

# First without a fault; check_table.sh reads the tables of these runs.
for check in $checks; do
  run_check "$check" "$sound" "$sound"
  cp said "$copy/$check.lines"
  grep '^not ok' said | sed "s/^not ok/not ok - $check, without any fault/"
done
cp -pr build/hosts build/hosts.sound

for fault in $faults; do
  name=$(basename "$fault" .sed)
  file=$(field in "$fault")
  cp "$here/$file" "$file"
  sed -i -f "$fault" "$file"
  if cmp -s "$file" "$here/$file"; then
    echo "not ok - $name: its text is not in $file; change the fault, or delete it"
    continue
  elif ! make all hosts-tools >built 2>&1; then
    echo "not ok - $name: does not build"
    tail -n 5 built | sed 's/^/# /'
    continue
  fi
  reference=$sound
  [ "$(field reference "$fault")" = faulty ] && reference=$copy/build
  cp -p build/hosts.sound/* build/hosts/
  caught=
  is='not ok'
  for check in $(field checks "$fault"); do
    run_check "$check" "$copy/build" "$reference"
    # A host that failed ("ardour ...: exit code") ends the check; this is not one of its lines.
    grep -n '^not ok' said | grep -v 'not ok - ardour .*: exit code' | cut -d: -f1 |
      sed "s/.*/$check & $name/" >>"$failed"
    grep -q '^not ok' said && is=ok
    caught="$caught $check: $(grep -c '^not ok' said) of $(wc -l <"$check.lines"),"
  done
  echo "$is - $name, $(field fault "$fault"); lines that failed:${caught%,}"
  cp -p "$here/$file" "$file"
  touch "$file"
done

for check in $checks; do
  n=0
  while IFS= read -r line; do
    n=$((n + 1))
    by=$(sed -n "s/^$check $n //p" "$failed" | cut -d- -f1 | tr '\n' ' ')
    echo "# $check, line $n, failed with ${by:-none }: ${line#* - }"
  done <"$check.lines"
done
rm -f "$failed"
