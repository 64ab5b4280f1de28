#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs every fuzz target in the background, one after the other at low priority, until together they
# have had so many executions; prints target, executions, crashes.
#
#   sh tests/fuzz/run.sh start [EXECUTIONS]   10,000,000 if not said; what runs already goes on
#   sh tests/fuzz/run.sh status
#   sh tests/fuzz/run.sh stop
#
# Findings are in build/fuzz/findings; one that is mended goes into tests/fuzz/corpus/TARGET.
set -eu
cd "$(dirname "$0")/../.."
work=build/fuzz
log=$work/executions.txt # one line a stretch: target executions crashes

# Shares of the executions: readers of texts are quick, a database for each run is not.
shares="trace:24 scenario:14 series:14 cloudwatch:10 conf:10 decisions:8 prices:8 checkpoint:7 run_folder:1 load:4"
stretch=200000 # executions until the target is started anew, with what it has found

status() {
    [ -f "$log" ] || { echo "nothing has run yet"; return; }
    awk '{ n[$1] += $2; c[$1] += $3; all += $2; bad += $3 }
         END { for (t in n) printf "%-12s %10d executions %4d crashes\n", t, n[t], c[t]
               printf "%-12s %10d executions %4d crashes\n", "all", all, bad }' "$log" | sort
    if [ -f "$work/run.pid" ] && kill -0 "$(cat "$work/run.pid")" 2>/dev/null; then echo "running"; fi
}

run_stretch() { # target executions
    mkdir -p "$work/corpus/$1" "$work/findings"
    output=$work/$1.log
    # A crash ends the program; what it says at the end is counted either way.
    nice -n 19 "$work/bin/$1_fuzz" -runs="$2" -max_len=4096 -timeout=10 -rss_limit_mb=2048 \
        -print_final_stats=1 -artifact_prefix="$work/findings/$1-" \
        "$work/corpus/$1" "tests/fuzz/corpus/$1" >"$output" 2>&1 && crashes=0 || crashes=1
    done=$(awk '/stat::number_of_executed_units/ { print $2 }' "$output")
    echo "$1 ${done:-0} $crashes" >>"$log"
    [ "$crashes" -eq 0 ] || cp "$output" "$work/findings/$1-$(date +%s).log"
    [ "${done:-0}" -gt 0 ] || sleep 5
}

run_all() { # executions
    total=0
    for share in $shares; do total=$((total + ${share#*:})); done
    while :; do
        busy=no
        for share in $shares; do
            target=${share%:*}
            wanted=$(($1 / total * ${share#*:}))
            had=$(awk -v t="$target" '$1 == t { n += $2 } END { print n + 0 }' "$log")
            [ "$had" -lt "$wanted" ] || continue
            busy=yes
            left=$((wanted - had))
            [ "$left" -lt "$stretch" ] || left=$stretch
            run_stretch "$target" "$left"
        done
        [ "$busy" = yes ] || return 0
    done
}

case "${1:-status}" in
start)
    if [ -f "$work/run.pid" ] && kill -0 "$(cat "$work/run.pid")" 2>/dev/null; then status; exit 0; fi
    cmake --preset fuzz >/dev/null
    cmake --build --preset fuzz --target fuzz_programs
    touch "$log"
    nohup sh "$0" work "${2:-10000000}" >/dev/null 2>&1 &
    echo $! >"$work/run.pid"
    ;;
work)
    run_all "$2"
    ;;
stop)
    # The shell and what it has started.
    pid=$(cat "$work/run.pid")
    for child in $(ps -o pid= --ppid "$pid"); do kill "$child"; done
    kill "$pid"
    rm -f "$work/run.pid"
    ;;
status)
    status
    ;;
*)
    echo "usage: sh tests/fuzz/run.sh start [EXECUTIONS] | status | stop" >&2
    exit 2
    ;;
esac
