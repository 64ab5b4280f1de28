#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Everything on a bare Debian 12 machine, as root or with sudo:
#   sh resources/bootstrap.sh run        install, build, replay the shipped web-server stream, print the report
#   sh resources/bootstrap.sh test       install, build, run all tests
#   sh resources/bootstrap.sh sanitize   install, build with Clang's sanitizers, run the suites that need no
#                                        window, and give every reader random input for 20 seconds
#   sh resources/bootstrap.sh ci         install all that any of these and contributing.md need
# All can be repeated; the second time they only do what has changed.
set -eu

cd "$(dirname "$0")/.."

# One name a line, so that a difference is easy to read. Boost 1.81 is not Debian 12's default 1.74.
build_packages="
g++
cmake
ninja-build
ccache
pkg-config
git
libboost1.81-dev
libeigen3-dev
libtomlplusplus-dev
nlohmann-json3-dev
libsimdjson-dev
libcli11-dev
libfmt-dev
libhowardhinnant-date-dev
libsqlite3-dev
libzstd-dev
libzip-dev
zlib1g-dev
libxxhash-dev
libfast-float-dev
libutfcpp-dev
libre2-dev
libyaml-cpp-dev
tzdata
qt6-base-dev
qt6-svg-dev
qt6-charts-dev
libqt6opengl6-dev
qt6-tools-dev
qt6-l10n-tools
fonts-dejavu-core
fonts-noto-cjk
"
# The release preset has the benches in it.
bench_packages="
libbenchmark-dev
"
# The libraries of the tests, a display with a window manager, a mouse and a screen reader's bus, a
# browser for report.html, MkDocs for the documents, and MPI for sweeps over many machines.
test_packages="
libboost-mpi1.81-dev
libopenmpi-dev
openmpi-bin
libgtest-dev
librapidcheck-dev
xvfb
xauth
openbox
xdotool
at-spi2-core
chromium
mkdocs
"
# Formatting, static analysis, fuzzing.
clang_packages="
clang-14
libclang-rt-14-dev
clang-tidy-14
clang-format-14
llvm-14
"

install_packages() {
    missing=""
    for package in "$@"; do
        status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
        [ "$status" = "install ok installed" ] || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    echo "Installing:$missing"
    as_root=""
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { echo "Run as root, or install sudo." >&2; exit 1; }
        as_root="sudo"
    fi
    export DEBIAN_FRONTEND=noninteractive
    $as_root apt-get update -qq
    # shellcheck disable=SC2086  # one word a package
    $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

# Configures once and builds what has changed; the log is shown only when something fails.
build() {
    preset=$1
    shift
    mkdir -p build
    log=build/$preset.log
    echo "Building ($preset), the first time for ten minutes or more; $log shows how far it is ..."
    if ! { cmake --preset "$preset" && cmake --build --preset "$preset" "$@"; } >"$log" 2>&1; then
        tail -n 60 "$log"
        echo "The build failed; the whole log is in $log" >&2
        exit 1
    fi
}

# Pictures are painted without a display.
export QT_QPA_PLATFORM=offscreen

# shellcheck disable=SC2086  # one word a package
case "${1:-}" in
run)
    install_packages $build_packages $bench_packages
    build release --target isotherm
    build/release/bin/isotherm run resources/scenarios/nasa.toml --out out/nasa --force
    ;;
test)
    install_packages $build_packages $test_packages
    build dev
    ctest --preset dev
    ;;
sanitize)
    install_packages $build_packages $test_packages $clang_packages
    build fuzz
    ctest --preset fuzz
    ;;
ci)
    install_packages $build_packages $bench_packages $test_packages $clang_packages
    ;;
*)
    echo "usage: sh resources/bootstrap.sh run|test|sanitize|ci" >&2
    exit 2
    ;;
esac
