#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# The bundle's Turtle: true to the LV2 specification, and the same as the committed
# copy that builds without serd use.

for file in manifest.ttl genre-eq.ttl presets.ttl; do
  if diff -u "ttl/generated/$file" "$GENRE_EQ_BUNDLE/$file"; then
    echo "ok - ttl/generated/$file is what the tables give"
  else
    echo "not ok - ttl/generated/$file is out of date: make ttl"
  fi
done

# lv2_validate runs sord_validate with the specification beside our files.
if ! command -v lv2_validate >/dev/null || ! command -v sord_validate >/dev/null; then
  echo 'ok # SKIP lv2_validate: not installed (lv2-dev, sordi)'
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
