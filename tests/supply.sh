#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# The source archive and its parts: licences (REUSE), the same archive twice, a build from it with
# no network, the list of linked libraries in SECURITY.md, hardening. Prints TAP.
# ONLY=WORD: only the parts whose name holds the word.

build=$PWD/$GENRE_EQ_BUILD
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

told() { # NAME CODE
  if [ "$2" -eq 0 ]; then
    echo "ok - $1"
  else
    echo "not ok - $1"
    tail -n 30 "$work/log" | sed 's/^/# /'
  fi
}

# --- the archive ------------------------------------------------------------------------

try_archive() {
  archive=$(make -s dist 2>"$work/log" | tail -n 1)
  cp "$archive" "$work/first.tar.gz" 2>>"$work/log"
  sleep 1.1
  (umask 077 && LC_ALL=de_DE.UTF-8 TZ=Asia/Tokyo make -s dist) >>"$work/log" 2>&1
  cmp "$archive" "$work/first.tar.gz" >>"$work/log" 2>&1
  told "make dist twice, another hour, zone and umask: the same $(wc -c <"$work/first.tar.gz") bytes" $?

  unpack
  (cd "$work/source" && make -s dist) >"$work/log" 2>&1
  cmp "$work/source/$(basename "$build")/$(basename "$archive")" "$work/first.tar.gz" >>"$work/log" 2>&1 ||
    cmp "$work"/source/build/*.tar.gz "$work/first.tar.gz" >>"$work/log" 2>&1
  told 'make dist from the unpacked archive: the same bytes' $?
}

unpack() { # the archive into source, once
  [ -d "$work/source" ] && return
  mkdir "$work/source"
  tar -xzf "$(make -s dist 2>"$work/log" | tail -n 1)" -C "$work/source" --strip-components=1
}

# --- licences ---------------------------------------------------------------------------

# REUSE looks for licences in the folder LICENSES.
try_licences() {
  if ! command -v reuse >/dev/null; then
    echo 'ok # SKIP reuse lint: needs reuse (make deps-lint)'
    return
  fi
  unpack
  cp -r "$work/source" "$work/reuse"
  rm -rf "$work/reuse/build"
  mkdir "$work/reuse/LICENSES"
  cp LICENSE "$work/reuse/LICENSES/ISC.txt"
  # The licence of the metadata; Debian's copyright file holds its text.
  cp ui/packaging/debian/copyright "$work/reuse/LICENSES/FSFAP.txt"
  rm "$work/reuse/LICENSE"
  (cd "$work/reuse" && reuse lint) >"$work/log" 2>&1
  code=$?
  told "reuse lint: $(sed -n 's/^\* Files with license information: //p' "$work/log") files with a licence" $code
}

# --- no network -------------------------------------------------------------------------

try_network() {
  if unshare -n true 2>/dev/null; then
    alone='unshare -n'
  elif unshare -rn true 2>/dev/null; then
    alone='unshare -rn'
  else
    echo 'ok # SKIP a build with no network: needs leave to take it away (unshare -n)'
    return
  fi
  unpack
  (cd "$work/source" && env -u MAKEFLAGS $alone make -j"$(nproc)" BUILD=away all) >"$work/log" 2>&1 &&
    [ -e "$work/source/away/genre-eq.lv2/genre-eq.so" ]
  told 'builds from the archive with no network' $?
}

# --- what is linked ---------------------------------------------------------------------

try_linked() {
  n=0
  : >"$work/log"
  for binary in "$build"/genre-eq.lv2/*.so "$build"/genre-eq "$build"/genre-eq-train \
    "$build"/generate-turtle "$build"/tests/* "$build"/tests/hosts/* "$build"/fuzz/*; do
    [ -f "$binary" ] && [ -x "$binary" ] || continue
    for library in $(readelf -d "$binary" 2>/dev/null | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'); do
      n=$((n + 1))
      case $library in ld-linux*) continue ;; esac
      grep -qF "\`$library\`" SECURITY.md || echo "$binary needs $library" >>"$work/log"
    done
  done
  [ "$n" -gt 0 ] && [ ! -s "$work/log" ]
  told "SECURITY.md lists what is linked: $n needs of the binaries" $?
}

# --- hardening --------------------------------------------------------------------------

try_hardening() {
  for binary in "$build"/genre-eq.lv2/*.so "$build"/genre-eq; do
    {
      readelf -Wd "$binary" | grep -qE 'FLAGS_1.*NOW' && readelf -Wl "$binary" | grep -q GNU_RELRO &&
        readelf -Wl "$binary" | grep GNU_STACK | grep -qv RWE &&
        readelf -Wh "$binary" | grep -q 'DYN (' &&
        readelf -Ws "$binary" | grep -q __stack_chk_fail &&
        { [ "$(uname -m)" != x86_64 ] || objdump -d "$binary" | grep -q endbr64; }
    } >"$work/log" 2>&1
    told "$(basename "$binary"): relro, now, no executable stack, any address, canaries, control flow" $?
  done
}

for part in archive licences network linked hardening; do
  case $part in *${ONLY:-}*) try_$part ;; esac
done
