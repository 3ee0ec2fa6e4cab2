#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# The bundle's Turtle follows the LV2 specification. It is the same as the committed copy, which
# builds without serd use, except for blank lines: serd 0.30 ends with one, 0.32 does not.

for file in manifest.ttl manifest-ui.ttl genre-eq.ttl presets.ttl; do
  if [ ! -e "$GENRE_EQ_BUILD/obj/turtle/$file" ]; then
    echo "ok # SKIP ttl/generated/$file: needs serd (make deps)"
  elif diff -uB "ttl/generated/$file" "$GENRE_EQ_BUILD/obj/turtle/$file"; then
    echo "ok - ttl/generated/$file is what the tables give"
  else
    echo "not ok - ttl/generated/$file is out of date: make ttl"
  fi
done

# Each binary that the manifest names exists.
for binary in $(sed -n 's/.*[bB]inary <\([^>]*\)>.*/\1/p' "$GENRE_EQ_BUNDLE/manifest.ttl" | sort -u); do
  if [ -e "$GENRE_EQ_BUNDLE/$binary" ]; then
    echo "ok - $binary is in the bundle"
  else
    echo "not ok - the manifest names $binary, which is not in the bundle"
  fi
done

# lv2_validate runs sord_validate on the files together with the specification.
if ! command -v lv2_validate >/dev/null || ! command -v sord_validate >/dev/null; then
  echo 'ok # SKIP Turtle by lv2_validate: needs lv2_validate (make deps)'
  exit 0
fi
said=$(lv2_validate "$GENRE_EQ_BUNDLE"/*.ttl 2>&1)
code=$?
echo "$said" | sed 's/^/# /'
if [ "$code" -eq 0 ] && echo "$said" | grep -q '^Found 0 errors'; then
  echo "ok - lv2_validate: $(echo "$said" | grep '^Found')"
else
  echo 'not ok - lv2_validate'
fi
