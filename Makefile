# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Genre EQ, GNU make. `make help` lists what can be made.

VERSION := 0.1.0

PREFIX  ?= /usr/local
LIBDIR  ?= $(PREFIX)/lib
LV2DIR  ?= $(LIBDIR)/lv2
BINDIR  ?= $(PREFIX)/bin
DATADIR ?= $(PREFIX)/share
MANDIR  ?= $(DATADIR)/man
BASHDIR ?= $(DATADIR)/bash-completion/completions
ZSHDIR  ?= $(DATADIR)/zsh/site-functions
DESTDIR ?=

BUILD     ?= build
PKGCONFIG ?= pkg-config
INSTALL   ?= install
ifeq ($(origin CC),default)
CC := gcc
endif

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

# Short lines; V=1 shows the commands.
ifeq ($(V),1)
say = @:
Q :=
else
say = @printf '  %-7s %s\n'
Q := @
endif

# --- deps: what a Debian or Ubuntu needs ---------------------------------------------

PACKAGES := gcc libc6-dev pkg-config lv2-dev liblilv-dev libsndfile1-dev libcairo2-dev \
            libx11-dev libserd-dev sordi libcmocka-dev libebur128-dev
BENCH_PACKAGES := lilv-utils x42-plugins calf-plugins eq10q lsp-plugins-lv2 valgrind
LINT_PACKAGES := clang clang-format clang-tidy cppcheck reuse gcc-aarch64-linux-gnu \
                 libc6-dev-arm64-cross qemu-user
HOST_PACKAGES := ardour jalv jackd2 libjack-jackd2-dev audacity lilv-utils lv2file lv2proc ecasound \
                 procps xvfb xdotool x11-utils imagemagick valgrind x42-plugins lsp-plugins-lv2 zsh \
                 python3-jsonschema appstream desktop-file-utils mandoc chromium
DEB_PACKAGES := debhelper dpkg-dev lintian debootstrap

# For laying out the recordings that the shipped weights are learned from.
TRAIN_PACKAGES := espeak-ng python3-numpy

AS_ROOT = $(shell [ "$$(id -u)" = 0 ] || echo sudo)
define install_packages
@if ! command -v apt-get >/dev/null; then \
  echo 'No apt-get here. Genre EQ needs, under whatever names this system has them:'; \
  echo '  a C11 compiler and the LV2 headers (the plugin),'; \
  echo '  pkg-config, lilv, libsndfile, cairo (the program), libX11 (the window),'; \
  echo '  cmocka (the tests), serd and sord_validate (the Turtle; optional).'; \
  exit 1; \
elif dpkg-query -W -f '$${Status}\n' $(1) 2>/dev/null | grep -c '^install ok installed$$' \
    | grep -qx $(words $(1)); then \
  echo 'Every package needed is installed.'; \
else \
  $(AS_ROOT) apt-get update -qq && \
  $(AS_ROOT) env DEBIAN_FRONTEND=noninteractive \
    apt-get install -qq -y --no-install-recommends $(1); \
fi
endef

# `make deps run`: what deps installs must be there before the rest is planned, so
# a make of its own plans it.
DEPS := deps deps-lint deps-hosts deps-bench deps-deb deps-train
ifneq ($(filter $(DEPS),$(MAKECMDGOALS)),)
REST := $(filter-out $(DEPS),$(MAKECMDGOALS))
.PHONY: $(MAKECMDGOALS)
deps:
	$(call install_packages,$(PACKAGES))
deps-lint:
	$(call install_packages,$(LINT_PACKAGES))
deps-hosts:
	$(call install_packages,$(HOST_PACKAGES))
deps-deb:
	$(call install_packages,$(DEB_PACKAGES))
deps-bench:
	$(call install_packages,$(BENCH_PACKAGES))
deps-train:
	$(call install_packages,$(TRAIN_PACKAGES))
# Only one apt-get at a time, even under -j.
.NOTPARALLEL:
$(firstword $(REST)): $(filter $(DEPS),$(MAKECMDGOALS))
	@$(MAKE) --no-print-directory $(REST)
$(wordlist 2,$(words $(REST)),$(REST)): $(firstword $(REST)) ;
else

# --- compiler ---------------------------------------------------------------------------

# What the bits of the sound depend on is fixed here, not left to the caller:
# no contraction into fused multiply-adds, no re-ordering of floating point.
EXACT  := -ffp-contract=off -fno-fast-math
WARN   := -Wall -Wextra -Wconversion -Wshadow -Wdouble-promotion \
          -Wstrict-prototypes -Wmissing-prototypes
HARDEN := -fstack-protector-strong -fstack-clash-protection
ifneq ($(filter x86_64-%,$(shell $(CC) -dumpmachine)),)
HARDEN += -fcf-protection=full
endif
CFLAGS ?= -O2 -g
ifeq ($(filter -O0,$(CFLAGS)),)
HARDEN += -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
endif
override CFLAGS   += -std=c11 $(EXACT) $(WARN) $(HARDEN) -fPIC -fvisibility=hidden
override CPPFLAGS += -I. -D_POSIX_C_SOURCE=200809L -DGENRE_EQ_VERSION='"$(VERSION)"'
override LDFLAGS  += -Wl,-z,relro,-z,now -Wl,-z,noexecstack
# What a sanitizer needs, the program that loads a library has.
NO_UNDEFINED := $(if $(findstring -fsanitize,$(CFLAGS)),,-Wl,-z,defs)

# --- libraries: which are there -----------------------------------------------------------

LIBRARIES := lv2 lilv-0 sndfile cairo x11 serd-0 cmocka libebur128 jack
PRESENT   := $(strip $(foreach l,$(LIBRARIES),$(shell $(PKGCONFIG) --exists $(l) 2>/dev/null && \
               echo $(l))))
have       = $(if $(filter-out $(PRESENT),$(1)),,yes)
libs       = $(if $(strip $(1)),$(shell $(PKGCONFIG) --libs $(1)))
LIB_CFLAGS := $(if $(PRESENT),$(shell $(PKGCONFIG) --cflags $(PRESENT)))

CLI_LIBS   := lilv-0 sndfile cairo libebur128
TRAIN_LIBS := sndfile
TTL_LIBS   := serd-0
UI_LIBS    := cairo x11

# --- sources: a folder is a library; arrows point one way -----------------------------------

DSP_SRC    := $(wildcard dsp/*.c) dsp/kernels/kernels.c
KERNEL_SRC := dsp/kernels/level.c
MODEL_SRC  := $(wildcard model/*.c)
TRAIN_SRC  := $(wildcard model/train/*.c)
PLUGIN_SRC := $(wildcard plugin/*.c)
TTL_SRC    := $(wildcard ttl/*.c)
DRAW_SRC   := $(wildcard ui/draw/*.c)
X11_SRC    := $(wildcard ui/x11/*.c)
OPEN_SRC   := $(wildcard ui/cli/open/*.c) ui/cli/commands/command_open.c
CLI_SRC    := $(filter-out $(OPEN_SRC),$(wildcard ui/cli/*.c ui/cli/*/*.c))
TEST_SRC   := $(wildcard tests/test_*.c)
BENCH_SRC  := $(wildcard tests/bench_*.c)
SHOOT_SRC  := tests/shoot_window.c
PLOT_SRC   := tests/plot_sound.c
HOST_SRC   := tests/ui_host.c tests/drop_file.c
COUNT_SRC  := tests/count_kernels.c tests/print_bits.c
HOSTS_SRC  := $(if $(call have,jack),$(wildcard tests/hosts/*.c))
CHECKS     := $(wildcard tests/check_*.sh)
MAN_PAGES  := $(wildcard ui/cli/*.1)
SOURCES    := $(DSP_SRC) $(KERNEL_SRC) $(MODEL_SRC) $(TRAIN_SRC) $(PLUGIN_SRC) $(TTL_SRC) $(DRAW_SRC) \
              $(X11_SRC) $(CLI_SRC) $(OPEN_SRC) $(TEST_SRC) $(BENCH_SRC) $(COUNT_SRC) $(SHOOT_SRC) \
              $(PLOT_SRC) $(HOST_SRC) $(HOSTS_SRC)
HEADERS    := $(wildcard dsp/*.h dsp/kernels/*.h model/*.h model/train/*.h plugin/*.h ttl/*.h ui/*/*.h ui/*/*/*.h tests/*.h)

# The loops that the time goes into, for registers of one width each: dsp/kernels.
# The plugin takes the widest that the processor has; plain runs everywhere.
KERNEL_LEVELS := plain $(if $(filter x86_64-%,$(shell $(CC) -dumpmachine)),avx2)
FLAGS_avx2 := -mavx2
$(BUILD)/obj/dsp/kernels/kernels.o: override CPPFLAGS += \
  $(if $(filter avx2,$(KERNEL_LEVELS)),-DKERNELS_X86)

objects = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))
KERNEL_OBJ := $(KERNEL_LEVELS:%=$(BUILD)/obj/dsp/kernels/level_%.o)
PLUGIN_OBJ := $(call objects,$(DSP_SRC) $(MODEL_SRC) $(PLUGIN_SRC)) $(KERNEL_OBJ)
CORE_OBJ   := $(filter-out %/plugin/lv2.o,$(PLUGIN_OBJ))
TABLE_OBJ  := $(call objects,plugin/controls.c model/genres.c)
TRAIN_OBJ  := $(call objects,$(TRAIN_SRC))
DRAW_OBJ   := $(call objects,$(DRAW_SRC))
CLI_OBJ    := $(call objects,$(CLI_SRC))
# The window: what draws and what knows the tables; nothing of the sound.
WINDOW_SRC := $(wildcard ui/x11/window*.c)
VIEW_OBJ   := $(call objects,$(filter-out $(WINDOW_SRC) ui/x11/lv2_ui.c,$(X11_SRC)) \
                ui/draw/panel.c ui/draw/text.c ui/draw/theme.c)
UI_OBJ     := $(VIEW_OBJ) $(TABLE_OBJ) $(call objects,$(WINDOW_SRC) ui/x11/lv2_ui.c \
                plugin/report.c plugin/report_atom.c model/profile.c dsp/bands.c \
                dsp/biquad.c dsp/shelves.c \
                dsp/portable_math.c)

# The program has a window where X11 is.
ifneq ($(call have,$(UI_LIBS)),)
OPEN_OBJ := $(call objects,$(OPEN_SRC) $(WINDOW_SRC)) $(VIEW_OBJ)
$(BUILD)/obj/ui/cli/commands/commands.o: override CPPFLAGS += -DGENRE_EQ_WITH_WINDOW
endif

BUNDLE    := $(BUILD)/genre-eq.lv2
PROGRAM   := $(BUILD)/genre-eq
TRAINER   := $(BUILD)/genre-eq-train
GENERATOR := $(BUILD)/generate-turtle
TURTLE    := manifest.ttl genre-eq.ttl presets.ttl
WRITTEN   := $(TURTLE) manifest-ui.ttl
BINARIES  := genre-eq.so $(if $(call have,$(UI_LIBS)),genre-eq-ui.so)

.PHONY: all bundle window program
all: bundle window program

$(BUILD)/obj/%.o: %.c
	$(say) CC $<
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(LIB_CFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/obj/dsp/kernels/level_%.o: dsp/kernels/level.c
	$(say) CC '$< ($*)'
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -O3 $(FLAGS_$*) -DKERNEL_LEVEL=$* -MMD -MP -c -o $@ $<

-include $(patsubst %.o,%.d,$(call objects,$(SOURCES)) $(KERNEL_OBJ))

# --- the plugin: a C compiler and the LV2 headers alone ---------------------------------------

bundle: $(BUNDLE)/genre-eq.so $(addprefix $(BUNDLE)/,$(TURTLE))

$(BUNDLE)/genre-eq.so: $(PLUGIN_OBJ)
	$(say) LINK $@
	@mkdir -p $(@D)
	$(Q)$(CC) -shared $(CFLAGS) $(LDFLAGS) $(NO_UNDEFINED) -o $@ $^ -lm

# The Turtle is written from the tables, or, without serd, what was written is taken.
ifneq ($(call have,$(TTL_LIBS)),)
TTL_FROM := $(BUILD)/obj/turtle
$(GENERATOR): $(call objects,$(TTL_SRC)) $(TABLE_OBJ)
	$(say) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(call libs,$(TTL_LIBS)) -lm

$(BUILD)/ttl.stamp: $(GENERATOR)
	$(say) TURTLE $(TTL_FROM)
	@mkdir -p $(TTL_FROM)
	$(Q)$(GENERATOR) $(TTL_FROM)
	@touch $@

$(addprefix $(TTL_FROM)/,$(WRITTEN)): $(BUILD)/ttl.stamp ;
else
TTL_FROM := ttl/generated
endif

$(BUNDLE)/%.ttl: $(TTL_FROM)/%.ttl
	$(say) COPY $@
	@mkdir -p $(@D)
	$(Q)cp $< $@

# A manifest that names a binary that is not there is a fault in every host.
$(BUNDLE)/manifest.ttl: $(TTL_FROM)/manifest.ttl $(if $(call have,$(UI_LIBS)),$(TTL_FROM)/manifest-ui.ttl)
	$(say) JOIN $@
	@mkdir -p $(@D)
	$(Q)cat $^ >$@

# --- the window -----------------------------------------------------------------------------------

# It stays loaded once a host has opened it: Cairo and fontconfig keep what they have
# for the process, and would leave it behind at each close.
ifneq ($(call have,$(UI_LIBS)),)
window: $(BUNDLE)/genre-eq-ui.so
$(BUNDLE)/genre-eq-ui.so: $(UI_OBJ) ui/x11/exports.map
	$(say) LINK $@
	@mkdir -p $(@D)
	$(Q)$(CC) -shared $(CFLAGS) $(LDFLAGS) $(NO_UNDEFINED) -Wl,-z,nodelete \
	  -Wl,--version-script=ui/x11/exports.map -o $@ $(UI_OBJ) $(call libs,$(UI_LIBS)) -lm
else
window:
	@echo 'Skipped: the window (no $(filter-out $(PRESENT),$(UI_LIBS))); make deps installs what' \
	  'it needs.'
endif

# --- the program --------------------------------------------------------------------------------

ifneq ($(call have,$(CLI_LIBS)),)
program: $(PROGRAM)
$(PROGRAM): $(sort $(CORE_OBJ) $(DRAW_OBJ) $(CLI_OBJ) $(OPEN_OBJ))
	$(say) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(call libs,$(CLI_LIBS) $(if $(OPEN_OBJ),x11)) -lm -ldl
else
program:
	@echo 'Skipped: the genre-eq program (no $(filter-out $(PRESENT),$(CLI_LIBS))); make deps' \
	  'installs what it needs.'
$(PROGRAM):
	@echo 'The genre-eq program needs $(filter-out $(PRESENT),$(CLI_LIBS)): make deps' >&2; exit 1
endif

# --- run: a real song through the plugin --------------------------------------------------------

# "Free As In Tuxi" by Pajama Crisis (Emmett Plant), a band's recording released into
# the public domain; Debian carries it in tuxtype-data.
DEMO_PACKAGE := tuxtype-data
DEMO_FILE    := usr/share/tuxtype/sounds/tuxi.ogg
DEMO         := $(BUILD)/run/free-as-in-tuxi.ogg

SONG ?=
export SONG
.PHONY: run
run: all $(PROGRAM) $(if $(SONG),,$(DEMO))
	$(Q)$(PROGRAM) master "$${SONG:-$(DEMO)}"

$(DEMO):
	$(say) FETCH '$(DEMO_PACKAGE): $(notdir $@)'
	@mkdir -p $(@D)/package
	@if [ -f /$(DEMO_FILE) ]; then \
	  cp /$(DEMO_FILE) $@; \
	elif (cd $(@D)/package && apt-get download -qq $(DEMO_PACKAGE)) >$(@D)/fetch.log 2>&1 && \
	    dpkg-deb -x $(@D)/package/$(DEMO_PACKAGE)_*.deb $(@D)/package >>$(@D)/fetch.log 2>&1; then \
	  mv $(@D)/package/$(DEMO_FILE) $@; \
	else \
	  cat $(@D)/fetch.log >&2; \
	  echo 'No song: Debian'"'"'s $(DEMO_PACKAGE) could not be had (apt-get update?).' \
	    'Give your own: make run SONG=any.mp3' >&2; \
	  exit 1; \
	fi
	@rm -rf $(@D)/package

# --- check: each tests/test_*.c is a cmocka program, each tests/check_*.sh a script -----------------

# Which tests need more than cmocka, and which sources go with it.
TEST_LIBS := test_host%=lilv-0 test_sessions%=lilv-0 test_turtle%=lilv-0 test_train%=sndfile test_draw%=cairo \
             test_cli%=lilv-0,sndfile,cairo,libebur128 test_view%=cairo \
             test_window%=cairo test_inline_display%=cairo \
             test_loudness_m%=libebur128,sndfile test_peak_safety%=libebur128,sndfile \
             test_song_bands%=sndfile
# What knows all commands, and so the window.
WHOLE_OBJ := $(call objects,$(wildcard ui/cli/main.c ui/cli/commands/*.c))
comma := ,
test_libs = cmocka $(foreach rule,$(TEST_LIBS),$(if $(filter $(firstword $(subst =, ,$(rule))),$(1)),\
              $(subst $(comma), ,$(lastword $(subst =, ,$(rule))))))
test_objects = $(CORE_OBJ) \
  $(if $(filter test_threads%,$(1)),$(BUILD)/obj/plugin/lv2.o) \
  $(if $(filter test_train%,$(1)),$(filter-out %/main.o,$(TRAIN_OBJ))) \
  $(if $(filter test_draw% test_cli%,$(1)),$(DRAW_OBJ)) \
  $(if $(filter test_view% test_window%,$(1)),$(VIEW_OBJ)) \
  $(if $(filter test_cli%,$(1)),$(filter-out $(WHOLE_OBJ),$(CLI_OBJ)))

TEST_NAMES := $(basename $(notdir $(TEST_SRC)))
TESTS      := $(foreach t,$(TEST_NAMES),$(if $(call have,$(call test_libs,$(t))),$(t)))
UNBUILT    := $(filter-out $(TESTS),$(TEST_NAMES))

.SECONDEXPANSION:
.SECONDARY:
$(BUILD)/tests/test_%: $(BUILD)/obj/tests/test_%.o $$(call test_objects,test_$$*)
	$(say) LINK $@
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(call libs,$(call test_libs,test_$*)) -lm -pthread

# Its malloc is to come before the C library's for what it loads.
$(BUILD)/tests/test_realtime: override LDFLAGS += -rdynamic -ldl

# A small host of the window, and one that drops files onto it, for tests/check_*.sh.
UI_HOST := $(BUILD)/tests/ui_host $(BUILD)/tests/drop_file
$(BUILD)/tests/ui_host: $(call objects,tests/ui_host.c plugin/report.c plugin/report_atom.c \
    model/genres.c model/profile.c dsp/bands.c)
$(BUILD)/tests/drop_file: $(call objects,tests/drop_file.c)
$(UI_HOST):
	$(say) LINK $@
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(call libs,x11) -ldl -lm

# For tests/check_compilers.sh, and for tests/check_instructions.sh.
$(BUILD)/tests/print_bits $(BUILD)/tests/count_kernels: $(BUILD)/tests/%: $(BUILD)/obj/tests/%.o $(CORE_OBJ)
	$(say) LINK $@
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -lm

# Kills a program at its work, for tests/check_killed.sh.
KILL_AT := $(BUILD)/tests/kill_at
SOURCES += tests/kill_at.c
-include $(BUILD)/obj/tests/kill_at.d
$(KILL_AT): $(BUILD)/obj/tests/kill_at.o
	$(say) LINK $@
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^

.PHONY: check
check: all $(KILL_AT) $(if $(call have,$(UI_LIBS)),$(UI_HOST)) $(BUILD)/tests/count_kernels $(addprefix $(BUILD)/tests/,$(TESTS)) $(if $(call have,$(TRAIN_LIBS)),trainer)
	$(Q)GENRE_EQ_BUNDLE=$(BUNDLE) GENRE_EQ_PROGRAM=$(PROGRAM) GENRE_EQ_BUILD=$(BUILD) \
	  GENRE_EQ_SONG=$(DEMO) CC='$(CC)' \
	  sh tests/run.sh $(addprefix $(BUILD)/tests/,$(TESTS)) $(CHECKS) \
	  $(addprefix skip:,$(UNBUILT))

# --- fuzz: each tests/fuzz/fuzz_*.c, by libFuzzer (make fuzz) or from the corpus alone (make check) ----

FUZZ_SRC     := $(wildcard tests/fuzz/fuzz_*.c)
SOURCES      += $(FUZZ_SRC) tests/fuzz/replay.c
HEADERS      += tests/fuzz/fuzz.h
-include $(patsubst %.c,$(BUILD)/obj/%.d,$(FUZZ_SRC) tests/fuzz/replay.c)
FUZZ_LIBS    := fuzz_report=cairo fuzz_audio=sndfile fuzz_dataset=sndfile \
                fuzz_cache=sndfile fuzz_bundle=lilv-0,sndfile,cairo,libebur128
FUZZ_CLI_fuzz_audio  := sound/audio_input sound/audio_format sound/truncation terminal/message \
                        terminal/shown terminal/utf8
FUZZ_CLI_fuzz_words  := host/settings terminal/message terminal/shown terminal/utf8
fuzz_libs     = $(foreach rule,$(FUZZ_LIBS),$(if $(filter $(firstword $(subst =, ,$(rule))),$(1)),\
                  $(subst $(comma), ,$(lastword $(subst =, ,$(rule))))))
FUZZ_ALL     := $(basename $(notdir $(FUZZ_SRC)))
FUZZ_TARGETS := $(foreach t,$(FUZZ_ALL),$(if $(call have,$(call fuzz_libs,$(t))),$(t)))
fuzz_objects  = $(BUILD)/obj/tests/fuzz/$(1).o \
  $(if $(filter fuzz_state fuzz_run,$(1)),$(PLUGIN_OBJ),$(CORE_OBJ)) \
  $(if $(filter fuzz_report,$(1)),$(VIEW_OBJ)) \
  $(call objects,$(FUZZ_CLI_$(1):%=ui/cli/%.c)) \
  $(if $(filter fuzz_words,$(1)),$(call objects,ui/x11/uri_list.c)) \
  $(if $(filter fuzz_bundle,$(1)),$(DRAW_OBJ) $(filter-out $(WHOLE_OBJ),$(CLI_OBJ))) \
  $(if $(filter fuzz_dataset fuzz_cache,$(1)),$(filter-out %/main.o,$(TRAIN_OBJ)))
# What calls the target: libFuzzer, or replay.c.
FUZZER_MAIN  ?= $(BUILD)/obj/tests/fuzz/replay.o

$(BUILD)/fuzz/fuzz_%: $$(sort $$(call fuzz_objects,fuzz_$$*)) $(filter %.o,$(FUZZER_MAIN))
	$(say) LINK $@
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(filter-out %.o,$(FUZZER_MAIN)) \
	  $(call libs,$(call fuzz_libs,fuzz_$*)) -lm -ldl -pthread

check: $(addprefix $(BUILD)/fuzz/,$(FUZZ_TARGETS))

# SECONDS for each target; new inputs are left in $(BUILD)/libfuzzer/fuzz/found/.
FUZZ_SECONDS ?= 600
FUZZ_FLAGS   := -O1 -g -fno-omit-frame-pointer -fno-sanitize-recover=all \
                -fsanitize=fuzzer-no-link,address,undefined,float-cast-overflow
.PHONY: fuzz fuzz-here
fuzz:
	$(Q)$(AS_IT_IS) $(MAKE) --no-print-directory BUILD=$(BUILD)/libfuzzer CC=clang HARDEN= \
	  CFLAGS='$(FUZZ_FLAGS)' FUZZER_MAIN=-fsanitize=fuzzer FUZZ_SECONDS=$(FUZZ_SECONDS) fuzz-here
fuzz-here: bundle $(addprefix $(BUILD)/fuzz/,$(FUZZ_TARGETS))
	$(Q)GENRE_EQ_BUNDLE=$(BUNDLE) GENRE_EQ_BUILD=$(BUILD) FUZZ_SECONDS=$(FUZZ_SECONDS) \
	  GUARD_S=1000000 sh tests/run.sh tests/fuzz/fuzz.sh

# --- check-threads, check-sanitizers: the tests again, with eyes in the binaries -----------------------

# Address space left as it is: the sanitizers' shadow memory needs its place.
AS_IT_IS := $(shell setarch -R true 2>/dev/null && echo setarch -R)

THREADS_TESTS := test_threads test_triple_buffer test_train
.PHONY: check-threads
check-threads:
	$(Q)TSAN_OPTIONS=halt_on_error=1:exitcode=66 $(AS_IT_IS) $(MAKE) --no-print-directory \
	  BUILD=$(BUILD)/threads CFLAGS='-O1 -g -fsanitize=thread' HARDEN= \
	  TESTS='$(THREADS_TESTS)' CHECKS= UNBUILT= check

# Address, undefined behaviour (with integers that wrap and floats that do not fit),
# leaks, by clang; what is read before it was written, by valgrind.
SANITIZE := -O1 -g -fno-omit-frame-pointer -fno-sanitize-recover=all \
            -fsanitize=address,undefined,integer,float-cast-overflow,float-divide-by-zero \
            -fsanitize-ignorelist=tests/sanitize.ignore
VALGRIND := valgrind -q --error-exitcode=3 --leak-check=full --errors-for-leak-kinds=definite \
            --suppressions=tests/valgrind.ignore
# All but those that it would take minutes over, that watch their own system calls, and
# whose work is done in a program of their own.
VALGRIND_TESTS := $(filter-out test_realtime test_cli% test_inline_display test_view_song \
                  test_filter_bank% test_band_solver test_equalizer test_engine_bits test_engine_limits \
                  test_loudness_match test_song_bands test_peak_safety,$(TEST_NAMES))

SANITIZER_TESTS = $(TESTS)
.PHONY: check-sanitizers check-valgrind
check-sanitizers:
	$(Q)LSAN_OPTIONS=suppressions=$(CURDIR)/tests/leaks.ignore:print_suppressions=0 \
	  ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1 $(AS_IT_IS) \
	  $(MAKE) --no-print-directory BUILD=$(BUILD)/sanitizers CC=clang CFLAGS='$(SANITIZE)' HARDEN= \
	  TESTS='$(SANITIZER_TESTS)' CHECKS=tests/check_corpus.sh UNBUILT= check
check-valgrind:
	$(Q)RUN_WITH='$(VALGRIND)' $(MAKE) --no-print-directory \
	  TESTS='$(filter $(TESTS),$(VALGRIND_TESTS))' CHECKS= UNBUILT= check

# --- check-allocation: memory is short ------------------------------------------------------------------

FAIL_ALLOC := $(BUILD)/tests/fail_alloc.so
STRIP_HOST := $(BUILD)/tests/strip_host
SOURCES    += tests/fail_alloc.c tests/strip_host.c
-include $(BUILD)/obj/tests/fail_alloc.d $(BUILD)/obj/tests/strip_host.d
$(FAIL_ALLOC): $(BUILD)/obj/tests/fail_alloc.o
	$(say) LINK $@
	@mkdir -p $(@D)
	$(Q)$(CC) -shared $(CFLAGS) $(LDFLAGS) -o $@ $^ -ldl
$(STRIP_HOST): $(BUILD)/obj/tests/strip_host.o
	$(say) LINK $@
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -ldl

.PHONY: check-allocation
check-allocation: all $(if $(call have,$(TRAIN_LIBS)),trainer) $(if $(call have,$(UI_LIBS)),$(UI_HOST)) $(FAIL_ALLOC) $(STRIP_HOST)
	$(Q)GENRE_EQ_BUNDLE=$(BUNDLE) GENRE_EQ_PROGRAM=$(PROGRAM) GENRE_EQ_BUILD=$(BUILD) GUARD_S=1200 \
	  sh tests/run.sh tests/allocation.sh
	$(Q)grep -E '^ok' $(BUILD)/tests/allocation.sh.log

# --- check-supply: what goes out, and what it is made of ------------------------------------------------

.PHONY: check-supply
check-supply: all trainer $(addprefix $(BUILD)/tests/,$(firstword $(TESTS))) $(GENERATOR)
	$(Q)GENRE_EQ_BUNDLE=$(BUNDLE) GENRE_EQ_PROGRAM=$(PROGRAM) GENRE_EQ_BUILD=$(BUILD) GUARD_S=1200 \
	  sh tests/run.sh tests/supply.sh
	$(Q)grep -E '^ok' $(BUILD)/tests/supply.sh.log

# --- check-the-checks: faults planted on purpose, each to be caught ------------------------------------------

.PHONY: check-the-checks
check-the-checks:
	$(Q)GENRE_EQ_BUILD=$(BUILD) GUARD_S=3600 sh tests/run.sh tests/mutations/plant.sh
	$(Q)grep -E '^ok' $(BUILD)/tests/plant.sh.log | sort

# --- soak: hours of sound in minutes -----------------------------------------------------------------

# 25 hours at 48 kHz are more than 2^32 samples.
SOAK_HOURS ?= 25
SOURCES    += tests/soak.c
-include $(BUILD)/obj/tests/soak.d
$(BUILD)/tests/soak: override LDFLAGS += -Wl,--wrap=equalizer_ramp
$(BUILD)/tests/soak: $(BUILD)/obj/tests/soak.o $(PLUGIN_OBJ)
	$(say) LINK $@
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -lm -pthread

.PHONY: soak
soak: $(BUILD)/tests/soak
	$(Q)SOAK_HOURS=$(SOAK_HOURS) GENRE_EQ_BUILD=$(BUILD) GUARD_S=1000000 sh tests/run.sh $<
	$(Q)grep -E '^ok' $(BUILD)/tests/soak.log

include tests/hosts/rules.mk

# --- bench --------------------------------------------------------------------------------------------

# What needs recordings is run by itself.
WITH_SONGS  := bench_mend bench_blind bench_profile
BENCH_LIBS  := bench_peers=lilv-0,sndfile
bench_libs  = $(foreach rule,$(BENCH_LIBS),$(if $(filter $(1)=%,$(rule)),\
                $(subst $(comma), ,$(lastword $(subst =, ,$(rule))))))
BENCH_NAMES := $(filter-out $(WITH_SONGS),$(basename $(notdir $(BENCH_SRC))))
BENCHES     := $(foreach b,$(BENCH_NAMES),$(if $(call have,$(call bench_libs,$(b))),$(BUILD)/tests/$(b)))
BENCH_TABLE := $(BUILD)/bench.tsv

$(BUILD)/tests/bench_%: $(BUILD)/obj/tests/bench_%.o $(CORE_OBJ)
	$(say) LINK $@
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(call libs,$(call bench_libs,bench_$*)) -lm

# Besides the tables, $(BENCH_TABLE): bench, what, value, unit.
.PHONY: bench
bench: all $(BENCHES) $(BUILD)/tests/count_kernels $(if $(SONG),,$(DEMO))
	$(Q)printf 'bench\twhat\tvalue\tunit\n' >$(BENCH_TABLE)
	$(Q)export GENRE_EQ_BENCH_TSV=$(BENCH_TABLE) GENRE_EQ_SONG="$${SONG:-$(DEMO)}" \
	  GENRE_EQ_PROGRAM=$(PROGRAM) GENRE_EQ_BUILD=$(BUILD) GENRE_EQ_BUNDLE=$(BUNDLE); \
	for bench in $(BENCHES); do echo; echo "$$(basename $$bench):"; $$bench || exit 1; done; \
	for bench in tests/bench_*.sh; do echo; echo "$$(basename $$bench):"; sh $$bench || exit 1; done
	@echo; echo 'As a table: $(BENCH_TABLE)'

# --- pictures of the window ---------------------------------------------------------------------------

SHOOT := $(BUILD)/tests/shoot_window
$(SHOOT): $(call objects,$(SHOOT_SRC)) $(VIEW_OBJ) $(CORE_OBJ)
	$(say) LINK $@
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(call libs,cairo) -lm

.PHONY: screenshots
screenshots: $(SHOOT)
	$(Q)mkdir -p $(BUILD)/screenshots
	$(Q)$(SHOOT) $(BUILD)/screenshots
	$(Q)cd $(BUILD)/screenshots && cp window-dark.png $(CURDIR)/ui/x11/window.png && \
	  cp window-light.png window-dark-2x.png window-light-2x.png window-song.png $(CURDIR)/ui/x11/

# --- plots of the sound ---------------------------------------------------------------------------------

PLOT := $(BUILD)/tests/plot_sound
$(PLOT): $(call objects,$(PLOT_SRC) ui/draw/panel.c ui/draw/text.c ui/draw/theme.c) $(CORE_OBJ)
	$(say) LINK $@
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(call libs,cairo sndfile) -lm

.PHONY: plots
plots: $(PLOT) $(if $(SONG),,$(DEMO))
	$(Q)mkdir -p $(BUILD)/plots
	$(Q)$(PLOT) $(BUILD)/plots "$${SONG:-$(DEMO)}"

# --- the trainer ------------------------------------------------------------------------------------------

.PHONY: trainer train paper
trainer: $(TRAINER)
$(TRAINER): $(CORE_OBJ) $(TRAIN_OBJ)
	$(if $(call have,$(TRAIN_LIBS)),,@echo 'The trainer needs libsndfile: make deps' >&2; exit 1)
	$(say) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(call libs,$(TRAIN_LIBS)) -lm -pthread

DATA ?=
export DATA
need_data = @[ -n "$$DATA" ] || { echo 'Say where the recordings are: make $@ DATA=directory' >&2; exit 2; }
train: trainer
	$(need_data)
	$(Q)$(TRAINER) train "$$DATA"
paper: trainer
	$(need_data)
	$(Q)$(TRAINER) paper "$$DATA"

# Does it mend, does it leave alone, is it blind to colour: with the songs of a training
# folder.
MEND := $(BUILD)/tests/bench_mend
BLIND := $(BUILD)/tests/bench_blind
$(MEND) $(BLIND): $(BUILD)/tests/%: $(BUILD)/obj/tests/%.o $(CORE_OBJ) $(filter-out %/main.o,$(TRAIN_OBJ))
	$(say) LINK $@
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(call libs,$(TRAIN_LIBS)) -lm -pthread

.PHONY: bench-mend bench-blind
bench-blind: $(BLIND)
	$(need_data)
	$(Q)$(BLIND) "$$DATA"
bench-mend: $(MEND)
	$(need_data)
	$(Q)$(MEND) "$$DATA" full-band $(EVERY)

# Does an own profile know the balance of its songs: one of them left out, coloured, mended.
PROFILE_BENCH := $(BUILD)/tests/bench_profile
$(PROFILE_BENCH): $(call objects,tests/bench_profile.c) $(CORE_OBJ) $(filter-out %/main.o,$(TRAIN_OBJ))
	$(say) LINK $@
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(call libs,$(TRAIN_LIBS)) -lm -pthread

TRIALS ?= 30
.PHONY: bench-profile
bench-profile: $(PROFILE_BENCH)
	$(need_data)
	$(Q)$(PROFILE_BENCH) "$$DATA" full-band $(TRIALS)

# --- the committed Turtle, for builds without serd -------------------------------------------------------------

.PHONY: ttl
ttl: $(addprefix $(TTL_FROM)/,$(WRITTEN))
	$(if $(call have,$(TTL_LIBS)),,@echo 'The Turtle is written with serd: make deps' >&2; exit 1)
	$(say) COPY ttl/generated
	@mkdir -p ttl/generated
	$(Q)cp $^ ttl/generated/

# --- install ------------------------------------------------------------------------------------------------------

# Completion, written by the program from its own tables.
COMPLETION := $(BUILD)/completion/genre-eq $(BUILD)/completion/_genre-eq
$(BUILD)/completion/genre-eq: SHELL_NAME := bash
$(BUILD)/completion/_genre-eq: SHELL_NAME := zsh
$(COMPLETION): $(PROGRAM)
	$(say) WRITE $@
	@mkdir -p $(@D)
	$(Q)$(PROGRAM) completion $(SHELL_NAME) >$@

# What goes where: the directory's variable, a folder in it, mode, file.
APP := urn.genre_eq.GenreEQ
INSTALLED := $(foreach f,$(BINARIES),LV2DIR|genre-eq.lv2|755|$(BUNDLE)/$(f)) \
  $(foreach f,$(TURTLE),LV2DIR|genre-eq.lv2|644|$(BUNDLE)/$(f))
ifneq ($(call have,$(CLI_LIBS)),)
INSTALLED += BINDIR|.|755|$(PROGRAM) BASHDIR|.|644|$(BUILD)/completion/genre-eq \
  ZSHDIR|.|644|$(BUILD)/completion/_genre-eq $(foreach f,$(MAN_PAGES),MANDIR|man1|644|$(f)) \
  DATADIR|genre-eq|644|ui/cli/genre-eq.schema.json
ifneq ($(call have,$(UI_LIBS)),)
INSTALLED += DATADIR|applications|644|ui/packaging/$(APP).desktop \
  DATADIR|icons/hicolor/scalable/apps|644|ui/packaging/genre-eq.svg \
  DATADIR|metainfo|644|ui/packaging/$(APP).metainfo.xml
endif
endif
define newline


endef
part   = $(word $(1),$(subst |, ,$(2)))
source = $(call part,4,$(1))
target = $(subst /./,/,$(DESTDIR)$($(call part,1,$(1)))/$(call part,2,$(1))/$(notdir $(source)))

.PHONY: install uninstall
install: all $(if $(call have,$(CLI_LIBS)),$(COMPLETION))
	$(foreach f,$(INSTALLED),$(INSTALL) -D -m $(call part,3,$(f)) $(call source,$(f)) '$(call target,$(f))'$(newline)	)

uninstall:
	rm -f $(foreach f,$(INSTALLED),'$(call target,$(f))')
	-rmdir '$(DESTDIR)$(LV2DIR)/genre-eq.lv2' '$(DESTDIR)$(DATADIR)/genre-eq' 2>/dev/null

# --- dist: the same bytes from a checkout and from an unpacked dist ---------------------------------------------------

DIST := genre-eq-$(VERSION)
.PHONY: dist
dist:
	@mkdir -p $(BUILD)
	@if [ -e .git ]; then \
	  git ls-files -z >$(BUILD)/dist.list; \
	  epoch=$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct)}; \
	else \
	  find . -type f ! -path './build*' -printf '%P\0' >$(BUILD)/dist.list; \
	  epoch=$${SOURCE_DATE_EPOCH:-$$(stat -c %Y Makefile)}; \
	fi && \
	LC_ALL=C sort -z $(BUILD)/dist.list | \
	LC_ALL=C tar --create --format=gnu --null --files-from=- --mtime=@$$epoch --owner=0 --group=0 \
	  --numeric-owner --mode=a+rX,u+w,go-w --transform='s,^,$(DIST)/,' | \
	gzip -n9 >$(BUILD)/$(DIST).tar.gz
	@echo $(BUILD)/$(DIST).tar.gz

# --- deb: a Debian source and binary package, from dist --------------------------------------------------------------

DEB := $(BUILD)/deb
.PHONY: deb try-deb
deb: dist
	@rm -rf $(DEB) && mkdir -p $(DEB)
	$(Q)cp $(BUILD)/$(DIST).tar.gz $(DEB)/genre-eq_$(VERSION).orig.tar.gz
	$(Q)tar -C $(DEB) -xf $(DEB)/genre-eq_$(VERSION).orig.tar.gz
	$(Q)cp -R ui/packaging/debian $(DEB)/$(DIST)/
	$(Q)cd $(DEB)/$(DIST) && env -u MAKEFLAGS -u BUILD -u V dpkg-buildpackage -us -uc
	@echo $(DEB)/genre-eq_$(VERSION)-*.deb

# In a bare Debian of its own; needs root.
try-deb: deb
	$(Q)sh ui/packaging/try_deb.sh $(DEB)/genre-eq_$(VERSION)-*.deb

# --- lint ---------------------------------------------------------------------------------------------------------------

LINT := $(BUILD)/lint
TIDY ?= clang-tidy
# What cppcheck sees wrongly: arrays filled by a callee or in a loop, a pointer that
# realloc() returned and that is kept at once, calls that cannot meet, a table of
# offsets of doubles.
CPPCHECK_WRONG := uninitvar legacyUninitvar ctunullpointer memleak:model/train/samples.c \
                  invalidPointerCast:plugin/memory.c
.PHONY: lint lint-format lint-cppcheck
lint: lint-format lint-cppcheck $(SOURCES:%.c=$(LINT)/gcc/%.o) $(SOURCES:%.c=$(LINT)/clang/%.o) \
      $(SOURCES:%.c=$(LINT)/tidy/%.ok) $(HEADERS:%=$(LINT)/header/%.ok)

lint-format:
	$(say) FORMAT '$(words $(SOURCES) $(HEADERS)) files'
	$(Q)clang-format --dry-run -Werror $(SOURCES) $(HEADERS)

lint-cppcheck:
	$(say) CPPCHECK '$(words $(SOURCES)) files'
	$(Q)cppcheck -j "$$(nproc)" --quiet --std=c11 --enable=warning,performance,portability --inline-suppr \
	  $(addprefix --suppress=,$(CPPCHECK_WRONG)) --error-exitcode=1 $(CPPFLAGS) \
	  $(filter-out %weights.c,$(SOURCES))

define werror_with
$(LINT)/$(1)/%.o: %.c
	$$(say) $(1) $$<
	@mkdir -p $$(@D)
	$$(Q)$(1) $$(CPPFLAGS) $$(LIB_CFLAGS) $$(CFLAGS) -Werror -MMD -MP -c -o $$@ $$<
-include $(SOURCES:%.c=$(LINT)/$(1)/%.d)
endef
$(eval $(call werror_with,gcc))
$(eval $(call werror_with,clang))

# What a header needs, it includes.
$(LINT)/header/%.ok: %
	$(say) HEADER $<
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(LIB_CFLAGS) $(CFLAGS) -Wno-unused -Werror -x c -fsyntax-only $<
	@touch $@

$(LINT)/tidy/%.ok: %.c $(LINT)/clang/%.o .clang-tidy
	$(say) TIDY $<
	@mkdir -p $(@D)
	$(Q)$(TIDY) --quiet --warnings-as-errors='*' $< -- $(CPPFLAGS) $(LIB_CFLAGS) -std=c11 \
	  2>$(@:.ok=.log) || { cat $(@:.ok=.log) >&2; exit 1; }
	@touch $@

# --- the rest -------------------------------------------------------------------------------------------------------------

.PHONY: clean help
clean:
	rm -rf '$(BUILD)'

help:
	@echo 'make              the plugin and its window, $(BUNDLE), and the program, $(PROGRAM)'
	@echo 'make deps         install what Debian or Ubuntu needs for all of this'
	@echo 'make run          a real song through the plugin; SONG=any.mp3 for yours'
	@echo 'make check        run the tests'
	@echo 'make check-threads     the tests with threads, under ThreadSanitizer'
	@echo 'make check-sanitizers  all tests under AddressSanitizer and its kin (needs clang)'
	@echo 'make check-valgrind    a choice of them under valgrind'
	@echo 'make fuzz         hostile input by libFuzzer, FUZZ_SECONDS=$(FUZZ_SECONDS) a target (needs clang)'
	@echo 'make check-allocation  memory runs short, at one place after another'
	@echo 'make check-supply      licences, the same dist twice, a build with no network'
	@echo 'make check-the-checks  plants faults, one after another: which check catches it?'
	@echo 'make soak         SOAK_HOURS=$(SOAK_HOURS) of sound in one go, some minutes'
	@echo 'make check-hosts  Ardour, jalv, lv2file, ... : is it the same sound in each?'
	@echo 'make check-the-hosts  plants faults: which line of which check of a host does each make fail?'
	@echo 'make soak-hosts   half an hour of jalv at 64 frames, in real time'
	@echo 'make bench        measure the speed'
	@echo 'make plots        pictures of the sound, in $(BUILD)/plots/: responses, a tone under gliding gains,'
	@echo '                  a minute of gains over a song; SONG=any.mp3 for yours'
	@echo 'make screenshots  pictures of the window, in $(BUILD)/screenshots/, and those of the README'
	@echo 'make train        train the network on DATA=directory'
	@echo 'make paper        rebuild and score the paper'"'"'s network on DATA=directory'
	@echo 'make install      PREFIX=$(PREFIX) LV2DIR=$(LV2DIR) DESTDIR=$(DESTDIR)'
	@echo 'make uninstall    take it away again (same PREFIX, LV2DIR, DESTDIR)'
	@echo 'make deb          a Debian package, in $(DEB)/; make deps-deb installs its tools'
	@echo 'make try-deb      install, use and remove it in a bare Debian (debootstrap; root)'
	@echo 'make dist         the source as $(BUILD)/$(DIST).tar.gz'
	@echo 'make ttl          refresh the committed Turtle, ttl/generated/'
	@echo 'make deps-lint    install the tools of make lint'
	@echo 'make deps-hosts   install the hosts of make check and make check-hosts'
	@echo 'make lint         formatting, warnings as errors (gcc, clang), clang-tidy, cppcheck'
	@echo 'make clean        remove $(BUILD)/'
	@echo 'BUILD=directory builds elsewhere, V=1 shows the commands, CC=clang is fine too.'

endif
