#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Presets that genre-eq profile and genre-eq learn wrote to ~/.lv2 are chosen by name in Ardour and
# in jalv, saved, and loaded again after the preset is gone.
#
# Each line was seen to fail: make check-the-hosts.

. tests/hosts/common.sh
. tests/hosts/ardour.sh
echo 1..12
make_songs
song=$work/song_48000.wav
own="$HOME/.lv2/My_songs.preset.lv2"
succeeds 'a profile is learned' "$genre_eq" profile --bundle "$bundle" 'My songs' \
  "$work/song_44100.wav" "$song"
succeeds 'a curve is learned' "$genre_eq" learn --bundle "$bundle" "$song" --save 'My curve'
cp "$own/profile.txt" "$work/profile.txt"
render "$song" "$work/render_profile.wav" --profile "$work/profile.txt" --set glide=2
render "$song" "$work/render_curve.wav" --learn
render "$song" "$work/render_plain.wav" --set glide=2
differs 'the profile has something to say' "$work/render_profile.wav" "$work/render_plain.wav"

if have_all "$ardour_name-lua"; then
  for preset in profile:'My songs' curve:'My curve'; do
    what=${preset%%:*} called=${preset#*:}
    glide=
    [ "$what" = profile ] && glide=glide=2
    ardour create "$work/$what" "$song" Master urn:genre-eq:stereo
    ardour open "$work/$what" preset="$called" $glide save
    mv "$HOME/.lv2" "$HOME/away"
    ardour open "$work/$what" export="$work/out.wav"
    mv "$HOME/away" "$HOME/.lv2"
    same "Ardour: \"$called\" chosen, saved, reloaded without it, exported" "$work/out.wav" \
      "$work/render_$what.wav"
    is "Ardour: genre and mode of \"$called\"" "$(ardour_control genre) $(ardour_control mode)" \
      "$([ "$what" = profile ] && echo 1.0 0.0 || echo 0.0 1.0)"
  done
else
  skip_more Ardour 3
fi

if have_all jackd jalv jalv.gtk3 Xvfb xdotool; then
  start_jack 48000 256
  start_x
  open_jalv_gtk3 1 --generic-ui --preset=urn:genre-eq:stereo:own-My_songs -c glide=2
  is 'jalv.gtk3: opened with the preset, windows' "$(windows '^Genre EQ - My songs$' | wc -l)" 1
  save_state_in_jalv "$work/saved"
  close_jalv_gtk3
  is 'jalv.gtk3: genre, saved' "$(port_in "$work/saved/state.ttl" genre)" 1.0
  is 'jalv.gtk3: profile, saved' "$(grep -c 'name My songs' "$work/saved/state.ttl")" 1
  rm -r "$HOME/.lv2"
  how=--freewheel
  through_jalv urn:genre-eq:stereo "$song" "$work/out.wav" -l "$work/saved" -c glide=2
  same 'jalv: reloaded without the preset' "$work/out.wav" "$work/render_profile.wav"
  is 'jalv.gtk3 ended other than with exit code 0' "${bad_ends:-never}" never
  stop_jack
else
  skip_more jalv 4
fi
