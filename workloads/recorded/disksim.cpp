// SPDX-License-Identifier: Apache-2.0
// Disk requests in the format of DiskSim and MQSim: five columns separated by blanks,
//     arrival time, device, first sector, sectors (512 bytes), type (0 write, 1 read).
// The time unit is not in the file but in the simulator's configuration; nanoseconds are usual. The
// key is "device:sector".

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "workloads/recorded/text_fields.h"
#include "workloads/recorded/text_reader.h"

namespace isotherm {
namespace {

constexpr std::size_t disksim_columns = 5;
constexpr std::uint64_t sector_bytes = 512;
const std::array<Verb, 2> disk_verbs{Verb{"write", VerbKind::write}, Verb{"read", VerbKind::read}};

struct Unit {
    std::string_view name;
    std::uint64_t ticks_per_us;
};
constexpr std::array<Unit, 3> units{{{"ns", 1'000}, {"us", 1}, {"ps", 1'000'000}}};

class DisksimRows {
public:
    DisksimRows(std::uint64_t ticks_per_us, KeyNames* names)
        : ticks_per_us_(ticks_per_us), names_(names) {}

    bool next(TextLines& lines, TraceRow& row) {
        std::string_view line;
        do {
            if (!lines.next_line(line)) return false;
        } while (line.empty());
        std::array<std::string_view, disksim_columns> words;
        const std::size_t count = split(line, words);
        if (count != disksim_columns) {
            lines.fail({line.data(), ErrorNumber::trace_wrong_columns,
                        fmt::format("the line has {} columns; expected {} separated by blanks",
                                    count, disksim_columns),
                        "columns: time, device, first sector, sectors, type"});
            return false;
        }
        std::uint64_t time = 0;
        std::uint64_t sectors = 0;
        std::uint64_t device = 0;
        std::uint64_t sector = 0;
        if (!parse_number(lines, {words[0], "time", words[0].data()}, time) ||
            !parse_number(lines, {words[1], "device", words[1].data()}, device) ||
            !parse_number(lines, {words[2], "first sector", words[2].data()}, sector) ||
            !parse_number(lines, {words[3], "sectors", words[3].data()}, sectors) ||
            !fits(lines, words[3], sectors)) {
            return false;
        }
        row.time_us = static_cast<std::int64_t>(time / ticks_per_us_);
        if (row.time_us > last_second * 1'000'000)
            return fail_seconds(lines, {words[0], "time", words[0].data()});
        row.bytes = sectors * sector_bytes;
        if (words[4] != "0" && words[4] != "1") {
            return fail_operation(lines, {words[4], "type", words[4].data()},
                                  "0 (write) or 1 (read)");
        }
        row.verb = static_cast<std::uint8_t>(words[4].front() - '0');
        name_key(words[1], words[2], row.key);
        return true;
    }

    TraceTraits traits() const { return {Stamps::exact, true, true, "line"}; }
    std::span<const Verb> verbs() const { return disk_verbs; }
    std::vector<std::pair<std::string, std::int64_t>> totals() const { return {}; }

private:
    // Splits the line into words. Returns their number, at most one more than there are columns.
    static std::size_t split(std::string_view line,
                             std::array<std::string_view, disksim_columns>& words) {
        std::size_t count = 0;
        std::size_t at = 0;
        while ((at = line.find_first_not_of(" \t", at)) != std::string_view::npos) {
            const std::size_t end = std::min(line.find_first_of(" \t", at), line.size());
            if (count == disksim_columns) return disksim_columns + 1;
            words[count++] = line.substr(at, end - at);
            at = end;
        }
        return count;
    }

    static bool fits(TextLines& lines, std::string_view text, std::uint64_t sectors) {
        constexpr std::uint64_t sectors_most = std::uint64_t{1} << 40;
        return sectors <= sectors_most || fail_number(lines, {text, "sectors", text.data()});
    }

    // Both words consist of at most 19 digits here.
    void name_key(std::string_view device, std::string_view sector, Key& key) {
        std::array<char, 64> text;
        char* end = std::copy(device.begin(), device.end(), text.begin());
        *end++ = ':';
        end = std::copy(sector.begin(), sector.end(), end);
        const std::string_view whole(text.data(), static_cast<std::size_t>(end - text.data()));
        key = key_from_text(whole);
        if (names_ != nullptr) names_->remember(key, whole);
    }

    std::uint64_t ticks_per_us_;
    KeyNames* names_;
};

class DisksimFormat final : public TraceFormat {
public:
    void settings(SettingsVisitor& visit) override {
        std::vector<std::string> names;
        for (const Unit& unit : units) names.emplace_back(unit.name);
        visit.field({.name = "time_unit", .help = "unit of the times"}, Choice{time_unit_, names});
    }

    Result<std::unique_ptr<TraceReader>> open(std::unique_ptr<ByteSource> source,
                                              const ReadingOptions& options) const override {
        const auto* unit = std::find_if(units.begin(), units.end(),
                                        [&](const Unit& each) { return each.name == time_unit_; });
        const std::uint64_t ticks =
            unit == units.end() ? units.front().ticks_per_us : unit->ticks_per_us;
        return make_text_reader(
            std::make_unique<TextLines>(std::move(source), options.bad_lines_most),
            DisksimRows(ticks, options.names));
    }

    Likeness likeness(const TraceHead& head) const override {
        const std::size_t rows = readable_rows(*this, head, 100);
        if (rows == 0) return {};
        return {
            70,
            fmt::format("the first {} lines are five numbers of which the last is 0 or 1", rows),
            "the unit of the times is not in the file"};
    }

private:
    std::string time_unit_ = "ns";
};

const Registered<TraceFormat, DisksimFormat> disksim_entry(
    "disksim", "DiskSim and MQSim disk requests, five columns",
    {.file = "938513000 4 264719034 16 0\n938828000 3 197570570 16 1\n", .rows = 2});

}  // namespace
}  // namespace isotherm
