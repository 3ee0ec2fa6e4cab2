# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# Genre EQ. `make help` lists what can be made.

VERSION := 0.1.0

PREFIX  ?= /usr/local
LIBDIR  ?= $(PREFIX)/lib
LV2DIR  ?= $(LIBDIR)/lv2
BINDIR  ?= $(PREFIX)/bin
MANDIR  ?= $(PREFIX)/share/man
DESTDIR ?=

BUILD     ?= build
CC        ?= cc
PKGCONFIG ?= pkg-config

# What the bits of the sound depend on is fixed here, not left to the caller:
# no contraction into fused multiply-adds, no re-ordering of floating point.
EXACT  := -ffp-contract=off -fno-fast-math
WARN   := -Wall -Wextra -Wconversion -Wshadow -Wdouble-promotion \
          -Wstrict-prototypes -Wmissing-prototypes
CFLAGS ?= -O2 -g
override CFLAGS   += -std=c11 $(EXACT) $(WARN) -fPIC -fvisibility=hidden
override CPPFLAGS += -I. -D_POSIX_C_SOURCE=200809L -DGENRE_EQ_VERSION='"$(VERSION)"'


have = $(shell $(PKGCONFIG) --exists $(1) 2>/dev/null && echo yes)
HAVE_CLI := $(call have,lilv-0 sndfile cairo)
HAVE_TTL := $(call have,serd-0 sord-0)
HAVE_TEST := $(call have,cmocka lilv-0 sndfile)
lib_cflags = $(if $(1),$(shell $(PKGCONFIG) --cflags $(1)))
lib_libs   = $(if $(1),$(shell $(PKGCONFIG) --libs $(1)))

BUNDLE  := $(BUILD)/genre-eq.lv2
PROGRAM := $(BUILD)/genre-eq
TRAINER := $(BUILD)/genre-eq-train

# --- sources: a folder is a library; arrows point one way -----------------------

DSP_SRC    := $(wildcard dsp/*.c)
MODEL_SRC  := $(wildcard model/*.c)
TRAIN_SRC  := $(wildcard model/train/*.c)
PLUGIN_SRC := $(wildcard plugin/*.c)
DRAW_SRC   := $(wildcard ui/draw/*.c)
CLI_SRC    := $(wildcard ui/cli/*.c)
TEST_SRC   := $(wildcard tests/test_*.c)
BENCH_SRC  := $(wildcard tests/bench_*.c)

obj = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))
DSP_OBJ    := $(call obj,$(DSP_SRC))
MODEL_OBJ  := $(call obj,$(MODEL_SRC))
PLUGIN_OBJ := $(call obj,$(PLUGIN_SRC))
CORE_OBJ   := $(DSP_OBJ) $(MODEL_OBJ)
TABLE_OBJ  := $(call obj,plugin/controls.c plugin/report.c)

.DEFAULT_GOAL := all
.PHONY: all deps run check bench train install uninstall dist clean help
.DELETE_ON_ERROR:

$(BUILD)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(EXTRA_CFLAGS) -MMD -MP -c -o $@ $<

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)

# --- tests: each tests/test_*.c is a program --------------------------------------

TESTS := $(patsubst tests/%.c,$(BUILD)/tests/%,$(TEST_SRC))
$(BUILD)/obj/tests/%.o: EXTRA_CFLAGS = $(call lib_cflags,cmocka lilv-0 sndfile)
$(BUILD)/tests/test_%: $(BUILD)/obj/tests/test_%.o $(CORE_OBJ) $(filter-out %/lv2.o,$(PLUGIN_OBJ))
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $^ $(call lib_libs,cmocka) -lm

clean:
	rm -rf $(BUILD)
