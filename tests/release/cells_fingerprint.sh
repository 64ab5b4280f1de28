#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Compiles what draws and admits cells in several ways, and compares the fingerprints of runs with
# fidelity = "cells": compilers, optimization, vector units. Everything else is taken from a build
# that there is, such as build/dev, so this takes minutes. Needs g++ and clang++.
#
#     sh tests/release/cells_fingerprint.sh [BUILD [FOLDER...]]
#
# FOLDER: targets of the build that are compiled again, by default all whose numbers reach the
# fingerprint.
set -eu

source=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "${1:-$source/build/dev}" && pwd)
[ $# -gt 0 ] && shift
folders=${*:-engine_vocabulary engine_model engine_admission engine_demand engine_cells workloads_synthetic}
clang=${CLANGXX:-clang++-14}
out=$build/cells-fingerprint
scenarios="heat dilution popular_product date_index votes"

mkdir -p "$out"
ninja -C "$build" isotherm > "$out/build.log"
# Each command on a line; the last one links.
ninja -C "$build" -t commands isotherm > "$out/commands"

compile() { # name compiler flags
    : > "$out/$1.sh"
    objects=
    for folder in $folders; do
        for object in $(tail -n 1 "$out/commands" | tr ' ' '\n' | grep "CMakeFiles/$folder\.dir/.*\.o$"); do
            new=$out/$1-$(echo "$object" | tr / -)
            objects="$objects -e s|$object|$new|"
            # Without warnings, and without the precompiled header, which fits only the flags of the
            # build.
            grep -e " -o $object " "$out/commands" |
                sed -e "s|^.*/c++ |$2 |" -e "s| -O[0-9s] | $3 |" -e "s| -W[^ ]*||g" \
                    -e "s| --param=[^ ]*||g" -e "s| -include [^ ]*cmake_pch.hxx||" \
                    -e "s| -MD -MT [^ ]* -MF [^ ]*||" -e "s| -o $object | -o $new |" >> "$out/$1.sh"
        done
    done
    tail -n 1 "$out/commands" | sed $objects -e "s| -o bin/isotherm | -o $out/$1 |" >> "$out/$1.sh"
    (cd "$build" && sh -e "$out/$1.sh" > "$out/$1.log" 2>&1) || { cat "$out/$1.log"; exit 1; }
}

fingerprints() { # program
    for scenario in $scenarios; do
        "$1" run "$source/resources/scenarios/$scenario.toml" --json -q \
            --set fidelity=cells |
            sed -n "s/^ *\"fingerprint\": \"\(.*\)\",*/$scenario \1/p"
    done
}

fingerprints "$build/bin/isotherm" > "$out/expected"
cat "$out/expected"
failed=0
check() { # name compiler flags
    compile "$@"
    if fingerprints "$out/$1" | cmp -s - "$out/expected"; then
        echo "$1: the same"
    else
        echo "$1: DIFFERENT"
        failed=1
    fi
}
# Eigen's memory must be aligned as in the objects of the build.
wide="-mavx2 -mfma -DEIGEN_MAX_ALIGN_BYTES=16"
check gcc-O0 g++ "-O0"
check gcc-avx2 g++ "-O2 $wide"
check gcc-plain g++ "-O2 -DEIGEN_DONT_VECTORIZE"
check clang-O2 "$clang" "-O2"
check clang-avx2 "$clang" "-O3 $wide"
exit $failed
