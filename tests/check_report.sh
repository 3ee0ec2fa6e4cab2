#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# The page of genre-eq report in headless Chromium: nothing, and no table, is wider than the screen of
# a telephone, a tablet and a desk, whatever the tags are, and light and dark differ. All text, and the
# buttons' outlines, stand out. A screen reader is told of no more than it needs. Its sounds decode, play, switch without a gap of
# more than 10 ms, and are equally loud (listen_to_page.js).

if [ ! -x "$GENRE_EQ_PROGRAM" ] || [ ! -r "$GENRE_EQ_SONG" ]; then
  echo 'ok # SKIP the page in a browser: needs a song (make run)'
  exit 0
fi
browser=$(command -v chromium || command -v chromium-browser) || {
  echo 'ok # SKIP the page in a browser: needs chromium (make deps-hosts)'
  exit 0
}
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

"$GENRE_EQ_PROGRAM" report -o "$scratch/page.html" "$GENRE_EQ_SONG" >/dev/null || exit 1
# Tags without a space.
word=$(printf '%0300d' 0)
sed -e "s|<h1><bdi>|&$word|" -e "s|<p class=\"faint\">|&<bdi>$word</bdi>|" "$scratch/page.html" \
  >"$scratch/tags.html"
cp "${0%/*}/look_at_page.js" "$scratch"
cat >"$scratch/frame.html" <<'END'
<!DOCTYPE html><body><pre id="said"></pre><script src="look_at_page.js"></script><script>
const widths = [360, 481, 600, 768, 1280], said = document.getElementById('said');
for (const width of widths) {
  const frame = document.createElement('iframe');
  frame.style.cssText = 'width:' + width + 'px;height:800px;border:0';
  frame.onload = () => {
    const page = frame.contentDocument, style = frame.contentWindow.getComputedStyle(page.body);
    const tables = [...page.querySelectorAll('.wide')].map((t) => t.scrollWidth - t.clientWidth);
    const over = Math.max(page.documentElement.scrollWidth - width, ...tables);
    said.textContent += 'LEAST ' + leastContrast(frame.contentWindow) + ' ' + leftToRead(page) +
      ' ' + smallTargets(page) + '\n';
    said.textContent += 'MARKS ' + lostMarks(frame.contentWindow) + '\n';
    said.textContent += 'WIDTH ' + width + ' ' + over + ' ' +
      style.backgroundColor.replace(/ /g, '') + '\n';
  };
  frame.src = width === 360 ? 'tags.html' : 'page.html';
  document.body.appendChild(frame);
}
</script>
END

look() { # COLOUR-SCHEME (0 dark, 1 light) [OPTION]
  timeout 600 "$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --allow-file-access-from-files \
    --user-data-dir="$scratch/profile" --blink-settings=preferredColorScheme="$1" ${2:+"$2"} \
    --virtual-time-budget=8000 --dump-dom "file://$scratch/frame.html" 2>/dev/null |
    sed -n 's/.*\(\(WIDTH\|LEAST\|MARKS\) [0-9.]* .*\)/\1/p'
}

for scheme in 1 0; do
  said=$(look $scheme)
  name=light background='rgb(255,255,255)'
  [ $scheme = 0 ] && name=dark background='rgb(22,25,29)'
  if [ "$(echo "$said" | grep -c "^WIDTH [0-9]* 0 $background\$")" = 5 ]; then
    echo "ok - the $name page fits 360, 481, 600, 768 and 1280 pixels"
  else
    echo "$said" | sed 's/^/# /'
    echo "not ok - the $name page"
  fi
  # Of WCAG 2.1: 4.5 for text (1.4.3), 3 for the outlines of controls (1.4.11).
  if seen=$(echo "$said" | awk '
    /^LEAST/ { text = !n++ || $2 < text ? $2 : text; edge = n < 2 || $3 < edge ? $3 : edge; read += $4; small += $5 }
    END { printf "text %.2f, outlines of buttons %.2f", text, edge
          exit !(n == 5 && text >= 4.5 && edge >= 3 && read == 0 && small == 0) }'); then
    echo "ok - least contrast of the $name page: $seen"
  else
    echo "$said" | sed 's/^/# /'
    echo "not ok - least contrast of the $name page, what is read aloud, or a small target: $seen"
  fi
done

# A system's contrast theme takes the colours away.
for option in '' --force-high-contrast; do
  said=$(look 1 $option)
  name="a bar, an aim and the choice stand out${option:+ in forced colours}"
  if marks=$(echo "$said" | awk '/^MARKS/ { all += $2; lost += $3 }
    END { printf "%d marks, %d lost", all, lost; exit !(all > 50 && lost == 0) }'); then
    echo "ok - $name: $marks"
  else
    echo "not ok - $name: $marks"
  fi
done

# The page with a script in its head that listens.
listen() { # OPTIONS OF REPORT
  "$GENRE_EQ_PROGRAM" report --force -o "$scratch/heard.html" "$@" "$GENRE_EQ_SONG" >/dev/null || exit 1
  awk -v script="${0%/*}/listen_to_page.js" '
    /<meta charset/ { print; print "<script>"
                      while ((getline line <script) > 0) print line
                      print "</script>"; next }
    { print }' "$scratch/heard.html" >"$scratch/listen.html"
  timeout 600 "$browser" --headless --no-sandbox --disable-gpu --user-data-dir="$scratch/profile" \
    --dump-dom "file://$scratch/listen.html" 2>/dev/null | sed -n 's/^.*<pre>//; /^DECODED/,/^END/p'
}

# Of what was heard: all choices within 0.2 LU, no gap above 10 ms, and then the right sound.
judge() { # CHOICES SOUNDS
  awk -v choices="$1" -v sounds="$2" '
    /^DECODED/ && $3 > 3 { ++decoded }
    /^LOUD/ { ++loud; lowest = loud == 1 || $3 < lowest ? $3 : lowest
              highest = loud == 1 || $3 > highest ? $3 : highest }
    /^PLAYS/ { plays = $5 < 0.001 }
    /^SWITCH/ { ++switched; gap = $4 > gap ? $4 : gap; off = $NF > off ? $NF : off }
    /^KEYS are told$/ { told = 1 }
    /^DEVICE is waited for$/ { waits = 1 }
    /^HELD Pause$/ { held = told && waits }
    /^STOPS Play$/ { stops = held }
    /^ASKED FOR 0$/ { alone = 1 }
    /^END/ { ended = 1 }
    END {
      printf "%d choices within %.3f LU, longest gap %.2f ms, then off by %.1e\n", loud,
             highest - lowest, gap, off
      exit !(decoded == sounds && loud == choices && highest - lowest <= 0.2 && plays &&
             switched == choices && gap <= 10 && off < 0.01 && stops && alone && ended)
    }'
}

hear() { # NAME CHOICES SOUNDS OPTIONS OF REPORT
  name=$1 choices=$2 sounds=$3
  shift 3
  heard=$(listen "$@")
  if figures=$(echo "$heard" | judge "$choices" "$sounds"); then
    echo "ok - $name: $figures"
  else
    echo "$heard" | sed 's/^/# /'
    echo "not ok - $name: $figures"
  fi
}

hear 'before, after and difference sound in step' 3 2 --set genre=hiphop --set match=100
"$GENRE_EQ_PROGRAM" render --learn --set genre=jazz --set match=100 "$GENRE_EQ_SONG" \
  "$scratch/reference.wav" 2>/dev/null
hear 'and so they do beside a reference' 4 3 --reference "$scratch/reference.wav"
