# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# make run: what the plugin does to three songs, or to SONG=any.mp3.

DEMO := $(BUILD)/genre-eq-demo
ifneq ($(call have,$(call system_libs,demo)),)
$(DEMO): $(call archives,demo)
	$(call link,$(call system_libs,demo))
else
$(DEMO):
	@echo '$(call missing,The demo,$(call system_libs,demo))' >&2; exit 1
endif

# The songs, from packages that Debian and Ubuntu have. They are fetched, and not part of this
# project.
# - The Final Rewind, by Tryad, CC BY-SA: a band with a singer. The menu of Performous plays it.
# - Victory, by Max Von Juntz, GPL 3: an orchestra. From the game LordsAWar.
# - Orbital Colossus, by Matthew Pablo, CC BY-SA 3.0: synthesisers. From the game Starfighter.
DEMO_SONGS := final-rewind victory orbital-colossus

PACKAGE_final-rewind := performous
FILE_final-rewind    := usr/share/games/performous/themes/default/menu.ogg
TITLE_final-rewind   := The Final Rewind, by Tryad

PACKAGE_victory := lordsawar-data
FILE_victory    := usr/share/games/lordsawar/music/victory.ogg
TITLE_victory   := Victory, by Max Von Juntz

PACKAGE_orbital-colossus := starfighter-data
FILE_orbital-colossus    := usr/share/starfighter/music/orbital_colossus.ogg
TITLE_orbital-colossus   := Orbital Colossus, by Matthew Pablo

# - Free As In Tuxi, by Pajama Crisis, in the public domain: a band. The checks of hosts play it,
#   because it holds no digital silence and stays below full scale at any rate: some hosts clip, and
#   Ardour adds a constant of -540 dBFS, which shows in silence.
PACKAGE_free-as-in-tuxi := tuxtype-data
FILE_free-as-in-tuxi    := usr/share/tuxtype/sounds/tuxi.ogg

DEMO_DIR  := $(BUILD)/run
# The song that the tests listen to, and that of the checks of hosts.
DEMO_SONG := $(DEMO_DIR)/victory.ogg
HOST_SONG := $(DEMO_DIR)/free-as-in-tuxi.ogg
# A mix of the bad room, written with what the demo says of it. Pictures show it.
DEMO_MIX  := $(DEMO_DIR)/final-rewind-mix.flac
# A mix this far off is brought to the middle of its genre.
DEMO_SET  := --set match=100 --set range=6

SONG ?=
export SONG
.PHONY: run
ifneq ($(SONG),)
run: all $(PROGRAM)
	$(Q)$(PROGRAM) master "$$SONG"
	$(Q)sh ui/demo/write_page.sh $(PROGRAM) "$$SONG"
else
run: all $(PROGRAM) $(DEMO_SONGS:%=$(DEMO_DIR)/%.txt)
	@cat $(filter %.txt,$^)
	@echo 'The mix of the bad room lacks bass and treble. It was mastered with $(DEMO_SET).'
	@echo 'Each page plays it before and after. All files are in $(DEMO_DIR)/.'
	@sh ui/demo/open_page.sh $(DEMO_DIR)/$(firstword $(DEMO_SONGS)).html
endif

# What the demo says of a song. The mix, the master and the page are written with it.
$(DEMO_SONGS:%=$(DEMO_DIR)/%.txt): $(DEMO_DIR)/%.txt: $(DEMO_DIR)/%.ogg $(DEMO) $(PROGRAM) \
    $(BUNDLE)/genre-eq.so $(TURTLE:%=$(BUNDLE)/%)
	$(say) MASTER '$(TITLE_$*)'
	@echo '$(TITLE_$*)' >$@.part
	@$(DEMO) $(DEMO_SET) $< $(@D)/$*-mix.flac $(@D)/$*-master.flac >>$@.part 2>$@.log || \
	  { cat $@.log >&2; exit 1; }
	@$(PROGRAM) report --force $(DEMO_SET) -o $(@D)/$*.html $(@D)/$*-mix.flac >/dev/null
	@echo '  $(abspath $(@D)/$*.html)' >>$@.part
	@mv $@.part $@

$(DEMO_DIR)/%-mix.flac: $(DEMO_DIR)/%.txt ;

$(DEMO_SONGS:%=$(DEMO_DIR)/%.ogg) $(HOST_SONG): $(DEMO_DIR)/%.ogg:
	$(say) FETCH '$(PACKAGE_$*): $(@F)'
	@sh ui/demo/fetch_song.sh $(PACKAGE_$*) $(FILE_$*) $@
