# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# make fuzz: runs each tests/fuzz/fuzz_*.c with libFuzzer. make check only replays the corpus.

FUZZ_ALL     := $(basename $(notdir $(wildcard tests/fuzz/fuzz_*.c)))
FUZZ_TARGETS := $(call buildable,$(FUZZ_ALL))
# What calls the target: libFuzzer, or replay.c.
FUZZER_MAIN  ?= $(BUILD)/obj/tests/fuzz/replay.o

$(BUILD)/fuzz/%: private override LDFLAGS += $(filter-out %.o,$(FUZZER_MAIN))
$(BUILD)/fuzz/%: $(BUILD)/obj/tests/fuzz/%.o $(filter %.o,$(FUZZER_MAIN)) $$(call archives,$$(call test_layers,$$*))
	$(call link,$(call test_libs,$*))

check: $(if $(filter %/check_corpus.sh,$(CHECKS)),$(addprefix $(BUILD)/fuzz/,$(FUZZ_TARGETS)))

# FUZZ_SECONDS for each target. New inputs stay in $(BUILD)/libfuzzer/fuzz/found/.
FUZZ_SECONDS ?= 600
FUZZ_FLAGS   := -O1 -g -fno-omit-frame-pointer -fno-sanitize-recover=all \
                -fsanitize=fuzzer-no-link,address,undefined,float-cast-overflow
.PHONY: fuzz fuzz-here
fuzz:
	$(Q)$(AS_IT_IS) $(MAKE) --no-print-directory BUILD=$(BUILD)/libfuzzer CC=clang HARDEN= \
	  CFLAGS='$(FUZZ_FLAGS)' FUZZER_MAIN=-fsanitize=fuzzer FUZZ_SECONDS=$(FUZZ_SECONDS) fuzz-here
fuzz-here: bundle $(addprefix $(BUILD)/fuzz/,$(FUZZ_TARGETS))
	$(Q)RUN_WITH='sh tests/fuzz/fuzz.sh' FUZZ_SECONDS=$(FUZZ_SECONDS) GUARD_S=1000000 \
	  $(RUN_TESTS) $(addprefix $(BUILD)/fuzz/,$(FUZZ_TARGETS))
	$(Q)cat $(FUZZ_TARGETS:%=$(BUILD)/tests/%.log) | grep '^ok'
