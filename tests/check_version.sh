#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Whatever changes the sound, the report, the controls or the state raises the version: they are
# those that tests/version.sums holds for the version in plugin/version.h.

version=$(sed -n 's/^#define GENRE_EQ_VERSION "\(.*\)"/\1/p' plugin/version.h)
now=$("$GENRE_EQ_BUILD/tests/print_bits") || exit 1
noted=$(grep "^$version " tests/version.sums)
if [ -z "$noted" ]; then
  echo "not ok - tests/version.sums has no line for version $version: make version-sums"
  exit 0
fi
for what in sound report controls state; do
  if [ "$(echo "$now" | grep -o "$what=[0-9a-f]*")" = "$(echo "$noted" | grep -o "$what=[0-9a-f]*")" ]; then
    echo "ok - $what: that of version $version"
  else
    echo "not ok - $what: not that of version $version. If that version is released, raise it in" \
      "plugin/version.h; then, or if it is not released, make version-sums"
  fi
done
