# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: the worker reads the ring that the audio thread writes
# in: plugin/listener.c
# check: threads:test_threads
s/classifier_begin(&job, &listener->snapshot\[question->slot\]);/classifier_begin(\&job, \&listener->history);/
