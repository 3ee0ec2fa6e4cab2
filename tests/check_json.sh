#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Checks the output of each command with --json against ui/cli/genre-eq.schema.json, with Debian's
# python3-jsonschema. Every command that takes --json must be in the schema.

schema=$PWD/ui/cli/genre-eq.schema.json
if [ ! -x "$GENRE_EQ_PROGRAM" ]; then
  echo 'ok # SKIP JSON: needs the genre-eq program (make deps)'
  exit 0
fi
genre_eq=$(realpath "$GENRE_EQ_PROGRAM")

missing=
for command in $("$genre_eq" --help | sed -n 's/^  \([a-z-]*\)  *[A-Z].*/\1/p'); do
  if "$genre_eq" "$command" --help | grep -q -e --json && ! grep -q "\"$command\": {" "$schema"; then
    missing="$missing $command"
  fi
done
if [ -z "$missing" ]; then
  echo 'ok - every command with --json is described'
else
  echo "not ok - the schema lacks$missing"
fi

if ! /usr/bin/python3 -c 'import jsonschema; jsonschema.Draft202012Validator' 2>/dev/null; then
  echo 'ok # SKIP JSON against its schema: needs python3-jsonschema (make deps-hosts)'
  exit 0
fi
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1

# 8 s that count as music, and silence.
/usr/bin/python3 - <<'END'
import array, math, random, wave
random.seed(1)
def write(name, seconds, sound):
    with wave.open(name, 'wb') as f:
        f.setnchannels(1); f.setsampwidth(2); f.setframerate(22050)
        f.writeframes(array.array('h', [int(sound(i / 22050)) for i in range(int(seconds * 22050))]).tobytes())
write('song.wav', 8, lambda t: 9000 * math.sin(345 * t) * math.exp(-5 * (t % 0.5)) + random.uniform(-3000, 3000) * math.exp(-20 * (t % 0.25)))
write('silence.wav', 2, lambda t: 0)
END
mkdir album && cp song.wav silence.wav album/ && echo nothing >album/bad.wav

{
  "$genre_eq" identify --json song.wav silence.wav | sed 's/^/identify /'
  "$genre_eq" master --json song.wav | sed 's/^/master /'
  "$genre_eq" master --json silence.wav | sed 's/^/master /'
  "$genre_eq" render --json song.wav out.wav | sed 's/^/render /'
  "$genre_eq" render --album --json album masters 2>/dev/null | sed 's/^/render-album /'
  "$genre_eq" report --json song.wav | sed 's/^/report /'
  "$genre_eq" report --json silence.wav | sed 's/^/report /'
  "$genre_eq" export-curve --format json song.wav | sed 's/^/export-curve /'
  "$genre_eq" profile --json -o profile.lv2 Mine song.wav | sed 's/^/profile /'
  "$genre_eq" controls --json | sed 's/^/controls /'
  "$genre_eq" presets --json | sed 's/^/presets /'
  "$genre_eq" learn --json song.wav --save Mine -o learned.lv2 | sed 's/^/learn /'
  "$genre_eq" features --json song.wav song.wav | sed 's/^/features /'
} >lines

/usr/bin/python3 - "$schema" <<'END'
import json, sys
from collections import Counter
from jsonschema import Draft202012Validator
schema = json.load(open(sys.argv[1]))
Draft202012Validator.check_schema(schema)
good, bad = Counter(), []
for line in open('lines', encoding='utf-8'):
    kind, text = line.split(' ', 1)
    rule = {'$ref': '#/$defs/' + kind, '$defs': schema['$defs']}
    errors = list(Draft202012Validator(rule).iter_errors(json.loads(text)))
    bad += ['%s: %s: %s' % (kind, '/'.join(map(str, e.path)), e.message[:200]) for e in errors]
    good[kind] += not errors
for error in bad:
    print('#', error)
kinds = [k for k in ('identify', 'master', 'render', 'render-album', 'report', 'export-curve', 'profile', 'controls', 'presets', 'learn', 'features') if not good[k]]
if bad or kinds:
    print('not ok - JSON against its schema', *kinds)
else:
    print('ok - %d objects of %d kinds are as the schema says' % (sum(good.values()), len(good)))
END
