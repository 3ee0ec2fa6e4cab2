#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Lays out the recordings that the shipped weights are learned from, for
# genre-eq-train: a folder a genre (links, nothing copied), the folders "none" and "other", and
# groups.csv. What is there already is kept.
#
#   model/train/lay_out.sh RECORDINGS DATA
#
# RECORDINGS: fullband/songs.csv, more/songs.csv, more/cuts/cuts.csv, gtzan/clips.csv, and what
# they name.
set -eu

[ $# -eq 2 ] || { sed -n '/^#   model/s/^#   /usage: /p' "$0" >&2; exit 2; }
recordings=$(cd "$1" && pwd)
mkdir -p "$2"
data=$(cd "$2" && pwd)
trainer=${TRAINER:-build/genre-eq-train}
[ -x "$trainer" ] || { echo "$trainer is not there: make trainer, or say TRAINER=…" >&2; exit 1; }
for genre in $(sed -n 's/^GENRE([A-Z_0-9]*, *\([a-z0-9]*\),.*/\1/p' model/genres.def) none other; do
  mkdir -p "$data/$genre"
done

# --- links and groups.csv: `source tab link tab group tab set tab fold` ------------------

# Groups are artists by name, over all sets: names are compared in lower case, without "the";
# whoever is featured belongs to the group, too. GTZAN's folds are as given; genre-eq-train
# deals the other artists.
awk -v gtzan="$recordings/gtzan" -v fullband="$recordings/fullband" -v more="$recordings/more" '
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
  function group_of(name) {
    while (joined[name] != name) name = joined[name]
    return name
  }
  # Joins the groups of all names in a list of artists; returns one of the names.
  function join_names(artists, otherwise,    name, n, i, first, one) {
    artists = tolower(artists)
    gsub(/\(.*\)|composer:|["\t]/, "", artists)
    gsub(/ (feat\.?|ft\.?|featuring|with|and|vs\.?|x) /, "\\&", artists)
    n = split(artists, name, /[&,;\/]/)
    for (i = 1; i <= n; ++i) {
      one = " " name[i] " "
      gsub(/[^a-z0-9\200-\377 ]/, "", one)
      gsub(/ the /, " ", one)
      gsub(/^ +| +$/, "", one)
      if (length(one) < 2 || one ~ /^(unknown|various|various artists|his orchestra)$/) continue
      if (!(one in joined)) joined[one] = one
      if (first == "") first = one
      else joined[group_of(one)] = group_of(first)
    }
    if (first == "") {
      first = otherwise
      joined[first] = first
    }
    return first
  }
  function row(from, genre, link, artists, otherwise, set, fold) {
    ++rows
    line[rows] = from "\t" genre "/" link
    name_of[rows] = join_names(artists, otherwise)
    rest[rows] = set "\t" fold
  }
  FNR == 1 { file++; next }
  { sub(/\r$/, ""); split_csv($0) }
  file == 1 && field[8] != "" {
    row(gtzan "/audio/" field[2] "/" field[1] ".flac", field[3], "real-" field[1] ".flac", field[6],
        "gtzan " field[5], "real", "gtzan" field[4])
  }
  file == 2 {
    row(more "/cuts/" field[1] ".opus", field[3], "cut-" field[1] ".opus", field[6],
        "gtzan " field[5], "cut", "gtzan" field[4])
  }
  file == 3 || file == 4 {
    genre = field[2] == "other" && field[3] ~ /^electronic/ ? "electronic" : field[2]
    link = field[1]; gsub("/", "-", link)
    row((file == 3 ? fullband : more) "/" field[1], genre, (file == 3 ? "" : "more-") link,
        genre == "none" ? "" : field[4], (file == 3 ? "song " : "more ") field[1],
        file == 3 ? "song" : "more", "")
  }
  END {
    for (i = 1; i <= rows; ++i) {
      group = group_of(name_of[i])
      if (!(group in number)) number[group] = ++groups
      print line[i] "\tartist " number[group] "\t" rest[i]
    }
  }
' "$recordings/gtzan/clips.csv" "$recordings/more/cuts/cuts.csv" "$recordings/fullband/songs.csv" \
  "$recordings/more/songs.csv" >"$data/links.tsv"

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
    [ ! -L "$file" ] || continue
    name=${file##*/}
    echo "none/$name,${name%%.*},none,"
  done
} >"$data/groups.csv"
rm "$data/links.tsv"
echo "$(wc -l <"$data/groups.csv") lines in $data/groups.csv"
