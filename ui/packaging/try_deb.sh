#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Genre EQ authors
# SPDX-License-Identifier: ISC
#
# try_deb.sh PACKAGE.deb [DIRECTORY]: makes a bare Debian with debootstrap in DIRECTORY (or
# in a temporary one), installs the package there with apt, uses it, and removes it. As root.
set -e

deb=$(realpath "$1")
root=${2:-$(mktemp -d)}
[ "$(id -u)" = 0 ] || { echo 'try_deb.sh: debootstrap and chroot need root; try sudo' >&2; exit 1; }
[ -e "$root/etc/debian_version" ] || debootstrap --variant=minbase bookworm "$root" >/dev/null

in_chroot() {
  chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C \
    DEBIAN_FRONTEND=noninteractive "$@"
}

cp "$deb" "$root/tmp/genre-eq.deb"
cp "$(dirname "$0")/debian/tests/hear-and-render" "$root/tmp/"
in_chroot apt-get update -qq
in_chroot apt-get install -qq -y --no-install-recommends /tmp/genre-eq.deb >/dev/null 2>&1
in_chroot genre-eq --version
in_chroot apt-get install -qq -y --no-install-recommends alsa-utils lilv-utils >/dev/null 2>&1
in_chroot bash /tmp/hear-and-render
echo 'hears and renders'
in_chroot lv2ls | grep -x urn:genre-eq:stereo
in_chroot apt-get purge -qq -y genre-eq >/dev/null 2>&1
left=$(in_chroot sh -c 'find / -xdev -path /tmp -prune -o -path /var -prune -o -print | grep -i genre.eq' || true)
if [ -n "$left" ]; then
  echo "left behind: $left"
  exit 1
fi
echo 'removed without a trace'
[ -n "$2" ] || rm -rf "$root"
