#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Lays out the recordings that the shipped weights are learned from, for
# genre-eq-train: a folder a genre (links, nothing copied), the proxies, the folder
# "none", and groups.csv. What is there already is kept.
#
#   model/train/lay_out.sh RECORDINGS DATA
#
# RECORDINGS: fullband/songs.csv, gtzan/clips.csv, make_proxies.py, and what they name.
set -eu

[ $# -eq 2 ] || { sed -n '/^#   model/s/^#   /usage: /p' "$0" >&2; exit 2; }
recordings=$(cd "$1" && pwd)
mkdir -p "$2"
data=$(cd "$2" && pwd)
trainer=${TRAINER:-build/genre-eq-train}
[ -x "$trainer" ] || { echo "$trainer is not there: make trainer, or say TRAINER=…" >&2; exit 1; }
for genre in poprock classical hiphop jazz disco country none; do
  mkdir -p "$data/$genre"
done

# --- the proxies: noise with the levels of GTZAN's spectrograms -------------------------

if [ ! -d "$data/proxies" ]; then
  ${PYTHON:-/usr/bin/python3} "$recordings/make_proxies.py" "$data/proxies.new" >/dev/null
  mv "$data/proxies.new" "$data/proxies"
fi

# --- links and groups.csv: `source tab link tab group tab set tab fold` ------------------

# Groups are artists by name, so that one who is in both sets is one group; GTZAN's
# folds as given, the full-band artists of each class dealt into five.
awk -v gtzan="$recordings/gtzan" -v fullband="$recordings/fullband" -v proxies="$data/proxies" '
  # Cuts a line of CSV (RFC 4180) into field[1] ...
  function split_csv(line,    n, c, i, quoted) {
    n = 1; field[1] = ""; quoted = 0
    for (i = 1; i <= length(line); ++i) {
      c = substr(line, i, 1)
      if (c == "\"") quoted = !quoted
      else if (c == "," && !quoted) field[++n] = ""
      else field[n] = field[n] c
    }
  }
  function row(from, genre, name, group, set, fold) {
    gsub(/["\t]/, "", group)
    printf "%s\t%s/%s\t%s\t%s\t%s\n", from, genre, name, group, set, fold
  }
  FNR == 1 { file++; next }
  { sub(/\r$/, ""); split_csv($0) }
  file == 1 {
    artist = field[6] == "" ? "gtzan " field[5] : tolower(field[6])
    if (field[8] != "")
      row(gtzan "/audio/" field[2] "/" field[1] ".flac", field[3], "real-" field[1] ".flac",
          artist, "real", "gtzan" field[4])
    if (field[9] == "yes")
      row(proxies "/" field[2] "/" field[1] ".wav", field[3], "proxy-" field[1] ".wav",
          artist, "proxy", "gtzan" field[4])
  }
  file == 2 && field[2] != "other" {
    artist = field[4] == "" ? "song " field[1] : tolower(field[4])
    if (!(artist in fold)) fold[artist] = seen[field[2]]++ % 5
    name = field[1]; gsub("/", "-", name)
    row(fullband "/" field[1], field[2], name, artist, "full-band", "full" fold[artist])
  }
' "$recordings/gtzan/clips.csv" "$recordings/fullband/songs.csv" >"$data/links.tsv"

# --- no music: sweeps, noise, tones, clicks, and synthetic speech ------------------------

"$trainer" strangers "$data/none"

say() { # name, voice, words a minute, pitch, text
  [ -e "$data/none/speech-$1.wav" ] ||
    espeak-ng -v "$2" -s "$3" -p "$4" -w "$data/none/speech-$1.wav" "$5"
}
english='The train to the coast leaves at nine from platform four. Bring a coat, for the wind
  comes in from the sea by noon, and the ferry does not wait. We shall be back before dark.'
story='Once the mill had stood by the river; now only its wheel was left, and the children
  climbed on it when nobody looked. On Sundays the baker counted them, and was never right.'
german='Der Zug zur Küste fährt um neun Uhr von Gleis vier. Nimm einen Mantel mit, denn gegen
  Mittag kommt Wind auf, und die Fähre wartet nicht. Vor Einbruch der Nacht sind wir zurück.'
french='Le train pour la côte part à neuf heures de la voie quatre. Prends un manteau, car le vent
  se lève vers midi, et le bateau n attend pas. Nous serons de retour avant la nuit.'
spanish='El tren a la costa sale a las nueve de la vía cuatro. Lleva un abrigo, porque el viento
  llega del mar a mediodía, y el barco no espera. Volveremos antes de la noche.'
number=0
for speed in 120 155 190; do
  for variant in m1 m3 f2 f4; do
    number=$((number + 1))
    pitch=$((25 + number * 5))
    say "$number-en" "en-us+$variant" $speed $pitch "$english"
    say "$number-gb" "en-gb+$variant" $speed $pitch "$story"
    say "$number-de" "de+$variant" $speed $pitch "$german"
    say "$number-fr" "fr+$variant" $speed $pitch "$french"
    say "$number-es" "es+$variant" $speed $pitch "$spanish"
  done
done

# --- the folder --------------------------------------------------------------------------

while IFS='	' read -r from link _; do
  ln -sf "$from" "$data/$link"
done <"$data/links.tsv"
{
  echo 'path,group,set,fold'
  awk -F '\t' '{ printf "%s,\"%s\",%s,%s\n", $2, $3, $4, $5 }' "$data/links.tsv"
  for file in "$data"/none/*; do
    name=${file##*/}
    echo "none/$name,${name%%.*},none,"
  done
} >"$data/groups.csv"
rm "$data/links.tsv"
echo "$(wc -l <"$data/groups.csv") lines in $data/groups.csv"
