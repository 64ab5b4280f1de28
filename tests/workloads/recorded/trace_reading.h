// SPDX-License-Identifier: Apache-2.0
#pragma once
// Reads traces in tests: from text, from files, and as replays described by scenario text.

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "workloads/recorded/trace_format.h"

namespace isotherm::testing {

struct ReadTrace {
    std::vector<std::int64_t> time_us;
    std::vector<Key> key;
    std::vector<std::uint64_t> bytes;
    std::vector<std::string> verb;
    std::vector<RowPlace> place;
    Errors errors;
    BadLines bad_lines;
};

// Sets settings by name from text, which is parsed according to the type of each setting.
class GivenSettings final : public SettingsVisitor {
public:
    explicit GivenSettings(std::map<std::string, std::string> values)
        : values_(std::move(values)) {}

    void field(const Setting& setting, double& value) override { number(setting, value); }
    void field(const Setting& setting, std::int64_t& value) override { number(setting, value); }
    void field(const Setting& setting, bool& value) override {
        if (const auto* text = find(setting)) value = *text == "true";
    }
    void field(const Setting& setting, std::string& value) override {
        if (const auto* text = find(setting)) value = *text;
    }
    void field(const Setting& setting, SimDuration& value) override {
        if (const auto* text = find(setting)) value = parse_duration(*text).value();
    }
    void field(const Setting&, WallTime&) override {}
    void field(const Setting& setting, Bytes& value) override {
        if (const auto* text = find(setting)) value = parse_bytes(*text).value();
    }
    void field(const Setting&, Share&) override {}
    void field(const Setting& setting, RequestRate& value) override {
        if (const auto* text = find(setting)) value = parse_rate(*text).value();
    }
    void field(const Setting&, std::vector<double>&) override {}
    void field(const Setting&, std::optional<Amount>&) override {}
    void field(const Setting&, std::vector<std::string>&) override {}
    void field(const Setting& setting, Choice value) override {
        if (const auto* text = find(setting)) value.chosen = *text;
    }
    // The value is the name of a plug-in. Settings of the plug-in are in the same map.
    void field(const Setting& setting, PlugIn value) override {
        const auto* text = find(setting);
        if (text == nullptr) return;
        value.chosen = *text;
        value.made = value.catalog.make(*text);
        value.made->settings(*this);
    }
    void group(const Setting&, const Members& members) override { members(*this); }
    void named(const Setting&, const std::vector<std::string>&, const NamedMember&) override {}
    void list(const Setting&, std::size_t, const Element&) override {}

    bool given(std::string_view name) const override { return values_.contains(std::string(name)); }
    void reject(std::string_view name, std::string what, std::string) override {
        rejected.push_back(std::string(name) + ": " + what);
    }

    std::vector<std::string> rejected;

private:
    const std::string* find(const Setting& setting) const {
        const auto found = values_.find(std::string(setting.name));
        return found == values_.end() ? nullptr : &found->second;
    }
    template <class Number>
    void number(const Setting& setting, Number& value) const {
        if (const auto* text = find(setting)) value = static_cast<Number>(std::stod(*text));
    }

    std::map<std::string, std::string> values_;
};

using Settings = std::map<std::string, std::string>;

inline ReadTrace read_source(Result<std::unique_ptr<ByteSource>> source, const std::string& format,
                             const Settings& settings = {}, std::size_t rows_per_read = 1'000,
                             std::uint64_t bad_lines_most = 0) {
    ReadTrace trace;
    if (!source.ok()) {
        trace.errors = source.errors();
        return trace;
    }
    const auto made = Catalog<TraceFormat>::instance().create(format);
    GivenSettings given(settings);
    made->settings(given);
    auto reader = made->open(std::move(source.value()), {.bad_lines_most = bad_lines_most});
    if (!reader.ok()) {
        trace.errors = reader.errors();
        return trace;
    }
    TraceColumns columns;
    columns.resize(rows_per_read);
    for (std::size_t count = rows_per_read; count == rows_per_read;) {
        count = reader.value()->read(columns.rows(0, rows_per_read));
        const TraceRows rows = columns.rows(0, count);
        for (std::size_t i = 0; i < count; ++i) {
            trace.time_us.push_back(rows.time_us[i]);
            trace.key.push_back(rows.key[i]);
            trace.bytes.push_back(rows.bytes[i]);
            trace.verb.push_back(reader.value()->verbs()[rows.verb[i]].name);
            trace.place.push_back(rows.place[i]);
        }
    }
    if (const Errors* failure = reader.value()->failure()) trace.errors = *failure;
    trace.bad_lines = reader.value()->bad_lines();
    return trace;
}

// Settings of CSV with times in seconds and all columns.
inline const Settings csv_settings{{"time_unit", "s"}, {"size", "size"}, {"operation", "op"}};

inline ReadTrace read_text(std::string_view text, const std::string& format,
                           const Settings& settings = {}, std::size_t rows_per_read = 1'000) {
    return read_source(source_over(text, "t"), format, settings, rows_per_read);
}

// Folder of the shared recordings, which are not part of the sources; "" if it is absent.
inline std::string shared_traces() {
    const std::filesystem::path path =
        std::filesystem::path(ISOTHERM_SOURCE_DIR) / ".." / "shared" / "traces";
    return std::filesystem::exists(path / "expected-stats.json") ? path.lexically_normal().string()
                                                                 : "";
}

}  // namespace isotherm::testing
