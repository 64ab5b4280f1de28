#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Grabs every screen of the desktop program in three sizes, three themes and two languages, and puts all of them on one
# contact sheet to look at. Takes minutes: a part of ctest -C full, and for by hand.
#
#   sh tests/gui/gallery/gallery.sh [PROGRAMS] [FOLDER] [SCREEN...]     default: build/dev/bin, out/gallery, all screens
#
# SIZES, THEMES and LANGUAGES choose others: THEMES=dark LANGUAGES=ja sh tests/gui/gallery/gallery.sh
# FOLDER/sheet.png is the sheet. Exit code 1: some screens could not be grabbed; their names were printed.
set -eu
cd "$(dirname "$0")/../../.."
programs=$(cd "${1:-build/dev/bin}" && pwd)
mkdir -p "${2:-out/gallery}"
folder=$(cd "${2:-out/gallery}" && pwd)
[ $# -lt 2 ] || shift
[ $# -lt 1 ] || shift
sizes=${SIZES:-1024x768 1440x900 1920x1080}
themes=${THEMES:-dark light print}
languages=${LANGUAGES:-en ja}
list=tests/gui/gallery/screens.txt
export QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}"
# Settings of its own, as in a first start.
settings=$(mktemp -d)
trap 'rm -rf "$settings"' EXIT
export XDG_CONFIG_HOME="$settings" XDG_DATA_HOME="$settings" XDG_CACHE_HOME="$settings"

screens=${*:-$(grep -v '^#' "$list" | cut -d ' ' -f 1)}
runs=$folder/runs
mkdir -p "$runs"
for name in $(grep -v '^#' "$list" | grep -o 'RUNS/[a-z_0-9]*' | sort -u | cut -d / -f 2); do
    scenario=resources/scenarios/$name.toml
    [ -f "$scenario" ] && [ ! -f "$runs/$name/manifest.json" ] || continue
    grep -E "^($(echo $screens | tr ' ' '|')) .*RUNS/$name\b" "$list" >/dev/null || continue
    "$programs/isotherm" run "$scenario" --quiet --out "$runs/$name" >/dev/null || test $? -eq 3
done
# B of the comparisons, whose voters have ten write shards. And a scenario with two mistakes.
awk '{ print } /^keys/ && !done { print "write_shards = 10"; done = 1 }' resources/scenarios/votes.toml >"$runs/votes_b.toml"
sed 's/^duration = .*/duration = 10/;s/partition_key/partitionkey/' resources/scenarios/votes.toml >"$runs/broken.toml"

failed=""
for screen in $screens; do
    words=$(grep -E "^$screen( |\$)" "$list" | cut -s -d ' ' -f 2- |
        sed "s#RUNS#$runs#g;s#SCENARIOS#resources/scenarios#g;s#LESSONS#resources/lessons#g;s#SAMPLES#resources/samples#g")
    for size in $sizes; do
        for theme in $themes; do
            for language in $languages; do
                picture=$folder/$screen.$size.$theme.$language.png
                rm -f "$picture"
                # The list quotes names with blanks, as a shell does.
                eval "\"$programs/isotherm-gui\" $words --size $size --theme $theme --language $language --grab '$picture'" \
                    >"$folder/log" 2>&1 || true
                [ -s "$picture" ] || failed="$failed $screen.$size.$theme.$language"
            done
        done
    done
done
"$programs/contact_sheet" "$folder/sheet.png" "$folder" "$sizes" "$themes" "$languages" $screens
if [ -n "$failed" ]; then
    echo "not grabbed:$failed" >&2
    exit 1
fi
