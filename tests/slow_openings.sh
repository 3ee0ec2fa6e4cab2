#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# The window is opened and closed 200 times under valgrind, on a separate X server (Xvfb). There is
# no memory error, and no leak from the twentieth opening to the last. (Cairo and fontconfig keep
# some memory once for the process.)

ui=$GENRE_EQ_BUNDLE/genre-eq-ui.so
host=$GENRE_EQ_BUILD/tests/ui_host
work=$(mktemp -d) || exit 1
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$work"' EXIT
export XDG_CONFIG_HOME="$work/config"

skip() { # REASON
  echo "ok # SKIP 200 openings under valgrind: $1"
  exit 0
}
[ -e "$ui" ] && [ -x "$host" ] || skip 'needs cairo and x11 (make deps)'
for tool in Xvfb valgrind; do
  command -v $tool >/dev/null || skip "needs $tool (make deps-hosts)"
done
nm -D "$ui" | grep -qE '__(a|t)san_' && skip 'a sanitizer is in it'

. "$(dirname "$0")/support_screen.sh"
open_screen 1280x900

valgrind -q --error-exitcode=1 "$host" "$ui" cycles 200 >"$work/said" 2>&1
code=$?
grown=$(sed -n 's/^heap grown by \(-*[0-9]*\) .*/\1/p' "$work/said")
if [ "$code" -eq 0 ]; then
  echo 'ok - valgrind finds no error in 200 openings'
else
  echo 'not ok - valgrind finds errors in 200 openings'
  sed 's/^/# /' "$work/said"
fi
if [ -n "$grown" ] && [ "$grown" -le 0 ]; then
  echo "ok - heap grown by $grown bytes from the 20th opening to the 200th"
else
  echo "not ok - heap grown by '$grown' bytes from the 20th opening to the 200th"
fi
