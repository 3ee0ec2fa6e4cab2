#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# The page of genre-eq report in headless Chromium: nothing is wider than the screen of a telephone,
# a tablet and a desk, and light and dark differ.

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
cat >"$scratch/frame.html" <<'END'
<!DOCTYPE html><body><pre id="said"></pre><script>
const widths = [360, 768, 1280], said = document.getElementById('said');
for (const width of widths) {
  const frame = document.createElement('iframe');
  frame.style.cssText = 'width:' + width + 'px;height:800px;border:0';
  frame.onload = () => {
    const page = frame.contentDocument, style = frame.contentWindow.getComputedStyle(page.body);
    said.textContent += 'WIDTH ' + width + ' ' + (page.documentElement.scrollWidth - width) + ' ' +
      style.backgroundColor.replace(/ /g, '') + '\n';
  };
  frame.src = 'page.html';
  document.body.appendChild(frame);
}
</script>
END

look() { # COLOUR-SCHEME (0 dark, 1 light)
  timeout 600 "$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --allow-file-access-from-files \
    --user-data-dir="$scratch/profile" --blink-settings=preferredColorScheme="$1" \
    --virtual-time-budget=8000 --dump-dom "file://$scratch/frame.html" 2>/dev/null |
    sed -n 's/.*\(WIDTH [0-9]* .*\)/\1/p'
}

for scheme in 1 0; do
  said=$(look $scheme)
  name=light background='rgb(255,255,255)'
  [ $scheme = 0 ] && name=dark background='rgb(22,25,29)'
  if [ "$(echo "$said" | grep -c "^WIDTH [0-9]* 0 $background\$")" = 3 ]; then
    echo "ok - the $name page fits 360, 768 and 1280 pixels"
  else
    echo "$said" | sed 's/^/# /'
    echo "not ok - the $name page"
  fi
done
