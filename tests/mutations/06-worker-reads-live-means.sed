# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: the worker reads the means that the audio thread writes
# in: plugin/listener.c
# check: threads:test_threads
s/classifier_ask(&listener->snapshot\[question->slot\], &answer->prediction);/HeardMeans live;\n  decision_heard(\&listener->decision, \&live);\n  classifier_ask(\&live, \&answer->prediction);/
