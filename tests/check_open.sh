#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# genre-eq open on a separate X server (Xvfb), by keyboard, pointer, dialog and drag and drop. A
# song is run and saved; the saved file is that of genre-eq master. A file that is not a song, a
# worker that dies and a window that is closed do no harm.

program=$GENRE_EQ_PROGRAM
drop=$GENRE_EQ_BUILD/tests/drop_file
work=$(mktemp -d) || exit 1
pids=
trap 'for pid in $pids; do kill "$pid" 2>/dev/null; done; rm -rf "$work"' EXIT
export XDG_CONFIG_HOME="$work/config"

skip() { # REASON
  echo "ok # SKIP genre-eq open: $1"
  exit 0
}
result() { # NAME COMMAND...
  name=$1
  shift
  if "$@"; then echo "ok - $name"; else echo "not ok - $name"; fi
}
. "$(dirname "$0")/support_screen.sh"
. "$(dirname "$0")/support_song.sh"

[ -x "$program" ] || skip 'needs the genre-eq program (make deps)'
"$program" 2>&1 | grep -q '^  open' || skip 'needs cairo and x11 (make deps)'
for tool in Xvfb xdotool; do
  command -v $tool >/dev/null || skip "needs $tool (make deps-hosts)"
done

[ -d /proc/self ] || skip 'needs /proc'

open_screen 1280x900
pids=$server

songs=$work/songs
mkdir "$songs"
make_song "$songs/first one.wav" 16 1 22050
make_song "$songs/second.wav" 8 2 22050
echo 'no sound at all' >"$songs/words.mp3"

# Replaces the desktop's dialog by one that chooses the second song.
mkdir "$work/bin"
printf '#!/bin/sh\necho "$@" >"%s/asked"\necho "%s/second.wav"\n' "$work" "$songs" >"$work/bin/zenity"
chmod +x "$work/bin/zenity"
export PATH="$work/bin:$PATH"

told_at_once() { # SONG WORDS
  timeout 5 "$program" open "$1" 2>"$work/messages"
  [ $? -eq 1 ] && grep -q "^genre-eq: $1: $2" "$work/messages"
}
result 'a song that is missing: told before a window opens' told_at_once "$songs/missing.wav" 'No such'
result 'a folder: told before a window opens' told_at_once "$songs" 'is a directory'
without_display() {
  DISPLAY= timeout 5 "$program" open --reference "$songs/second.wav" "$songs/second.wav" 2>"$work/messages"
  [ $? -eq 1 ] && [ "$(wc -l <"$work/messages")" -eq 1 ] && grep -q '^genre-eq: display: ' "$work/messages"
}
result 'no display: told before the reference is heard' without_display
told_of() { # WORDS ARGUMENTS...
  words=$1
  shift
  timeout 5 "$program" open "$@" "$songs/second.wav" 2>"$work/messages"
  [ $? -eq 1 ] && grep -q "^genre-eq: $words" "$work/messages"
}
result 'no such profile: told before a window opens' told_of 'no-such: is not a file' --profile no-such
result 'no bundle: told before a window opens' told_of "$work/no.lv2: " --bundle "$work/no.lv2"

"$program" open "$songs/first one.wav" 2>"$work/messages" &
app=$!
pids="$app $pids"
window() { xdotool search --onlyvisible --name 'Genre EQ$' 2>/dev/null | tail -n 1; }
has_title() { [ "$(xdotool getwindowname "$(window)")" = "$1 – Genre EQ" ]; }
alive() { kill -0 "$app" 2>/dev/null; }
wait_for window
wait_for has_title 'first one.wav'
result 'the window opens on the song given' has_title 'first one.wav'
has_class() { [ "$(xdotool search --onlyvisible --class '^Genre EQ$')" = "$(window)" ]; }
result 'with the class that the desktop names the program by' has_class
xdotool windowfocus "$(window)" 2>/dev/null
sleep 0.3

# Chooses pop/rock by keyboard, since noise has no genre and moves nothing. At first the keyboard
# is at Run; Genre is two places behind it.
xdotool key Tab Tab Down shift+Tab shift+Tab
# Before the song is heard, the key for Save does nothing.
xdotool key ctrl+s
xdotool key Return
saves() { # FILE: presses save until it is there
  xdotool key ctrl+s
  sleep 0.3
  [ -s "$1" ]
}
saved="$songs/first one.genre-eq.wav"
wait_for saves "$saved"
result 'run by Return, saved by Ctrl+S' test -s "$saved"
sleep 1
cp "$songs/first one.wav" "$work/same.wav"
"$program" master --set genre=poprock "$work/same.wav" >/dev/null 2>&1
result 'what is saved is what genre-eq master writes' cmp "$saved" "$work/same.genre-eq.wav"
kept=$(cksum <"$saved")
wait_for saves "$songs/first one.genre-eq-2.wav"
result 'a second time under another name' test -s "$songs/first one.genre-eq-2.wav"
result 'the first is left as it was' test "$(cksum <"$saved")" = "$kept"

# Another amount gives another curve without hearing the song again. From the middle of the knob,
# 90 pixels down are half of its range.
xdotool mousemove --window "$(window)" 184 645 mousedown 1
for y in 660 675 690 705 720 735; do
  xdotool mousemove --window "$(window)" 184 $y
  sleep 0.05
done
xdotool mouseup 1
sleep 1.5
wait_for saves "$songs/first one.genre-eq-3.wav"
result 'saved a third time' test -s "$songs/first one.genre-eq-3.wav"

# The peak and the loudness of the output: of what was saved, and of no earlier curve.
output() { "$GENRE_EQ_BUILD/tests/ui_host" "$GENRE_EQ_BUNDLE/genre-eq-ui.so" look "$(window)" 905 632; }
is_another() { [ "$(output)" != "$1" ]; }
is_again() { [ "$(output)" = "$1" ]; }
type_gain() { # a double click on the figures below Output gain's dial
  xdotool mousemove --window "$(window)" 404 698 click --repeat 2 --delay 60 1
  xdotool type -- "$1"
  xdotool key Return
  sleep 1.5
}
of_third=$(output)
type_gain -12
result 'with another gain, no figure of the output before' wait_for is_another "$of_third"
of_none=$(output)
wait_for saves "$songs/first one.genre-eq-4.wav"
result 'saved, the figures of what was saved' wait_for is_another "$of_none"
is_another "$of_third" || echo 'not ok - they are those of the song before'

# What the command warns of, the window tells, too: at +12 dB samples are clipped.
line_of_words() { "$GENRE_EQ_BUILD/tests/ui_host" "$GENRE_EQ_BUNDLE/genre-eq-ui.so" look "$(window)" 30 100; }
words_are_new() { [ "$(line_of_words)" != "$words" ]; }
words_are_those() { [ "$(line_of_words)" = "$words" ]; }
type_gain 12
words=$(line_of_words)
wait_for saves "$songs/first one.genre-eq-5.wav"
result 'clipped samples are told' wait_for words_are_new
rm "$songs/first one.genre-eq-5.wav"
type_gain 0
wait_for saves "$songs/first one.genre-eq-5.wav"
result 'and with the gain of before, those of before' wait_for is_again "$of_third"
result 'with no warning' wait_for words_are_those
result 'as the file of before' cmp "$songs/first one.genre-eq-3.wav" "$songs/first one.genre-eq-5.wav"
if cmp -s "$saved" "$songs/first one.genre-eq-3.wav"; then
  echo 'not ok - another amount, another sound'
else
  echo 'ok - another amount, another sound'
fi

# Dropped files, and a chosen one.
result 'a dropped file is taken' "$drop" "$(window)" "$songs/words.mp3"
wait_for has_title words.mp3
xdotool key Return
sleep 1
result 'a file that is not a song does no harm' alive
xdotool key ctrl+o
wait_for has_title second.wav
result 'the dialog chooses' has_title second.wav
result 'and lists songs whose names are in capitals' grep -qF '*.WAV' "$work/asked"
xdotool key Return
wait_for saves "$songs/second.genre-eq.wav"
result 'the next song is heard and saved' test -s "$songs/second.genre-eq.wav"
words=$(line_of_words)

# The same song as a recorder leaves it that has crashed: its header says that it is empty.
cp "$songs/second.wav" "$work/crashed.wav"
printf '\0\0\0\0' | dd of="$work/crashed.wav" bs=1 seek=40 conv=notrunc 2>/dev/null
"$drop" "$(window)" "$work/crashed.wav" || echo 'not ok - the crashed one is taken'
wait_for has_title crashed.wav
chosen=$(line_of_words)
xdotool key Return
is_warned() { words_are_new && [ "$(line_of_words)" != "$chosen" ]; }
sleep 3
result 'what a song is warned of when it is heard is told' is_warned
"$drop" "$(window)" "$songs/second.wav" || echo 'not ok - the second one is taken again'
wait_for has_title second.wav
xdotool key Return
wait_for words_are_those

# What can be no song leaves the song and what was heard alone.
mkfifo "$songs/pipe.wav"
for odd in "$songs" "$songs/pipe.wav" "$songs/gone.wav"; do
  "$drop" "$(window)" "$odd" || echo "not ok - dropped: $odd"
  sleep 0.3
done
seen() { "$GENRE_EQ_BUILD/tests/ui_host" "$GENRE_EQ_BUNDLE/genre-eq-ui.so" look "$(window)" 230 60; }
before=$(seen)
"$drop" "$(window)" http://example.org/song.mp3 && echo 'not ok - a page of the web is taken'
row_is_new() { [ "$(seen)" != "$before" ]; }
result 'dropped from the web: it says that this is no file' wait_for row_is_new
"$drop" "$(window)" "$songs/gone.wav"
result 'a folder, a pipe and a missing file are not taken for a song' has_title second.wav
xdotool key ctrl+s
wait_for test -s "$songs/second.genre-eq-2.wav"
result 'and what was heard can be saved again' test -s "$songs/second.genre-eq-2.wav"
rm "$songs/pipe.wav" "$songs/second.genre-eq-2.wav"

# The worker is another process. If it dies, the window stays and starts another.
worker_of() { # PID: of its only child
  cat /proc/[0-9]*/stat 2>/dev/null | awk -v parent="$1" '$4 == parent { print $1 }'
}
worker=$(worker_of "$app")
kill -9 "$worker" 2>/dev/null
sleep 0.5
result 'a worker that dies takes no window with it' alive
result 'and no other is started before the next order' test -z "$(worker_of "$app")"
xdotool key Return
sleep 0.2
wait_for saves "$songs/second.genre-eq-2.wav"
result 'the next worker works' test -s "$songs/second.genre-eq-2.wav"

# Orders while the worker works, which is halted to make sure that it does.
halt() { # STOP or CONT
  kill "-$1" "$(worker_of "$app")"
}
press() { xdotool mousemove --window "$(window)" "$1" 78 click 1 mousemove --window "$(window)" 500 20; }
set_amount() { # a double click on the figures below its dial
  xdotool mousemove --window "$(window)" 184 698 click --repeat 2 --delay 60 1
  xdotool type "$1"
  xdotool key Return mousemove --window "$(window)" 500 20
}
curve() { "$GENRE_EQ_BUILD/tests/ui_host" "$GENRE_EQ_BUNDLE/genre-eq-ui.so" look "$(window)" 150 485; }
curve_is() { [ "$(curve)" = "$1" ]; }
curve_is_not() { [ "$(curve)" != "$1" ]; }
save_button() { "$GENRE_EQ_BUILD/tests/ui_host" "$GENRE_EQ_BUNDLE/genre-eq-ui.so" look "$(window)" 919 53; }
save_is_lit() { [ "$(save_button)" = "$lit" ]; }
lit=$(save_button)
touch -d 2020-01-01 "$songs/second.wav"
words=$(line_of_words)
press 944 # Save
result 'a song that has changed since: told' wait_for words_are_new
sleep 0.5
result 'and not saved with the curve of before' test ! -e "$songs/second.genre-eq-3.wav"
press 852 # Run
result 'until it is heard again' wait_for words_are_those
sleep 0.5
wait_for save_is_lit
mv "$songs/second.wav" "$work/away.wav"
set_amount 40
result 'a song that is out of reach while a knob is turned: told' wait_for words_are_new
mv "$work/away.wav" "$songs/second.wav"
set_amount 60
result 'and no longer when it is there again' wait_for words_are_those
before=$(curve)
set_amount 25
wait_for curve_is_not "$before"
sleep 1
quarter=$(curve)
set_amount 100
wait_for curve_is_not "$quarter"
halt STOP
press 852 # Run
set_amount 25
halt CONT
result 'what is set while it listens is in the picture' wait_for curve_is "$quarter"
halt STOP
press 944 # Save
sleep 0.5
"$drop" "$(window)" "$songs/first one.wav"
sleep 0.5
halt CONT
result 'a song dropped during a save does not end it' wait_for test -s "$songs/second.genre-eq-3.wav"
result 'and is not taken' has_title second.wav
sleep 1
halt STOP
press 944
sleep 0.5
xdotool windowclose "$(window)"
sleep 0.5
halt CONT
result 'closed during a save, it saves first' wait_for test -s "$songs/second.genre-eq-4.wav"
wait "$app"
result 'and ends with exit code 0' test $? -eq 0
result 'what it saved is whole' cmp "$songs/second.genre-eq-3.wav" "$songs/second.genre-eq-4.wav"

# Ended in the middle of its work, it leaves nothing half done.
"$program" open "$songs/second.wav" 2>>"$work/messages" &
app=$!
pids="$app $pids"
wait_for window
xdotool windowfocus "$(window)" 2>/dev/null
sleep 0.3
xdotool key Return
sleep 0.1
n_files=$(ls "$songs" | wc -l)
worker=$(worker_of "$app")
kill "$app"
wait "$app" 2>/dev/null
sleep 0.3
result 'ended while at work, it leaves no file behind' test "$(ls -A "$songs" | wc -l)" = "$n_files"
gone() { ! kill -0 "$1" 2>/dev/null; }
result 'and no worker' gone "${worker:?no worker was there}"

# The window opens without a dialog and without a song.
PATH=/nowhere "$(realpath "$program")" open 2>>"$work/messages" &
app=$!
pids="$app $pids"
wait_for window
xdotool windowfocus "$(window)" 2>/dev/null
sleep 0.3
xdotool key ctrl+o
sleep 0.5
result 'without a dialog, without a song' alive
kill "$app"
wait "$app" 2>/dev/null

# Toward an own profile: it is the first choice, and what is saved is what master writes with it,
# beside a link where the song is one.
HOME=$work/home
export HOME
mkdir "$HOME"
mkdir "$work/archive"
cp "$songs/first one.wav" "$work/archive/aimed.wav"
ln -s archive/aimed.wav "$work/aimed.wav"
"$program" profile Lake "$songs/second.wav" >/dev/null 2>>"$work/messages"
"$program" master --profile Lake "$work/aimed.wav" >/dev/null 2>>"$work/messages"
"$program" open --profile Lake "$work/aimed.wav" 2>>"$work/messages" &
app=$!
pids="$app $pids"
wait_for has_title aimed.wav
xdotool windowfocus "$(window)" 2>/dev/null
sleep 0.3
xdotool key Return
wait_for saves "$work/aimed.genre-eq-2.wav"
result 'with --profile the window aims at it' cmp "$work/aimed.genre-eq.wav" "$work/aimed.genre-eq-2.wav"
if cmp -s "$work/aimed.wav" "$work/aimed.genre-eq.wav"; then
  echo 'not ok - the profile changes the song'
fi
kill "$app"
sed 's/^/# /' "$work/messages"
