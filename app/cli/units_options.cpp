// SPDX-License-Identifier: Apache-2.0
#include "app/cli/units_options.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "engine/units/item_json.h"
#include "engine/vocabulary/number_reader.h"
#include "engine/vocabulary/text_file.h"

namespace isotherm {
namespace {

constexpr std::uint64_t items_most = 1'000'000'000'000;
constexpr std::size_t item_file_bytes_most = 16 << 20;

struct RoundedUp {
    std::uint64_t bytes = 0;
    bool exact = true;
};

// Rounds up to whole bytes: "40.8 KB" is 41,779.2 B and becomes 41,780 B. parse_bytes would round
// it.
std::optional<RoundedUp> rounded_up_bytes(std::string_view text) {
    const auto number = number_at_front<double>(text);
    if (!number.ok() || text.front() == '-') return std::nullopt;
    const auto unit = parse_bytes("1" + std::string(text.substr(number.end)));
    const double product = unit ? number.value * static_cast<double>(unit->count) : 0;
    if (!unit || product > 0x1p62) return std::nullopt;
    return RoundedUp{static_cast<std::uint64_t>(std::ceil(product)), product == std::ceil(product)};
}

Result<Item> item_of(const std::string& text) {
    if (!text.starts_with('@')) return read_item(text, "--item");
    const std::string path = text.substr(1);
    const auto file = read_text_file(path, item_file_bytes_most);
    if (!file.ok()) {
        Errors errors = file.errors();
        // read_text_file reports the exit code of bad scenarios, but this file is not a scenario.
        for (Error& error : errors) {
            if (error.exit_code == ExitCode::bad_scenario)
                error.exit_code = ExitCode::input_missing;
        }
        return errors;
    }
    auto item = read_item(file.value(), path);
    if (item.ok()) return item;
    Errors errors = item.errors();
    for (Error& error : errors) error.exit_code = ExitCode::bad_trace;
    return errors;
}

// Returns the sizes of the items given as JSON, and stores in `input` how many bytes of the first
// item the index keeps.
Result<std::vector<ItemRun>> measured_items(const UnitsOptions& options, UnitsInput& input) {
    std::vector<ItemRun> runs;
    for (const std::string& text : options.item_texts) {
        const auto item = item_of(text);
        if (!item.ok()) return item.errors();
        const std::uint64_t bytes = item_bytes(item.value());
        runs.push_back({bytes, 1});
        input.remarks.push_back(
            fmt::format("the item of {} has {} in names and values (its storage is billed as {})",
                        counted(item.value().size(), "attribute"), size_text(bytes),
                        size_text(stored_bytes(bytes, options.regions > 1))));
        if (options.projected_names.empty() || input.projected_bytes) continue;
        input.projected_bytes = projected_bytes(item.value(), options.projected_names);
        input.remarks.push_back(
            fmt::format("the index keeps {} of it", size_text(*input.projected_bytes)));
    }
    return runs;
}

// If one size is given, --items N makes N items of that size; if several are given, there must be N
// of them.
Result<std::vector<ItemRun>> repeated(const UnitsOptions& options, std::vector<ItemRun> runs) {
    if (options.items > items_most) {
        return units_error("--items",
                           fmt::format("{} items are too many to calculate with", options.items),
                           "give fewer");
    }
    if (options.items == 0 || runs.empty()) return runs;
    if (runs.size() == 1) runs.front().count = options.items;
    if (count_of(runs) != options.items) {
        return units_error(
            "--items",
            fmt::format("{} but {}", counted(options.items, "item"), counted(runs.size(), "size")),
            "give one size for all items, or one for each");
    }
    return runs;
}

struct CaseTraits {
    std::string_view name;
    bool before;
    bool after;
    IndexChange::Change change;
};
constexpr std::array<CaseTraits, 6> cases{{
    {"enters", false, true, {}},
    {"moves", true, true, IndexChange::Change::index_key},
    {"leaves", true, false, {}},
    {"absent", false, false, {}},
    {"projected", true, true, IndexChange::Change::projected_attributes},
    {"unprojected", true, true, IndexChange::Change::nothing_projected},
}};

std::vector<std::string> split_at_colons(const std::string& text) {
    std::vector<std::string> parts{""};
    for (const char c : text) {
        if (c == ':')
            parts.emplace_back();
        else
            parts.back() += c;
    }
    return parts;
}

Result<IndexChange> index_change(const std::string& option, const std::string& text,
                                 const WriteCall& call, UnitsInput& input) {
    const auto parts = split_at_colons(text);
    const auto found = std::find_if(cases.begin(), cases.end(),
                                    [&](const CaseTraits& one) { return one.name == parts[0]; });
    if (found == cases.end() || parts.size() > 3) {
        return units_error(option, fmt::format("\"{}\" is not an index case", printable(text)),
                           fmt::format("write {}; add the entry's new and old size if it differs "
                                       "from the item's: moves:200B:300B",
                                       index_cases));
    }
    // By default the entry is as large as the whole item, or as the projected part of it.
    std::uint64_t after =
        input.projected_bytes.value_or(call.after.value_or(call.before.value_or(0)));
    std::uint64_t before = input.projected_bytes.value_or(call.before.value_or(after));
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const auto size = read_size(option, parts[i], input.remarks);
        if (!size.ok()) return size.errors();
        (i == 1 ? after : before) = size.value();
        if (parts.size() == 2) before = after;
    }
    IndexChange change;
    if (found->before) change.entry_before = before;
    if (found->after) change.entry_after = after;
    change.change = found->change;
    return change;
}

}  // namespace

Error units_error(const std::string& option, std::string what, std::string fix) {
    return {ExitCode::usage,
            ErrorNumber::bad_units_option,
            {.file = option},
            std::move(what),
            std::move(fix)};
}

Result<std::uint64_t> read_size(const std::string& option, const std::string& text,
                                std::vector<std::string>& remarks) {
    const auto rounded = text.empty() ? std::nullopt : rounded_up_bytes(text);
    if (!rounded) {
        return units_error(
            option, fmt::format("\"{}\" is not a size; expected {}", printable(text), bytes_form),
            fmt::format("write {} 256KB", option));
    }
    if (!rounded->exact) {
        remarks.push_back(fmt::format("{} is not a whole number of bytes: taken as {}",
                                      printable(text), size_text(rounded->bytes)));
    }
    return rounded->bytes;
}

Result<std::vector<ItemRun>> read_sizes(const std::string& option,
                                        const std::vector<std::string>& texts,
                                        std::vector<std::string>& remarks) {
    std::vector<ItemRun> runs;
    for (const std::string& text : texts) {
        const auto bytes = read_size(option, text, remarks);
        if (!bytes.ok()) return bytes.errors();
        runs.push_back({bytes.value(), 1});
    }
    return runs;
}

Result<UnitsInput> read_units_input(const UnitsOptions& options) {
    UnitsInput input;
    input.era = *era_named(options.era);
    if (!options.item_sizes.empty() && !options.item_texts.empty()) {
        return units_error("--item", "both --item and --item-size are given", "remove one of them");
    }
    auto sizes = read_sizes("--item-size", options.item_sizes, input.remarks);
    if (!sizes.ok()) return sizes.errors();
    auto measured = measured_items(options, input);
    if (!measured.ok()) return measured.errors();
    if (!options.projected_names.empty() && measured.value().empty()) {
        return units_error("--project", "attributes are named, but no item is given",
                           "give the item as --item JSON, or --projected-size");
    }
    auto runs = repeated(options, sizes.value().empty() ? measured.value() : sizes.value());
    if (!runs.ok()) return runs.errors();
    input.items = std::move(runs.value());
    if (!options.projected_size.empty()) {
        const auto bytes = read_size("--projected-size", options.projected_size, input.remarks);
        if (!bytes.ok()) return bytes.errors();
        input.projected_bytes = bytes.value();
    }
    return input;
}

Result<std::vector<IndexChange>> read_index_changes(const UnitsOptions& options,
                                                    const WriteCall& call, UnitsInput& input) {
    std::vector<IndexChange> changes;
    for (const auto& [option, kind, texts] :
         {std::tuple("--gsi", IndexKind::global, &options.global_indexes),
          std::tuple("--lsi", IndexKind::local, &options.local_indexes)}) {
        for (const std::string& text : *texts) {
            auto change = index_change(option, text, call, input);
            if (!change.ok()) return change.errors();
            change.value().kind = kind;
            changes.push_back(change.value());
        }
    }
    return changes;
}

}  // namespace isotherm
