#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Completion for bash and zsh: asks the shells what they offer.

if [ ! -x "$GENRE_EQ_PROGRAM" ]; then
  echo 'ok # SKIP completion: needs the genre-eq program (make deps)'
  exit 0
fi
program=$(realpath "$GENRE_EQ_PROGRAM")
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin" "$scratch/files" && ln -s "$program" "$scratch/bin/genre-eq"
PATH=$scratch/bin:$PATH
touch "$scratch/files/song one.wav" "$scratch/files/other.flac"
mkdir "$scratch/files/sounds"
HOME=$scratch/home
export HOME
# A preset of genre-eq profile, and one as hosts save it, whose URI is that of a file.
save_preset() { # URI NAME
  mkdir -p "$HOME/.lv2/$2.lv2"
  cat >"$HOME/.lv2/$2.lv2/manifest.ttl" <<END
@prefix lv2: <http://lv2plug.in/ns/lv2core#> .
@prefix pset: <http://lv2plug.in/ns/ext/presets#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<$1> a pset:Preset ; lv2:appliesTo <urn:genre-eq:stereo> ; rdfs:label "$2" .
END
}
save_preset urn:genre-eq:stereo:own-Lake Lake
save_preset mine.ttl Mine
genre-eq completion bash >"$scratch/bash" || exit 1
genre-eq completion zsh >"$scratch/_genre-eq" || exit 1

# What is typed, as "word|word|...", and what must be offered; "-word" must not be.
cases() {
  cat <<'END'
genre-eq|re -> render report -identify
genre-eq|identify|--j -> --json --jobs
genre-eq|render|--al -> --album
genre-eq|export-curve|--format| -> apo fil4 lsp csv json -song
genre-eq|export-curve|--format|l -> lsp -apo
genre-eq|render|--set|gen -> genre -amount
genre-eq|render|--set|genre=j -> jazz -disco
genre-eq|render|--set|amo -> amount -genre
genre-eq|render|--preset|ge -> gentle -firm
genre-eq|render|--preset|ow -> -own-Lake
genre-eq|render|--preset|La -> Lake
genre-eq|render|--preset|Mi -> Mine
genre-eq|identify|so -> song sounds -other
genre-eq|report|-o|oth -> other.flac
genre-eq|completion|z -> zsh -bash
END
}

cat >"$scratch/ask.bash" <<'END'
# ask.bash SCRIPT FILES WORDS: what bash offers for "word|word|..."
source "$1"
cd "$2" || exit 1
COMP_WORDS=() word=
while IFS= read -r -d '|' word || [ -n "$word" ]; do
  # Splits words as readline does: '=' is a word.
  while [[ $word == *=* ]]; do
    COMP_WORDS+=("${word%%=*}" =) word=${word#*=}
  done
  [[ -n $word || ${COMP_WORDS[-1]} != = ]] && COMP_WORDS+=("$word")
done <<<"$3|"
unset 'COMP_WORDS[-1]' # the newline
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
compopt() { :; }
_genre_eq
printf '%s\n' "${COMPREPLY[@]}"
END

cat >"$scratch/ask.zsh" <<'END'
# ask.zsh SCRIPT-DIR FILES LINE: what zsh offers, through a pseudo-terminal
zmodload zsh/zpty || exit 9
cd "$2"
zpty shell zsh -f
zpty -w shell "PS1= PS2=; stty -echo 2>/dev/null; fpath=($1 \$fpath); autoload -Uz compinit && compinit -u -d $1/dump
  zstyle ':completion:*' list-prompt ''; zstyle ':completion:*' menu no; LISTMAX=10000
  compadd() { if [[ \${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then builtin compadd \"\$@\"; return; fi
    typeset -a __hits; builtin compadd -A __hits \"\$@\"; print -rl -- \$__hits >>$1/hits; builtin compadd \"\$@\"; }
  told() { : >$1/told; }; zle -N told; bindkey '^T' told
  bindkey '^I' complete-word; print READY"
while zpty -r shell line; do [[ $line == *READY* ]] && break; done
: >$1/hits
rm -f $1/told
# zsh reads the second key after it has done the first.
zpty -n -w shell "$3"$'\t\x14'
for i in {1..6000}; do
  [[ -e $1/told ]] && break
  sleep 0.1
done
zpty -d shell
cat $1/hits
END

# Checks that $offered is what the words behind "->" ask for.
judge() {
  for word in $1; do
    case $word in
    -[a-z]*) printf '%s\n' "$offered" | grep -qx -e "${word#-}" && return 1 ;;
    *) printf '%s\n' "$offered" | grep -q -e "^$word" || return 1 ;;
    esac
  done
  return 0
}

check() { # SHELL
  failed=0
  cases >"$scratch/cases"
  while IFS= read -r case; do
    words=${case% -> *}
    if [ "$1" = bash ]; then
      offered=$(bash "$scratch/ask.bash" "$scratch/bash" "$scratch/files" "$words" 2>&1)
    else
      offered=$(zsh -f "$scratch/ask.zsh" "$scratch" "$scratch/files" \
        "$(printf '%s' "$words" | tr '|' ' ')" </dev/null 2>&1)
    fi
    if ! judge "${case#* -> }"; then
      failed=1
      echo "# $case: $1 offered" $offered
    fi
  done <"$scratch/cases"
  if [ "$failed" -eq 0 ]; then
    echo "ok - $1 offers what is wanted in $(wc -l <"$scratch/cases") places"
  else
    echo "not ok - completion in $1"
  fi
}

for shell in bash zsh; do
  if ! [ -e /dev/fd/0 ]; then
    echo "ok # SKIP completion in $shell: needs /dev/fd"
  elif command -v $shell >/dev/null; then
    check $shell
  else
    echo "ok # SKIP completion in $shell: needs $shell (make deps-hosts)"
  fi
done
