# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a relearn that forgets the sound but not the decision
# in: plugin/listener.c
# check: soak:1.2
/^void listener_forget(/,/^}/{/decision_reset/d;}
