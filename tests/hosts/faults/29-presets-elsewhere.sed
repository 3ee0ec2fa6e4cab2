# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: presets saved where no host looks
# in: tests/hosts/common.sh
# checks: state
s/"\$HOME\/\.lv2\/\$1"$/"$HOME\/$1"/
