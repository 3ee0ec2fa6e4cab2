#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fetch_song.sh PACKAGE FILE TO: copies a song that a Debian package has. Installs nothing.

package=$1 file=$2 to=$3
folder=$to.package
if [ -f "/$file" ]; then
  cp "/$file" "$to"
  exit
fi
trap 'rm -rf "$folder" "$folder.log"' EXIT
mkdir -p "$folder" || exit 1
if ! (cd "$folder" && apt-get download -qq "$package" && dpkg-deb -x "$package"_*.deb .) \
  >"$folder.log" 2>&1; then
  cat "$folder.log" >&2
  echo "No song: the package $package could not be had (apt-get update?)." \
    'Give your own: make run SONG=any.mp3' >&2
  exit 1
fi
mv "$folder/$file" "$to"
