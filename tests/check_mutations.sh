#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Can each fault of tests/mutations/ still be planted? Whoever moves the line that one
# changes hears of it here; make check-the-checks then plants them.

n=0
for fault in tests/mutations/*.sed; do
  for file in $(sed -n 's/^# in: //p' "$fault"); do
    n=$((n + 1))
    if [ ! -e "$file" ] || sed -f "$fault" "$file" | cmp -s - "$file"; then
      echo "not ok - $(basename "$fault") changes nothing in $file"
    fi
  done
done
echo "ok - $n faults looked at"
