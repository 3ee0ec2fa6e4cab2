# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# make check-hosts, soak-hosts, picture-ardour: the plugin in the programs that people
# use, as Debian ships them, without a screen or a sound card. A host that is not
# installed is skipped by name (GENRE_EQ_ALL_HOSTS=1: counts as failed).

HOSTS_TOOLS := $(addprefix $(BUILD)/tests/hosts/,wav jack_play render_events run_meter.so keep_lv2_path.so)
$(BUILD)/tests/hosts/render_events: $(BUILD)/obj/tests/hosts/render_events.o $(CORE_OBJ)
	$(say) LINK $@
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(call libs,lilv-0 sndfile) -lm
$(BUILD)/tests/hosts/%.so: $(BUILD)/obj/tests/hosts/%.o
	$(say) LINK $@
	@mkdir -p $(@D)
	$(Q)$(CC) -shared $(CFLAGS) $(LDFLAGS) -o $@ $^ -ldl -pthread
$(BUILD)/tests/hosts/%: $(BUILD)/obj/tests/hosts/%.o
	$(say) LINK $@
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(call libs,jack sndfile) -lm

HOSTS_ENV = GENRE_EQ_BUNDLE=$(BUNDLE) GENRE_EQ_PROGRAM=$(PROGRAM) GENRE_EQ_BUILD=$(BUILD) \
            GENRE_EQ_SONG=$(DEMO)
HOSTS_CHECKS := $(addprefix tests/hosts/check_,ardour.sh jalv.sh audacity.sh carla.sh own_preset.sh small_hosts.sh state.sh table.sh)

.PHONY: check-hosts check-the-hosts soak-hosts picture-ardour host-song hosts-tools
hosts-tools: $(HOSTS_TOOLS)
host-song: # a synthesised one does where it cannot be had
	-@$(MAKE) --no-print-directory $(DEMO)
ifneq ($(call have,jack lilv-0 sndfile),)
check-hosts: all host-song $(HOSTS_TOOLS)
	$(Q)$(HOSTS_ENV) GUARD_S=600 sh tests/run.sh $(HOSTS_CHECKS); code=$$?; cat $(BUILD)/hosts/table.md; exit $$code
# More than an hour: plants faults, and tells which line of which check each makes fail.
check-the-hosts: all host-song $(HOSTS_TOOLS)
	$(Q)$(HOSTS_ENV) GUARD_S=7200 sh tests/run.sh tests/hosts/plant.sh; code=$$?; \
	  cat $(BUILD)/tests/plant.sh.log; exit $$code
# Half an hour in real time: jalv at 64 frames, the window open, the processors busy.
soak-hosts: all host-song $(HOSTS_TOOLS)
	$(Q)$(HOSTS_ENV) GUARD_S=7200 sh tests/run.sh tests/hosts/soak_jalv.sh; code=$$?; \
	  cat $(BUILD)/tests/soak_jalv.sh.log; exit $$code
# The picture in the guide.
picture-ardour: all host-song $(HOSTS_TOOLS)
	$(Q)$(HOSTS_ENV) sh tests/hosts/shoot_ardour.sh ui/x11/ardour.png
else
check-hosts soak-hosts picture-ardour:
	@echo 'The hosts are tried with $(filter-out $(PRESENT),jack lilv-0 sndfile), which is not here:' \
	  'make deps deps-hosts' >&2; exit 1
endif
