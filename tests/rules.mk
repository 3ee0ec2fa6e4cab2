# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# make check and related targets. Each tests/test_*.c is a cmocka program, each tests/check_*.sh a
# script.

# What a program of tests/ needs besides the plugin: the project's layers, and the system's
# libraries. A program that lacks something is not built.
TEST_NEEDS := test_%=cmocka test_host%=lilv-0 test_sessions%=lilv-0 test_turtle%=lilv-0 \
              test_train%=train test_draw%=draw test_cli%=commands test_open%=open test_view%=x11 test_window%=x11 \
              test_inline_display%=cairo test_loudness_m%=libebur128,sndfile \
              test_peak_safety%=libebur128,sndfile test_song_bands%=sndfile \
              bench_peers=lilv-0,sndfile bench_mend=train bench_blind=train bench_profile=train bench_labels=train \
              ui_host=x11 ui_reopen=x11,lilv-0 drop_file=x11 shoot_window=x11 shoot_listening=x11,train plot_sound=draw,sndfile \
              hosts/wav=sndfile hosts/jack_play=jack,sndfile hosts/render_events=lilv-0,sndfile \
              fuzz_report=x11 fuzz_audio=commands fuzz_words=commands fuzz_bundle=commands \
              fuzz_dataset=train fuzz_cache=train
needs       = $(foreach rule,$(TEST_NEEDS),$(if $(filter $(firstword $(subst =, ,$(rule))),$(1)),\
                $(subst $(comma), ,$(lastword $(subst =, ,$(rule))))))
test_layers = plugin $(filter $(LAYERS),$(call needs,$(1)))
test_libs   = $(filter-out $(LAYERS),$(call needs,$(1))) $(call system_libs,$(call test_layers,$(1)))
# The programs of a list whose libraries are all installed.
buildable   = $(foreach t,$(1),$(if $(call have,$(call test_libs,$(t))),$(t)))

$(BUILD)/tests/%: $(BUILD)/obj/tests/%.o $$(call archives,$$(call test_layers,$$*))
	$(call link,$(call test_libs,$*))
$(BUILD)/tests/%.so: private override LDFLAGS += -shared
$(BUILD)/tests/%.so: $(BUILD)/obj/tests/%.o
	$(link)

# Their functions replace those of the libraries that they load.
$(BUILD)/tests/test_realtime $(BUILD)/tests/ui_host: private override LDFLAGS += -rdynamic

# --- check ------------------------------------------------------------------------------------

TEST_NAMES := $(basename $(notdir $(wildcard tests/test_*.c)))
# make check TESTS=test_curve, make check CHECKS=tests/check_files.sh: what is named alone.
ifeq ($(origin TESTS)$(origin CHECKS),undefinedundefined)
TESTS      := $(call buildable,$(TEST_NAMES))
UNBUILT    := $(filter-out $(TESTS),$(TEST_NAMES))
CHECKS     := $(wildcard tests/check_*.sh)
endif
# Programs for the scripts: to kill at a system call, to count instructions, to print what a version
# stands for, to host the window, to drop files onto it.
CHECK_TOOLS := $(addprefix $(BUILD)/tests/,$(call buildable,kill_at count_kernels print_bits ui_host ui_reopen drop_file))
RUN_ENV     = GENRE_EQ_BUNDLE=$(BUNDLE) GENRE_EQ_PROGRAM=$(PROGRAM) GENRE_EQ_BUILD=$(BUILD) \
              GENRE_EQ_SONG=$(DEMO_SONG) CC='$(CC)'
RUN_TESTS   = $(RUN_ENV) sh tests/run.sh

.PHONY: check
check: bundle $(addprefix $(BUILD)/tests/,$(TESTS)) $(if $(filter test_cli% test_open%,$(TESTS)),program) \
    $(if $(CHECKS),all layers $(CHECK_TOOLS) $(if $(call have,$(call system_libs,demo)),$(DEMO)) $(if $(call have,$(call system_libs,train)),trainer))
	$(Q)$(RUN_TESTS) $(CHECKS) $(addprefix $(BUILD)/tests/,$(TESTS)) $(addprefix skip:,$(UNBUILT))

# What the version in plugin/version.h stands for. The lines of other versions stay.
.PHONY: version-sums
version-sums: $(BUILD)/tests/print_bits
	$(Q)grep -v '^$(VERSION) ' tests/version.sums >$(BUILD)/version.sums || true
	$(Q)echo "$(VERSION) $$($< | sed 's/ (.*//')" >>$(BUILD)/version.sums && cp $(BUILD)/version.sums tests/version.sums

# Checks that take minutes: seven builds, changed tables, 200 windows, a thousand killed processes.
.PHONY: check-slow
check-slow: all $(CHECK_TOOLS)
	$(Q)SLOW=1 $(RUN_TESTS) $(wildcard tests/slow_*.sh) $(addprefix tests/check_,killed.sh window.sh)

# A layer links with only the layers below it. (A sanitizer's functions are in the program.)
.PHONY: layers
layers: $(if $(findstring -fsanitize,$(CFLAGS)),,$(foreach l,$(LAYERS),$(if $(call have,$(call system_libs,$(l))),$(BUILD)/lib/$(l).so)))
$(BUILD)/lib/%.so: $$(call archives,$$*)
	$(say) LAYER $*
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) $(SHARED) -o $@ -Wl,--no-gc-sections,--whole-archive $(BUILD)/lib/lib$*.a \
	  -Wl,--no-whole-archive $(filter-out %/lib$*.a,$^) $(call libs,$(call system_libs,$*)) -lm -ldl -pthread

include tests/fuzz/rules.mk

# --- check-threads, check-sanitizers, …: the tests again, with checks in the binaries ------------

# Without random addresses: the sanitizers' shadow memory needs a fixed place.
AS_IT_IS := $(shell setarch -R true 2>/dev/null && echo setarch -R)

THREADS_TESTS := test_threads test_triple_buffer test_train
.PHONY: check-threads
check-threads:
	$(Q)TSAN_OPTIONS=halt_on_error=1:exitcode=66 $(AS_IT_IS) $(MAKE) --no-print-directory \
	  BUILD=$(BUILD)/threads CFLAGS='-O1 -g -fsanitize=thread' HARDEN= TESTS='$(THREADS_TESTS)' check

# All tests: wrong addresses, leaks, undefined behaviour (with integers that wrap and floats that do
# not fit).
SANITIZE := -O1 -g -fno-omit-frame-pointer -fno-sanitize-recover=all \
            -fsanitize=address,undefined,integer,float-cast-overflow,float-divide-by-zero \
            -fsanitize-ignorelist=tests/sanitize.ignore
# Values that are read before they are written. MemorySanitizer finds them in the tests that call no
# library but the C library, since every library must be built with it; valgrind finds them in the
# others, at 20 times the cost. (The trainer is linked with libsndfile. Its arithmetic calls nothing
# of it.)
UNINITIALISED := -O1 -g -fno-omit-frame-pointer -fno-sanitize-recover=all -fsanitize=memory
UNINITIALISED_TESTS := test_train test_train_calibration $(filter-out test_realtime,$(foreach t,$(TEST_NAMES),\
                         $(if $(filter-out cmocka,$(call needs,$(t))),,$(t))))
UNINITIALISED_FUZZ  := $(foreach t,$(FUZZ_ALL),$(if $(strip $(call needs,$(t))),,$(t)))
UNINITIALISED_CHECKS := tests/check_corpus.sh
VALGRIND := valgrind -q --error-exitcode=3 --leak-check=full --errors-for-leak-kinds=definite \
            --suppressions=tests/valgrind.ignore
# Not those that would take minutes, that watch their own system calls, or that run another program.
# (What test_sessions restores is restored by test_state and fuzz_state, too.)
VALGRIND_TESTS := $(filter-out $(UNINITIALISED_TESTS) test_realtime test_cli% test_inline_display test_sessions \
                  test_view_song test_loudness_match test_song_bands test_peak_safety,$(TEST_NAMES))

SANITIZER_TESTS  = $(TESTS)
SANITIZER_CHECKS = tests/check_corpus.sh
.PHONY: check-sanitizers check-uninitialised check-valgrind
check-sanitizers:
	$(Q)LSAN_OPTIONS=suppressions=$(CURDIR)/tests/leaks.ignore:print_suppressions=0 \
	  ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1 $(AS_IT_IS) \
	  $(MAKE) --no-print-directory BUILD=$(BUILD)/sanitizers CC=clang CFLAGS='$(SANITIZE)' HARDEN= \
	  TESTS='$(SANITIZER_TESTS)' CHECKS='$(SANITIZER_CHECKS)' check
# As if no other library were here, so that none is called.
check-uninitialised:
	$(Q)$(AS_IT_IS) $(MAKE) --no-print-directory BUILD=$(BUILD)/uninitialised CC=clang CFLAGS='$(UNINITIALISED)' \
	  HARDEN= PRESENT='$(filter lv2 cmocka sndfile,$(PRESENT))' missing='$$(1), under MemorySanitizer' \
	  TESTS='$(UNINITIALISED_TESTS)' CHECKS='$(UNINITIALISED_CHECKS)' FUZZ_TARGETS='$(UNINITIALISED_FUZZ)' check
check-valgrind:
	$(Q)RUN_WITH='$(VALGRIND)' $(MAKE) --no-print-directory TESTS='$(filter $(TESTS),$(VALGRIND_TESTS))' check

# --- check-allocation: memory is short -------------------------------------------------------

FAIL_ALLOC := $(BUILD)/tests/fail_alloc.so
STRIP_HOST := $(BUILD)/tests/strip_host

.PHONY: check-allocation
check-allocation: all $(if $(call have,$(call system_libs,train)),trainer) $(CHECK_TOOLS) $(FAIL_ALLOC) $(STRIP_HOST)
	$(Q)$(RUN_TESTS) $(wildcard tests/allocation_*.sh)
	$(Q)cat $(BUILD)/tests/allocation_*.log | grep '^ok'

# --- check-supply: the source archive and its parts ------------------------------------------

.PHONY: check-supply
check-supply: all trainer $(addprefix $(BUILD)/tests/,$(firstword $(TESTS))) $(GENERATOR)
	$(Q)GUARD_S=1200 $(RUN_TESTS) tests/supply.sh
	$(Q)grep -E '^ok' $(BUILD)/tests/supply.sh.log

# --- check-the-checks: plants faults that the checks must catch ------------------------------

.PHONY: check-the-checks
check-the-checks:
	$(Q)GENRE_EQ_BUILD=$(BUILD) GUARD_S=3600 sh tests/run.sh tests/mutations/plant.sh
	$(Q)grep -E '^ok' $(BUILD)/tests/plant.sh.log | sort

# --- soak: hours of sound in minutes ---------------------------------------------------------

# 25 hours at 48 kHz are more than 2^32 samples.
SOAK_HOURS ?= 25
$(BUILD)/tests/soak: private override LDFLAGS += -Wl,--wrap=sound_path_ramp

.PHONY: soak
soak: $(BUILD)/tests/soak
	$(Q)SOAK_HOURS=$(SOAK_HOURS) GUARD_S=1000000 $(RUN_TESTS) $<
	$(Q)grep -E '^ok' $(BUILD)/tests/soak.log

include tests/bench.mk tests/hosts/rules.mk tests/lint.mk
