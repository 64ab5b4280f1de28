// SPDX-License-Identifier: Apache-2.0
#pragma once
// An attribute of the items and actions of a scenario: what its values are and how often each
// occurs.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/vocabulary/settings.h"

namespace isotherm {

enum class AttributeSpread : std::uint8_t { uniform, zipf, weights, sequence, log_normal, pareto };
constexpr auto words_of(AttributeSpread) {
    return std::to_array<std::string_view>(
        {"uniform", "zipf", "weights", "sequence", "log_normal", "pareto"});
}

// Which of the items that were written a reader asks for.
enum class WrittenSkew : std::uint8_t { zipf, uniform, latest };
constexpr auto words_of(WrittenSkew) {
    return std::to_array<std::string_view>({"zipf", "uniform", "latest"});
}

struct AttributeSpec : Configurable {
    std::string name;
    // The workload whose items it stands for ("workloads.writers"): an item that an earlier write
    // has put there, as its writer knew it. Empty: it is drawn.
    std::string written_by;
    // The column of recorded streams that has its values. Empty: it is not recorded.
    std::string column;
    AttributeSpread distribution = AttributeSpread::uniform;
    std::string of;  // another attribute that determines this one; empty: drawn by itself
    std::int64_t distinct = 1'000'000;
    double exponent = 0.99;
    std::map<std::string, double> weights;  // by value; `none`: the item lacks the attribute
    std::int64_t median = 1'024;
    double sigma = 1;
    std::int64_t least = 1;
    std::int64_t most = highest_number;
    double shape = 1.2;
    WrittenSkew skew = WrittenSkew::zipf;  // of written items, the newest first
    SimDuration window{};                  // age of the oldest of them; 0: any
    std::int64_t remember = 100'000;       // most of them

    // Numbers of attributes stay far below 2^63.
    static constexpr std::int64_t highest_number = 100'000'000'000'000;

    void settings(SettingsVisitor& visit) override;

    bool written() const { return !written_by.empty(); }
    bool recorded() const { return !column.empty(); }
    // The name of the workload in `written_by`; empty if it is no "workloads.NAME".
    std::string writer() const;
    // Whether its values are numbers: those with weights may be written as such.
    bool is_number() const;
    double share_of(std::string_view value) const;
    // Share of the items that have a value.
    double share_with_value() const { return 1 - share_of("none"); }
    // Number of values. Of numbers without a list, the range.
    double values() const;
    // Share of the most frequent value, if that is known; 0: many values, each rare.
    double hottest() const;

private:
    void written_settings(SettingsVisitor& visit);
    void number_settings(SettingsVisitor& visit);
    void weight_settings(SettingsVisitor& visit);
};

}  // namespace isotherm
