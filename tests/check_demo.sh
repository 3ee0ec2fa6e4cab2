#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# `make run` shows what it says: of each of its songs the genre is right and at least 60 % sure, as
# it is and from the bad room; the bad room is as stated; on two songs at least 60 % of its colour is
# taken off, and on none less than 50 %. A song that a user gives gets its page beside it, however
# often.

songs=$GENRE_EQ_BUILD/run
demo=$GENRE_EQ_BUILD/genre-eq-demo
if [ ! -x "$demo" ] || ! ls "$songs"/*.ogg >/dev/null 2>&1; then
  echo 'ok # SKIP the demo: needs its songs (make run)'
  exit 0
fi
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

# Within 0.1 dB in each band.
color_is_as_stated() {
  sed -nE 's/^  (Low|Low mid|Mid|High mid|High) +([-+][0-9.]+).*/\2/p' "$scratch/said" |
    paste - - - - - | LC_ALL=C awk '
      function off(got, stated) { return got < stated - 0.1001 || got > stated + 0.1001 }
      { exit NF != 5 || off($1, -5) || off($2, 2.5) || off($3, 5) || off($4, 2.5) || off($5, -5) }'
}

try_song() { # NAME GENRE
  if [ ! -e "$songs/$1.ogg" ]; then
    echo "ok # SKIP $1: needs the song (make run)"
    n_mended=$((n_mended + 1))
    return
  fi
  "$demo" --set match=100 --set range=6 "$songs/$1.ogg" "$scratch/mix.flac" "$scratch/master.flac" \
    >"$scratch/said" 2>"$scratch/log"
  sure=$(sed -n "s|^  As it is: *$2 (\([0-9]*\) %).*|\1|p" "$scratch/said")
  sure_in_room=$(sed -n "s|^  In a bad room: *$2 (\([0-9]*\) %).*|\1|p" "$scratch/said")
  off=$(sed -n 's/^  \([0-9-]*\) % of the color was taken off\.$/\1/p' "$scratch/said")
  [ "${off:-0}" -ge 60 ] && n_mended=$((n_mended + 1))
  if [ "${sure:-0}" -ge 60 ] && [ "${sure_in_room:-0}" -ge 60 ] && [ "${off:-0}" -ge 50 ] &&
    [ -s "$scratch/master.flac" ] && color_is_as_stated; then
    echo "ok - $1: $2, $sure % sure, $sure_in_room % from the bad room; $off % of its color taken off"
  else
    echo "not ok - $1 is not $2 for sure, or its color is not as stated, or less than 50 % of it was taken off:"
    cat "$scratch/said" "$scratch/log"
  fi
}

n_mended=0
try_song final-rewind pop/rock
try_song victory classical
try_song orbital-colossus electronic
if [ $n_mended -ge 2 ]; then
  echo 'ok - on two songs or more, at least 60 % of the color was taken off'
else
  echo "not ok - on $n_mended songs at least 60 % of the color was taken off, not on two"
fi

# --- a song of one's own ------------------------------------------------------------------------

for song in "$songs"/*.ogg; do
  cp "$song" "$scratch/my song.ogg"
done
wrong=
for page in 'my song.genre-eq.html' 'my song.genre-eq-2.html'; do
  env -u DISPLAY -u WAYLAND_DISPLAY sh ui/demo/write_page.sh "$GENRE_EQ_PROGRAM" "$scratch/my song.ogg" \
    >"$scratch/said" 2>&1
  grep -qF "$page" "$scratch/said" && [ -s "$scratch/$page" ] || wrong="$page: $(cat "$scratch/said")"
done
if [ -z "$wrong" ]; then
  echo 'ok - a song gets its page beside it, and the second time another'
else
  echo "not ok - $wrong"
fi
