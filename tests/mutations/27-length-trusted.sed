# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# fault: a cached file whose length decides how much memory is taken
# in: model/train/hop_cache.c
# check: replay:fuzz_cache
s/head.n_hops > 0 &&$/true \&\&/
/head.n_hops <= LISTEN_MAX_S \* HOPS_PER_SECOND &&/d
