#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds the programs without Qt so that every line counts how often it ran, runs the suites of the
# engine, the workloads, the laws and the console program, and prints per folder how many of its
# lines ran. The build stays in build/coverage; the second time only what has changed is built.
#
#   sh tests/release/coverage.sh
#
# Ends with 1 when a suite failed; the table is printed all the same.
set -eu
cd "$(dirname "$0")/../.."
build=build/coverage
suites="engine_tests workloads_tests laws_tests cli_tests"

# Lines of a header count once, however many sources include it. Reads what gcov writes, such as
#         -:    0:Source:engine/model/era.cpp
#        12:   40:    return rate;
#     #####:   41:    return 0;
table() {
    awk -F: '
        $2 + 0 == 0 { if ($3 == "Source") { file = $4 } next }
        file !~ /^(engine|workloads|app)\// { next }
        {
            count = $1
            gsub(/[ *]/, "", count)
            if (count == "-") next
            line = file ":" $2
            if (!(line in ran)) ran[line] = 0
            if (count ~ /^[0-9]/) ran[line] = 1
        }
        END {
            for (line in ran) {
                folder = line
                sub(/\/[^\/]*$/, "", folder)
                all[folder]++
                hit[folder] += ran[line]
                sum++
                sum_hit += ran[line]
            }
            for (folder in all)
                printf "%-24s %6d of %6d lines  %5.1f %%\n", folder, hit[folder], all[folder],
                       100 * hit[folder] / all[folder] | "sort"
            close("sort")
            if (sum > 0) printf "%-24s %6d of %6d lines  %5.1f %%\n", "all", sum_hit, sum, 100 * sum_hit / sum
        }'
}

cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_COMPILER=g++ \
    "-DCMAKE_CXX_FLAGS=--coverage -fprofile-update=atomic" "-DCMAKE_CXX_FLAGS_DEBUG=-O1 -g1" \
    -DISOTHERM_GUI=OFF -DISOTHERM_BENCHES=OFF -DCMAKE_UNITY_BUILD=ON >/dev/null
# shellcheck disable=SC2086  # one word a suite
cmake --build "$build" --parallel 2 --target isotherm $suites

# What earlier runs counted is no part of this one.
find "$build" -name '*.gcda' -delete
failed=0
for suite in $suites; do
    RC_PARAMS=seed=1 "$build/bin/$suite" --gtest_brief=1 || failed=1
done

find "$PWD/$build" -name '*.gcda' -exec gcov --stdout --relative-only --source-prefix "$PWD" {} + | table
exit "$failed"
