#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# The genre-eq program warns in one line when the plugin is of another build, and prints nothing
# when it is of the same build. (test_window_states tests the same for the window.) Prints TAP.

if [ ! -x "$GENRE_EQ_PROGRAM" ]; then
  echo 'ok # SKIP builds: needs the genre-eq program (make deps)'
  exit 0
fi
program=$(realpath "$GENRE_EQ_PROGRAM") bundle=$(realpath "$GENRE_EQ_BUNDLE")
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

"$program" presets --bundle "$bundle" >/dev/null 2>own
if [ -s own ]; then
  sed 's/^/# /' own
  echo 'not ok - a plugin of the same build: nothing is said'
else
  echo 'ok - a plugin of the same build: nothing is said'
fi

# Changes one digit of the plugin's version.
cp -R "$bundle" other.lv2
version=$("$program" --version | sed 's/.* //')
LC_ALL=C sed "s/$version+/9${version#?}+/" "$bundle/genre-eq.so" >other.lv2/genre-eq.so
"$program" presets --bundle other.lv2 >/dev/null 2>other
if [ "$(grep -c '' <other)" -eq 1 ] && grep -q "the plugin is 9${version#?}+[0-9]*, this program is $version+" other; then
  echo "ok - $(sed 's/^genre-eq: //' other)"
else
  sed 's/^/# /' other
  echo 'not ok - a plugin of another build is told in one line'
fi
