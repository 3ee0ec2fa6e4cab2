#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# A program is killed in the middle of its work, or its disk is full. It is killed just before a
# change on the disk (tests/kill_at.c), and runs on disks of several sizes from 0. Then the whole
# output exists, or what was there before, but never a part. make check kills it before its first
# and last changes, and make check-slow (SLOW=1) before each change. Seen to fail with an output
# written directly, and with a preset replaced file by file (as export-curve --force did).

export LC_ALL=C
program=$PWD/$GENRE_EQ_PROGRAM
kill_at=$PWD/$GENRE_EQ_BUILD/tests/kill_at
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
if [ ! -x "$program" ] || [ ! -x "$kill_at" ]; then
  echo 'ok # SKIP killed: needs the genre-eq program (make deps)'
  exit 0
fi
cd "$work" || exit 1
ln -s "$kill_at" kill_at && kill_at=$work/kill_at # a path without spaces

wav() { # FRAMES SEED: 44.1 kHz, 16 bits, mono
  awk -v n="$1" -v seed="$2" '
    function bytes(value, n) { for (; n > 0; --n) { printf "%c", value % 256; value = int(value / 256) } }
    BEGIN {
      printf "RIFF"; bytes(36 + 2 * n, 4); printf "WAVEfmt "; bytes(16, 4); bytes(1, 2); bytes(1, 2)
      bytes(44100, 4); bytes(88200, 4); bytes(2, 2); bytes(16, 2); printf "data"; bytes(2 * n, 4)
      srand(seed)
      for (i = 0; i < n; ++i) {
        last += (0.05 + 0.3 * seed) * (rand() * 2 - 1 - last)
        value = int(9000 * (1.2 + sin(i / 9000)) * last); bytes(value < 0 ? value + 65536 : value, 2)
      }
    }'
}
wav 220500 1 >song.wav
wav 220500 2 >other.wav

# The commands that write, and what they write; @ stands for the song.
commands() {
  cat <<'END'
learn:preset:learn -o preset --save Mine @
profile:preset:profile -o preset Ours @
export-curve:preset:export-curve --format fil4 -o preset @
export-curve as text:curve.txt:export-curve --format apo -o curve.txt @
report:page.html:report -o page.html @
report as a picture:curve.png:report --png -o curve.png @
render:out.wav:render @ out.wav
END
}

run() { # SONG COMMAND [OPTION]: in the directory here
  # shellcheck disable=SC2046
  (cd here && $before "$program" $(echo "$2" | sed "s,@,../$1,; s,^[a-z-]*,& $3,")) >log 2>&1
}

afresh() { # FROM: here holds what it does
  rm -rf here
  cp -r "$1" here
}

check() { # NAME WRONG
  if [ -z "$2" ]; then
    echo "ok - $1"
  else
    echo "not ok - $1:$2"
    sed 's/^/# /' log | tail -n 10
  fi
}

# All of the new output, or all of what was there before. A temporary beside it has a name that no
# host and no player reads.
is_whole() { # OUTPUT BEFORE
  if [ -e "$2/$1" ]; then
    diff -r "here/$1" "$2/$1" >/dev/null || diff -r "here/$1" "good/$1" >/dev/null
  else
    [ ! -e "here/$1" ] || diff -r "here/$1" "good/$1" >/dev/null
  fi
}

mkdir empty
before="$kill_at 0 $work/changes"
afresh empty
run song.wav 'render @ out.wav'
if [ $? -eq 77 ]; then
  echo 'ok # SKIP killed: needs leave to watch a process (ptrace)'
  exit 0
fi

commands >list
while IFS=: read -r name output line; do
  before=
  afresh empty
  run other.wav "$line"
  rm -rf old && mv here old # what it writes over
  afresh empty
  run song.wav "$line"
  rm -rf good && mv here good
  for from in empty old; do
    option=
    [ $from = old ] && option=--force
    before="$kill_at 0 $work/changes"
    afresh $from
    run song.wav "$line" $option
    n=$(cat changes)
    wrong=
    [ "$n" -ge 3 ] && diff -r here good >/dev/null || wrong=' other result'
    # Sound is written in a hundred pieces: the first, the last, and some between.
    for at in $(seq "$n" | awk -v n="$n" -v ends="$([ -n "$SLOW" ] && echo 8 || echo 3)" \
      -v every="$([ -n "$SLOW" ] && echo 23 || echo 1000)" 'NR < ends || NR > n - ends || NR % every == 0'); do
      before="$kill_at $at $work/changes"
      afresh $from
      run song.wav "$line" $option
      [ $? -eq 137 ] || wrong="$wrong $at(not killed)"
      is_whole "$output" $from || wrong="$wrong $at"
    done
    check "$name, killed before its changes of the disk, $n of them$([ $from = old ] && echo ', over one that is there')" "$wrong"
  done
done <list

# --- no room -------------------------------------------------------------------------------

# Runs on a disk with so many kB left, if one can be made; otherwise with a limit on the length of
# files.
mkdir -p here
if unshare -rm sh -c 'mount -t tmpfs -o size=4k none here' 2>/dev/null; then
  what='a disk with so many kB left'
  run_in_room() { # KB COMMAND...: in the directory here, all it leaves copied to after
    # shellcheck disable=SC2016
    unshare -rm sh -c 'mount -t tmpfs -o size=$(($1 + 4))k none here && cd here &&
      head -c 4096 /dev/zero >taken && shift && "$@"; code=$?; rm taken; cp -r . ../after
      exit $code' - "$@" >log 2>&1
  }
else
  what='files of at most so many kB'
  run_in_room() {
    # What it says goes through a pipe: a log would be a file as well.
    # shellcheck disable=SC2016
    sh -c 'ulimit -f $(($1 * 2)); cd here && shift && "$@" 2>&1; echo "exit $?"' - "$@" | cat >log
    cp -r here/. after
    code=$(sed -n '$s/^exit //p' log)
    sed -i '$d' log
    return "$code"
  }
fi
while IFS=: read -r name output line; do
  before=
  afresh empty
  run song.wav "$line"
  rm -rf good && mv here good
  wrong= n_full=0 n_fine=0
  for kb in 0 4 8 12 16 20 32 64 128 256 1000; do
    rm -rf here after && mkdir here after
    # shellcheck disable=SC2046
    run_in_room $kb "$program" $(echo "$line" | sed 's,@,../song.wav,')
    code=$?
    if [ $code -eq 0 ]; then
      n_fine=$((n_fine + 1))
      diff -r "after/$output" "good/$output" >/dev/null || wrong="$wrong $kb(other result)"
    else
      n_full=$((n_full + 1))
      { [ $code -eq 1 ] && grep -q '^genre-eq: ' log; } || wrong="$wrong $kb(silent)"
      [ -z "$(ls -A after)" ] || wrong="$wrong $kb(left: $(ls -A after))"
    fi
  done
  [ $n_full -gt 0 ] && [ $n_fine -gt 0 ] || wrong="$wrong none, or all"
  check "$name, on $what: $n_full of 11 too small, told, and nothing left" "$wrong"
done <list
