#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# The README says what is so: its tables of controls are those of the plugin, and
# every file that it sends a reader to exists.

echo 1..2
if [ -x "$GENRE_EQ_PROGRAM" ]; then
  missing=$("$GENRE_EQ_PROGRAM" controls --markdown | while IFS= read -r line; do
    grep -qxF -e "$line" README.md || echo "$line"
  done)
  if [ -z "$missing" ]; then
    echo 'ok 1 - the tables of controls'
  else
    echo "not ok 1 - README.md lacks these lines of 'genre-eq controls --markdown':"
    echo "$missing"
  fi
else
  echo 'ok 1 # SKIP the tables of controls: no program'
fi

absent=$(grep -oE '(\(|`)(dsp|model|plugin|ttl|ui|tests)/[A-Za-z0-9_./-]*' README.md model/README.md |
  sed 's/^[^(`]*[(`]//' | sort -u | while read -r path; do
  [ -e "$path" ] || echo "$path"
done)
if [ -z "$absent" ]; then
  echo 'ok 2 - files that the README names'
else
  echo "not ok 2 - the README names what is not there: $absent"
fi
