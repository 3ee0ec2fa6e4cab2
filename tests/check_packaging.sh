#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# The installation has all that the program needs and can be removed whole. The files for desktops,
# for man and for Debian are valid.

if [ ! -x "$GENRE_EQ_PROGRAM" ]; then
  echo 'ok # SKIP packaging: needs the genre-eq program (make deps)'
  exit 0
fi
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
build=${GENRE_EQ_BUILD:-build}

# --- the man page names every command and option ----------------------------------------------

missing=
page=$(sed 's/\\-/-/g; s/\\f[A-Z]//g' ui/cli/genre-eq.1)
for command in $("$GENRE_EQ_PROGRAM" --help | sed -n 's/^  \([a-z-]*\)  *[A-Z].*/\1/p'); do
  echo "$page" | grep -qE "^\.B(I|R)? \"?(genre-eq )?$command( |\"|\$)" || missing="$missing $command"
  for option in $("$GENRE_EQ_PROGRAM" "$command" --help | grep -oE '^  (-., )?--[a-z]+' | grep -oE -e '--[a-z]+'); do
    echo "$page" | grep -qE -e "^\.B(I|R)? .*$option\b" || missing="$missing $command:$option"
  done
done
if [ -z "$missing" ]; then
  echo 'ok - the man page knows every command and option'
else
  echo "not ok - the man page lacks:$missing"
fi
if command -v mandoc >/dev/null; then
  said=$(mandoc -T lint -W warning ui/cli/genre-eq.1 2>&1)
  if [ -z "$said" ]; then
    echo 'ok - mandoc has nothing to say of the man page'
  else
    echo "not ok - mandoc: $said"
  fi
else
  echo 'ok # SKIP the man page: needs mandoc (make deps-hosts)'
fi

# --- install and uninstall ----------------------------------------------------------------------

to="$scratch/with a space"
if make --no-print-directory install BUILD="$build" DESTDIR="$to" PREFIX=/usr >"$scratch/log" 2>&1; then
  installed=$(cd "$to" && find . -type f | sort)
  program="$to/usr/bin/genre-eq"
  absent=
  for file in usr/bin/genre-eq usr/lib/lv2/genre-eq.lv2/manifest.ttl usr/share/man/man1/genre-eq.1 \
    usr/share/bash-completion/completions/genre-eq usr/share/zsh/site-functions/_genre-eq \
    usr/share/genre-eq/genre-eq.schema.json usr/share/doc/genre-eq/guide/ardour.md; do
    [ -s "$to/$file" ] || absent="$absent $file"
  done
  if [ -z "$absent" ] && "$program" presets | grep -q urn:genre-eq:stereo:gentle; then
    echo "ok - $(echo "$installed" | wc -l) files installed, and the program finds its plugin"
  else
    echo "not ok - installed, but without$absent"
  fi
  make --no-print-directory uninstall BUILD="$build" DESTDIR="$to" PREFIX=/usr >"$scratch/log" 2>&1
  left=$(cd "$to" && find . -type f)
  if [ -z "$left" ] && [ ! -e "$to/usr/lib/lv2/genre-eq.lv2" ] && [ ! -e "$to/usr/share/doc/genre-eq" ]; then
    echo 'ok - uninstall leaves nothing'
  else
    echo "not ok - uninstall leaves $left"
  fi
else
  echo "not ok - make install: $(tail -n 3 "$scratch/log")"
fi

# --- the tarball --------------------------------------------------------------------------------

mkdir "$scratch/lv2"
if make --no-print-directory tarball BUILD="$build" >"$scratch/log" 2>&1 &&
  cp "$build"/genre-eq-*.lv2.tar.gz "$scratch/first" &&
  make --no-print-directory tarball BUILD="$build" >"$scratch/log" 2>&1 &&
  cmp -s "$scratch/first" "$build"/genre-eq-*.lv2.tar.gz &&
  tar -C "$scratch/lv2" -xf "$scratch/first" &&
  [ "$(ls "$scratch/lv2")" = genre-eq.lv2 ] && [ -s "$scratch/lv2/genre-eq.lv2/LICENSE" ] &&
  [ -s "$scratch/lv2/genre-eq.lv2/guide/ardour.md" ] &&
  "$GENRE_EQ_PROGRAM" presets --bundle "$scratch/lv2/genre-eq.lv2" | grep -q urn:genre-eq:stereo:gentle; then
  echo 'ok - the tarball has the same bytes twice, and the program loads the plugin in it'
else
  echo "not ok - make tarball: $(tail -n 3 "$scratch/log")"
fi

# --- for desktops and for Debian -------------------------------------------------------------------

if command -v appstreamcli >/dev/null && command -v desktop-file-validate >/dev/null; then
  # Newer ones warn that there is no home page; there is none.
  if said=$({ appstreamcli validate --no-net ui/packaging/*.metainfo.xml ||
    appstreamcli validate --no-net --override url-homepage-missing=info ui/packaging/*.metainfo.xml; } 2>&1 &&
    desktop-file-validate ui/packaging/*.desktop 2>&1); then
    echo 'ok - AppStream metainfo and desktop file are valid'
  else
    echo "not ok - appstreamcli, desktop-file-validate: $said"
  fi
else
  echo 'ok # SKIP AppStream metainfo: needs appstreamcli and desktop-file-validate (make deps-hosts)'
fi
version=$(sed -n 's/^#define GENRE_EQ_VERSION "\(.*\)"/\1/p' plugin/version.h)
if [ "$(sed -n '1s/^genre-eq (\(.*\)-[0-9]*) .*/\1/p' ui/packaging/debian/changelog)" = "$version" ] &&
  grep -q "<release version=\"$version\"" ui/packaging/*.metainfo.xml &&
  head -n 1 NEWS | grep -q " $version\$"; then
  echo "ok - NEWS, the metainfo and the Debian changelog are of version $version"
else
  echo "not ok - NEWS, the metainfo or the Debian changelog is of another version than $version"
fi
