# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# make check-hosts, soak-hosts, picture-ardour: the plugin in the hosts that people use, as Debian
# ships them, without a screen or a sound card. A host that is not installed is skipped by name; with
# GENRE_EQ_ALL_HOSTS=1 it counts as failed.

HOSTS_TOOLS := $(addprefix $(BUILD)/tests/hosts/,wav jack_play render_events run_meter.so keep_lv2_path.so)

HOSTS_CHECKS := $(addprefix tests/hosts/check_,a_and_b.sh ardour.sh jalv.sh learn.sh audacity.sh carla.sh media_hosts.sh own_preset.sh small_hosts.sh songs.sh state.sh table.sh)

.PHONY: check-hosts check-the-hosts soak-hosts picture-ardour host-song hosts-tools
hosts-tools: $(HOSTS_TOOLS)
host-song: # without it the checks use synthetic music
	-@$(MAKE) --no-print-directory $(HOST_SONG)
check-hosts check-the-hosts soak-hosts: DEMO_SONG := $(HOST_SONG)
ifneq ($(call have,jack lilv-0 sndfile),)
check-hosts: all host-song $(HOSTS_TOOLS)
	$(Q)JOBS=1 GUARD_S=1800 $(RUN_TESTS) $(HOSTS_CHECKS); code=$$?; cat $(BUILD)/hosts/table.md; exit $$code
# More than an hour: plants faults, and prints which line of which check each makes fail.
check-the-hosts: all host-song $(HOSTS_TOOLS)
	$(Q)GUARD_S=7200 $(RUN_TESTS) tests/hosts/plant.sh; code=$$?; \
	  cat $(BUILD)/tests/plant.sh.log; exit $$code
# Half an hour in real time: jalv at 64 frames with an open window, while the processors are busy.
soak-hosts: all host-song $(HOSTS_TOOLS)
	$(Q)GUARD_S=7200 $(RUN_TESTS) tests/hosts/soak_jalv.sh; code=$$?; \
	  cat $(BUILD)/tests/soak_jalv.sh.log; exit $$code
# The picture in the README and in the guide.
picture-ardour: all $(DEMO_MIX) $(HOSTS_TOOLS)
	$(Q)$(RUN_ENV) GENRE_EQ_SONG=$(DEMO_MIX) sh tests/hosts/shoot_ardour.sh ui/x11/ardour.png
else
check-hosts soak-hosts picture-ardour:
	@echo 'The hosts are tried with $(filter-out $(PRESENT),jack lilv-0 sndfile), which is not here:' \
	  'make deps deps-hosts' >&2; exit 1
endif
