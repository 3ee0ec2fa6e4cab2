#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Processor time of the window in a host, at rest and playing, on a separate X server (Xvfb).

ui=$GENRE_EQ_BUNDLE/genre-eq-ui.so
host=$GENRE_EQ_BUILD/tests/ui_host
if [ ! -e "$ui" ] || [ ! -x "$host" ] || ! command -v Xvfb >/dev/null; then
  echo 'Skipped: there is no window, or no Xvfb (make deps deps-hosts).'
  exit 0
fi
work=$(mktemp -d) || exit 1
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT
export XDG_CONFIG_HOME="$work/config"
. "$(dirname "$0")/support_screen.sh"
open_screen 1280x900

for state in rest play; do
  percent=$("$host" "$ui" "$state" 5 | sed -n 's/^processor time \([0-9.]*\) .*/\1/p')
  printf '%-8s %6s %% of a core\n' "$state" "$percent"
  printf 'window\t%s\t%s\t%% of a core\n' "$state" "$percent" >>"${GENRE_EQ_BENCH_TSV:-/dev/null}"
done
