#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Ardour without its window: makes, saves, closes, loads and exports sessions with the plugin on a
# bus, and compares the exports with genre-eq render.
#
# Each line was seen to fail with the faults of make check-the-hosts. It was also seen to fail with
# controls that are ignored while freewheeling, and with a bus that was still connected to the
# master (mono bus).

. tests/hosts/common.sh
. tests/hosts/ardour.sh
have_all "$ardour_name-lua" || exit 0
set_controls='amount=80 range=5 glide=2'
render_set='--set amount=80 --set range=5 --set glide=2'

echo 1..28
make_songs

# --- a session made, saved, closed, loaded, exported ------------------------------------

for rate in 44100 48000 96000; do
  ardour create "$work/s$rate" "$work/song_$rate.wav" Master urn:genre-eq:stereo $set_controls
  ardour open "$work/s$rate" export="$work/out.wav"
  # shellcheck disable=SC2086 # options, one a word
  render "$work/song_$rate.wav" "$work/render_$rate.wav" $render_set
  row Ardour export $rate 1024 "$work/out.wav" "$work/render_$rate.wav"
  [ $rate = 48000 ] || continue
  is 'latency, frames' "$(sed -n 's/^latency//p' "$work/ardour" | tr -d '[:space:]')" 0
  is 'a control that was saved' "$(ardour_control amount)" 80.0
  is 'the freewheel port during export' "$(metered freewheel)" 1
done
differs 'the song was changed' "$work/song_48000.wav" "$work/render_48000.wav"

for block in 64 8192; do
  ardour open "$work/s48000" block=$block export="$work/out.wav"
  row Ardour export 48000 $block "$work/out.wav" "$work/render_48000.wav"
  is 'the mean block, in blocks asked for' \
    "$(tail -n 1 "$work/meter" | awk -v asked=$block '{ printf "%.0f", $4 / $2 / asked }')" 1
done

# Ardour adds 1e-27 against denormals, to the 4800 silent frames before the song, too.
for export in first second third; do
  ardour open "$work/s48000" bias=1 export="$work/out.wav" bias=0
  row 'Ardour, DC bias on' "export, $export" 48000 1024 "$work/out.wav" \
    "$work/render_48000.wav" 4800 795200
done
differs 'the constant is there' "$work/out.wav" "$work/render_48000.wav" 0 4800

# --- bypass, automation -----------------------------------------------------------------

# The points lie between two hops, so that what Ardour passes on late, at a block's start, is still
   # in time.
points=amount:0@80,146500@20,402500@100,502500@0,602500@60
ardour open "$work/s48000" bypass export="$work/bypassed.wav" activate \
  automate=$points export="$work/out.wav"
same "Ardour's bypass" "$work/bypassed.wav" "$work/song_48000.wav"
# shellcheck disable=SC2086
"$tools/render_events" urn:genre-eq:stereo "$work/song_48000.wav" "$work/events.wav" \
  $set_controls $points
same 'amount automated' "$work/out.wav" "$work/events.wav"
differs 'amount automated, against not' "$work/events.wav" "$work/render_48000.wav"

# A point of `enabled` comes with the next block, at most 1024 frames later, and fades for
# 0.25 s (12000 frames): between the fades the bits are those of the reference.
points=enabled:0@1,240000@0,340000@1,700000@0
ardour open "$work/s48000" automate=$points export="$work/out.wav"
# shellcheck disable=SC2086
"$tools/render_events" urn:genre-eq:stereo "$work/song_48000.wav" "$work/events.wav" \
  $set_controls $points
same 'bypass automated, before' "$work/out.wav" "$work/events.wav" 0 240000
same 'bypass automated, off' "$work/out.wav" "$work/song_48000.wav" 253100 86900
same 'bypass automated, on again' "$work/out.wav" "$work/events.wav" 353100 346900
same 'bypass automated, off at the end' "$work/out.wav" "$work/song_48000.wav" 713100 86900

# --- learn, hold, save, reload, export --------------------------------------------------

# The gains of the five bands in the N-th list of controls.
gains() { # N
  sed -n 's/^control \(gain_[a-z_]*\) /\1 /p' "$work/ardour" | awk -v from=$((5 * $1 - 4)) \
    'NR >= from && NR < from + 5 { printf "%.2f ", $2 }'
}

# The meters read the curve and what was learned only sometimes: they rest a moment after the song
# has ended.
ardour open "$work/s48000" play=10 mode=1 wait=1 save
is 'played live: the worker has a thread' "$(metered threads)" own
learned=$(gains 1)
ardour open "$work/s48000" show export="$work/out.wav"
is 'loaded again, before any sound: the gains of the bands, dB' "$(gains 1)" "$learned"
case $learned in
*[1-9]*) echo 'ok - they are not all 0' ;;
*) echo 'not ok - they are not all 0' ;;
esac
# shellcheck disable=SC2086
render "$work/song_48000.wav" "$work/render.wav" $render_set --set mode=hold \
  --state "$(ardour_state "$work/s48000")"
row Ardour 'export of what was learned live, held' 48000 1024 "$work/out.wav" "$work/render.wav"
differs 'the first exported block is equalised' "$work/out.wav" "$work/song_48000.wav" 4800 1024

# --- a mono bus -------------------------------------------------------------------------

# The mono variant on a mono bus, into the middle of the master.
ardour create "$work/mono" "$work/mono_48000.wav" Bus urn:genre-eq:mono $set_controls
ardour open "$work/mono" export="$work/out.wav"
# shellcheck disable=SC2086
render "$work/mono_48000.wav" "$work/rendered_mono.wav" $render_set
"$tools/wav" channel "$work/out.wav" "$work/left.wav" 0
row 'Ardour, mono bus' export 48000 1024 "$work/left.wav" "$work/rendered_mono.wav"
