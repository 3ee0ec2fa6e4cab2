# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: JACK with another block size than asked for
# in: tests/hosts/common.sh
# checks: jalv
s/-r "\$1" -p "\$2"/-r "$1" -p 128/
