#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes resources/scenarios/prime_day.toml, which has too many tables to write by hand.

    python3 resources/make_prime_day.py > resources/scenarios/prime_day.toml
"""

TENANTS = 300
PEAK = 151_000_000  # requests per second of all tables together: AWS, Prime Day 2025
PARTITIONS = 300_000
EXPONENT = 0.8      # of the tenants' Zipf distribution [inferred]
BASE = 0.55         # rate before and after the peak, as a share of it [inferred]
READS = 0.8         # share of the requests [inferred]
HEADROOM = 1.25     # warmed capacity over the demand at the peak [inferred]


def shares(count, exponent):
    weights = [1 / rank**exponent for rank in range(1, count + 1)]
    return [weight / sum(weights) for weight in weights]


def divided(total, parts):
    """Whole numbers in the proportions of `parts` that add up to `total`."""
    numbers, given, summed = [], 0, 0.0
    for part in parts:
        summed += part
        numbers.append(round(total * summed) - given)
        given += numbers[-1]
    return numbers


HEAD = """\
# Prime Day: one hour of a retailer's 300 services at 151 million requests a second.
#
# Source: AWS reported that DynamoDB answered 151 million requests a second at the peak of Prime Day
# 2025 ("AWS services scale to new heights for Prime Day 2025", AWS News Blog, 2025). Only that
# figure is published. [inferred]: the number of tables and of partitions, the shape of the hour, the
# Zipf distribution of the tenants (exponent {exponent}) and of their keys, the mix of reads and
# writes, and that all tables were warmed to {headroom} times their peak.
#
# What to see: 4 x 10^11 requests are too many to follow, so the fidelity is `cells`: numbers of
# requests are drawn for each partition and second. The tables are warm enough and no key is popular
# enough to fill a partition, so nothing is throttled. Try `capacity = {{ mode = "on_demand" }}` without
# warm throughput, or an exponent of 0.99. `isotherm plot RUN --what hottest` draws all partitions,
# hottest first.
#
# Written by resources/make_prime_day.py.
name = "Prime Day, 151 million requests a second"
era = "2025"
seed = 2025
start = 2025-07-08T16:00:00Z
duration = "1h"
fidelity = "cells"
"""

TENANT = """
[tables.tenant_{number:03}]
partitions = {partitions}
capacity = {{ mode = "on_demand", warm_read = {warm_read}, warm_write = {warm_write} }}
[workloads.tenant_{number:03}]
table = "tenant_{number:03}"
operation = "mix"
mix = {{ GetItem = "{reads}", PutItem = "{writes}" }}
arrivals = {{ shape = "spike", rate = "{rate}/s", peak = "{peak}/s", at = "10m", rise = "20m", lasting = "10m", fall = "15m" }}
keys = {{ distribution = "zipf", distinct = {keys}, exponent = 0.6 }}
client = {{ retry = "sdk_standard", clients = {clients} }}
"""


def main():
    print(HEAD.format(exponent=EXPONENT, headroom=HEADROOM), end="")
    parts = shares(TENANTS, EXPONENT)
    peaks = divided(PEAK, parts)
    partitions = divided(PARTITIONS, parts)
    for number, (peak, count) in enumerate(zip(peaks, partitions), start=1):
        print(TENANT.format(
            number=number,
            partitions=count,
            # An eventually consistent read of up to 4 KB is half a unit, a write of 1 KB is one.
            warm_read=round(peak * READS / 2 * HEADROOM),
            warm_write=round(peak * (1 - READS) * HEADROOM),
            reads=f"{READS * 100:.0f} %",
            writes=f"{(1 - READS) * 100:.0f} %",
            rate=round(peak * BASE),
            peak=peak,
            keys=count * 100_000,
            clients=max(1, peak // 1_000)), end="")
    # Minutes at the base, on the way up and down, and at the peak.
    mean = PEAK * (15 * BASE + 35 * (1 + BASE) / 2 + 10) / 60
    print(f"""
# An hour whose peak is {PEAK:,} a second: 15 minutes at {BASE} of it, 35 on the way, 10 at the peak.
[expect.mean_of_an_hour_with_that_peak]
of = "totals.attempts / duration_s"
is = {mean:.0f}
within = "0.1 %"

[expect.nothing_is_throttled]
of = "totals.throttled"
is = 0""")


if __name__ == "__main__":
    main()
