#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# open_page.sh PAGE: opens a page in the browser, where there is a desktop.

if [ -n "$DISPLAY$WAYLAND_DISPLAY" ] && command -v xdg-open >/dev/null; then
  xdg-open "$1" >/dev/null 2>&1 </dev/null &
fi
