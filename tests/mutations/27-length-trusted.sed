# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a length in a cached file that decides how much memory is taken
# in: model/train/recording_cache.c
# check: replay:fuzz_cache
s/head.n_stretches > 0 &&$/true \&\&/
s/head.n_stretches <= STRETCHES_MAX;/true;/
