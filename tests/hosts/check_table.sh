#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# The table of hosts in tests/README.md is the one that the other checks have just written.

table=$GENRE_EQ_BUILD/hosts/table.md
{
  echo '| Host | How | Sample rate, Hz | Block, frames | Against `genre-eq render` |'
  echo '|---|---|---|---|---|'
  cat "$GENRE_EQ_BUILD"/hosts/check_*.table
} >"$table"

count() { # FILE
  grep -cE '^\| .* \| (same bits|DIFFERENT) \|$' "$1"
}

echo 1..1
missing=$(while IFS= read -r line; do
  grep -qxF -e "$line" tests/README.md || echo "$line"
done <"$table")
if [ -n "$missing" ]; then
  echo "not ok 1 - tests/README.md lacks these lines of $table:"
  echo "$missing"
elif [ "$(count tests/README.md)" -eq "$(count "$table")" ]; then
  echo 'ok 1 - the table of hosts'
elif [ -n "$GENRE_EQ_ALL_HOSTS" ]; then
  echo "not ok 1 - tests/README.md has lines of hosts that were not tried; $table has those that were"
else
  echo 'ok 1 # SKIP the table of hosts: some hosts were not tried'
fi
