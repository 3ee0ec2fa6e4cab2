# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: songs to learn from that do not exist
# in: tests/hosts/check_own_preset.sh
# checks: own_preset
s/"\$work\/song_44100\.wav" "\$song"$/"$work\/none.wav"/
s/"\$song" --save/"$work\/none.wav" --save/
