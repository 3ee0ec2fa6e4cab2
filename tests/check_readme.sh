#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# The README is short, and true where a program can tell: its files, targets and tests
# exist, and its commands run. ui/guide/controls.md holds the plugin's own tables.

root=$PWD
pages="README.md SECURITY.md tests/README.md model/README.md $(echo ui/guide/*.md)"
program=$([ -x "$GENRE_EQ_PROGRAM" ] && realpath "$GENRE_EQ_PROGRAM")
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

tell() { # NAME WRONG: passes when nothing is wrong
  if [ -z "$2" ]; then
    echo "ok - $1"
  else
    echo "not ok - $1:"
    echo "$2"
  fi
}

echo 1..7

# --- its size ---------------------------------------------------------------------------------------

lines=$(wc -l <README.md) words=$(wc -w <README.md)
wrong=
[ "$lines" -le 150 ] && [ "$words" -le 1500 ] || wrong='At most 150 lines and 1500 words: move the rest to ui/guide/ or tests/README.md.'
tell "README.md has $lines lines, $words words" "$wrong"

# --- a new system, before make deps -----------------------------------------------------------------

tell 'without a compiler make prints no fault' \
  "$(MAKEFLAGS='' make CC=no-compiler PKGCONFIG=no-pkg-config help 2>&1 >/dev/null)"

# --- the controls -----------------------------------------------------------------------------------

if [ -n "$program" ]; then
  "$program" controls --markdown >"$scratch/printed"
  tell "ui/guide/controls.md holds what 'genre-eq controls --markdown' prints (make ttl)" \
    "$(diff ui/guide/controls.md "$scratch/printed")"
else
  echo 'ok # SKIP the tables of controls: needs the genre-eq program (make deps)'
fi

# --- files, tests and targets -----------------------------------------------------------------------

absent=$(for page in $pages; do
  grep -oE '`(dsp|model|plugin|ttl|ui|tests|\.ci)/[A-Za-z0-9_./-]*`' "$page" | tr -d '`' |
    while read -r path; do
      [ -e "$path" ] || echo "$page: $path"
    done
  grep -oE '\]\([^):]*\)' "$page" | sed 's/^](//; s/)$//; s/#.*//' | while read -r path; do
    [ -e "$(dirname "$page")/$path" ] || echo "$page: $path"
  done
done)
tell 'files that the pages name' "$absent"

absent=$(for page in $pages; do
  grep -oE '\b(test|bench|check)_[a-z0-9_]+(\.sh)?' "$page" | sort -u | while read -r name; do
    set -- "tests/${name%.sh}".* "tests/hosts/${name%.sh}".*
    [ -e "$1" ] || [ -e "$2" ] || echo "$page: $name"
  done
done)
tell 'tests that the pages name' "$absent"

absent=$(for page in $pages; do
  grep -oE '(^|`)make [^`#|]*' "$page" | sed 's/^`//; s/^make//; s/&&.*//' | tr ' ' '\n' |
    grep -E '^[a-z][a-z-]*$' | sort -u | while read -r target; do
      grep -qE "^([a-z-]+ )*$target( [a-z-]+)*:|^DEPS :=.* $target( |\$)" Makefile $(find . -name "*.mk") 2>/dev/null ||
        echo "$page: make $target"
    done
done)
tell 'targets that the pages name' "$absent"

# --- the commands -----------------------------------------------------------------------------------

. "$(dirname "$0")/support_song.sh"

if [ -z "$program" ]; then
  echo 'ok # SKIP the commands: needs the genre-eq program (make deps)'
  exit 0
fi
mkdir "$scratch/bin" "$scratch/home" "$scratch/work" "$scratch/work/songs" "$scratch/work/finished"
ln -s "$program" "$scratch/bin/genre-eq"
PATH=$scratch/bin:$PATH HOME=$scratch/home
export PATH HOME
cd "$scratch/work" || exit 1
make_song in.wav 12 1 22050
make_song songs/one.wav 12 2 22050
make_song reference.wav 12 3 22050
for copy in song.flac new.flac finished/a.flac finished/b.flac song.mp3; do
  genre-eq render --set enabled=0 in.wav "$copy" >/dev/null 2>&1 || cp in.wav "$copy"
done
# A host saves the same figures under the name of the file itself.
genre-eq learn in.wav --save State -o saved.lv2 >/dev/null
mkdir FOLDER && sed "s/^<urn:genre-eq[^>]*own[^>]*>/<>/" saved.lv2/mono.ttl >FOLDER/state.ttl

# The examples of the manual, as the reader types them.
sed -n '/^\.nf$/,/^\.fi$/p' "$root/ui/cli/genre-eq.1" | sed 's/\\-/-/g; s/\\e$/\\/' |
  sed -e ':join' -e '/\\$/N; s/\\\n */ /; tjoin' >examples
wrong=$(sed -n '/^```sh$/,/^```$/p' "$root/README.md" "$root/ui/guide/own-sound.md" | cat - examples |
  grep '^genre-eq ' | grep -v '^genre-eq open' | sed 's/ *#.*//; s/\bSONG\b/reference.wav/' >commands
while IFS= read -r line; do
  rm -rf out.wav masters ../home/.lv2/*
  [ "${line#*--profile }" = "$line" ] || genre-eq profile Lake finished/* >/dev/null 2>&1
  sh -c "$line" >log 2>&1 || { echo "$line"; cat log; }
done <commands)
tried=$(wc -l <commands)
tell "$tried commands of README.md, ui/guide/own-sound.md and the manual run" "$wrong"
