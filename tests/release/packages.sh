#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds the Debian packages and the source archive, installs them in a fresh Debian 12 root, uses
# the programs there, and removes them again. Needs root, debootstrap and a network; takes minutes.
#
#   sh tests/release/packages.sh [BUILD FOLDER]     build/release if not given
set -eu
cd "$(dirname "$0")/../.."
build=$(cd "${1:-build/release}" && pwd)
place=$(mktemp -d)
root=$place/root
trap 'umount "$root/proc" 2>/dev/null || true; rm -rf "$place"' EXIT

echo "== packages"
(cd "$place" && cpack --config "$build/CPackConfig.cmake" -B "$place/packages" >/dev/null)
(cd "$place" && cpack --config "$build/CPackSourceConfig.cmake" -B "$place/source" >/dev/null)
ls -l "$place"/packages/*.deb "$place"/source/*.tar.gz
for package in "$place"/packages/*.deb; do
    dpkg-deb --info "$package" | grep -E "^ (Package|Depends|Recommends|Installed-Size)"
done
# The console program needs neither windows nor charts.
! dpkg-deb --field "$place"/packages/isotherm_*.deb Depends | grep -E "qt6(widgets|charts)"

echo "== a fresh root"
# The mirror that this machine uses, too.
mirror=$(apt-get indextargets --format '$(REPO_URI)' | head -n 1)
debootstrap --variant=minbase bookworm "$root" "$mirror" >/dev/null
cp -r /etc/apt/apt.conf.d "$root/etc/apt/"  # such as a proxy
cp /etc/resolv.conf "$root/etc/" 2>/dev/null || true
mount -t proc proc "$root/proc"
cp "$place"/packages/*.deb "$root/tmp/"
inside() { chroot "$root" env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 HOME=/root sh -euc "$1"; }
inside 'apt-get update -qq && dpkg-query -W -f "\${Package}\n" | sort >/tmp/before'

echo "== the console program alone"
inside 'apt-get install -y -qq --no-install-recommends /tmp/isotherm_*.deb man-db >/dev/null
    isotherm --version
    isotherm selftest --numeric >/tmp/selftest && tail -n 1 /tmp/selftest
    isotherm run /usr/share/isotherm/scenarios/votes.toml --out /tmp/votes >/dev/null
    test -s /tmp/votes/heatmap.png
    isotherm lesson check tokyo_2012 >/dev/null
    man isotherm | grep -q "export-settings"
    bash -c ". /usr/share/bash-completion/completions/isotherm
        COMP_WORDS=(isotherm ch); COMP_CWORD=1; _isotherm; test \"\${COMPREPLY[*]}\" = check"
    ! command -v isotherm-gui'

echo "== with the window"
inside 'apt-get install -y -qq --no-install-recommends /tmp/isotherm-gui_*.deb desktop-file-utils appstream >/dev/null
    desktop-file-validate /usr/share/applications/isotherm.desktop
    appstreamcli validate --no-net --override=cid-desktopapp-is-not-rdns=info /usr/share/metainfo/isotherm.metainfo.xml
    man isotherm-gui | grep -q grab
    isotherm-gui /usr/share/isotherm/scenarios/votes.toml --advance end --grab /tmp/window.png >/dev/null
    test -s /tmp/window.png'

echo "== removed"
inside 'apt-get purge -y -qq isotherm isotherm-gui >/dev/null
    left=$(find /usr /etc /var/lib -path /var/lib/apt -prune -o -name "*isotherm*" -print)
    test -z "$left" || { echo "left behind: $left"; exit 1; }'

echo "== the source archive, built without git"
mkdir "$place/unpacked"
tar -xzf "$place"/source/*.tar.gz -C "$place/unpacked" --strip-components=1
test ! -e "$place/unpacked/.git"
(cd "$place/unpacked" && cmake --preset console >/dev/null && cmake --build --preset console --target isotherm >/dev/null)
"$place/unpacked/build/console/bin/isotherm" --version | grep "commit unknown"
echo "packages and source archive: passed"
