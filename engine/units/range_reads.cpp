// SPDX-License-Identifier: Apache-2.0
// Costs of Query and Scan: items are evaluated in pages, and the units of each page are rounded up
// once.

#include "engine/units/read_calls.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <map>

namespace isotherm {
namespace {

// The number of pages of each page size in bytes, largest size first.
using Pages = std::map<std::uint64_t, std::uint64_t, std::greater<>>;

std::uint64_t page_count(const Pages& pages) {
    std::uint64_t count = 0;
    for (const auto& [bytes, number] : pages) count += number;
    return count;
}

std::int64_t units_of(const Era& era, const Pages& pages) {
    std::int64_t units = 0;
    for (const auto& [bytes, count] : pages)
        units += read_units(era, bytes) * static_cast<std::int64_t>(count);
    return units;
}

// Fills pages item by item. The item that reaches or passes the limit is the last one of its page.
class PageFiller {
public:
    void add(ItemRun run) {
        while (run.count > 0) {
            if (held_ >= page_bytes) close();
            const std::uint64_t taken = std::min(room_for(run.bytes), run.count);
            // Adds all full pages of equal items at once, because a table can have billions of
            // items.
            if (held_ == 0 && run.bytes > 0 && taken < run.count) {
                const std::uint64_t full = run.count / taken;
                pages_[taken * run.bytes] += full;
                run.count -= full * taken;
                continue;
            }
            held_ += taken * run.bytes;
            run.count -= taken;
        }
    }
    // Adds items of which only the total size is known. All pages except the last are exactly full.
    void add_bytes(std::uint64_t bytes) {
        if (bytes >= page_bytes) pages_[page_bytes] += bytes / page_bytes;
        held_ = bytes % page_bytes;
    }
    // A request that finds nothing still counts as one page.
    Pages finish() {
        if (held_ > 0 || pages_.empty()) close();
        return std::move(pages_);
    }

private:
    std::uint64_t room_for(std::uint64_t bytes) const {
        if (bytes == 0) return std::numeric_limits<std::uint64_t>::max();
        return (page_bytes - held_ + bytes - 1) / bytes;
    }
    void close() {
        ++pages_[held_];
        held_ = 0;
    }

    Pages pages_;
    std::uint64_t held_ = 0;
};

// Distributes items over the segments of a Scan, in order.
class ItemCutter {
public:
    explicit ItemCutter(const std::vector<ItemRun>& items) : items_(items) {}

    void cut(std::uint64_t count, PageFiller& into) {
        while (count > 0) {
            const ItemRun& run = items_[at_];
            const std::uint64_t taken = std::min(count, run.count - used_);
            into.add({run.bytes, taken});
            count -= taken;
            used_ += taken;
            if (used_ < run.count) continue;
            ++at_;
            used_ = 0;
        }
    }

private:
    const std::vector<ItemRun>& items_;
    std::size_t at_ = 0;
    std::uint64_t used_ = 0;
};

// floor(whole x part / parts) without overflow.
std::uint64_t portion(std::uint64_t whole, std::uint64_t part, std::uint64_t parts) {
    return static_cast<std::uint64_t>(static_cast<unsigned __int128>(whole) * part / parts);
}

std::uint64_t read_count(const RangeRead& read) { return count_of(read.items); }

void add_page_steps(const Era& era, const RangeRead& read, const Pages& pages,
                    std::vector<std::string>& steps) {
    const std::uint64_t count = page_count(pages);
    const std::string_view noun = read.index ? "entry" : "item";
    std::string what =
        read.together_bytes
            ? fmt::format("{}{} together",
                          read.items.empty() ? "" : counted(read_count(read), noun) + ", ",
                          size_text(*read.together_bytes))
            : items_text(read.items, noun);
    steps.push_back(fmt::format("{}, in {} that close{} at {}", what, counted(count, "page"),
                                count == 1 ? "s" : "", size_text(page_bytes)));
    constexpr std::size_t kinds_shown = 6;
    std::string sum;
    std::size_t shown = 0;
    for (const auto& [bytes, number] : pages) {
        if (shown++ == kinds_shown) {
            steps.push_back("and so on for the smaller pages");
            sum += " + …";
            break;
        }
        const std::int64_t units = read_units(era, bytes);
        steps.push_back(
            fmt::format("{}: {}{}", number == 1 ? "1 page" : counted(number, "page"),
                        number == 1 ? "" : "each ",
                        rounding_text(era, bytes) + consistency_text(units, read.consistency)));
        const std::string cost = units_text(consistent(units, read.consistency));
        sum += fmt::format(
            "{}{}", sum.empty() ? "" : " + ",
            number == 1 ? cost
                        : fmt::format("{} x {}", grouped(static_cast<std::int64_t>(number)), cost));
    }
    if (count > 1) {
        steps.push_back(
            fmt::format("{} = {} RCU: each page is rounded up separately", sum,
                        units_text(consistent(units_of(era, pages), read.consistency))));
    }
}

std::optional<Error> find_read_error(const Era& era, const RangeRead& read) {
    for (const auto* items : {&read.items, &read.fetched}) {
        for (const ItemRun& run : *items) {
            if (auto error = find_too_large(era, run.bytes)) return error;
        }
    }
    if (read.index == IndexKind::global && read.consistency == Consistency::strong) {
        return Error{ExitCode::usage,
                     ErrorNumber::read_beyond_index,
                     {},
                     "a global secondary index does not support strongly consistent reads",
                     "use eventually consistent reads, or read the table or a local index"};
    }
    if (read.index != IndexKind::local && !read.fetched.empty()) {
        return Error{ExitCode::usage,
                     ErrorNumber::read_beyond_index,
                     {},
                     "only a local secondary index fetches attributes from its table",
                     "project the attributes, or read the items with BatchGetItem"};
    }
    return std::nullopt;
}

// Each item fetched from the table is read as a whole, and its units are rounded up separately.
HalfUnits add_fetches(const Era& era, const RangeRead& read, OperationCost& cost) {
    if (read.fetched.empty()) return {};
    std::int64_t units = 0;
    for (const ItemRun& run : read.fetched) {
        units += read_units(era, run.bytes) * static_cast<std::int64_t>(run.count);
    }
    cost.steps.push_back(
        fmt::format("fetching from the table: {}, each rounded up to {}: {} read units{}",
                    items_text(read.fetched), size_text(era.read_unit.count), units,
                    consistency_text(units, read.consistency)));
    return consistent(units, read.consistency);
}

void charge_read(const RangeRead& read, HalfUnits units, OperationCost& cost) {
    if (read.index == IndexKind::global)
        cost.index_read += units;
    else
        cost.table_read += units;
}

void add_range_remarks(const RangeRead& read, OperationCost& cost) {
    cost.items_processed = read_count(read);
    cost.items_returned = static_cast<std::uint64_t>(
        static_cast<double>(cost.items_processed) * std::clamp(read.filter_keeps.value, 0.0, 1.0) +
        0.5);
    if (read.filter_keeps.value < 1 && cost.items_processed > 0) {
        cost.steps.push_back(fmt::format(
            "the filter keeps {}: {} of {} returned; it runs after the read, which is charged in "
            "full",
            text_of(read.filter_keeps), grouped(static_cast<std::int64_t>(cost.items_returned)),
            counted(cost.items_processed, "item")));
    }
    if (read.index == IndexKind::global)
        cost.steps.push_back("charged to the index's own capacity");
    if (read.index == IndexKind::local) cost.steps.push_back("charged to the table's capacity");
}

}  // namespace

Result<OperationCost> query_cost(const Era& era, const RangeRead& call) {
    if (auto error = find_read_error(era, call)) return *error;
    PageFiller filler;
    if (call.together_bytes)
        filler.add_bytes(*call.together_bytes);
    else
        for (const ItemRun& run : call.items) filler.add(run);
    const Pages pages = filler.finish();
    OperationCost cost;
    cost.requests = page_count(pages);
    add_page_steps(era, call, pages, cost.steps);
    charge_read(call, consistent(units_of(era, pages), call.consistency), cost);
    charge_read(call, add_fetches(era, call, cost), cost);
    add_range_remarks(call, cost);
    return cost;
}

// Each segment has its own pages. Every partition that a segment touches costs at least one read
// unit, even an empty one.
Result<OperationCost> scan_cost(const Era& era, const ScanCall& call) {
    const RangeRead& read = call.read;
    if (auto error = find_read_error(era, read)) return *error;
    ItemCutter items(read.items);
    Pages all;
    std::int64_t for_touching = 0;
    const std::uint64_t count = read_count(read);
    for (std::uint64_t s = 0; s < call.segments; ++s) {
        PageFiller filler;
        const auto share = [&](std::uint64_t whole) {
            return portion(whole, s + 1, call.segments) - portion(whole, s, call.segments);
        };
        if (read.together_bytes)
            filler.add_bytes(share(*read.together_bytes));
        else
            items.cut(share(count), filler);
        const Pages pages = filler.finish();
        const std::uint64_t touched = portion(call.partitions, s + 1, call.segments) -
                                      portion(call.partitions, s, call.segments) +
                                      (call.partitions * (s + 1) % call.segments != 0);
        for_touching +=
            std::max<std::int64_t>(0, static_cast<std::int64_t>(touched) - units_of(era, pages));
        for (const auto& [bytes, number] : pages) all[bytes] += number;
    }
    OperationCost cost;
    cost.requests = page_count(all);
    if (call.segments > 1) {
        cost.steps.push_back(fmt::format("{} read in parallel, each with its own pages",
                                         counted(call.segments, "segment")));
    }
    const std::uint64_t bytes = read.together_bytes.value_or(bytes_of(read.items));
    if (const std::uint64_t advised = advised_segments(Bytes{bytes}); advised > call.segments) {
        cost.steps.push_back(fmt::format("{} segments are advised for {}: one for every 2 GB",
                                         grouped(static_cast<std::int64_t>(advised)),
                                         size_text(bytes)));
    }
    add_page_steps(era, read, all, cost.steps);
    charge_read(read, consistent(units_of(era, all), read.consistency), cost);
    if (for_touching > 0) {
        cost.steps.push_back(fmt::format("{} scanned: at least 1 read unit each, which adds {}{}",
                                         counted(call.partitions, "partition"), for_touching,
                                         consistency_text(for_touching, read.consistency)));
        charge_read(read, consistent(for_touching, read.consistency), cost);
    }
    charge_read(read, add_fetches(era, read, cost), cost);
    add_range_remarks(read, cost);
    return cost;
}

std::uint64_t advised_segments(Bytes table_size) {
    constexpr std::uint64_t segment_bytes = 2ULL << 30;
    return std::max<std::uint64_t>(1, (table_size.count + segment_bytes - 1) / segment_bytes);
}

}  // namespace isotherm
