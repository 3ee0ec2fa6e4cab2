# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# make deps, deps-lint, …: installs the packages on Debian or Ubuntu.

PACKAGES := gcc libc6-dev pkg-config lv2-dev liblilv-dev libsndfile1-dev libcairo2-dev \
            libx11-dev libserd-dev sordi libcmocka-dev libebur128-dev
BENCH_PACKAGES := lilv-utils x42-plugins calf-plugins eq10q lsp-plugins-lv2 valgrind
LINT_PACKAGES := clang clang-format clang-tidy cppcheck reuse gcc-aarch64-linux-gnu \
                 libc6-dev-arm64-cross qemu-user
HOST_PACKAGES := ardour jalv jackd2 libjack-jackd2-dev audacity lilv-utils lv2file lv2proc ecasound \
                 gstreamer1.0-tools gstreamer1.0-plugins-base gstreamer1.0-plugins-good \
                 gstreamer1.0-plugins-bad ffmpeg mpv pipewire pipewire-bin pipewire-jack \
                 procps xvfb xdotool x11-utils imagemagick valgrind x42-plugins lsp-plugins-lv2 zsh \
                 python3-jsonschema appstream desktop-file-utils mandoc chromium
DEB_PACKAGES := build-essential debhelper dpkg-dev lintian debootstrap

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

# `make deps run`: deps must have installed its packages before the rest is planned, so a second
# make plans the rest.
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
