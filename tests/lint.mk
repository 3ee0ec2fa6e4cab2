# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# make lint: formatting, warnings as errors, clang-tidy, cppcheck.

LINT := $(BUILD)/lint
TIDY ?= clang-tidy
# Wrong reports of cppcheck: arrays that a callee or a loop fills, a pointer from realloc() that is
# stored at once, calls that cannot meet, a table of offsets of doubles.
CPPCHECK_WRONG := uninitvar legacyUninitvar ctunullpointer \
                  invalidPointerCast:plugin/memory.c
# Of clang's own warnings clang-tidy tells.
.PHONY: lint lint-format lint-cppcheck lint-tidy lint-headers lint-gcc
lint: lint-format lint-cppcheck lint-tidy lint-headers lint-gcc
lint-tidy: $(SOURCES:%.c=$(LINT)/tidy/%.ok)
lint-headers: $(HEADERS:%=$(LINT)/header/%.ok)
lint-gcc: $(SOURCES:%.c=$(LINT)/gcc/%.o)

lint-format:
	$(say) FORMAT '$(words $(SOURCES) $(HEADERS)) files'
	$(Q)clang-format --dry-run -Werror $(SOURCES) $(HEADERS)

lint-cppcheck:
	$(say) CPPCHECK '$(words $(SOURCES)) files'
	$(Q)cppcheck -j "$$(nproc)" --quiet --std=c11 --enable=warning,performance,portability --inline-suppr \
	  $(addprefix --suppress=,$(CPPCHECK_WRONG)) --error-exitcode=1 $(CPPFLAGS) \
	  $(filter-out %weights.c,$(SOURCES))

$(LINT)/gcc/%.o: %.c
	$(say) GCC $<
	@mkdir -p $(@D)
	$(Q)gcc $(CPPFLAGS) $(LIB_CFLAGS) $(CFLAGS) -Werror -MMD -MP -c -o $@ $<
-include $(shell find $(LINT) -name '*.d' 2>/dev/null)

# A header includes what it needs.
$(LINT)/header/%.ok: %
	$(say) HEADER $<
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(LIB_CFLAGS) $(CFLAGS) -Wno-unused -Werror -x c -fsyntax-only $<
	@touch $@

# The object knows which headers it is made from.
$(LINT)/tidy/%.ok: %.c $(BUILD)/obj/%.o .clang-tidy
	$(say) TIDY $<
	@mkdir -p $(@D)
	$(Q)$(TIDY) --quiet --warnings-as-errors='*' $< -- $(CPPFLAGS) $(LIB_CFLAGS) -std=c11 $(WARN) \
	  2>$(@:.ok=.log) || { cat $(@:.ok=.log) >&2; exit 1; }
	@touch $@
