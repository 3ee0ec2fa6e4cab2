# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Shared by the checks of real hosts: a new home directory, the song, the bundle with a meter in
# front of it (run_meter.c), X and JACK servers, TAP and the table of hosts. To be sourced.
# GENRE_EQ_BUILD, _BUNDLE, _PROGRAM and _SONG come from the Makefile. GENRE_EQ_HOSTS_BUNDLE is the
# bundle that the hosts load, if it is not the one that genre-eq renders with.

absolute() {
  case $1 in
  /*) echo "$1" ;;
  *) echo "$PWD/$1" ;;
  esac
}

build=$(absolute "$GENRE_EQ_BUILD")
bundle=$(absolute "$GENRE_EQ_BUNDLE")
hosts_bundle=$(absolute "${GENRE_EQ_HOSTS_BUNDLE:-$GENRE_EQ_BUNDLE}")
genre_eq=$(absolute "$GENRE_EQ_PROGRAM")
tools=$build/tests/hosts
lua=$PWD/tests/hosts/ardour.lua
[ -n "$GENRE_EQ_BUILD" ] || { echo "make check-hosts runs this" >&2; exit 2; }
work=$(mktemp -d) || exit 1
started= # what is to be ended with this check
ask=

# True if it is still a child of this check, and not another process with the same number.
is_ours() { # PID
  [ "$(ps -o ppid= -p "$1" | tr -d ' ')" = $$ ]
}

has_ended() { # PID; waits for it, but not for ever
  for _ in $(seq 100); do
    is_ours "$1" || return 0
    sleep 0.1
  done
  return 1
}

# Some programs must be killed: jackd, for instance, after a client died while freewheeling.
end() { # PID...
  for pid in "$@"; do
    is_ours "$pid" && kill "$pid" 2>/dev/null
  done
  for pid in "$@"; do
    has_ended "$pid" || kill -9 "$pid"
    wait "$pid" 2>/dev/null || true # it was killed
  done
}

finish() {
  # shellcheck disable=SC2086 # one a word
  end $started
  [ -n "$KEEP" ] && echo "# kept: $work" || rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

# No file of the user is read or written.
export HOME="$work/home" XDG_CONFIG_HOME="$work/home/.config"
mkdir -p "$XDG_CONFIG_HOME" "$HOME/.lv2" "$work/lv2/genre-eq.lv2"
cp "$hosts_bundle"/* "$work/lv2/genre-eq.lv2/"
cp "$tools/run_meter.so" "$work/lv2/genre-eq.lv2/genre-eq.so"
# Of the installed bundles only LV2's own vocabulary is found: hosts read every plugin that they
# find, and Ardour takes 4 s for some hundred.
for manifest in /usr/lib/lv2/*/manifest.ttl; do
  grep -qE 'lv2:Specification|lv2core#Specification|owl:Ontology|doap:Project' "$manifest" &&
    ln -s "${manifest%/*}" "$work/lv2/"
done
export LV2_PATH="$work/lv2:$HOME/.lv2"
export GENRE_EQ_REAL="$hosts_bundle/genre-eq.so" GENRE_EQ_METER="$work/meter"
export GENRE_EQ_PORTS="$PWD/tests/ports.list"
export GENRE_EQ_BUNDLE="$bundle"

# --- TAP, and the table -----------------------------------------------------------------

skip() { # NAME REASON
  echo "ok # SKIP $1: $2"
}

# Skips the rest of the tests that were planned for an absent host.
skip_more() { # NAME COUNT
  for _ in $(seq "$2"); do
    skip "$1" 'not installed (make deps-hosts)'
  done
}

# A host that is not installed is skipped, or failed if all must be there (in CI). Seen to fail with
# each of the hosts hidden from PATH in turn.
absent() { # NAME
  if [ -n "$GENRE_EQ_ALL_HOSTS" ]; then
    echo "not ok - $1 is not installed (make deps-hosts)"
  else
    skip "$1" 'not installed (make deps-hosts)'
  fi
}

have_all() { # PROGRAM...
  all=yes
  for program in "$@"; do
    command -v "$program" >/dev/null || {
      absent "$program"
      all=
    }
  done
  [ -n "$all" ]
}

succeeds() { # NAME COMMAND...
  name=$1
  shift
  if "$@" >"$work/log" 2>&1; then
    echo "ok - $name"
  else
    echo "not ok - $name"
  fi
  tail -n 30 "$work/log" | sed 's/^/# /'
}

# Both files hold the same floats; MORE as in `wav compare`.
same() { # NAME A B [FROM [COUNT]]
  name=$1
  shift
  said=$("$tools/wav" compare "$@" 2>&1) && is=ok || is='not ok'
  echo "$is - $name: $said"
}

differs() { # NAME A B [FROM [COUNT]]
  name=$1
  shift
  "$tools/wav" compare "$@" >"$work/log" 2>&1
  [ $? -eq 1 ] && is=ok || is='not ok'
  echo "$is - $name: $(cat "$work/log")"
}

# As same(), and a row in the table that tests/README.md shows.
row() { # HOST HOW RATE_HZ BLOCK A B [FROM [COUNT]]
  cells="$1 | $2 | $3 | $4" told="$1, $2, $3 Hz, blocks of $4"
  shift 4
  said=$("$tools/wav" compare "$@" 2>&1) && is=ok bits='same bits' || is='not ok' bits=DIFFERENT
  echo "$is - $told: $said"
  echo "| $cells | $bits |" >>"$table"
}
table=$build/hosts/$(basename "$0" .sh).table
mkdir -p "$build/hosts"
: >"$table"

# A figure of the meter about the plugin that was closed last: "block", "threads", ...
metered() { # FIELD
  sed -n "\$s/.*  *$1 \([^ ]*\).*/\1/p" "$work/meter"
}

is() { # NAME FIGURE EXPECTED
  if [ "$2" = "$3" ]; then
    echo "ok - $1: $2"
  else
    echo "not ok - $1: '$2', not '$3'"
  fi
}

render() { # IN OUT [OPTION...]
  in=$1 out=$2
  shift 2
  "$genre_eq" render --float --force --bundle "$bundle" "$@" "$in" "$out" || exit 1
}

# --- the song ---------------------------------------------------------------------------

# 17 s of the demo song, or of a synthetic band if the song could not be fetched, after 0.1 s of
# silence: with small blocks Ardour fades in a session's first 272 frames, also without any plugin.
# song_RATE.wav holds the same samples at other rates; mono_48000.wav is the left channel.
make_songs() {
  if [ -s "$GENRE_EQ_SONG" ] && "$tools/wav" cut "$GENRE_EQ_SONG" "$work/whole.wav" 0 0; then
    echo "# the song: $GENRE_EQ_SONG"
  else
    echo '# the song: synthesised, as the demo song is not here'
    "$tools/wav" make "$work/whole.wav" 20 44100 || exit 1
  fi
  "$tools/wav" cut "$work/whole.wav" "$work/song_44100.wav" -4800 800000 || exit 1
  "$tools/wav" cut "$work/song_44100.wav" "$work/song_48000.wav" 0 0 48000
  "$tools/wav" cut "$work/song_44100.wav" "$work/song_96000.wav" 0 0 96000
  "$tools/wav" channel "$work/song_48000.wav" "$work/mono_48000.wav" 0
}

# --- servers ----------------------------------------------------------------------------

start_x() { # sets DISPLAY
  rm -f "$work/display"
  Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp -noreset \
    3>"$work/display" 2>/dev/null &
  started="$started $!"
  for _ in $(seq 100); do
    [ -s "$work/display" ] && break
    sleep 0.1
  done
  DISPLAY=:$(cat "$work/display")
  export DISPLAY
}

# Synchronous, with a long timeout: a late cycle is an xrun, but no cycle is left out.
start_jack() { # RATE_HZ BLOCK
  jack_rate_hz=$1 jack_block=$2
  export JACK_DEFAULT_SERVER="genre-eq-$$" JACK_NO_AUDIO_RESERVATION=1
  jackd -S -t 5000 -n "$JACK_DEFAULT_SERVER" -d dummy -r "$1" -p "$2" >"$work/jackd" 2>&1 &
  jackd=$!
  started="$started $jackd"
  for _ in $(seq 100); do
    jack_lsp >/dev/null 2>&1 && break
    sleep 0.1
  done
}

stop_jack() {
  end "$jackd"
}

# After a client that hung, JACK may take no other.
restart_jack() {
  stop_jack
  start_jack "$jack_rate_hz" "$jack_block"
}

# --- jalv -------------------------------------------------------------------------------

# Waits for a jalv that was told to end. $ended is its exit code, or "killed" if it took too long.
await_jalv() {
  if has_ended "$jalv"; then
    wait "$jalv"
    ended=$?
  else
    end "$jalv"
    ended=killed
  fi
}

# Decides whether a missing recording may be tried again: only if it was not the plugin's fault, and
# never after a crash. There are two such cases. In jalv 1.6.6, jalv_worker_emit_responses() may
# read an answer whose size is written, but not yet the rest, as 2^30 empty answers, until JACK drops
# jalv; the meter saw the empty answers. Or JACK left the recorder out of a cycle, while jalv ended
# well and no run() took a second. Neither excuses other bits: the plugin drops an empty answer and
# computes its own.
may_try_again() {
  case $ended in
  0 | killed)
    if grep -q 'empty answers from the host' "$work/jalv"; then
      echo "# once more: jalv misread its worker's answer"
      return 0
    fi
    ;;
  esac
  [ "$ended" = 0 ] && [ "$played" -eq 4 ] &&
    sed -n '$s/.* wall_ms [0-9.]* [0-9.]* \([0-9.]*\) .*/\1/p' "$work/meter" |
    awk '{ fine = $1 < 1000 } END { exit !fine }' &&
    echo '# once more: JACK left the recorder out of a cycle'
}

# Plays a song through console jalv and records it, with options for jack_play in $how. OUT exists
# only if jalv ended well. $ask: a command for jalv's console 6 s after the song, when the plugin's
# last answer is there; what it says is in $work/jalv.
through_jalv() { # URI SONG OUT JALV_ARGUMENT...
  for _ in 1 2 3; do
    play_through_jalv "$@"
    [ "$played $ended" = '0 0' ] && return
    rm -f "$3"
    tail -n 4 "$work/jalv" "$work/jackd" | sed 's/^/# /'
    echo "# exit code of jack_play: $played, of jalv: $ended"
    may_try_again || return
    restart_jack
  done
}

play_through_jalv() {
  uri=$1 in=$2 out=$3
  shift 3
  case $uri in
  *:mono) ports='live:in live:out' ;;
  *) ports='live:in_l live:in_r live:out_l live:out_r' ;;
  esac
  rm -f "$work/console" "$work/meter" "$out"
  mkfifo "$work/console"
  jalv -x -n live "$@" "$uri" <"$work/console" >"$work/jalv" 2>&1 &
  jalv=$!
  started="$started $jalv"
  exec 9>"$work/console" # it ends when its input does
  # shellcheck disable=SC2086
  "$tools/jack_play" $how "$in" "$out" $ports >"$work/played" 2>&1
  played=$?
  if [ -n "$ask" ]; then
    sleep 6
    echo "$ask" >&9
    sleep 1
  fi
  exec 9>&-
  await_jalv
  echo "# $(tr '\n' ' ' <"$work/played")$(tail -n 1 "$work/meter" 2>&1)"
}

# --- jalv.gtk3, with the mouse ------------------------------------------------------------

# Its main window and the plugin's window in it have the same name; both lie in the screen's corner.
windows() { # NAME
  xdotool search --onlyvisible --name "$1" 2>/dev/null
}

await_window() { # NAME COUNT
  for _ in $(seq 150); do
    [ "$(windows "$1" | wc -l)" -ge "$2" ] && return
    sleep 0.2
  done
  return 1
}

open_jalv_gtk3() { # N_WINDOWS ARGUMENT...
  n_windows=$1
  shift
  jalv.gtk3 -x --jack-name=live "$@" urn:genre-eq:stereo >"$work/jalv" 2>&1 &
  jalv=$!
  started="$started $jalv"
  await_window '^Genre EQ' "$n_windows"
  opened=$?
  sleep 1
  return $opened
}

bad_ends=
close_jalv_gtk3() {
  kill "$jalv" 2>/dev/null
  await_jalv
  [ "$ended" = 0 ] || bad_ends="$bad_ends$ended "
}

# Types into a dialog that a menu opens: MENU_X ITEM_X ITEM_Y TITLE TEXT.
from_menu() {
  xdotool mousemove "$1" 12 click 1
  sleep 1
  xdotool mousemove "$2" "$3" click 1
  await_window "$4" 1 || return 1
  sleep 1
  xdotool windowfocus "$(windows "$4" | tail -n 1)" 2>/dev/null
  sleep 0.3
  xdotool key ctrl+a
  xdotool type --delay 20 "$5"
  sleep 0.3
  xdotool key Return
}

await_file() { # FILE
  for _ in $(seq 100); do
    [ -s "$1" ] && sleep 0.3 && return
    sleep 0.1
  done
  return 1
}

save_state_in_jalv() { # DIRECTORY
  from_menu 19 46 37 'Save State' "$1"
  await_file "$1/state.ttl"
}

save_preset_in_jalv() { # NAME; without a space
  from_menu 75 112 37 'Save Preset' "$HOME/.lv2/$1"
  await_file "$HOME/.lv2/Genre_EQ_$1.preset.lv2/$1.ttl"
}

port_in() { # STATE_FILE SYMBOL
  tr -d '\n\t' <"$1" | sed -n "s/.*lv2:symbol \"$2\" *;[^]]*pset:value \"*\([-0-9.]*\).*/\1/p"
}
