// SPDX-License-Identifier: Apache-2.0
// Rows W1-W10: arrival times, keys and item sizes of synthetic requests, and the independence of
// random streams.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <unordered_set>

#include "app/selftest/measured_run.h"
#include "app/selftest/numeric_row.h"
#include "engine/units/operation_cost.h"
#include "engine/vocabulary/exact_math.h"
#include "engine/attributes/zipf_blocks.h"

namespace isotherm {
namespace {

constexpr std::size_t draw_count = 1'000'000;  // for rows with a million draws

std::string scenario_of(std::string_view duration, std::string_view arrivals,
                        std::string_view rest = "") {
    return fmt::format(
        R"(
duration = "{}"
[tables.drawn]
capacity = {{ read = 1, write = 1 }}
[workloads.drawn]
table = "drawn"
operation = "PutItem"
arrivals = {{ {} }}
{}
)",
        duration, arrivals,
        rest.empty() ? R"(keys = { distribution = "sequential", distinct = 1 })" : rest);
}

double mean_of(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double variance_over_mean(const std::vector<double>& values) {
    const double mean = mean_of(values);
    double sum = 0;
    for (const double value : values) sum += (value - mean) * (value - mean);
    return sum / static_cast<double>(values.size() - 1) / mean;
}

std::vector<double> measure_gaps(std::uint64_t seed) {
    std::vector<double> gaps;
    SimTime before = sim_start;
    draw_requests(scenario_of("1010000s", R"(shape = "poisson", rate = "1/s")"), seed,
                  [&](const DrawnRequests& some) {
                      for (const SimTime time : some.arrival) {
                          gaps.push_back(in_seconds(time - before));
                          before = time;
                      }
                  });
    gaps.resize(std::min(gaps.size(), draw_count));
    const double mean = mean_of(gaps);
    std::sort(gaps.begin(), gaps.end());
    const auto count = static_cast<double>(gaps.size());
    const auto quantile = [&](double p) { return gaps[static_cast<std::size_t>(p * count)]; };
    double distance = 0;  // Kolmogorov-Smirnov distance
    for (std::size_t i = 0; i < gaps.size(); ++i) {
        const double expected = 1 - std::exp(-gaps[i]);
        distance = std::max({distance, std::abs(expected - static_cast<double>(i) / count),
                             std::abs(expected - static_cast<double>(i + 1) / count)});
    }
    return {mean, quantile(0.5), quantile(0.99), quantile(0.999), distance};
}

NumericRow gaps_row() {
    return {"W1",
            {{"Poisson gaps: mean, s", 1, 0.005},
             {"Poisson gaps: p50, s", std::log(2), 0.005},
             {"Poisson gaps: p99, s", std::log(100), 0.050},
             {"Poisson gaps: p99.9, s", std::log(1'000), 0.16},
             {"Poisson gaps: Kolmogorov-Smirnov distance", 0.0027, 0, true}},
            measure_gaps};
}

std::vector<double> counts_by_second(std::size_t seconds, std::string_view arrivals,
                                     std::uint64_t seed) {
    std::vector<double> counts(seconds);
    draw_requests(scenario_of(fmt::format("{}s", seconds), arrivals), seed,
                  [&](const DrawnRequests& some) {
                      for (const SimTime time : some.arrival)
                          counts[static_cast<std::size_t>(time.time_since_epoch() / 1s)] += 1;
                  });
    return counts;
}

NumericRow counts_row() {
    return {"W2",
            {{"Poisson 100/s: mean count of 1 s", 100, 0.5},
             {"Poisson 100/s: variance/mean", 1, 0.071}},
            [](std::uint64_t seed) {
                const auto counts =
                    counts_by_second(10'000, R"(shape = "poisson", rate = "100/s")", seed);
                return std::vector{mean_of(counts), variance_over_mean(counts)};
            }};
}

NumericRow sine_row() {
    constexpr double day = 86'400, quarter = day / 4, half = day / 2,
                     turn = 2 * std::numbers::pi / day;
    const double expected =
        100 * (half - quarter) + 60 / turn * (std::cos(turn * quarter) - std::cos(turn * half));
    return {
        "W6",
        {{"sinusoidal rate: arrivals from 6 h to 12 h", expected, 8'640}},
        [](std::uint64_t seed) {
            const auto counts = counts_by_second(
                43'200,
                R"(shape = "diurnal", mean = "100/s", amplitude = "60 %", period = "24h", peak_at = "6h")",
                seed);
            return std::vector{std::accumulate(counts.begin() + 21'600, counts.end(), 0.0)};
        }};
}

// The source switches off at rate a and on at rate b per second; d = a + b, and t is the length of
// the counting interval in seconds.
NumericRow on_off_row() {
    constexpr double rate = 200, a = 1 / 2.0, b = 1 / 8.0, d = a + b, t = 1;
    const double dispersion =
        1 + 2 * rate * (a / d) * (1 / d - (1 - std::exp(-d * t)) / (d * d * t));
    return {"W7",
            {{"on/off 200/s, 2 s on, 8 s off: mean count of 1 s", rate * b / d, 1.95},
             {"on/off 200/s, 2 s on, 8 s off: variance/mean", dispersion, 1.3}},
            [](std::uint64_t seed) {
                const auto counts = counts_by_second(
                    200'000, R"(shape = "on_off", rate = "200/s", on_mean = "2s", off_mean = "8s")",
                    seed);
                return std::vector{mean_of(counts), variance_over_mean(counts)};
            }};
}

// Weights k^-s for k = 1..N, computed directly, and their sum, added from the smallest weight up.
struct ZipfLaw {
    ZipfLaw(std::size_t distinct, double exponent) : weights(distinct) {
        for (std::size_t k = distinct; k >= 1; --k) {
            weights[k - 1] = std::pow(static_cast<double>(k), -exponent);
            normalizer += weights[k - 1];
        }
    }
    double share(std::size_t from, std::size_t to) const {  // ranks from + 1 to `to`
        double sum = 0;
        for (std::size_t k = to; k > from; --k) sum += weights[k - 1];
        return sum / normalizer_sum();
    }
    double normalizer_sum() const { return static_cast<double>(normalizer); }

    std::vector<double> weights;
    long double normalizer = 0;
};

void draw_zipf_keys(std::size_t distinct, double exponent, std::size_t count, std::uint64_t seed,
                    const std::function<void(Key)>& take) {
    const auto arrivals =
        fmt::format(R"(shape = "constant", rate = "1000000/s", count = {})", count);
    const auto keys = fmt::format(
        R"(keys = {{ distribution = "zipf", distinct = {}, exponent = {} }})", distinct, exponent);
    draw_requests(scenario_of("10s", arrivals, keys), seed, [&](const DrawnRequests& some) {
        for (const Key key : some.key) take(key);
    });
}

// A range [from, to) of ranks, counted from 0. Keys are ranks.
struct Ranks {
    std::size_t from;
    std::size_t to;
    double tolerance;
};

std::vector<double> zipf_shares(std::size_t distinct, double exponent,
                                const std::vector<Ranks>& ranks, std::uint64_t seed) {
    std::vector<double> measured{zipf_normalizer(distinct, exponent)};
    std::vector<double> shares(ranks.size());
    draw_zipf_keys(distinct, exponent, draw_count, seed, [&](Key key) {
        for (std::size_t r = 0; r < ranks.size(); ++r)
            shares[r] += key >= ranks[r].from && key < ranks[r].to ? 1 : 0;
    });
    for (const double share : shares) measured.push_back(share / draw_count);
    return measured;
}

NumericRow zipf_row(std::string id, std::size_t distinct, double exponent,
                    const std::vector<Ranks>& ranks) {
    const ZipfLaw law(distinct, exponent);
    const std::string about = fmt::format("Zipf N={}, s={}: ", distinct, exponent);
    NumericRow row{std::move(id),
                   {{about + "normalizer H", law.normalizer_sum(), 1e-9 * law.normalizer_sum()}},
                   {}};
    for (const auto& [from, to, tolerance] : ranks) {
        const auto which = from == 0 && to > 1 ? fmt::format("share of the first {}", to)
                                               : fmt::format("share of rank {}", to);
        row.figures.push_back({about + which, law.share(from, to), tolerance});
    }
    row.measure = [=](std::uint64_t seed) { return zipf_shares(distinct, exponent, ranks, seed); };
    return row;
}

// A key of probability p is missed by all n draws with probability (1 - p)^n, so the expected
// number of distinct keys is the sum of 1 - (1 - p)^n over all keys.
NumericRow distinct_row() {
    constexpr std::size_t distinct = 1'000'000, draws = 100'000;
    constexpr double exponent = 0.99;
    const ZipfLaw law(distinct, exponent);
    double expected = 0;
    for (const double weight : law.weights)
        expected -= std::expm1(draws * std::log1p(-weight / law.normalizer_sum()));
    return {"W4",
            {{"Zipf N=1000000, s=0.99: distinct keys in 100000 draws", expected, 853}},
            [=](std::uint64_t seed) {
                std::unordered_set<Key> seen;
                draw_zipf_keys(distinct, exponent, draws, seed, [&](Key key) { seen.insert(key); });
                return std::vector{static_cast<double>(seen.size())};
            }};
}

// Items have exponential sizes. A size of b bytes takes b / u units, rounded up, where u is the
// unit's size.
NumericRow sizes_row() {
    constexpr double mean_bytes = 10'000, write_unit_bytes = 1'024, read_unit_bytes = 4'096;
    return {"W8",
            {{"exponential sizes, mean 10000 B: WCU",
              1 / (1 - std::exp(-write_unit_bytes / mean_bytes)), 0.049},
             {"exponential sizes, mean 10000 B: strong RCU",
              1 / (1 - std::exp(-read_unit_bytes / mean_bytes)), 0.012}},
            [](std::uint64_t seed) {
                const Era era = *era_named(newest_era());
                std::int64_t write = 0, read = 0, items = 0;
                draw_requests(
                    scenario_of("10s", R"(shape = "constant", rate = "1000000/s", count = 1000000)",
                                "keys = { distribution = \"sequential\", distinct = 1000000 }\n"
                                "sizes = { distribution = \"exponential\", mean = \"10000 B\" }"),
                    seed, [&](const DrawnRequests& some) {
                        for (const std::uint32_t bytes : some.bytes) {
                            write += write_units(era, bytes);
                            read += read_units(era, bytes);
                            ++items;
                        }
                    });
                return std::vector{static_cast<double>(write) / static_cast<double>(items),
                                   static_cast<double>(read) / static_cast<double>(items)};
            }};
}

double correlation(const std::vector<double>& a, const std::vector<double>& b, int lag) {
    const double mean_a = mean_of(a), mean_b = mean_of(b);
    double ab = 0, aa = 0, bb = 0;
    for (std::size_t i = 1; i + 1 < a.size(); ++i) {
        const double x = a[i] - mean_a;
        const double y = b[static_cast<std::size_t>(static_cast<std::ptrdiff_t>(i) + lag)] - mean_b;
        ab += x * y;
        aa += x * x;
        bb += y * y;
    }
    return ab / std::sqrt(aa * bb);
}

std::vector<double> units_of(RandomStream random) {
    std::vector<double> units(draw_count);
    for (double& unit : units) unit = random.unit() + 0x1p-54;  // inside (0, 1)
    return units;
}

NumericRow antithetic_row() {
    return {"W9",
            {{"antithetic pairs: correlation", 1 - std::numbers::pi * std::numbers::pi / 6, 0.005}},
            [](std::uint64_t seed) {
                std::vector<double> a = units_of(RandomStream(seed, "antithetic"));
                std::vector<double> b = a;
                for (double& unit : a) unit = -exact::log(unit);
                for (double& unit : b) unit = -exact::log(1 - unit);
                return std::vector{correlation(a, b, 0)};
            }};
}

NumericRow independence_row() {
    return {"W10",
            {{"two named streams: correlation, lag 0", 0, 0.005},
             {"two named streams: correlation, lag +1", 0, 0.005},
             {"two named streams: correlation, lag -1", 0, 0.005}},
            [](std::uint64_t seed) {
                const auto keys = units_of(RandomStream(seed, "workloads.voters.keys"));
                const auto arrivals = units_of(RandomStream(seed, "workloads.voters.arrivals"));
                return std::vector{correlation(keys, arrivals, 0), correlation(keys, arrivals, 1),
                                   correlation(keys, arrivals, -1)};
            }};
}

}  // namespace

std::vector<NumericRow> workload_rows() {
    return {
        gaps_row(),
        counts_row(),
        zipf_row("W3", 1'000'000, 0.99,
                 {{0, 1, 0.0013}, {9, 10, 0.00041}, {0, 10, 0.0020}, {0, 10'000, 0.0024}}),
        distinct_row(),
        zipf_row("W5", 100'000, 1.2, {{0, 1, 0.0020}, {0, 10, 0.0025}}),
        sine_row(),
        on_off_row(),
        sizes_row(),
        antithetic_row(),
        independence_row(),
    };
}

}  // namespace isotherm
