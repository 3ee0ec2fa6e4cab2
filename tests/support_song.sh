# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# To be sourced: makes a song of noise whose level wanders, 16 bits, mono.

make_song() { # FILE SECONDS SEED RATE_HZ
  LC_ALL=C awk -v seconds="$2" -v seed="$3" -v rate="$4" '
    function bytes(value, n) { for (; n > 0; --n) { printf "%c", value % 256; value = int(value / 256) } }
    BEGIN {
      srand(seed); n = seconds * rate
      printf "RIFF"; bytes(36 + 2 * n, 4); printf "WAVEfmt "; bytes(16, 4); bytes(1, 2); bytes(1, 2)
      bytes(rate, 4); bytes(2 * rate, 4); bytes(2, 2); bytes(16, 2); printf "data"; bytes(2 * n, 4)
      for (i = 0; i < n; ++i) {
        level = 0.5 + 0.4 * sin(i / 3000) * sin(i / 17000)
        last += 0.1 * (rand() * 2 - 1 - last)
        value = int(32767 * level * last); bytes(value < 0 ? value + 65536 : value, 2)
      }
    }' >"$1"
}
