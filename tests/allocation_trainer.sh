#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Memory is short for genre-eq-train: support_allocation.sh.

. "$(dirname "$0")/support_allocation.sh"

mkdir "$work/in/data"
echo path,group >"$work/in/data/groups.csv"
seed=1 rate=32000 # the first at one that MP3 has
for genre in $(sed -n 's/^GENRE([A-Z_0-9]*, *\([a-z0-9]*\),.*/\1/p' model/genres.def); do
  mkdir "$work/in/data/$genre"
  for song in x y; do
    seed=$((seed + 1))
    make_song "$work/in/data/$genre/$song.wav" 6 $seed $rate
    rate=8000
    echo "$genre/$song.wav,$seed" >>"$work/in/data/groups.csv"
  done
done

has_children=
if [ -x "$trainer" ]; then
  {
    try 'genre-eq-train train' genre-eq-train 1 "$trainer" train --output w.c ../in/data
    try 'genre-eq-train evaluate' genre-eq-train 1 "$trainer" evaluate --seeds 1 ../in/data
    try 'genre-eq-train zones' genre-eq-train 1 "$trainer" zones ../in/data
  }
else
  echo 'ok # SKIP genre-eq-train: needs sndfile (make deps)'
fi

conclude_all
