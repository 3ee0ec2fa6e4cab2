# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: A and B that no window is told
# in: plugin/note_property.c
# checks: a_and_b
s/property->is_asked_for |= message->is_asked_for;/;/
