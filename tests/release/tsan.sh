#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds everything with the thread sanitizer and runs the suites; the first data race ends a suite
# and prints where it is. The build stays in build/tsan.
#
#   sh tests/release/tsan.sh [what else ctest takes, such as -R engine_tests]
set -eu
cd "$(dirname "$0")/../.."
cmake --preset tsan >/dev/null
cmake --build --preset tsan
TSAN_OPTIONS="halt_on_error=1 suppressions=$PWD/tests/release/tsan_suppressions.txt ${TSAN_OPTIONS:-}" ctest --preset tsan "$@"
