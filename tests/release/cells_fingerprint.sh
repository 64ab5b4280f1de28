#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Compiles the console program in several ways and compares the fingerprints of runs with
# fidelity = "cells": compilers, optimization, vector units. Takes a while; needs g++ and clang++.
#
#     sh tests/release/cells_fingerprint.sh [FOLDER]
set -eu

source=$(cd "$(dirname "$0")/../.." && pwd)
builds=${1:-$source/build/cells-fingerprint}
scenarios="heat dilution popular_product date_index"

build() { # name compiler flags
    cmake -S "$source" -B "$builds/$1" -G Ninja -DCMAKE_CXX_COMPILER="$2" -DCMAKE_BUILD_TYPE=None \
        -DCMAKE_CXX_FLAGS="$3" -DISOTHERM_GUI=OFF -DISOTHERM_TESTS=OFF -DISOTHERM_BENCHES=OFF \
        > "$builds/$1.log" 2>&1
    cmake --build "$builds/$1" -j 2 --target isotherm >> "$builds/$1.log" 2>&1
}

fingerprints() { # name
    for scenario in $scenarios; do
        "$builds/$1/bin/isotherm" run "$source/resources/scenarios/$scenario.toml" --json -q \
            --set fidelity=cells --set duration=10m |
            sed -n "s/^ *\"fingerprint\": \"\(.*\)\",*/$scenario \1/p"
    done
}

mkdir -p "$builds"
build gcc-O2 g++ "-O2"
build gcc-O0 g++ "-O0"
build gcc-avx2 g++ "-O2 -mavx2 -mfma"
build gcc-plain g++ "-O2 -DEIGEN_DONT_VECTORIZE"
build clang-O2 "${CLANGXX:-clang++-14}" "-O2"
build clang-avx2 "${CLANGXX:-clang++-14}" "-O3 -mavx2 -mfma"

fingerprints gcc-O2 > "$builds/expected"
cat "$builds/expected"
failed=0
for name in gcc-O0 gcc-avx2 gcc-plain clang-O2 clang-avx2; do
    if fingerprints "$name" | cmp -s - "$builds/expected"; then
        echo "$name: the same"
    else
        echo "$name: DIFFERENT"
        failed=1
    fi
done
exit $failed
