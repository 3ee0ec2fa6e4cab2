#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Audacity on a virtual screen. Its scripting pipe gives the commands that a user chooses: import,
# Effect, a preset, export.
#
# In scripts, Audacity 3.2 ignores the controls of an LV2 effect, but takes its presets. Its worker
# has its own thread, which is late, because nothing waits for it.
#
# Each line was seen to fail: make check-the-hosts.

. tests/hosts/common.sh
have_all audacity Xvfb xdotool || exit 0
for module in /usr/lib/audacity/modules/mod-script-pipe.so /usr/lib/*/audacity/modules/mod-script-pipe.so; do
  [ -e "$module" ] && break
done
pipe=/tmp/audacity_script_pipe
user=$(id -u)
if [ ! -e "$module" ]; then
  absent "Audacity's mod-script-pipe"
  exit 0
elif pgrep -u "$user" -x audacity >/dev/null; then
  [ -n "$GENRE_EQ_ALL_HOSTS" ] && echo 'not ok - Audacity runs already'
  skip Audacity 'it runs already, and has one scripting pipe for each user'
  exit 0
fi

configure() { # SCRIPT_PIPE: 0 or 1
  mkdir -p "$XDG_CONFIG_HOME/audacity" "$work/audacity"
  cat >"$XDG_CONFIG_HOME/audacity/audacity.cfg" <<CONFIG
NewPrefsInitialized=1
[Directories]
TempDir=$work/audacity
[GUI]
ShowSplashScreen=0
[Module]
mod-script-pipe=$1
[ModulePath]
mod-script-pipe=$module
[ModuleDateTime]
mod-script-pipe=$(date -r "$module" +%Y-%m-%dT%H:%M:%S)
[LADSPA]
Enable=0
[VST]
Enable=0
[FileFormats]
CopyOrEditUncompressedData=copy
[FileFormats/ExportFormat_SF1_Type]
WAV_10000=6
[SamplingRate]
DefaultProjectSampleFormatChoice=Format32BitFloat
CONFIG
}

start_audacity() {
  LD_PRELOAD=$tools/keep_lv2_path.so audacity >"$work/audacity.log" 2>&1 &
  audacity=$!
  started="$started $audacity"
  await_window '^Audacity$' 1
}

stop_audacity() {
  end "$audacity"
}

# Sends a line, and prints Audacity's answer up to "BatchCommand finished: OK".
tell() { # COMMAND
  is_ours "$audacity" && timeout 60 sh -c '
    echo "$1" >&8
    while IFS= read -r line <&7; do
      case $line in
      *finished:\ OK*) IFS= read -r line <&7; exit 0 ;;
      *finished:*) exit 1 ;;
      esac
    done' tell "$1"
}

# A song on a new track, with the effect on all of it, saved as 32-bit float.
through_audacity() { # SONG EFFECT OUT N_CHANNELS
  rm -f "$3"
  tell "Import2: Filename=\"$1\"" && tell 'SelectAll:' && tell "$2" &&
    tell "Export2: Filename=\"$3\" NumChannels=$4" && tell 'SelectAll:' && tell 'RemoveTracks:'
}

longest_block() {
  metered block | cut -d- -f2
}

echo 1..6
export TZ=UTC # a module's date, in the settings
make_songs
start_x

# The first start tries all effects in other processes, which would take the scripting pipe. The
# second start has none left to try.
configure 0
start_audacity
is 'effects that Audacity tried and found valid' \
  "$(grep -A12 '^Path=urn:genre-eq:' "$XDG_CONFIG_HOME/audacity/pluginregistry.cfg" | grep -c '^Valid=1')" 2
stop_audacity
rm -f $pipe.to."$user" $pipe.from."$user"
configure 1
start_audacity
for _ in $(seq 100); do
  [ -p $pipe.from."$user" ] && break
  sleep 0.1
done
exec 8<>$pipe.to."$user" 7<>$pipe.from."$user"

render "$work/song_48000.wav" "$work/render.wav"
through_audacity "$work/song_48000.wav" 'GenreEq:' "$work/out.wav" 2
row Audacity effect 48000 "$(longest_block)" "$work/out.wav" "$work/render.wav"
differs 'the song was changed' "$work/out.wav" "$work/song_48000.wav"

render "$work/song_44100.wav" "$work/render_firm.wav" --preset firm
through_audacity "$work/song_44100.wav" 'GenreEq: Use_Preset="Factory Preset:Firm"' "$work/out.wav" 2
row Audacity 'effect, preset Firm' 44100 "$(longest_block)" "$work/out.wav" "$work/render_firm.wav"

render "$work/mono_48000.wav" "$work/render_mono.wav" --preset firm
through_audacity "$work/mono_48000.wav" 'GenreEqMono: Use_Preset="Factory Preset:Firm"' "$work/out.wav" 1
row 'Audacity, mono track' 'effect, preset Firm' 48000 "$(longest_block)" "$work/out.wav" \
  "$work/render_mono.wav"
is 'the worker has a thread' "$(metered threads)" own
stop_audacity
rm -f $pipe.to."$user" $pipe.from."$user"
