#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# jalv and jalv.gtk3 with JACK's dummy driver: live with the worker in its own thread, freewheeling
# faster than that thread, the generic panel, and the window.
#
# Each line was seen to fail with the faults of make check-the-hosts. All but the last three were
# also seen to fail with the grid counted from the first run() instead of the first sound, since
# jalv runs before the song begins.

. tests/hosts/common.sh
have_all jackd jalv jalv.gtk3 Xvfb xdotool || exit 0
stereo=urn:genre-eq:stereo
mono=urn:genre-eq:mono

echo 1..17
make_songs
for rate in 44100 48000 96000; do
  render "$work/song_$rate.wav" "$work/render_$rate.wav" --set amount=80 --set range=5 --set glide=2
done
render "$work/mono_48000.wav" "$work/render_mono.wav" --set amount=80 --set range=5 --set glide=2
controls='-c amount=80 -c range=5 -c glide=2'

# --- live, freewheeling -----------------------------------------------------------------

for block in 2048 64; do
  start_jack 48000 $block
  how=
  # shellcheck disable=SC2086 # options, one a word
  through_jalv $stereo "$work/song_48000.wav" "$work/out.wav" $controls
  row jalv live 48000 $block "$work/out.wav" "$work/render_48000.wav"
  is 'the worker has a thread' "$(metered threads)" own
  is 'blocks' "$(metered block)" $block-$block
  stop_jack
done
differs 'the song was changed' "$work/out.wav" "$work/song_48000.wav"

how=--freewheel
for rate_and_block in 44100:256 48000:64 48000:1024 96000:512; do
  rate=${rate_and_block%:*} block=${rate_and_block#*:}
  start_jack "$rate" "$block"
  # shellcheck disable=SC2086
  through_jalv $stereo "$work/song_$rate.wav" "$work/out.wav" $controls
  row jalv freewheel "$rate" "$block" "$work/out.wav" "$work/render_$rate.wav"
  stop_jack
done

start_jack 48000 256
# shellcheck disable=SC2086
through_jalv $mono "$work/mono_48000.wav" "$work/out.wav" $controls
row 'jalv, mono variant' freewheel 48000 256 "$work/out.wav" "$work/render_mono.wav"

# --- panel and window ---------------------------------------------------------------------

# Without the plugin's window all controls are still there: the preset Firm is in the ports that
# jalv saves.
start_x
open_jalv_gtk3 1 --generic-ui --preset=urn:genre-eq:stereo:firm
is 'the generic panel opens: windows' "$(windows '^Genre EQ - Firm$' | wc -l)" 1
save_state_in_jalv "$work/panel"
is 'a preset chosen, as jalv saves it: amount, range, glide' \
  "$(for symbol in amount range glide; do echo "$(port_in "$work/panel/state.ttl" $symbol)"; done | tr '\n' ' ')" \
  '100.0 6.0 6.0 '
close_jalv_gtk3
is 'reports that the panel does not understand' "$(grep -c 'Unknown object' "$work/jalv")" 0

open_jalv_gtk3 2 -c amount=33
is "the plugin's own window opens in jalv's: windows" "$(windows '^Genre EQ$' | wc -l)" 2
close_jalv_gtk3
is 'jalv.gtk3 ended other than with exit code 0' "${bad_ends:-never}" never
