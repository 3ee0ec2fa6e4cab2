# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# make install, uninstall, dist, tarball, deb, try-packages.

# --- install ------------------------------------------------------------------------------------------------------

# The program writes its completion from its own tables.
COMPLETION := $(BUILD)/completion/genre-eq $(BUILD)/completion/_genre-eq
$(BUILD)/completion/genre-eq: SHELL_NAME := bash
$(BUILD)/completion/_genre-eq: SHELL_NAME := zsh
$(COMPLETION): $(PROGRAM)
	$(say) WRITE $@
	@mkdir -p $(@D)
	$(Q)$(PROGRAM) completion $(SHELL_NAME) >$@

# What goes where: the directory's variable, a folder in it, mode, file.
APP := urn.genre_eq.GenreEQ
GUIDE := $(call find,ui/guide,.md)
INSTALLED := $(foreach f,$(BINARIES),LV2DIR|genre-eq.lv2|755|$(BUNDLE)/$(f)) \
  $(foreach f,$(TURTLE),LV2DIR|genre-eq.lv2|644|$(BUNDLE)/$(f)) \
  $(foreach f,$(GUIDE),DATADIR|doc/genre-eq/guide|644|$(f))
ifneq ($(call have,$(call system_libs,commands)),)
INSTALLED += BINDIR|.|755|$(PROGRAM) BASHDIR|.|644|$(BUILD)/completion/genre-eq \
  ZSHDIR|.|644|$(BUILD)/completion/_genre-eq $(foreach f,$(call find,ui/cli,.1),MANDIR|man1|644|$(f)) \
  DATADIR|genre-eq|644|ui/cli/genre-eq.schema.json
ifneq ($(call have,cairo x11),)
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
install: all $(if $(call have,$(call system_libs,commands)),$(COMPLETION))
	$(foreach f,$(INSTALLED),$(INSTALL) -D -m $(call part,3,$(f)) $(call source,$(f)) '$(call target,$(f))'$(newline)	)

uninstall:
	rm -f $(foreach f,$(INSTALLED),'$(call target,$(f))')
	-rmdir '$(DESTDIR)$(LV2DIR)/genre-eq.lv2' '$(DESTDIR)$(DATADIR)/genre-eq' \
	  '$(DESTDIR)$(DATADIR)/doc/genre-eq/guide' '$(DESTDIR)$(DATADIR)/doc/genre-eq' 2>/dev/null

# --- dist: the same bytes from a checkout and from an unpacked dist ---------------------------------------------------

DIST := genre-eq-$(VERSION)
# When the source was last changed: the time of all files in what is packed.
EPOCH = $${SOURCE_DATE_EPOCH:-$$(if [ -e .git ]; then git log -1 --format=%ct; else stat -c %Y Makefile; fi)}
.PHONY: dist
dist:
	@mkdir -p $(BUILD)
	@if [ -e .git ]; then \
	  git ls-files -z >$(BUILD)/dist.list; \
	else \
	  find . -type f ! -path './build*' -printf '%P\0' >$(BUILD)/dist.list; \
	fi && \
	LC_ALL=C sort -z $(BUILD)/dist.list | \
	LC_ALL=C tar --create --format=gnu --null --files-from=- --mtime=@$(EPOCH) --owner=0 --group=0 \
	  --numeric-owner --mode=a+rX,u+w,go-w --transform='s,^,$(DIST)/,' | \
	gzip -n9 >$(BUILD)/$(DIST).tar.gz
	@echo $(BUILD)/$(DIST).tar.gz

# --- tarball: the built bundle, for those who cannot compile -----------------------------------------------------------

TARBALL := $(BUILD)/genre-eq-$(VERSION)-linux-$(firstword $(subst -, ,$(MACHINE))).lv2.tar.gz
.PHONY: tarball
tarball: bundle window
	@rm -rf $(BUILD)/tarball && mkdir -p $(BUILD)/tarball/genre-eq.lv2/guide
	$(Q)$(INSTALL) -s -m 755 $(BINARIES:%=$(BUNDLE)/%) $(BUILD)/tarball/genre-eq.lv2/
	$(Q)$(INSTALL) -m 644 $(TURTLE:%=$(BUNDLE)/%) LICENSE $(BUILD)/tarball/genre-eq.lv2/
	$(Q)$(INSTALL) -m 644 $(GUIDE) $(BUILD)/tarball/genre-eq.lv2/guide/
	$(Q)LC_ALL=C tar -C $(BUILD)/tarball --create --format=gnu --sort=name --mtime=@$(EPOCH) --owner=0 --group=0 \
	  --numeric-owner genre-eq.lv2 | gzip -n9 >$(TARBALL)
	@echo '$(TARBALL), for glibc '$$(grep -aoh 'GLIBC_[0-9.]*' $(BUILD)/tarball/genre-eq.lv2/*.so | \
	  sed 's/.*_//' | sort -V | tail -n 1)' and later: unpack it in ~/.lv2'

# --- deb: a Debian source and binary package, from dist --------------------------------------------------------------

DEB := $(BUILD)/deb
.PHONY: deb try-packages
deb: dist
	@rm -rf $(DEB) && mkdir -p $(DEB)
	$(Q)cp $(BUILD)/$(DIST).tar.gz $(DEB)/genre-eq_$(VERSION).orig.tar.gz
	$(Q)tar -C $(DEB) -xf $(DEB)/genre-eq_$(VERSION).orig.tar.gz
	$(Q)cp -R ui/packaging/debian $(DEB)/$(DIST)/
	$(Q)cd $(DEB)/$(DIST) && env -u MAKEFLAGS -u BUILD -u V dpkg-buildpackage -us -uc
	@echo $(DEB)/genre-eq_$(VERSION)-*.deb

# On each system, in a new bare one: uses the tarball; builds, installs, uses and removes the Debian package;
# then makes run from the source. Needs root.
TRY_ON ?= bookworm trixie noble
try-packages: dist tarball
	$(Q)for system in $(TRY_ON); do \
	  sh ui/packaging/try_packages.sh $$system $(BUILD)/$(DIST).tar.gz $(TARBALL) || exit 1; \
	done
