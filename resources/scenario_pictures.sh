#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Makes the pictures of the shipped scenarios anew, for the start page and for docs/scenarios.md:
#   sh resources/scenario_pictures.sh [PROGRAM] [NAME...]
# PROGRAM is the console program (default: build/dev/bin/isotherm). Without names, all scenarios.
set -eu

cd "$(dirname "$0")/.."
program=build/dev/bin/isotherm
if [ $# -gt 0 ]; then
    program=$1
    shift
fi
if [ $# -eq 0 ]; then
    for file in resources/scenarios/*.toml; do
        set -- "$@" "$(basename "$file" .toml)"
    done
fi
out=resources/docs/pictures/scenarios
mkdir -p "$out"
runs=$(mktemp -d)
trap 'rm -rf "$runs"' EXIT
for name in "$@"; do
    code=0
    "$program" run "resources/scenarios/$name.toml" --quiet --out "$runs/$name" >/dev/null || code=$?
    # A broken limit, which some scenarios are about, leaves a complete run.
    if [ "$code" -ne 0 ] && [ "$code" -ne 3 ]; then
        echo "$name: isotherm run ended with $code" >&2
        exit "$code"
    fi
    "$program" plot "$runs/$name" --what card --width 576 --height 224 --out "$out/$name.png"
    rm -rf "${runs:?}/$name"
done
