#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# try_packages.sh SYSTEM DIST TARBALL [DIRECTORY]: on a new bare SYSTEM (bookworm, trixie or noble)
# does what the README says first, builds the Debian package, installs, uses and removes it on
# another bare SYSTEM, and uses the tarball there. As root, with debootstrap. The bare systems are
# DIRECTORY and DIRECTORY-build; without DIRECTORY they are temporary. Prints how long each took.
set -e

system=$1 dist=$(realpath "$2") tarball=$(realpath "$3")
[ "$(id -u)" = 0 ] || { echo 'try_packages.sh: debootstrap and chroot need root; try sudo' >&2; exit 1; }
bare=${4:-$(mktemp -d)}
build=$bare-build

# Without Ubuntu's keys, debootstrap cannot tell whether the packages are Ubuntu's.
ubuntu_keys=/usr/share/keyrings/ubuntu-archive-keyring.gpg
[ -e $ubuntu_keys ] && ubuntu_keys=--keyring=$ubuntu_keys || ubuntu_keys=--no-check-gpg
if [ ! -e "$bare/etc/debian_version" ]; then
  case $system in
    noble)
      debootstrap --variant=minbase --components=main,universe $ubuntu_keys noble "$bare" \
        http://archive.ubuntu.com/ubuntu /usr/share/debootstrap/scripts/gutsy >/dev/null
      ;;
    *) debootstrap --variant=minbase "$system" "$bare" >/dev/null ;;
  esac
fi
[ -e "$build" ] || cp -a "$bare" "$build"

run_in() { # ROOT COMMAND...
  root=$1
  shift
  chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C \
    DEBIAN_FRONTEND=noninteractive DEB_BUILD_OPTIONS="$DEB_BUILD_OPTIONS" "$@"
}
install_in() { # ROOT PACKAGE...
  root=$1
  shift
  run_in "$root" apt-get install -qq -y --no-install-recommends "$@" >/dev/null 2>&1
}
timed() { # WHAT COMMAND...
  what=$1
  shift
  began=$(date +%s)
  if ! "$@" >"$build/tmp/said" 2>&1; then
    tail -n 30 "$build/tmp/said"
    echo "$system: $what failed"
    exit 1
  fi
  echo "$system: $what: $(($(date +%s) - began)) s"
}

# --- from the source, as the README says ---------------------------------------------------------

folder=/root/$(basename "$dist" .tar.gz)
run_in "$build" apt-get update -qq
install_in "$build" make
tar -C "$build/root" -xf "$dist"
timed 'make deps run, to the pages' run_in "$build" make -C "$folder" deps run
grep -c '\.html$' "$build/tmp/said" | grep -qx 3
grep -E '\.html$|was taken off|As it is' "$build/tmp/said"
timed 'make run, again' run_in "$build" make -C "$folder" run
timed 'make deps-deb deb' run_in "$build" make -C "$folder" deps-deb deb

# --- the Debian package, where nothing else is ------------------------------------------------------

cp "$build$folder"/build/deb/genre-eq_*_*.deb "$bare/tmp/genre-eq.deb"
cp "$(dirname "$0")/debian/tests/hear-and-render" "$bare/tmp/"
run_in "$bare" apt-get update -qq
install_in "$bare" /tmp/genre-eq.deb
run_in "$bare" genre-eq --version
install_in "$bare" alsa-utils lilv-utils
run_in "$bare" bash /tmp/hear-and-render
run_in "$bare" lv2ls | grep -x urn:genre-eq:stereo
run_in "$bare" apt-get purge -qq -y genre-eq >/dev/null 2>&1
left=$(run_in "$bare" sh -c 'find / -xdev -path /tmp -prune -o -path /var -prune -o -print | grep -i genre.eq' || true)
if [ -n "$left" ]; then
  echo "$system: the package left behind: $left"
  exit 1
fi
echo "$system: the Debian package hears, renders, and is removed without a trace"

# --- the tarball, in another program than ours -------------------------------------------------------

install_in "$bare" libcairo2 libx11-6
mkdir -p "$bare/root/.lv2"
tar -C "$bare/root/.lv2" -xf "$tarball"
if run_in "$bare" ldd /root/.lv2/genre-eq.lv2/genre-eq.so /root/.lv2/genre-eq.lv2/genre-eq-ui.so |
  grep -E 'not found'; then
  echo "$system: the tarball's libraries are not those of this system"
  exit 1
fi
said=$(run_in "$bare" lv2info urn:genre-eq:mono 2>&1)
if ! echo "$said" | grep -q 'Genre EQ' || echo "$said" | grep -i 'error'; then
  echo "$system: lv2info does not know the plugin"
  exit 1
fi
noise=/usr/share/sounds/alsa/Noise.wav
run_in "$bare" lv2apply -i $noise -o /tmp/off.wav -c enabled 0 urn:genre-eq:mono
run_in "$bare" lv2apply -i $noise -o /tmp/louder.wav -c output_gain 6 urn:genre-eq:mono
[ "$(stat -c %s "$bare/tmp/off.wav")" -gt 10000 ] && ! cmp -s "$bare/tmp/off.wav" "$bare/tmp/louder.wav"
echo "$system: the tarball's plugin is found in ~/.lv2 and renders"
[ -n "$4" ] || rm -rf "$bare" "$build"
