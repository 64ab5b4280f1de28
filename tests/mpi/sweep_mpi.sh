#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A sweep over four ranks of one machine gives the same files as `isotherm sweep`, also after all
# ranks were killed in the middle.
#
#   sh tests/mpi/sweep_mpi.sh PROGRAMS SOURCES
set -eu
programs=$1
scenario=$2/resources/scenarios/votes.toml
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Containers often forbid the copies between processes that OpenMPI prefers.
export OMPI_MCA_btl_vader_single_copy_mechanism=none
ranks() {
    mpirun --allow-run-as-root --oversubscribe -n 4 "$programs/isotherm-sweep-mpi" "$scenario" \
        --set duration=60s --vary tables.votes.capacity.write=500..4000:4 --seeds 3 --out "$1"
}
"$programs/isotherm" sweep "$scenario" --set duration=60s \
    --vary tables.votes.capacity.write=500..4000:4 --seeds 3 --out "$work/alone" >/dev/null

ranks "$work/ranks"
cmp "$work/alone/sweep.csv" "$work/ranks/sweep.csv"
cmp "$work/alone/sweep.json" "$work/ranks/sweep.json"

ranks "$work/killed" >/dev/null 2>&1 &
job=$!
sleep 0.7
kill -KILL "$job"
wait "$job" || true
# Ranks notice within a moment that mpirun is gone.
until ranks "$work/killed"; do sleep 0.5; done
cmp "$work/alone/sweep.csv" "$work/killed/sweep.csv"

if "$programs/isotherm-sweep-mpi" "$scenario" --vary era=2016,2024 --out "$work/one" 2>"$work/err"; then
    echo "one rank cannot run a sweep" >&2
    exit 1
fi
grep -q "start at least two ranks" "$work/err"
