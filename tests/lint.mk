# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# make lint: formatting, warnings as errors, clang-tidy, cppcheck.

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
-include $(wildcard $(LINT)/$(1)/*/*.d $(LINT)/$(1)/*/*/*.d)
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
