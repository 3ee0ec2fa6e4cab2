#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Hostile input: names with commands to the terminal or to a browser, pipes and devices instead of
# files, a journal that is a link, lengths that no disk holds, deeply nested brackets. The program
# must print one line that says what is wrong, use little memory, not wait for ever, and write
# nothing elsewhere. Each was seen to fail before the program was mended, or without the line that
# guards it.

export LC_ALL=C
program=$PWD/$GENRE_EQ_PROGRAM
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
if [ ! -x "$program" ]; then
  echo 'ok # SKIP hostile: needs the genre-eq program (make deps)'
  exit 0
fi
cd "$work" || exit 1

check() { # NAME CODE: CODE 0 is fine
  if [ "$2" -eq 0 ]; then
    echo "ok - $1"
  else
    echo "not ok - $1"
    tail -n 20 log | cat -v | sed 's/^/# /'
  fi
}

# Runs the program with at most 1 GB; its exit code is in $code. It is killed after ten minutes, a
# thousand times what it needs, if it waits or reads for ever.
run() {
  (ulimit -v 1000000 && exec timeout -s KILL 600 "$program" "$@") >log 2>&1
  code=$?
}

# Refused: exit code 1, with one line on the file, and one on all files if there may be more.
refused() {
  [ "$code" -eq 1 ] && [ "$(wc -l <log)" -le 2 ] && [ "$(grep -c '^genre-eq: ' log)" = "$(wc -l <log)" ]
}

le() { # NUMBER BYTES, little-endian
  awk -v value="$1" -v n="$2" 'BEGIN {
    for (; n > 0; --n) { printf "\\%03o", value % 256; value = int(value / 256) }
  }' >octal
  printf "$(cat octal)"
}

samples() { # N, 16 bits
  awk -v n="$1" 'BEGIN { for (i = 0; i < n; ++i) printf "%c%c", 65 + i * 7 % 26, 1 + i % (17 + i / 900) }'
}

wav() { # FRAMES: 8 kHz, 16 bits, mono
  printf 'RIFF' && le $((2 * $1 + 36)) 4 && printf 'WAVEfmt ' && le 16 4 && le 1 2 && le 1 2
  le 8000 4 && le 16000 4 && le 2 2 && le 16 2 && printf 'data' && le $((2 * $1)) 4
  samples "$1"
}

wav 48000 >song.wav

# --- names -------------------------------------------------------------------------------

# An escape, a bell, a line feed, C1, DEL, invalid UTF-8, and markup that a browser would run.
name=$(printf 'a\033]0;b\007\nc\302\233d\177\377<script>alert("1")&\047.wav')
mkdir named
{ # the same in its tags: title and artist
  printf 'RIFF' && le 192132 4 && printf 'WAVELIST' && le 88 4 && printf 'INFOINAM' && le 34 4
  printf '"><script>t()</script>\033[2J\302\233\377\007\n\n\0\0'
  printf 'IART' && le 34 4 && printf '</title></p><img src=x onerror=a>\0'
  printf 'fmt ' && le 16 4 && le 1 2 && le 1 2 && le 16000 4 && le 32000 4 && le 2 2 && le 16 2
  printf 'data' && le 192000 4 && samples 96000
} >"named/$name"
obeyed() { # FILE: what a terminal would obey is in it
  tr -d '\n\t\040-\176\200-\377' <"$1" | grep -q . || grep -q "$(printf '\302[\200-\237]')" "$1"
}
wrong=
for line in 'identify' 'features' 'report -o page.html' 'report --png -o page.png' 'learn -o learned --save Mine' \
  'export-curve --format fil4 -o fil4' 'profile -o own Ours' 'master'; do
  # shellcheck disable=SC2086
  run $line "named/$name"
  [ "$code" -eq 0 ] && [ -s log ] || wrong="$wrong $line ($code);"
  obeyed log && wrong="$wrong $line;"
  grep -q '^c' log && wrong="$wrong $line (a line of its own);"
done
run render --album named masters
obeyed log && wrong="$wrong album;"
[ -z "$wrong" ]
check "a name commands no terminal: each command that prints one${wrong:+:$wrong}" $?

# Without the player's own script, which is written as it is.
sed '/^<script>$/,/^<\/script>$/d' page.html >text.html
[ "$(grep -c '^<script>$' page.html)" = 1 ] &&
  grep -q '&lt;script&gt;alert(&quot;1&quot;)&amp;' text.html && grep -q '&lt;script&gt;t()&lt;/script&gt;' text.html &&
  grep -q '&lt;img src=x' text.html && ! grep -qiE '<script|<img|</p><' text.html && ! obeyed page.html
check 'a name, a title, an artist run nothing in a browser: they stand in the report as text' $?

wrong=
for file in learned/*.ttl fil4/*.ttl own/*.ttl; do
  if ! [ -s "$file" ] || obeyed "$file"; then
    wrong="$wrong $file"
  elif command -v serdi >/dev/null && ! serdi -q "$file" >/dev/null 2>>log; then
    wrong="$wrong $file (no Turtle)"
  fi
done
[ -z "$wrong" ]
check "a name ends no string in a preset: $(ls learned/*.ttl fil4/*.ttl own/*.ttl | wc -l) files of Turtle$wrong" $?

# --- pipes and devices -----------------------------------------------------------------------

mkfifo pipe.wav pipe.ttl
wrong=
for file in pipe.wav named /dev/null /dev/zero; do
  for line in identify features report learn\ --save\ X master 'export-curve --format apo' 'profile -o p X' \
    'render --reference song.wav' 'render --album'; do
    case $line in
    render*reference*) set -- "$file" out.wav ;;
    *album) [ "$file" = named ] && continue || set -- "$file" out ;;
    *) set -- "$file" ;;
    esac
    # shellcheck disable=SC2086
    run $line "$@"
    refused || wrong="$wrong $line $file ($code);"
  done
done
for file in pipe.ttl /dev/zero; do
  run render --profile "$file" song.wav out.wav
  refused || wrong="$wrong profile $file ($code);"
  run render --reference "$file" song.wav out.wav
  refused || wrong="$wrong reference $file ($code);"
  run render --state "$file" song.wav out.wav
  refused || wrong="$wrong state $file ($code);"
done
[ -z "$wrong" ] && [ ! -e out.wav ] && [ ! -e out ] && [ ! -e p ]
check "pipes, devices and directories are refused, each in a line${wrong:+:$wrong}" $?

wrong=
for file in pipe.wav /dev/null; do
  run render --force song.wav "$file"
  refused || wrong="$wrong $file"
done
[ -z "$wrong" ] && [ -p pipe.wav ] && [ -c /dev/null ]
check "no pipe and no device is replaced by an output$wrong" $?

# A service may start a program without standard input, output or error. The next file would be
# opened in their place, and the warning that samples are clipped would be written into the master.
run render --set output_gain=12 song.wav open.wav
grep -q clipped log
told=$?
wrong=
for closed in '<&-' '>&-' '2>&-' '<&- >&-' '<&- 2>&-' '>&- 2>&-' '<&- >&- 2>&-'; do
  eval "\"$program\" render --force --set output_gain=12 song.wav closed.wav $closed" 2>log
  cmp -s open.wav closed.wav || wrong="$wrong $closed,"
done
[ $told -eq 0 ] && [ -z "$wrong" ]
check "closed standard descriptors: no message lands in a master${wrong:+:$wrong}" $?

# --- links -----------------------------------------------------------------------------------

mkdir album
cp song.wav album/
echo precious >precious
for kind in link pipe; do
  rm -rf masters && mkdir masters
  [ $kind = link ] && ln -s ../precious masters/.genre-eq-album || mkfifo masters/.genre-eq-album
  run render --album album masters
  [ "$code" -eq 0 ] && [ -s masters/song.wav ] && [ "$(cat precious)" = precious ]
  check "a $kind for an album's journal: neither followed nor waited for" $?
done

# --- lengths ---------------------------------------------------------------------------------

rf64() { # FRAMES-CLAIMED FRAMES: EBU Tech 3306, 8 kHz, 16 bits, mono
  printf 'RF64\377\377\377\377WAVEds64' && le 28 4 && le $((2 * $1 + 72)) 8 && le $((2 * $1)) 8
  le "$1" 8 && le 0 4 && printf 'fmt ' && le 16 4 && le 1 2 && le 1 2 && le 8000 4
  le 16000 4 && le 2 2 && le 16 2 && printf 'data\377\377\377\377' && samples "$2"
}
rf64 8000 8000 >long.wav
run identify long.wav
[ "$code" -eq 0 ]
check 'a header for what is longer than 4 GB: read' $?

rf64 1099511627776 4000 >bomb.wav
wrong=
for line in identify features report master 'learn --save X -o p' 'export-curve --format apo' 'profile -o p X'; do
  # shellcheck disable=SC2086
  run $line bomb.wav
  refused || wrong="$wrong $line ($code);"
done
run render bomb.wav out.wav
refused || wrong="$wrong render ($code);"
[ -z "$wrong" ] && [ ! -e out.wav ] && [ ! -e p ]
check "a header that claims 2^40 frames: refused within 1 GB of memory${wrong:+:$wrong}" $?

truncate -s 1G long.profile long.ttl
run render --profile long.profile song.wav out.wav
refused && run render --state long.ttl song.wav out.wav && refused && [ ! -e out.wav ] &&
  rm long.profile long.ttl
check 'a profile, a state of 1 GB: refused' $?

# A sparse file as the journal counts as none.
rm -rf masters && mkdir masters && truncate -s 2G masters/.genre-eq-album
run render --album album masters
[ "$code" -eq 0 ] && [ -s masters/song.wav ]
check 'a journal of 2 GB: not read' $?

# --- nested brackets ---------------------------------------------------------------------------

for depth in 40 100 100000; do
  awk -v depth=$depth 'BEGIN {
    print "@prefix lv2: <http://lv2plug.in/ns/lv2core#> .\n<> lv2:appliesTo <urn:genre-eq:stereo>, <urn:genre-eq:mono> ;"
    print "\t<http://lv2plug.in/ns/ext/state#state> "
    for (i = 0; i < depth; ++i) printf "[ <urn:a> "
    printf "1 "
    for (i = 0; i < depth; ++i) printf "]"
    print " ."
  }' >nested.ttl
  run render --force --state nested.ttl song.wav out.wav
  if [ $depth -lt 50 ]; then
    [ "$code" -eq 0 ]
    check "a state with $depth brackets in each other: read" $?
  else
    refused
    check "a state with $depth brackets in each other: refused" $?
  fi
done
