#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# The tables of genres, bands and features can be changed. In a copy of the sources this adds
# a genre, splits a band and adds a feature, one after the other. After each it trains on
# synthetic songs, builds, runs the tests that must pass whatever the network learned, and
# opens a session that was saved before. Prints TAP.

if [ ! -x "$GENRE_EQ_PROGRAM" ] || ! pkg-config --exists sndfile lilv-0 cmocka 2>/dev/null; then
  echo 'ok # SKIP changed tables: needs the genre-eq program, libsndfile, lilv and cmocka (make deps)'
  exit 0
fi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
src=$work/src data=$work/data log=$work/log
old_program=$(realpath "$GENRE_EQ_PROGRAM")
export XDG_CACHE_HOME="$work/cache" HOME="$work/home"
mkdir "$src" "$data" "$HOME" "$XDG_CACHE_HOME"

try() { # NAME COMMAND...
  name=$1
  shift
  if "$@" >"$log" 2>&1; then
    echo "ok - $name"
  else
    grep -aE 'error|not ok|Error|^# |genre-eq' "$log" | tail -n 12 | sed 's/^/# /'
    echo "not ok - $name"
  fi
}

# --- a copy with the build, so that only what a change touches is built again -------------------

build=${GENRE_EQ_BUILD:-build}
cp -Rp ./*[A-Z]* dsp model plugin ttl ui tests "$src" && { [ ! -d .ci ] || cp -Rp .ci "$src"; } &&
  mkdir "$src/build" || exit 1
for part in obj lib tests genre-eq genre-eq.lv2 generate-turtle ttl.stamp; do
  [ ! -e "$build/$part" ] || cp -Rp "$build/$part" "$src/build/" || exit 1
done
cd "$src" || exit 1
remake() { MAKEFLAGS='' make -j2 BUILD=build "$@"; }

# --- synthetic songs: pulses in noise, with another tempo and length in each genre ---------------

make_song() { # FILE TEMPO_HZ DECAY SEED
  LC_ALL=C awk -v tempo="$2" -v decay="$3" -v seed="$4" '
    function bytes(n, count) { while (count--) { printf "%c", n % 256; n = int(n / 256) } }
    BEGIN {
      rate = 22050; frames = 8 * rate; srand(seed)
      printf "RIFF"; bytes(36 + 2 * frames, 4); printf "WAVEfmt "; bytes(16, 4); bytes(1, 2); bytes(1, 2)
      bytes(rate, 4); bytes(2 * rate, 4); bytes(2, 2); bytes(16, 2); printf "data"; bytes(2 * frames, 4)
      for (i = 0; i < frames; ++i) {
        t = i / rate; beat = t * tempo - int(t * tempo)
        value = int(6000 * exp(-decay * beat) * (sin(700 * t * (1 + seed / 50)) + rand() - 0.5))
        bytes(value < 0 ? value + 65536 : value, 2)
      }
    }' >"$1"
}
n_folders=0
make_folder() { # GENRE
  n_folders=$((n_folders + 1))
  mkdir "$data/$1"
  for song in 1 2 3; do
    seed=$((10 * n_folders + song))
    make_song "$data/$1/$song.wav" "$n_folders" $((3 + n_folders)) $seed
    echo "$1/$song.wav,$seed" >>"$data/groups.csv"
  done
}
rows() { sed -n 's/^GENRE(\([A-Z_0-9]*\), *\([a-z0-9]*\),.*/\1 \2/p' model/genres.def; }
echo path,group >"$data/groups.csv"
for genre in $(rows | cut -d ' ' -f 2) polka; do
  make_folder "$genre"
done

# --- the steps after each change ----------------------------------------------------------------

retrain() { # WHAT TESTS CHECKS
  try "$1: trains" remake train DATA="$data"
  try "$1: builds" remake all ttl
  try "$1: passes the tests" remake check TESTS="$2" CHECKS="$3" UNBUILT=
}
# Leaves out the tests of what the network has learned.
heard='test_state test_host test_memory test_realtime test_engine_bits test_engine_limits
  test_report_atom test_window_states'
told='test_controls test_ports test_turtle test_sessions test_zones test_target test_profile
  test_view test_view_keys test_view_layout test_window_draw test_draw test_inline_display
  test_cli test_cli_heard'
tables='tests/check_turtle.sh tests/check_readme.sh tests/check_json.sh tests/check_completion.sh'
open_session() { # PROGRAM FILE
  rm -f out.wav
  {
    for prefix in lv2=http://lv2plug.in/ns/lv2core pset=http://lv2plug.in/ns/ext/presets \
      state=http://lv2plug.in/ns/ext/state xsd=http://www.w3.org/2001/XMLSchema; do
      echo "@prefix ${prefix%%=*}: <${prefix#*=}#> ."
    done
    sed 's/^<urn:genre-eq:test-session>/<>/' "$2"
  } >session.ttl
  "$1" render --state session.ttl "$data/polka/1.wav" out.wav && [ -s out.wav ]
}
store_session() { # FILE
  remake build/tests/test_sessions && GENRE_EQ_BUNDLE=build/genre-eq.lv2 build/tests/test_sessions --store "$1"
}

try 'a session is saved' store_session "$work/before.ttl"

# --- one genre more: a row, its zones, its port in the frozen list, its folder -------------------

last=$(rows | tail -n 1)
port=$(($(sed -n '/^mono/,/^$/s/^\([0-9]*\) .*/\1/p' tests/ports.list | tail -n 1) + 1))
sed -i "/^GENRE(${last% *},/a GENRE(POLKA, polka, \"polka\", 90, $((port - 4)))" model/genres.def
sed -n "s/^ZONE(${last% *},/ZONE(POLKA,/p" model/zones.def >"$work/zones"
sed -i "/^ZONE(${last% *}, *HIGH,/r $work/zones" model/zones.def
awk -v port="$port" '
  /^$/ && list == "stereo" { print port + 2, "probability_polka" }
  /^$/ && list == "mono" { print port, "probability_polka" }
  /^[a-z]/ || /^$/ { list = $1 }
  { print }
  END { print 90, "polka" }' tests/ports.list >"$work/ports" && cp "$work/ports" tests/ports.list
cp "$work/before.ttl" tests/sessions/before.ttl
retrain 'one genre more' "$heard $told" "$tables"
try 'a session without the genre opens' open_session build/genre-eq "$work/before.ttl"
try 'a session with the genre is saved' store_session "$work/after.ttl"
try 'it opens where the genre is unknown' open_session "$old_program" "$work/after.ttl"

# --- one sub-band becomes two: what was learned starts anew, the curve is kept -------------------

opens_anew() { # FILE
  open_session build/genre-eq "$1" && grep -aq 'starts anew' "$log"
}
split_band() {
  sed -i 's/^SUBBAND(MID, *700\.0, *1000\.0, *\([0-9]\))/SUBBAND(MID, 700.0, 840.0, \1)\
SUBBAND(MID, 840.0, 1000.0, 2)/' dsp/bands.def && grep -q '840' dsp/bands.def
}
try 'a sub-band is split' split_band
retrain 'one sub-band more' "$heard" ''
try 'a session of other bands opens with its curve' opens_anew "$work/after.ttl"
try 'a session is saved' store_session "$work/split.ttl"

# --- one feature more: a row, and the function that works it out ----------------------------------

add_feature() {
  sed -i '/^FEATURES(skew,/i FEATURES(trial, MOVEMENT, SUBBANDS, "a trial: the root of the steps")' \
    model/features.def &&
    sed -i '/^void features_find_spread(/i void features_find_trial(const Figures *mean, float *feature)\
{\
  for (int i = 0; i < HEARD_COUNT; ++i) {\
    feature[i] = root_of(mean->movement.step[1][i]);\
  }\
}\
' model/features_of_movement.c && grep -q find_trial model/features_of_movement.c
}
try 'a feature is added' add_feature
retrain 'one feature more' "$heard" ''
try 'a session of before opens' open_session build/genre-eq "$work/split.ttl"
