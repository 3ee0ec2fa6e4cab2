#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# shoot_ardour.sh PICTURE.png: a picture of Ardour's mixer with the plugin on the master bus and its
# window, while the real program plays the song on a separate X server (Xvfb).

. tests/hosts/common.sh
. tests/hosts/ardour.sh
have_all ardour "$ardour_name-lua" Xvfb xdotool import || exit 1
make_songs
cp "$bundle/genre-eq.so" "$work/lv2/genre-eq.lv2/" # the plugin itself, without the meter
"$tools/wav" cut "$work/whole.wav" "$work/Song.wav" 0 0 48000
ardour create "$work/Session" "$work/Song.wav" Master urn:genre-eq:stereo match=100 range=6 glide=1
ardour open "$work/Session" export="$work/heard.wav" glide=12 save
start_x
open_ardour_window "$work/Session" || exit 1
xdotool windowmove "$(windows '^Master: Genre EQ' | tail -n 1)" 470 118
xdotool mousemove 158 44 click 1 # Play
sleep "${PLAY_S:-12}"
xdotool mousemove 800 950
sleep 1
import -window root -crop 1600x860+0+0 +repage "$1"
close_ardour_window || true # it was ended with a signal
