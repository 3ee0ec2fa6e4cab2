# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Ardour without a screen, by ardour.lua, and its window. To be sourced behind common.sh.

# Programs and settings carry the version: ardour7 in Debian 12, ardour8 in Debian 13.
for ardour_name in ardour9 ardour8 ardour7; do
  command -v "$ardour_name-lua" >/dev/null && break
done
export ARDOUR_NAME="$ardour_name"

# Without this, Ardour 7.3's AVX-512 code crashes in half of all exports, also without any plugin
# (mended in 8.5).
export ARDOUR_FPU_FLAGS=95

ardour() { # as ardour.lua; what it says goes to $work/ardour
  for word in "$@"; do
    case $word in export=*) rm -f "${word#export=}" ;; esac
  done
  timeout 120 "$ardour_name-lua" "$lua" "$@" >"$work/ardour" 2>&1 && return
  echo "not ok - ardour $*: exit code $?"
  tail -n 5 "$work/ardour" | sed 's/^/# /'
  exit 1
}

# The value of a control when Ardour closed.
ardour_control() { # SYMBOL
  sed -n "s/^control $1 //p" "$work/ardour"
}

# The folder where Ardour keeps what the plugin remembers, without the controls.
ardour_state() { # SESSION
  ls -d "$1"/plugins/*/state* | sort -V | tail -n 1
}

# Ardour's own windows on the screen of start_x: the mixer, and the window of the plugin on the
# master bus. The places of the buttons are those on 1600 x 1000 pixels.
open_ardour_window() { # SESSION
  local config=$XDG_CONFIG_HOME/$ardour_name
  mkdir -p "$config"
  touch "$config/.a${ardour_name#ardour}" # been here: no wizard
  cat >"$config/config" <<'CONFIG'
<?xml version="1.0" encoding="UTF-8"?>
<Ardour><Config><Option name="try-autostart-engine" value="1"/><Option name="hide-dummy-backend" value="0"/></Config>
<Extra><AudioMIDISetup><EngineStates><State backend="None (Dummy)" driver="Normal Speed" device="Silence" input-device="" output-device="" sample-rate="48000" buffer-size="1024" n-periods="0" input-latency="0" output-latency="0" lm-input="" lm-output="" active="1" use-buffered-io="0" midi-option="1 in, 1 out, Silence" lru="1700000000"><MIDIDevices/></State></EngineStates></AudioMIDISetup></Extra></Ardour>
CONFIG
  env ardour -n -a "$1/$(basename "$1").ardour" >"$work/window.log" 2>&1 &
  ardour_window=$!
  started="$started $ardour_window"
  await_window ' - Ardour$' 1 || return 1
  for _ in $(seq 20); do # until it listens to the mouse
    sleep 1
    xdotool windowsize "$(windows ' - Ardour$' | head -n 1)" 1600 860
    sleep 0.5
    xdotool mousemove 1578 73 click 1 # Mix
    sleep 1
    xdotool mousemove 1540 190 click --repeat 2 --delay 80 1 # the plugin in the strip
    sleep 2
    [ -n "$(windows '^Master: Genre EQ')" ] && return
  done
  return 1
}

close_ardour_window() {
  end "$ardour_window"
}

save_preset_in_ardour() { # NAME; the plugin's window is open
  plugin_window=$(windows '^Master: Genre EQ' | tail -n 1)
  xdotool windowmove "$plugin_window" 460 90
  sleep 0.5
  xdotool mousemove --window "$plugin_window" 799 17 click 1
  await_window '^New Preset$' 1 || return 1
  xdotool windowfocus "$(windows '^New Preset$' | tail -n 1)"
  sleep 0.5
  xdotool type --delay 30 "$1"
  sleep 0.5
  xdotool key Return
  await_file "$HOME/.lv2/Genre_EQ_$1.lv2/$1.ttl"
}
