#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Runs each input of the fuzzers' corpus (tests/fuzz/corpus/TARGET/) once: those that they start
# from, and those that they found. `make fuzz` searches for more.

TMPDIR=$(mktemp -d) || exit 1
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT
for target in "$GENRE_EQ_BUILD"/fuzz/fuzz_*; do
  name=$(basename "$target")
  [ -x "$target" ] || continue
  case $name in *.*) continue ;; esac
  case $name in *${ONLY:-}*) ;; *) continue ;; esac
  if "$target" "tests/fuzz/corpus/$name" >"$TMPDIR/log" 2>&1; then
    echo "ok - $name: $(tail -n 1 "$TMPDIR/log")"
  else
    echo "not ok - $name"
    tail -n 40 "$TMPDIR/log" | sed 's/^/# /'
  fi
done
