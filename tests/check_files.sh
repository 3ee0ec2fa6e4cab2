#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# The user's files: files that the programs must not overwrite, links in the way, permissions, wrong
# lengths, a program that is killed, a bundle that is replaced under a running host, two installed
# versions, presets that are cut off or change.

export LC_ALL=C
program=$PWD/$GENRE_EQ_PROGRAM
bundle=$PWD/$GENRE_EQ_BUNDLE
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
if [ ! -x "$program" ]; then
  echo 'ok # SKIP files: needs the genre-eq program (make deps)'
  exit 0
fi

check() { # NAME CODE: CODE 0 is fine
  if [ "$2" -eq 0 ]; then
    echo "ok - $1"
  else
    echo "not ok - $1"
    sed 's/^/# /' "$work/log" | tail -n 20
  fi
}

le32() { # NUMBER: as four bytes
  printf "$(printf '\\%03o\\%03o\\%03o\\%03o' $(($1 & 255)) $(($1 >> 8 & 255)) \
    $(($1 >> 16 & 255)) $(($1 >> 24 & 255)))"
}

wav() { # FRAMES CLAIMED-BYTES: 44.1 kHz, 16 bits, mono, to standard output
  printf 'RIFF' && le32 $(($2 + 36)) && printf 'WAVEfmt ' && le32 16
  printf '\001\000\001\000' && le32 44100 && le32 88200 && printf '\002\000\020\000data' && le32 "$2"
  awk -v n="$1" 'BEGIN { for (i = 0; i < n; ++i) printf "%c%c", 65 + i * 7 % 26, 1 + i % (17 + i / 9000) }'
}

cd "$work" || exit 1
wav 2000000 4000000 >song.wav
wav 4000 8000 >short.wav
cp song.wav original.wav
"$program" render song.wav reference.wav >log 2>&1
check 'a song to begin with' $?

# --- overwrites nothing ----------------------------------------------------------------

ln song.wav same.wav
ln -s song.wav link.wav
"$program" render --force song.wav song.wav >log 2>&1
[ $? -eq 1 ] && "$program" render --force song.wav same.wav >>log 2>&1
[ $? -eq 1 ] && "$program" render --force song.wav link.wav >>log 2>&1
[ $? -eq 1 ] && cmp -s song.wav original.wav && [ -L link.wav ]
check 'the input is not written over: by its name, a hard link, a symbolic link' $?

echo precious >precious
ln -s precious out.wav
"$program" render short.wav out.wav >log 2>&1
[ $? -eq 1 ] && [ -L out.wav ] && [ "$(cat precious)" = precious ] &&
  "$program" render --force short.wav out.wav >>log 2>&1 &&
  [ ! -L out.wav ] && [ "$(cat precious)" = precious ]
check 'where a link lies in the way, it is replaced, not followed' $?

ln -s nowhere dangling.wav
"$program" render short.wav dangling.wav >log 2>&1
[ $? -eq 1 ] && [ ! -e nowhere ]
check 'a link to nowhere makes no file there' $?

# --- permissions ---------------------------------------------------------------------------

mode() { stat -c %a "$1"; }
echo old >private.wav
chmod 600 private.wav
(umask 022 && "$program" render --force short.wav private.wav && "$program" render short.wav fresh.wav) >log 2>&1
(umask 077 && export HOME="$work" && "$program" export-curve --format fil4 -o bands.lv2 song.wav &&
  "$program" learn --save X -o curve.lv2 song.wav) >>log 2>&1
modes="$(mode private.wav) $(mode fresh.wav) $(mode bands.lv2) $(mode curve.lv2) $(mode bands.lv2/stereo.ttl)"
[ "$modes" = '600 644 700 700 600' ]
check "who may read a file is kept where it is replaced, and follows the umask where it is new: $modes" $?

# --- wrong lengths ---------------------------------------------------------------------

wav 1000 4294967000 >bomb.wav
(ulimit -v 1000000 && exec timeout 600 "$program" identify bomb.wav) >log 2>&1
code=$?
[ $code -le 1 ] && [ "$(grep -c . log)" -ge 1 ]
check "a header that claims 4 GB over 2 kB: exit code $code within 1 GB of memory" $?

# --- killed at its work ----------------------------------------------------------------

n_killed=0 harm=0
for tenth in 0 1 2 3 4 5 6 7 8 9; do
  rm -f killed.wav
  "$program" render song.wav killed.wav >log 2>&1 &
  pid=$!
  sleep 0.0$tenth
  kill -9 $pid 2>/dev/null
  wait $pid 2>/dev/null
  [ $? -gt 128 ] && n_killed=$((n_killed + 1))
  if [ -e killed.wav ] && ! cmp -s killed.wav reference.wav; then
    harm=$((harm + 1))
  fi
done
cmp -s song.wav original.wav && [ $harm -eq 0 ] && [ $n_killed -gt 0 ]
check "killed $n_killed times while it rendered: all of the output or none" $?

# --- bundles ---------------------------------------------------------------------------

mkdir lv2 && cp -r "$bundle" lv2/
n_replaced=0
n_files=$(ls -A | wc -l)
"$program" render --block 1 --bundle lv2/genre-eq.lv2 song.wav upgraded.wav >log 2>&1 &
pid=$!
# It plays when its output has a temporary.
while kill -0 $pid 2>/dev/null && [ "$(ls -A | wc -l)" -eq "$n_files" ]; do
  sleep 0.01
done
while kill -0 $pid 2>/dev/null; do
  # As `make install` does it.
  install -m 755 "$bundle"/*.so lv2/genre-eq.lv2/ && install -m 644 "$bundle"/*.ttl lv2/genre-eq.lv2/
  n_replaced=$((n_replaced + 1))
  sleep 0.02
done
wait $pid && cmp -s upgraded.wav reference.wav && [ $n_replaced -gt 0 ]
check "the bundle replaced $n_replaced times while it played: the same sound" $?

mkdir bin newer && cp "$program" bin/ && cp -r "$bundle" newer/
sed -i 's/\(lv2:microVersion\) *[0-9]*/\1 98/' newer/genre-eq.lv2/*.ttl
LV2_PATH=$work/lv2:$work/newer bin/genre-eq render song.wav two.wav >log 2>&1 &&
  cmp -s two.wav reference.wav
check 'two versions installed: one of them plays, the same sound' $?

# lilv ends with a fault there.
LV2_PATH=lv2:$work/newer bin/genre-eq render --force song.wav two.wav >log 2>&1
[ $? -eq 1 ] && [ "$(grep -c '^genre-eq: LV2_PATH: "lv2" ' log)" -eq 1 ]
check 'an LV2_PATH that does not begin at the root: refused' $?

# --- files of Turtle that end in the middle -----------------------------------------------------

export HOME="$work"
"$program" learn --save Whole song.wav >log 2>&1 && "$program" learn --save Half song.wav >>log 2>&1
half=.lv2/Half.preset.lv2/manifest.ttl
head -c 400 $half >half.ttl && cp half.ttl $half
"$program" presets >listed 2>log
[ $? -eq 0 ] && grep -q Whole listed && [ "$(wc -l <log)" -eq 1 ] &&
  grep -q '^genre-eq: .*/Half.preset.lv2: warning: is a preset that cannot be read; ' log
check 'a preset that is cut off: told in one line, and the others are listed' $?

head -c 500 .lv2/Whole.preset.lv2/mono.ttl >cut.ttl && cp cut.ttl .lv2/Whole.preset.lv2/mono.ttl
cp cut.ttl .lv2/Whole.preset.lv2/stereo.ttl && rm -r .lv2/Half.preset.lv2
"$program" render --force --preset Whole song.wav two.wav >log 2>&1
[ $? -eq 1 ] && [ "$(wc -l <log)" -eq 1 ] && grep -q '^genre-eq: Whole: is a preset that cannot be read; ' log
check 'a preset whose controls are cut off: refused in one line' $?

"$program" render --force --state half.ttl song.wav two.wav >log 2>&1
[ $? -eq 1 ] && [ "$(wc -l <log)" -eq 1 ] && grep -q '^genre-eq: half.ttl: holds no saved state' log
check 'a state that is cut off: told in one line' $?

# --- a preset that changes under an album ---------------------------------------------------------

preset() { # AMOUNT
  mkdir -p .lv2/Mine.preset.lv2
  printf '@prefix lv2: <http://lv2plug.in/ns/lv2core#> .
@prefix pset: <http://lv2plug.in/ns/ext/presets#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
' >.lv2/Mine.preset.lv2/manifest.ttl
  for kind in mono stereo; do
    printf '<urn:genre-eq:%s:mine> a pset:Preset ; lv2:appliesTo <urn:genre-eq:%s> ; rdfs:label "Mine" ;
  lv2:port [ lv2:symbol "amount" ; pset:value %s.0 ] .
' $kind $kind "$1" >>.lv2/Mine.preset.lv2/manifest.ttl
  done
}
mkdir album && cp short.wav album/1.wav
master() { # PRESET MASTERS
  "$program" render --album --preset "$1" album "$2" >log 2>&1
}
goes_on() { master "$1" "$2" && grep -q 'kept$' log; }
begins_anew() { ! master "$1" "$2" && grep -q 'exists already' log; }
preset 10
master Mine masters && goes_on Mine masters && preset 90 && begins_anew Mine masters
check "an album's masters are kept while their preset has the same controls, and no longer" $?

"$program" profile Own song.wav >log 2>&1 && master Own own && goes_on Own own &&
  "$program" profile --force --blend 50 Own song.wav >log 2>&1 && begins_anew Own own
check 'and while it has the same profile' $?
