#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# lilv's lv2bench on this plugin and on other equalisers, in turn, each the least of several
# runs. lv2bench plays silence and offers no features, so this plugin rests. bench_peers plays
# music.

if ! command -v lv2bench >/dev/null; then
  echo 'Skipped: lv2bench (lilv-utils) is not installed.'
  exit 0
fi
LV2_PATH=$(cd "$GENRE_EQ_BUNDLE/.." && pwd):${LV2_PATH:-/usr/local/lib/lv2:/usr/lib/lv2}
export LV2_PATH

frames=2097152
uris='urn:genre-eq:stereo http://gareus.org/oss/lv2/fil4#stereo
  http://eq10q.sourceforge.net/eq/eq6qs http://calf.sourceforge.net/plugins/Equalizer5Band
  http://gareus.org/oss/lv2/darc#stereo
  http://lsp-plug.in/plugins/lv2/para_equalizer_x16_stereo'

for _ in 1 2 3 4 5; do
  for uri in $uris; do
    lv2bench -f -n $frames "$uri" 2>/dev/null | sed -n "s|^[0-9]* $frames ||p"
  done
done | awk -v frames=$frames -v table="${GENRE_EQ_BENCH_TSV:-/dev/null}" '
  !($2 in least) { order[++n] = $2 }
  !($2 in least) || $1 < least[$2] { least[$2] = $1 }
  END {
    printf "%12s %10s\n", "ns a frame", "ours / it"
    ours = least["urn:genre-eq:stereo"]
    for (i = 1; i <= n; ++i) {
      uri = order[i]
      printf "%12.1f %10.2f  %s\n", 1e9 * least[uri] / frames, ours / least[uri], uri
      printf "lv2bench\t%s\t%.3g\tours / it\n", uri, ours / least[uri] >>table
    }
  }'
