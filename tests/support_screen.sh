# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# To be sourced: starts a separate X server (Xvfb), and waits for what happens there.

# Tries until it succeeds, at most 600 times. That is a minute on an idle machine, a hundred times
# what any step takes.
wait_for() { # COMMAND...
  for _ in $(seq 600); do
    "$@" >/dev/null 2>&1 && return 0
    sleep 0.1
  done
  return 1
}

# Sets DISPLAY and server, the process to kill at the end; its display number lies in $work.
open_screen() { # WIDTHxHEIGHT
  rm -f "${work:?}/number"
  Xvfb -displayfd 3 -screen 0 "$1x24" -nolisten tcp -noreset 3>"$work/number" 2>/dev/null &
  server=$!
  wait_for test -s "$work/number"
  DISPLAY=:$(cat "$work/number")
  export DISPLAY
}
