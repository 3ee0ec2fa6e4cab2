#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# The plugin's binary: it exports one symbol, links libc and libm, and has no text relocations
# and no executable stack.

binary=$GENRE_EQ_BUNDLE/genre-eq.so

expect() { # NAME EXPECTED GOT
  if [ "$2" = "$3" ]; then
    echo "ok - $1: $3"
  else
    echo "not ok - $1: expected '$2', got '$3'"
  fi
}

if ! command -v readelf >/dev/null; then
  echo 'ok # SKIP binary: needs readelf (make deps)'
  exit 0
fi

dynamic=$(readelf -Wd "$binary")

symbols=$(nm -D --defined-only "$binary" | awk '{ print $3 }' | sort | tr '\n' ' ')
expect 'symbols that the plugin exports' 'lv2_descriptor ' "$symbols"

# Libraries other than libc, libm, and the loader that some systems name.
foreign=$(echo "$dynamic" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' |
  grep -vE '^(libc|libm|ld-linux[^.]*)\.so' | tr '\n' ' ')
expect 'libraries beyond libc and libm' '' "$foreign"

# What the plugin calls: memory when it is instantiated, a log when a state is damaged, and
# otherwise nothing that could wait. A name that is added here needs a reason: open, fstat, read,
# close and their errors are for the worker, which reads a profile's file.
allowed='__stack_chk_fail calloc free stderr vfprintf memcpy memmove memset memcmp strcmp
  strncmp strlen strnlen memchr sqrt sqrtf fmin fmax fminf fmaxf floor ceil fabs
  open fstat read close __errno_location strerror snprintf'
strange=$(nm -D --undefined-only "$binary" | awk '$1 == "U" { print $2 }' |
  sed 's/@.*//; s/^__\(.*\)_chk$/\1/' | sort -u | while read -r name; do
  echo $allowed | tr ' ' '\n' | grep -qx "$name" || printf '%s ' "$name"
done)
case $strange in
*asan* | *tsan* | *ubsan*) echo 'ok # SKIP what the plugin calls: a sanitizer is in it' ;;
*) expect 'what the plugin calls beyond a short list' '' "$strange" ;;
esac

expect 'text relocations' 0 "$(echo "$dynamic" | grep -c TEXTREL)"
expect 'bound at load time' 1 "$(echo "$dynamic" | grep -cE 'FLAGS_1.*NOW')"
expect 'executable stack' 0 "$(readelf -Wl "$binary" | grep GNU_STACK | grep -c 'RWE')"
expect 'relocations made read-only' 1 "$(readelf -Wl "$binary" | grep -c GNU_RELRO)"

window=$GENRE_EQ_BUNDLE/genre-eq-ui.so
if [ ! -e "$window" ]; then
  echo 'ok # SKIP window: needs cairo and x11 (make deps)'
  exit 0
fi
expect 'symbols that the window exports' 'lv2ui_descriptor ' \
  "$(nm -D --defined-only "$window" | awk '{ print $3 }' | sort | tr '\n' ' ')"
