#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes resources/docs/scenarios.md: runs every shipped scenario, and puts what its file says
beside what its run gave. Takes minutes, most of them for prime_day.

    python3 resources/make_scenarios_page.py build/release/bin/isotherm > resources/docs/scenarios.md

The test ShippedScenario of engine_tests compares the page with the same runs.
"""

import json
import pathlib
import re
import subprocess
import sys
import tomllib

RESOURCES = pathlib.Path(__file__).parent

INTRODUCTION = """\
# The library of scenarios

Systems that others have built, measured or described, each as one file in `resources/scenarios`. Every file names its source, says what
to see, and has [expectations](report.md#expectations): the number that was published or follows from the source by arithmetic, with the
deviation that is allowed. The tables below have them beside what the run gives. In the pictures a row is a partition, time goes from left
to right, colour is demand over the limit in force, and the height of a cyan bar is the share that was throttled; below the rows stand
the capacity as a line, and what was consumed and throttled of it. They are made by `resources/scenario_pictures.sh`.

```sh
isotherm run resources/scenarios/votes.toml --out out/votes   # the report, the heat map and all numbers
isotherm gate resources/scenarios/votes.toml                  # only whether it keeps what it expects
```

`isotherm gui` opens a gallery of them, with the story of each in English and Japanese. This page is written by `resources/make_scenarios_page.py`.
"""

GROUPS = {
    "Start here": (
        "What a partition is, and what a key decides.",
        ["heat", "partition_arithmetic", "votes"]),
    "Keys": (
        "One key that everybody wants, and keys that spread but are hard to ask for.",
        ["popular_product", "popular_product_cached", "two_kinds_of_reads", "watch_log", "social_graph",
         "stream_tokens", "episodes", "counters_and_tenants"]),
    "Indexes": (
        "What an index asks of its table, and what it saves.",
        ["date_index", "user_log", "item_collection", "game_invitations", "inbox"]),
    "Time and money": (
        "Capacity that follows the load, tables that follow the calendar, and what both cost.",
        ["time_series", "monthly_tables", "scaling_day", "night_script", "on_demand_doubling", "dilution",
         "storage_and_ttl", "tokyo_2012", "limits_2012"]),
    "Moving data": (
        "Bulk loads, scans, copies, backups and exports, and who waits for them.",
        ["batch_load", "copy_a_table", "emr_share", "request_patterns", "storage_classes_and_backups",
         "export_to_s3"]),
    "Many callers": (
        "Who is told, who is refused, and who pays.",
        ["told_too_late", "tenants", "leading_keys"]),
    "Beyond one table": (
        "What a write causes elsewhere: streams and their readers, other Regions.",
        ["streams", "votes_aggregated", "cross_region_copy", "two_regions", "region_fails"]),
    "Recorded, and large": (
        "A stream that was recorded, and the largest load that was published.",
        ["nasa", "prime_day"]),
}


def source_of(name):
    return (RESOURCES / "scenarios" / f"{name}.toml").read_text(encoding="utf-8")


def story(text):
    """The paragraphs of the comment at the head of a scenario."""
    lines = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line[1:].strip())
    paragraphs = [part.strip() for part in "\n".join(lines).split("\n\n") if part.strip()]
    # A setting to try is typed as it stands.
    return [re.sub(r"(?<!`)(--set\s\S+=[^\s:;,]*[^\s:;,.])", r"`\1`", part) for part in paragraphs]


def marked(paragraph):
    return re.sub(r"^(Sources?|Stream|What to see(?:, [^:]*)?):", r"*\1:*", paragraph)


def number_row(check):
    got, rest = check["text"].split("; ", 1)
    wanted, of = rest.rsplit(" was expected: ", 1)
    words = check["name"].replace("_", " ")
    return f"| {words} | {wanted} | {got} | `{of}` |"


def section(name, result):
    text = source_of(name)
    scenario = tomllib.loads(text)
    paragraphs = story(text)
    lines = [f"### {name}", "", f"**{paragraphs[0]}**", ""]
    if (RESOURCES / "docs/pictures/scenarios" / f"{name}.png").exists():
        lines += [f"![{scenario['name']}](pictures/scenarios/{name}.png)", ""]
    for paragraph in paragraphs[1:]:
        lines += [marked(paragraph), ""]
    lines += ["| | expected | got | number of the report |", "|---|---|---|---|"]
    checks = [one for one in result["checks"] if one["kind"] == "expectation"]
    lines += [number_row(one) for one in sorted(checks, key=lambda one: one["line"])]
    return lines + [""]


def results_of(program, names):
    files = [str(RESOURCES / "scenarios" / f"{name}.toml") for name in names]
    done = subprocess.run([program, "gate", "--json", *files], stdout=subprocess.PIPE, check=False)
    return dict(zip(names, json.loads(done.stdout)["scenarios"]))


def check_groups():
    grouped = [name for _, names in GROUPS.values() for name in names]
    shipped = [path.stem for path in (RESOURCES / "scenarios").glob("*.toml")]
    if sorted(grouped) != sorted(shipped):
        sys.exit(f"these stand in no group, or in two: {sorted(set(grouped) ^ set(shipped))}")
    return grouped


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    results = results_of(sys.argv[1], check_groups())
    lines = [INTRODUCTION]
    for group, (about, names) in GROUPS.items():
        lines += [f"## {group}", "", about, "", "| scenario | shows | DynamoDB of | throttled |", "|---|---|---|---|"]
        for name in names:
            scenario = tomllib.loads(source_of(name))
            share = 100 * results[name]["throttled_share"]
            lines.append(f"| [`{name}`](#{name}) | {scenario['name']} | {scenario.get('era', '2026')} | {share:.2f} % |")
        lines.append("")
        for name in names:
            lines += section(name, results[name])
    print("\n".join(lines).rstrip())


if __name__ == "__main__":
    main()
