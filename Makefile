# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Genre EQ, GNU make. `make help` lists what can be made.

VERSION := $(shell sed -n 's/^.define GENRE_EQ_VERSION "\(.*\)"/\1/p' plugin/version.h)

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
CC := $(if $(filter default,$(origin CC)),gcc,$(CC))
# The compiler's target and its archiver; nothing where `make deps` has yet to install it.
MACHINE := $(shell $(CC) -dumpmachine 2>/dev/null)
AR      := $(shell $(CC) -print-prog-name=ar 2>/dev/null)

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules
comma := ,

# Short lines; V=1 shows the commands.
ifeq ($(V),1)
say = @:
Q :=
else
say = @printf '  %-7s %s\n'
Q := @
endif

# `make deps run`: deps must have installed its packages before the rest is planned, so a second
# make plans the rest.
DEPS := deps deps-lint deps-hosts deps-bench deps-deb deps-train
ifneq ($(filter $(DEPS),$(MAKECMDGOALS)),)
include ui/packaging/deps.mk
else

# --- compiler ---------------------------------------------------------------------------

# These flags decide the bits of the sound, so the caller cannot change them: no contraction into
# fused multiply-adds, no re-ordering of floating point.
EXACT  := -ffp-contract=off -fno-fast-math
WARN   := -Wall -Wextra -Wconversion -Wshadow -Wdouble-promotion \
          -Wstrict-prototypes -Wmissing-prototypes
HARDEN := -fstack-protector-strong -fstack-clash-protection
ifneq ($(filter x86_64-%,$(MACHINE)),)
HARDEN += -fcf-protection=full
endif
CFLAGS ?= -O2 -g
WERROR ?= # -Werror: a warning ends the build
ifeq ($(filter -O0,$(CFLAGS)),)
HARDEN += -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
endif
override CFLAGS   += -std=c11 $(EXACT) $(WARN) $(WERROR) $(HARDEN) -fPIC -fvisibility=hidden \
                     -ffunction-sections -fdata-sections
override CPPFLAGS += -I. -D_XOPEN_SOURCE=700
override LDFLAGS  += -Wl,-z,relro,-z,now -Wl,-z,noexecstack \
                     -Wl,--gc-sections -Wl,--as-needed

# --- which of the system's libraries are installed -------------------------------------------

LIBRARIES := lv2 lilv-0 sndfile cairo x11 serd-0 cmocka libebur128 jack
PRESENT   := $(strip $(foreach l,$(LIBRARIES),$(shell $(PKGCONFIG) --exists $(l) 2>/dev/null && \
               echo $(l))))
have       = $(if $(filter-out $(PRESENT),$(1)),,yes)
libs       = $(if $(strip $(1)),$(shell $(PKGCONFIG) --libs $(1)))
LIB_CFLAGS := $(if $(PRESENT),$(shell $(PKGCONFIG) --cflags $(PRESENT)))

# --- layers: a folder is a library, $(BUILD)/lib/lib*.a, and calls only those after it -------

ROOMS  := album report export own song host sound files terminal
LAYERS := commands demo open $(ROOMS) x11 draw ttl train plugin model weights dsp

# All files of a kind under some folders, at any depth.
find = $(sort $(shell find $(1) -name '*$(2)'))

SRC_dsp      := $(filter-out dsp/kernels/width.c,$(call find,dsp,.c))
SRC_train    := $(call find,model/train,.c)
SRC_weights  := $(filter %weights.c,$(wildcard model/*.c))
SRC_model    := $(filter-out $(SRC_train) $(SRC_weights),$(call find,model,.c))
SRC_plugin   := $(call find,plugin,.c)
SRC_ttl      := $(call find,ttl,.c)
SRC_draw     := $(call find,ui/draw,.c)
SRC_x11      := $(call find,ui/x11,.c)
SRC_open     := $(call find,ui/cli/open,.c)
SRC_demo     := $(call find,ui/demo,.c)
SRC_commands := ui/cli/main.c $(call find,ui/cli/commands,.c)

SOURCES := $(sort $(call find,dsp model plugin ttl ui tests,.c))
HEADERS := $(call find,dsp model plugin ttl ui tests,.h)

# The system's libraries that a layer needs, besides those of the layers it calls.
NEEDS_ttl   := serd-0
NEEDS_draw  := cairo
NEEDS_x11   := x11
NEEDS_train := sndfile

# The layers that a layer calls. The program has a window where X11 is.
BELOW_model    := weights dsp
BELOW_train    := model dsp
BELOW_plugin   := model $(BELOW_model)
BELOW_ttl      := plugin $(BELOW_plugin)
BELOW_draw     := plugin $(BELOW_plugin)
BELOW_x11      := draw $(BELOW_draw)
# The rooms of ui/cli: each may call those after it.
after = $(if $(filter $(1),$(firstword $(2))),$(wordlist 2,99,$(2)),$(call after,$(1),$(wordlist 2,99,$(2))))
define describe_room
SRC_$(1)   := $(call find,ui/cli/$(1),.c)
NEEDS_$(1) := lilv-0 sndfile libebur128
BELOW_$(1) := $(call after,$(1),$(ROOMS)) draw $(BELOW_draw)
endef
$(foreach r,$(ROOMS),$(eval $(call describe_room,$(r))))
BELOW_demo     := $(ROOMS) draw $(BELOW_draw)
BELOW_open     := $(ROOMS) x11 $(BELOW_x11)
BELOW_commands := $(if $(call have,cairo x11),open $(BELOW_open),$(ROOMS) draw $(BELOW_draw))

with_below  = $(foreach l,$(1),$(l) $(BELOW_$(l)))
# The libraries to link for some layers: the project's in order, and the system's.
archives    = $(foreach l,$(filter $(call with_below,$(1)),$(LAYERS)),$(BUILD)/lib/lib$(l).a)
system_libs = $(sort $(foreach l,$(call with_below,$(1)),$(NEEDS_$(l))))

# The loops that take the most time, for one register width each: dsp/kernels. The plugin uses the
# widest that the processor has; plain runs everywhere.
KERNEL_WIDTHS := plain $(if $(filter x86_64-%,$(MACHINE)),avx2)
FLAGS_avx2 := -mavx2
$(BUILD)/obj/dsp/kernels/kernels.o: override CPPFLAGS += \
  $(if $(filter avx2,$(KERNEL_WIDTHS)),-DKERNELS_X86)
ifneq ($(call have,cairo x11),)
$(BUILD)/obj/ui/cli/commands/commands.o: override CPPFLAGS += -DGENRE_EQ_WITH_WINDOW
endif

# The assembler copies these into the program.
$(BUILD)/obj/ui/cli/report/html_files.o: ui/cli/report/page.css ui/cli/report/player.js

# Its names are the assembler's, which the link-time optimiser of Ubuntu's packages does not see.
$(BUILD)/obj/ui/cli/report/html_files.o: override CFLAGS += -fno-lto

# The sources that decide the sound and the report. The window finds out that a plugin was built
   # from others.
SOUND_SOURCES := $(call find,dsp model plugin,.c) $(call find,dsp model plugin,.h) $(call find,dsp model plugin,.def)
$(BUILD)/obj/plugin/version.o: $(SOUND_SOURCES)
$(BUILD)/obj/plugin/version.o: private override CPPFLAGS += \
  -DGENRE_EQ_SOURCE_SUM='"$(shell cat $(sort $(SOUND_SOURCES)) | cksum | cut -d ' ' -f 1)"'

objects = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))
members = $(call objects,$(SRC_$(1))) $(if $(filter dsp,$(1)),$(KERNEL_WIDTHS:%=$(BUILD)/obj/dsp/kernels/width_%.o))

# --- what is made -------------------------------------------------------------------------------

BUNDLE    := $(BUILD)/genre-eq.lv2
PROGRAM   := $(BUILD)/genre-eq
TRAINER   := $(BUILD)/genre-eq-train
GENERATOR := $(BUILD)/generate-turtle
TURTLE    := manifest.ttl genre-eq.ttl presets.ttl
WRITTEN   := $(TURTLE) manifest-ui.ttl
BINARIES  := genre-eq.so $(if $(call have,cairo x11),genre-eq-ui.so)

.PHONY: all bundle window program trainer
all: bundle window program

$(BUILD)/obj/%.o: %.c
	$(say) CC $<
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(LIB_CFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# The loops that spectra are made of gain by what -O2 leaves out.
$(addprefix $(BUILD)/obj/,$(addsuffix .o,dsp/ear dsp/half_band dsp/portable_math model/movement model/harmony)): override CFLAGS += -O3

$(BUILD)/obj/dsp/kernels/width_%.o: dsp/kernels/width.c
	$(say) CC '$< ($*)'
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -O3 -Wno-pass-failed $(FLAGS_$*) -DKERNEL_WIDTH=$* -MMD -MP -c -o $@ $<

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)

.SECONDEXPANSION:
.SECONDARY:
$(BUILD)/lib/lib%.a: $$(call members,$$*) $(BUILD)/lib/%.members
	$(say) LIBRARY $@
	$(Q)rm -f $@
	$(Q)$(AR) rcs $@ $(filter %.o,$^)

# Newer than the library when a file was added or removed.
$(BUILD)/lib/%.members: always
	@mkdir -p $(@D)
	@echo '$(call members,$*)' | cmp -s - $@ || echo '$(call members,$*)' >$@
.PHONY: always

# $(call link,SYSTEM'S LIBRARIES): the objects and libraries that the target depends on.
define link
$(say) LINK $@
@mkdir -p $(@D)
$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o %.a,$^) $(call libs,$(1)) -lm -ldl -pthread
endef
# A sanitizer's functions are in the program that loads the library.
SHARED := -shared $(if $(findstring -fsanitize,$(CFLAGS)),,-Wl,-z,defs)

# $(call missing,WHAT,SYSTEM'S LIBRARIES): one line that says what cannot be built here.
missing = $(1) needs $(filter-out $(PRESENT),$(2)), not installed here: make deps

# --- the plugin: a C compiler and the LV2 headers alone ---------------------------------------

bundle: $(BUNDLE)/genre-eq.so $(addprefix $(BUNDLE)/,$(TURTLE))

$(BUNDLE)/genre-eq.so: private override LDFLAGS += $(SHARED) -Wl,-u,lv2_descriptor
$(BUNDLE)/genre-eq.so: $(call archives,plugin)
	$(link)

# The Turtle is written from the tables. Without serd, the committed copy is used.
ifneq ($(call have,$(call system_libs,ttl)),)
TTL_FROM := $(BUILD)/obj/turtle
$(GENERATOR): $(call archives,ttl)
	$(call link,$(call system_libs,ttl))

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

# The manifest must name only binaries that exist: hosts report any other.
$(BUNDLE)/manifest.ttl: $(TTL_FROM)/manifest.ttl $(if $(call have,cairo x11),$(TTL_FROM)/manifest-ui.ttl)
	$(say) JOIN $@
	@mkdir -p $(@D)
	$(Q)cat $^ >$@

# --- committed files that are written from the tables: the Turtle, for builds without serd --------

.PHONY: ttl
ttl: $(addprefix $(TTL_FROM)/,$(WRITTEN)) program
	$(if $(call have,$(call system_libs,ttl commands)),,@echo 'The Turtle and the page of controls need libraries: make deps' >&2; exit 1)
	$(say) COPY ttl/generated ui/guide/controls.md
	$(Q)cp $(filter %.ttl,$^) ttl/generated/
	$(Q)$(PROGRAM) controls --markdown >ui/guide/controls.md

# --- the window ---------------------------------------------------------------------------------

# The window stays loaded after a host has opened it, because Cairo and fontconfig keep memory for
# the process, and would leak it at each close.
ifneq ($(call have,$(call system_libs,x11)),)
window: $(BUNDLE)/genre-eq-ui.so
$(BUNDLE)/genre-eq-ui.so: private override LDFLAGS += $(SHARED) -Wl,-u,lv2ui_descriptor -Wl,-z,nodelete \
  -Wl,--version-script=ui/x11/exports.map
$(BUNDLE)/genre-eq-ui.so: $(call archives,x11) ui/x11/exports.map
	$(call link,$(call system_libs,x11))
else
window:
	@echo 'Skipped: $(call missing,the window,$(call system_libs,x11))'
endif

# --- the program --------------------------------------------------------------------------------

ifneq ($(call have,$(call system_libs,commands)),)
program: $(PROGRAM)
$(PROGRAM): $(call archives,commands)
	$(call link,$(call system_libs,commands))
else
program:
	@echo 'Skipped: $(call missing,the genre-eq program,$(call system_libs,commands))'
$(PROGRAM):
	@echo '$(call missing,The genre-eq program,$(call system_libs,commands))' >&2; exit 1
endif

include ui/demo/songs.mk
include model/train/rules.mk
include tests/rules.mk
include ui/packaging/rules.mk

# --- the rest -------------------------------------------------------------------------------------------------------------

.PHONY: clean help
clean:
	rm -rf '$(BUILD)'

help:
	@echo 'make              the plugin and its window, $(BUNDLE), and the program, $(PROGRAM)'
	@echo 'make deps         install what Debian or Ubuntu needs for all of this'
	@echo 'make run          three songs, as they are and from a bad room; SONG=any.mp3 for yours'
	@echo 'make check        run the tests'
	@echo 'make check-slow   the tests that take minutes: seven builds, 200 windows, a thousand kills'
	@echo 'make check-threads     the tests with threads, under ThreadSanitizer'
	@echo 'make check-sanitizers  all tests under AddressSanitizer and others (needs clang)'
	@echo 'make check-uninitialised  the tests of the sound under MemorySanitizer (needs clang)'
	@echo 'make check-valgrind    the tests of the window and of what is saved, under valgrind'
	@echo 'make fuzz         hostile input with libFuzzer, FUZZ_SECONDS=$(FUZZ_SECONDS) a target (needs clang)'
	@echo 'make check-allocation  each allocation fails once'
	@echo 'make check-supply      licences, the same dist twice, a build with no network'
	@echo 'make check-the-checks  plants faults, one after another, and says which check caught each'
	@echo 'make soak         SOAK_HOURS=$(SOAK_HOURS) of sound in one run, some minutes'
	@echo 'make check-hosts  compares the sound in Ardour, jalv, lv2file, ...'
	@echo 'make check-the-hosts  plants faults, and says which line of which check of a host each makes fail'
	@echo 'make soak-hosts   half an hour of jalv at 64 frames, in real time'
	@echo 'make bench        measure the speed'
	@echo 'make plots        pictures of the sound, in $(BUILD)/plots/: responses, a tone under gliding gains,'
	@echo '                  a minute of gains over a song; SONG=any.mp3 for yours'
	@echo 'make screenshots  pictures of the window, in $(BUILD)/screenshots/, and those of the README'
	@echo 'make train        train the network on DATA=directory'
	@echo 'make paper        rebuild and score the paper'"'"'s network on DATA=directory'
	@echo 'make install      PREFIX=$(PREFIX) LV2DIR=$(LV2DIR) DESTDIR=$(DESTDIR)'
	@echo 'make uninstall    remove it again (same PREFIX, LV2DIR, DESTDIR)'
	@echo 'make deb          a Debian package, in $(DEB)/; make deps-deb installs its tools'
	@echo 'make tarball      the built plugin, to be unpacked in ~/.lv2'
	@echo 'make try-packages  run, deb and tarball on bare systems, TRY_ON="$(TRY_ON)" (root)'
	@echo 'make dist         the source as $(BUILD)/$(DIST).tar.gz'
	@echo 'make ttl          refresh the files that are written from the tables: ttl/generated/, ui/guide/controls.md'
	@echo 'make deps-lint    install the tools of make lint'
	@echo 'make deps-hosts   install the hosts of make check and make check-hosts'
	@echo 'make lint         formatting, warnings as errors (gcc, clang), clang-tidy, cppcheck'
	@echo 'make clean        remove $(BUILD)/'
	@echo 'BUILD=directory builds elsewhere, V=1 shows the commands, CC=clang works, too.'

endif
