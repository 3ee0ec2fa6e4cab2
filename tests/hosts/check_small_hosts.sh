#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Hosts with few features, with none, or with an invalid list of features. Each loads the plugin and
# gives the sound of genre-eq render.
#
# Each line was seen to fail: make check-the-hosts.

. tests/hosts/common.sh
echo 1..10
make_songs
song=$work/song_48000.wav

# Runs a host that writes $work/out.wav; if it fails, there is no file to compare.
host() { # COMMAND...
  rm -f "$work/out.wav"
  "$@" >"$work/log" 2>&1 || rm -f "$work/out.wav"
}

render "$song" "$work/render.wav" --set amount=80 --set range=5 --set glide=2

if have_all lv2bench; then
  succeeds 'lv2bench runs both variants' sh -c \
    "lv2bench urn:genre-eq:stereo | grep -q '[0-9]' && lv2bench urn:genre-eq:mono | grep -q '[0-9]'"
fi

if have_all lv2apply; then
  host lv2apply -i "$song" -o "$work/out.wav" -c amount 80 -c range 5 -c glide 2 urn:genre-eq:stereo
  row lv2apply offline 48000 1 "$work/out.wav" "$work/render.wav"
fi

if have_all lv2file; then
  for block in 64 512 8192; do
    host lv2file -b $block -i "$song" -o "$work/out.wav" -p amount:80 -p range:5 -p glide:2 \
      urn:genre-eq:stereo
    row lv2file offline 48000 $block "$work/out.wav" "$work/render.wav"
  done
  host lv2file -i "$song" -o "$work/out.wav" -P Gentle urn:genre-eq:stereo
  render "$song" "$work/gentle.wav" --preset gentle
  same 'lv2file with a preset' "$work/out.wav" "$work/gentle.wav"
else
  skip_more lv2file 3
fi

# ecasound takes all input controls by their place.
if have_all ecasound; then
  for block in 64 1024; do
    host ecasound -q -b:$block -f:f32_le,2,48000 -i "$song" -o "$work/out.wav" \
      -elv2:urn:genre-eq:stereo,1,0,0,0,80,5,2,120,1,1,0,0,0
    row ecasound offline 48000 $block "$work/out.wav" "$work/render.wav"
  done
else
  skip_more ecasound 1
fi

# A host that does not know atom ports must say so; it must neither crash nor write a file.
if have_all lv2proc; then
  lv2proc -i "$song" -o "$work/proc.wav" urn:genre-eq:stereo >"$work/log" 2>&1
  code=$?
  is 'lv2proc, which takes no plugin with atom ports, refuses: exit code' $code 1
  is 'and says why' "$(grep -c "port 'control' has a port type this program does not" "$work/log")" 1
else
  skip_more lv2proc 1
fi
