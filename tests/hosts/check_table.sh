#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# The table of bits in the README is the one that the other checks have just written.

table=$GENRE_EQ_BUILD/hosts/table.md
{
  echo '| Host | How | Sample rate, Hz | Block, frames | Against `genre-eq render` |'
  echo '|---|---|---|---|---|'
  cat "$GENRE_EQ_BUILD"/hosts/check_*.table
} >"$table"

echo 1..1
if [ "$(wc -l <"$table")" -lt 24 ]; then
  echo 'ok 1 # SKIP the table in the README: some hosts were not tried'
  exit 0
fi
missing=$(while IFS= read -r line; do
  grep -qxF -e "$line" README.md || echo "$line"
done <"$table")
if [ -z "$missing" ]; then
  echo 'ok 1 - the table in the README'
else
  echo "not ok 1 - README.md lacks these lines of $table:"
  echo "$missing"
fi
