#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# What was learned in one host goes on in the others with the same bits: as saved state, and as a
# preset that the user saved.
#
# Each line was seen to fail: make check-the-hosts.

. tests/hosts/common.sh
. tests/hosts/ardour.sh
have_all jackd jalv jalv.gtk3 Xvfb xdotool ardour "$ardour_name-lua" lv2file || exit 0
song=$work/song_48000.wav
stereo=urn:genre-eq:stereo

# What was heard, with all digits.
learned() { # STATE_FILE
  tr -d '\n' <"$1" |
    grep -oE 'memory-(energy|(probability|evidence)-[a-z]+|listened_s|n_hops)> "[0-9a-f ]*"' | sort
}

same_memory() { # NAME STATE_FILE STATE_FILE
  learned "$2" >"$work/learned_a"
  learned "$3" >"$work/learned_b"
  if [ "$(grep -cE '(probability|evidence)-' "$work/learned_a")" -gt 2 ] && cmp "$work/learned_a" "$work/learned_b"; then
    echo "ok - $1: the same memory"
  else
    echo "not ok - $1: another memory"
  fi
}

echo 1..18
make_songs

# --- learned in Ardour ------------------------------------------------------------------

ardour create "$work/session" "$song" Master $stereo amount=70 range=5 glide=1
ardour open "$work/session" play=8 mode=1 save
from_ardour=$(ardour_state "$work/session")
render "$song" "$work/render.wav" --state "$from_ardour" \
  --set mode=hold --set amount=70 --set range=5 --set glide=1
differs 'learned in Ardour: genre-eq starts equalised' "$work/render.wav" "$song" 4800 1024
ardour open "$work/session" export="$work/out.wav"
same 'learned in Ardour: in Ardour again' "$work/out.wav" "$work/render.wav"

how=--freewheel
start_jack 48000 512
through_jalv $stereo "$song" "$work/out.wav" -l "$from_ardour" -c mode=1 -c amount=70 -c range=5 -c glide=1
same 'learned in Ardour: in jalv' "$work/out.wav" "$work/render.wav"

# --- learned in jalv ----------------------------------------------------------------------

start_x
open_jalv_gtk3 2 -c amount=90 -c range=6 -c glide=1
"$tools/jack_play" --seconds 8 "$song" "$work/learned.wav" \
  live:in_l live:in_r live:out_l live:out_r >"$work/played"
save_state_in_jalv "$work/from_jalv"
save_preset_in_jalv Mine
close_jalv_gtk3
render "$song" "$work/render.wav" --state "$work/from_jalv" --set mode=hold
differs 'learned in jalv: genre-eq starts equalised' "$work/render.wav" "$song" 4800 1024
through_jalv $stereo "$song" "$work/out.wav" -l "$work/from_jalv" -c mode=1
same 'learned in jalv: in jalv again' "$work/out.wav" "$work/render.wav"

preset=$HOME/.lv2/Genre_EQ_Mine.preset.lv2/Mine.ttl
ardour open "$work/session" preset=Mine mode=1 save
is 'a preset saved in jalv, in Ardour: amount' "$(ardour_control amount)" 90.0
from_ardour=$(ardour_state "$work/session")
same_memory 'a preset saved in jalv, in Ardour' "$preset" "$from_ardour/state.ttl"
render "$song" "$work/render.wav" --state "$preset" --set mode=hold
ardour open "$work/session" export="$work/out.wav"
same 'a preset saved in jalv, in Ardour: exported' "$work/out.wav" "$work/render.wav"
is 'a preset saved in jalv, in genre-eq presets' "$("$genre_eq" presets --bundle "$bundle" | grep -c 'Mine$')" 1
render "$song" "$work/by_name.wav" --preset Mine
render "$song" "$work/by_path.wav" --state "$preset"
same 'a preset saved in jalv, in genre-eq by its name' "$work/by_name.wav" "$work/by_path.wav"
is 'a preset saved in jalv, in lv2file' "$(lv2file -L $stereo | grep -c 'Mine$')" 1

# --- a preset saved in Ardour's window ----------------------------------------------------

if open_ardour_window "$work/session" && save_preset_in_ardour Ours; then
  echo 'ok - Ardour opens the window and saves a preset'
else
  echo 'not ok - Ardour opens the window and saves a preset'
  tail -n 5 "$work/window.log" | sed 's/^/# /'
fi
close_ardour_window
preset=$HOME/.lv2/Genre_EQ_Ours.lv2/Ours.ttl
is 'a preset saved in Ardour, in lv2file' "$(lv2file -L $stereo | grep -c 'Ours$')" 1
render "$song" "$work/render.wav" --state "$preset"
for _ in 1 2 3; do
  rm -rf "$work/ours" "$work/meter"
  open_jalv_gtk3 2 --preset="file://$preset"
  save_state_in_jalv "$work/ours"
  "$tools/jack_play" --freewheel "$song" "$work/out.wav" \
    live:in_l live:in_r live:out_l live:out_r >"$work/played"
  played=$?
  close_jalv_gtk3
  [ "$played $ended" = '0 0' ] && break
  rm -f "$work/out.wav"
  may_try_again || break
  bad_ends=${bad_ends%"$ended "} # the host's doing
  restart_jack
done
is 'a preset saved in Ardour, in jalv: amount' "$(echo "$(port_in "$work/ours/state.ttl" amount)")" 90.0
same_memory 'a preset saved in Ardour, in jalv' "$preset" "$work/ours/state.ttl"
same 'a preset saved in Ardour, in jalv: its sound' "$work/out.wav" "$work/render.wav"
differs 'a preset saved in Ardour: equalised from the start' "$work/render.wav" "$song" 4800 1024
is 'jalv.gtk3 ended other than with exit code 0' "${bad_ends:-never}" never
