#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Memory is short for the plugin and for the commands of genre-eq: support_allocation.sh.

. "$(dirname "$0")/support_allocation.sh"

song=../in/album/a.wav
other=../in/album/b.wav
has_children=
try 'the plugin, instantiated' genre-eq.so 1 "$program" render short.wav out.wav
try 'the mixer strip' genre-eq.so 0 "$PWD/$GENRE_EQ_BUILD/tests/strip_host" \
  "$PWD/$GENRE_EQ_BUNDLE/genre-eq.so"
try 'genre-eq identify' genre-eq 1 "$program" identify --json short.wav
try 'genre-eq render' genre-eq 1 "$program" render --learn --preset Gentle short.wav out.wav
try 'genre-eq render --reference' genre-eq 1 "$program" render --reference $other $song out.wav
try 'genre-eq master' genre-eq 1 "$program" master short.wav
try 'genre-eq report' genre-eq 1 "$program" report -o page.html short.wav
try 'genre-eq report --reference' genre-eq 1 "$program" report -o page.html --reference $other $song
try 'genre-eq report --png' genre-eq 1 "$program" report --png -o curve.png short.wav
try 'genre-eq export-curve' genre-eq 1 "$program" export-curve --format fil4 -o preset $song
try 'genre-eq learn' genre-eq 1 "$program" learn -o preset $song --save Mine
try 'genre-eq features' genre-eq 1 "$program" features $song
try 'genre-eq presets' genre-eq 1 "$program" presets
# The jobs are processes that inherit the parent's host, and do not free what it grows there.
has_children=1
for one in a b; do
  mkdir "$work/only-$one" "$work/in/album-$one"
  (cd "$work/only-$one" && ln -s ../in/short.wav short.wav &&
    "$program" profile -o preset Ours ../in/album/$one.wav) >"$work/out" 2>&1
  cp "$work/in/album/$one.wav" "$work/in/album-$one"
  "$program" render --album -j 1 "$work/in/album-$one" "$work/alone-$one" >"$work/out" 2>&1
done
try 'genre-eq profile' genre-eq 1 "$program" profile -j 1 -o preset Ours $song $other
try 'genre-eq render --album' genre-eq 1 "$program" render --album -j 1 ../in/album masters

conclude_all
