# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: presets where genre-eq and lv2file do not look
# in: tests/hosts/check_state.sh
# checks: state
s/"\$genre_eq" presets/HOME="$work" LV2_PATH="$work\/lv2" &/
s/lv2file -L/HOME="$work" LV2_PATH="$work\/lv2" &/
