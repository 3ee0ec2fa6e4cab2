# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# To be sourced: an X server of its own (Xvfb), and how to wait for what happens there.

# Until it succeeds, 600 tries at most: a minute where nothing else runs, a hundred times
# what any of this takes.
wait_for() { # COMMAND...
  for _ in $(seq 600); do
    "$@" >/dev/null 2>&1 && return 0
    sleep 0.1
  done
  return 1
}

# Sets DISPLAY and server, the process to be killed in the end; its number lies in $work.
open_screen() { # WIDTHxHEIGHT
  rm -f "${work:?}/number"
  Xvfb -displayfd 3 -screen 0 "$1x24" -nolisten tcp -noreset 3>"$work/number" 2>/dev/null &
  server=$!
  wait_for test -s "$work/number"
  DISPLAY=:$(cat "$work/number")
  export DISPLAY
}
