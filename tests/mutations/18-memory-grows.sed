# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a leak of a kilobyte ten times a second
# in: plugin/engine.c
# check: soak:1.2
/^static void take_meters(/,/^}/s/^{/{\
  static void *volatile kept;\
  kept = malloc(1000);\
  (void)kept;/
