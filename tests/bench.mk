# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# make bench, bench-mend, …; pictures of the window, plots of the sound.

# The benchmarks that need recordings have their own targets.
WITH_SONGS  := bench_mend bench_blind bench_profile bench_labels
BENCHES     := $(addprefix $(BUILD)/tests/,$(call buildable,$(filter-out $(WITH_SONGS),\
                 $(basename $(notdir $(wildcard tests/bench_*.c))))))
BENCH_TABLE := $(BUILD)/bench.tsv

# Besides the tables, $(BENCH_TABLE): bench, what, value, unit.
.PHONY: bench
bench: all $(BENCHES) $(CHECK_TOOLS) $(if $(SONG),,$(DEMO_SONG))
	$(Q)printf 'bench\twhat\tvalue\tunit\n' >$(BENCH_TABLE)
	$(Q)export GENRE_EQ_BENCH_TSV=$(BENCH_TABLE) GENRE_EQ_SONG="$${SONG:-$(DEMO_SONG)}" \
	  GENRE_EQ_PROGRAM=$(PROGRAM) GENRE_EQ_BUILD=$(BUILD) GENRE_EQ_BUNDLE=$(BUNDLE); \
	for bench in $(BENCHES); do echo; echo "$$(basename $$bench):"; $$bench || exit 1; done; \
	for bench in tests/bench_*.sh; do echo; echo "$$(basename $$bench):"; sh $$bench || exit 1; done
	@echo; echo 'As a table: $(BENCH_TABLE)'

# With the songs of a training folder: does it mend coloured songs, does it leave others alone, is
# it blind to colour?
.PHONY: bench-mend bench-blind bench-profile bench-labels
bench-blind: $(BUILD)/tests/bench_blind
	$(need_data)
	$(Q)$< "$$DATA"
bench-mend: $(BUILD)/tests/bench_mend
	$(need_data)
	$(Q)$< "$$DATA" $(EVERY)
# How often the label changes in a minute, on every EVERY-th song.
bench-labels: $(BUILD)/tests/bench_labels
	$(need_data)
	$(Q)find -L "$$DATA" -type f -name '*.*' ! -name '*.csv' ! -path '*/none/*' ! -path '*/other/*' \
	  ! -path '*/cut*' | sort | awk 'NR % $(or $(EVERY),1) == 0' | tr '\n' '\0' | xargs -0 $<
# How well an own profile knows the balance of its songs: one of them is left out, coloured and
   # mended.
TRIALS ?= 30
bench-profile: $(BUILD)/tests/bench_profile
	$(need_data)
	$(Q)$< "$$DATA" song $(TRIALS)

.PHONY: screenshots plots
screenshots: $(BUILD)/tests/shoot_window $(BUILD)/screenshots/listening.gif
	$(Q)mkdir -p $(BUILD)/screenshots
	$(Q)$< $(BUILD)/screenshots
	$(Q)cd $(BUILD)/screenshots && cp window-dark.png $(CURDIR)/ui/x11/window.png && \
	  cp window-light.png window-dark-2x.png window-light-2x.png window-song.png listening.gif $(CURDIR)/ui/x11/

# Ten seconds of listening, from the fifth second of the mix on.
$(BUILD)/screenshots/listening.gif: $(BUILD)/tests/shoot_listening $(DEMO_MIX)
	$(say) FILM $@
	@rm -rf $(@D)/listening && mkdir -p $(@D)/listening
	$(Q)$< $(DEMO_MIX) 5 $(@D)/listening
	$(Q)ffmpeg -nostdin -loglevel error -y -framerate 8 -i $(@D)/listening/%03d.png -vf \
	  'split[a][b];[a]palettegen=max_colors=64:stats_mode=diff[p];[b][p]paletteuse=dither=none:diff_mode=rectangle' $@

plots: $(BUILD)/tests/plot_sound $(if $(SONG),,$(DEMO_SONG))
	$(Q)mkdir -p $(BUILD)/plots
	$(Q)$< $(BUILD)/plots "$${SONG:-$(DEMO_SONG)}"
