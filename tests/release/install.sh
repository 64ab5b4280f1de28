#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Installs what was built into a folder of its own and uses it there, where no source is near.
#
#   sh tests/release/install.sh [BUILD FOLDER]     build/release if not given
set -eu
cd "$(dirname "$0")/../.."
build=$(cd "${1:-build/release}" && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cmake --install "$build" --prefix "$place" >/dev/null
cd "$place"
bin/isotherm --version
bin/isotherm run share/isotherm/scenarios/nasa.toml --until 10m --out result >/dev/null
test -s result/report.json
bin/isotherm lesson check tokyo_2012 | grep "claims hold" >/dev/null
for file in share/isotherm/prices/dynamodb.csv share/isotherm/schema/scenario.schema.json \
    share/doc/isotherm/model.md share/doc/isotherm/LICENSES/Apache-2.0.txt; do
    test -s "$file"
done
if [ -x bin/isotherm-gui ]; then
    QT_QPA_PLATFORM=offscreen bin/isotherm-gui share/isotherm/scenarios/votes.toml --grab window.png >/dev/null
    test -s window.png
fi
echo "installed and used: $(find . -type f | wc -l) files"
