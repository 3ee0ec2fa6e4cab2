#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Half an hour of music through jalv.gtk3 at 64 frames, its window open, other programs
# keeping each processor busy: is the plugin ever the cause of an xrun, and does an
# answer that came late ever change a bit? (SOAK_S seconds, 1800 by default.)
#
# Seen to fail: with 2 ms of work in each 1000th run() (its own time; one in 10000; runs
# that took longer than a period).

. tests/hosts/common.sh
have_all jackd jalv.gtk3 Xvfb || exit 0
seconds=${SOAK_S:-1800}
rate_hz=44100 block=64

echo 1..5
make_songs
start_x
start_jack $rate_hz $block
GENRE_EQ_SPIN=1 jalv.gtk3 --jack-name=soak -x -c amount=100 -c range=6 urn:genre-eq:stereo >"$work/jalv" 2>&1 &
jalv=$!
started="$started $jalv"
for i in $(seq "$(getconf _NPROCESSORS_ONLN)"); do
  (while nice -n "${SOAK_NICE:-0}" "$genre_eq" render --float --force --bundle "$bundle" \
    "$work/whole.wav" "$work/busy-$i.wav"; do :; done) >/dev/null 2>&1 &
  started="$started $!"
done
sleep 3
window=$(xwininfo -root -tree 2>/dev/null | grep -c '"Genre EQ"')
load=$(cut -d' ' -f1-3 /proc/loadavg)
"$tools/jack_play" --seconds "$seconds" "$work/whole.wav" "$work/recorded.wav" \
  soak:in_l soak:in_r soak:out_l soak:out_r >"$work/played"
[ $? -eq 0 ] || echo '# JACK left cycles out'
load="$load, at the end $(cut -d' ' -f1-3 /proc/loadavg)"
kill -TERM "$jalv"
wait "$jalv"

for pid in $started; do
  [ "$pid" = "$jackd" ] || kill "$pid" 2>/dev/null
done

"$tools/wav" loop "$work/whole.wav" "$work/looped.wav" "$seconds"
render "$work/looped.wav" "$work/rendered.wav" --set amount=100 --set range=6
same "$seconds s live, the window open: the recording is the render" \
  "$work/recorded.wav" "$work/rendered.wav"

sed 's/^/# /' "$work/meter"
echo "# load average at the beginning $load; windows named Genre EQ: $window"
echo "# xruns of the JACK server: $(sed -n 's/^xruns //p' "$work/played") in $(sed -n 's/^cycles //p' "$work/played") cycles"
field() { # GROUP N
  sed -n "\$s/.* $1 \([0-9.]*\) \([0-9.]*\) *\([0-9.]*\).*/\\$2/p" "$work/meter"
}
period=$(awk "BEGIN { print 1000 * $block / $rate_hz }")
below() { # NAME FIGURE LIMIT
  awk "BEGIN { exit !(\"$2\" != \"\" && $2 + 0 < $3) }" && is=ok || is='not ok'
  echo "$is - $1: $2, limit $3"
}
below "run()'s own worst time is within a period, ms" "$(field cpu_ms 3)" "$period"
below 'of 10000 runs, by the clock, all but one are within a tenth of it, ms' \
  "$(field wall_ms 2)" "$(awk "BEGIN { print $period / 10 }")"
# Nobody can be quicker than a machine that stands still: a loop that does nothing, as
# long as a run(), in the same thread, is late as often.
below 'runs that took longer than a period, against twice those of an empty loop and 3' \
  "$(field late 1)" $((2 * $(field late 2) + 3))
is 'the worker ran in a thread of its own' "$(metered threads)" own
