#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# write_page.sh PROGRAM SONG: writes the report on a song beside it, under a free name, and opens
# it.

program=$1 song=$2
case ${song##*/} in
  ?*.*) stem=${song%.*}.genre-eq ;;
  *) stem=$song.genre-eq ;;
esac
page=$stem.html
n=2
while [ -e "$page" ]; do
  page=$stem-$n.html
  n=$((n + 1))
done
"$program" report -o "$page" -- "$song" && sh "$(dirname "$0")/open_page.sh" "$page"
