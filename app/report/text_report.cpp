// SPDX-License-Identifier: Apache-2.0
#include "app/report/text_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "app/report/actions_text.h"
#include "app/report/caches_text.h"
#include "app/report/consumers_text.h"
#include "app/report/jobs_text.h"
#include "app/report/replicas_text.h"
#include "app/report/english.h"
#include "app/report/watch_text.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

std::string grouped_count(std::uint64_t count) { return grouped(static_cast<std::int64_t>(count)); }

double share(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

// Draws values as a line of bars with eight heights, so that a terminal shows a curve in one line.
std::string bar_line(const std::vector<double>& values) {
    static constexpr std::array<std::string_view, 9> heights{
        " ", "\u2581", "\u2582", "\u2583", "\u2584", "\u2585", "\u2586", "\u2587", "\u2588"};
    const double most = values.empty() ? 0 : *std::max_element(values.begin(), values.end());
    std::string line;
    for (const double value : values) {
        // Rounds up, so that the smallest value above zero is visible.
        const double height = most > 0 ? std::ceil(value / most * 8) : 0;
        line += heights[static_cast<std::size_t>(height)];
    }
    return line;
}

class TextReport {
public:
    TextReport(const RunReport& report, const TextReportOptions& options)
        : report_(report), options_(options) {}

    std::string text() {
        heading();
        overall();
        for (const TableRecording& table : report_.recording().tables) table_section(table);
        workloads();
        out_ += jobs_text(report_);
        regions();
        out_ += watch_text(report_);
        notes();
        cost();
        limits();
        return std::move(out_);
    }

private:
    template <class... Values>
    void line(fmt::format_string<Values...> form, Values&&... values) {
        out_ += fmt::format(form, std::forward<Values>(values)...);
        out_ += '\n';
    }
    std::string bold(const std::string& text) const {
        return options_.colour ? "\033[1m" + text + "\033[0m" : text;
    }
    // Throttling is cyan everywhere in the program.
    std::string throttled(const std::string& text) const {
        return options_.colour ? "\033[1;36m" + text + "\033[0m" : text;
    }

    void heading() {
        const Scenario& scenario = report_.scenario();
        const Recording& recording = report_.recording();
        line("{}", bold(printable(scenario.name)));
        line("DynamoDB as of {} ({}), seed {}, {} from {}{}{}", scenario.era.name,
             scenario.era.admission, scenario.seed, clock_text(sim_start + recording.simulated),
             utc_text(scenario.start),
             scenario.fidelity == Fidelity::cells
                 ? "; counts drawn for each partition and second (fidelity = \"cells\")"
                 : "",
             report_.complete() ? "" : "  -- STOPPED EARLY: partial results");
        std::uint64_t attempts = recording.totals().attempts;
        for (const SentBy by : {SentBy::index_writes, SentBy::replication})
            attempts += recording.consequences(by).attempts;
        line("{} tries simulated in {:.2f} s ({} per second)  fingerprint {}",
             grouped_count(attempts), options_.wall_seconds,
             grouped(static_cast<double>(attempts) / std::max(options_.wall_seconds, 1e-9), 0),
             report_.fingerprint());
        line("");
    }

    // Prints the cost of a month that continues like the run, and the cost with other ways to pay.
    void cost() {
        const RunBill& bill = report_.bill();
        const Statement& month = bill.bill.month;
        if (month.lines.empty()) return;
        line("{}  ${} a month at this rate, ${} an hour{} (prices: {}, {})", bold("Cost"),
             month.total.text(), month.per_hour().text(4), month.complete() ? "" : ", at least",
             month.book, month.region);
        for (const std::string& missing : month.missing) line("  price not known: {}", missing);
        std::string others;
        for (const PricedChoice& choice : bill.choices) {
            const bool same = choice.month.total == month.total;  // costs the same as now
            if (same || !choice.month.complete()) continue;
            others +=
                fmt::format("\n    {:<42} ${:>12}  {}{}", choice.text, choice.month.total.text(),
                            choice.throttled_share
                                ? percent(*choice.throttled_share, 2) + " throttled, as in this run"
                                : std::string("if all requests are served; not simulated"),
                            choice.cheapest ? "  (cheapest)" : "");
        }
        if (!others.empty()) line("  the same requests with other ways to pay:{}", others);
        line("");
    }

    void overall() {
        const Totals totals = report_.recording().totals();
        const std::string count = fmt::format(
            "{} of {} tries throttled ({})", grouped_count(totals.throttled),
            grouped_count(totals.attempts), percent(share(totals.throttled, totals.attempts), 2));
        line("{}", totals.throttled > 0 ? throttled(count) : bold("Nothing was throttled"));
        line("  {} requests: {} succeeded, {} failed for good after their last try{}{}",
             grouped_count(totals.requests), grouped_count(totals.admitted),
             grouped_count(totals.given_up),
             totals.refused > 0 ? fmt::format(", {} refused because their item collection is full",
                                              grouped_count(totals.refused))
                                : "",
             totals.waiting > 0
                 ? fmt::format(", {} still waiting to try again", grouped_count(totals.waiting))
                 : "");
        for (const std::string& caused : caused_writes_text(report_.recording()))
            line("{}", caused);
        line("");
    }

    void table_section(const TableRecording& table) {
        const std::size_t live = table.partitions_live();
        const std::size_t retired = table.partitions.size() - live;
        line("{}  {} partition{}{}",
             bold((table.is_index ? "Index " : "Table ") + table.name.label()), grouped_count(live),
             live == 1 ? "" : "s",
             retired > 0
                 ? fmt::format(" ({} more {})", grouped_count(retired),
                               table.removed_second ? "removed with the table"
                                                    : "were split and no longer serve requests")
                 : "");
        for (const Side side : both_sides) side_lines(table, side);
        call_counts(table.totals.calls, table.totals.throttled);
        if (table.is_index) backlog(table);
        if (table.totals.throttled > 0) {
            worst_second(table);
            worst_partitions(table);
        }
        capacity_changes(table);
        hot_keys(table);
        line("");
    }

    // Prints how many capacity changes there were and the first few; report.json has all of them.
    void capacity_changes(const TableRecording& table) {
        constexpr std::size_t shown_most = 4;
        std::size_t accepted = 0, refused = 0;
        std::vector<std::string> shown;
        for (const CapacityChange& change : report_.recording().capacity_changes) {
            if (change.resource != table.name) continue;
            const bool taken = change.refusal.empty();
            ++(taken ? accepted : refused);
            if (shown.size() == shown_most) continue;
            shown.push_back(fmt::format(
                "{} {}: {} -> {}, {}", clock_text(sim_start + std::chrono::seconds(change.second)),
                change.asked_by, english(capacity_before(change)), english(capacity_wanted(change)),
                taken ? fmt::format(
                            "in effect at {}",
                            clock_text(sim_start + std::chrono::seconds(*change.effective_second)))
                      : "refused: " + english(change.refusal)));
        }
        if (shown.empty()) return;
        line("  capacity  {} change{} in RCU/WCU, {} refused", grouped_count(accepted),
             accepted == 1 ? "" : "s", grouped_count(refused));
        for (const std::string& one : shown) line("    {}", printable(one));
        if (accepted + refused > shown.size())
            line("    and {} more", grouped_count(accepted + refused - shown.size()));
    }

    // Returns the mean provisioned capacity and its utilization, over the time in which the table
    // was provisioned. Capacity may change, and a table may be on demand for part of the run.
    std::string provisioned_text(const TableRecording& table,
                                 const std::vector<SeriesSecond>& seconds) {
        std::int64_t provided = 0, columns = 0, consumed = 0, on_demand = 0;
        for (std::size_t s = 0; s < seconds.size(); ++s) {
            if (table.on_demand_at(static_cast<std::int64_t>(s) * table.column_seconds)) {
                ++on_demand;
            } else if (seconds[s].provisioned > 0) {
                provided += seconds[s].provisioned;
                consumed += seconds[s].consumed;
                ++columns;
            }
        }
        if (columns == 0) return on_demand > 0 ? "on demand" : "";
        const double length = static_cast<double>(columns);
        const double mean = static_cast<double>(provided) / length * 1e-3;
        const double used = HalfUnits(consumed).in_units() / length /
                            static_cast<double>(table.column_seconds) / mean;
        return fmt::format("provisioned {:>9}   used {:>7}{}", grouped(mean, 0), percent(used),
                           on_demand > 0 ? ", on demand for a while" : "");
    }

    void side_lines(const TableRecording& table, Side side) {
        const std::vector<SeriesSecond>& seconds = table.seconds[side];
        std::int64_t demand = 0, consumed = 0, peak = 0;
        std::uint64_t refused = 0;
        for (const SeriesSecond& second : seconds) {
            demand += second.demand;
            consumed += second.consumed;
            peak = std::max(peak, second.peak_demand);
            refused += second.throttled();
        }
        // Means are taken over the resource's own lifetime, because an index may be added or a
        // table of a time series removed during the run.
        const double length = table.seconds_there(report_.recording().simulated);
        if (demand == 0 || length <= 0) return;
        const char* unit = side == Side::read ? "RCU" : "WCU";
        line("  {:<6} demand {:>9} {}/s mean, {:>9} peak second   consumed {:>9}   {}",
             side_names[side], grouped(HalfUnits(demand).in_units() / length, 1), unit,
             grouped(HalfUnits(peak).in_units(), 1),
             grouped(HalfUnits(consumed).in_units() / length, 1), provisioned_text(table, seconds));
        if (refused == 0) return;
        for (std::size_t o = 1; o < outcome_count; ++o) {
            if (table.totals.tries[side][o] == 0 || !is_throttled(static_cast<Outcome>(o)))
                continue;
            line("         {} {} by {}: {}", throttled(grouped_count(table.totals.tries[side][o])),
                 "throttled", outcome_texts[o],
                 throttle_reason(static_cast<Outcome>(o), side,
                                 table.is_index ? ResourceKind::index : ResourceKind::table));
        }
    }

    // Prints the counts of calls that CloudWatch has besides units and throttle events; nothing if
    // all are zero.
    void call_counts(const CallCounts& calls, std::uint64_t throttled_tries) {
        std::string text;
        const auto say = [&text](std::uint64_t count, std::string_view what) {
            if (count == 0) return;
            text += fmt::format("{}{} {}", text.empty() ? "" : ", ", grouped_count(count), what);
        };
        if (calls.throttled_requests != throttled_tries)
            say(calls.throttled_requests, "requests with every item throttled");
        say(calls.conditional_check_failed, "conditions failed");
        say(calls.returned_items, "items returned");
        say(calls.time_to_live_deleted, "items deleted by time to live");
        say(calls.collection_full, "items not written: their collection is full (10 GB)");
        say(calls.refused_base_writes,
            "writes to its table refused because the index was too far behind");
        if (!text.empty()) line("  calls  {}", text);
    }

    // Prints the maximum backlog of an index behind its table.
    void backlog(const TableRecording& index) {
        BacklogSecond worst;
        for (const BacklogSecond& second : index.backlog) worst.raise_to(second);
        if (worst.entries == 0) return;
        line("  backlog behind its table: at most {} index writes waiting, expected wait {:.1f} s",
             grouped_count(worst.entries), in_seconds(SimDuration(worst.expected_wait_us)));
    }

    void worst_second(const TableRecording& table) {
        const std::size_t length =
            std::max(table.seconds[Side::read].size(), table.seconds[Side::write].size());
        const auto throttled_in = [&](std::size_t second) {
            return table.seconds[Side::read][second].throttled() +
                   table.seconds[Side::write][second].throttled();
        };
        std::size_t worst = 0, first = length, count = 0;
        const auto each = static_cast<std::size_t>(table.column_seconds);
        constexpr std::size_t columns = 72;
        std::vector<double> curve(std::min(columns, length));
        for (std::size_t s = 0; s < length; ++s) {
            const std::uint64_t here = throttled_in(s);
            if (here == 0) continue;
            count += std::max(table.seconds[Side::read][s].throttled_seconds,
                              table.seconds[Side::write][s].throttled_seconds);
            first = std::min(first, s);
            if (here > throttled_in(worst)) worst = s;
            double& column = curve[s * curve.size() / length];
            column = std::max(column, static_cast<double>(here));
        }
        const auto clock = [each](std::size_t s) {
            return clock_text(sim_start + std::chrono::seconds(s * each));
        };
        line("  when   first at {}, in {} of {} seconds, worst {} {}: {} throttled", clock(first),
             grouped(static_cast<std::int64_t>(count)),
             grouped(static_cast<std::int64_t>(length * each)), each == 1 ? "second" : "minute",
             clock(worst), grouped_count(throttled_in(worst)));
        line("         |{}|", throttled(bar_line(curve)));
    }

    void worst_partitions(const TableRecording& table) {
        const auto refused = [&](std::size_t p) {
            return table.partitions[p].throttled[Side::read] +
                   table.partitions[p].throttled[Side::write];
        };
        std::vector<std::size_t> order;
        for (std::size_t p = 0; p < table.partitions.size(); ++p)
            if (refused(p) > 0) order.push_back(p);
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return refused(a) > refused(b); });
        for (std::size_t i = 0; i < order.size() && i < 3; ++i) {
            const PartitionRecord& partition = table.partitions[order[i]];
            line("  {}  P{} ({:04x}..{:04x}): {} throttled, {} of all", i == 0 ? "where" : "     ",
                 order[i], partition.first_position >> 48, partition.last_position >> 48,
                 throttled(grouped_count(refused(order[i]))),
                 percent(share(refused(order[i]), table.totals.throttled)));
        }
    }

    void hot_keys(const TableRecording& table) {
        constexpr std::size_t most = 5;
        constexpr std::size_t widest = 44;
        const auto list = [&](const char* title, const std::vector<HotKey>& keys,
                              std::uint64_t total) {
            if (keys.empty()) return;
            std::size_t shown = 0;
            for (const HotKey& key : keys) {
                if (!key.stands_out || shown == most) continue;
                std::string name = printable(key.name);
                if (name.size() > widest) name = name.substr(0, widest - 3) + "...";
                line("  {:<9} {:<44} {:>10} {:>7}  P{} of {}{}", shown++ == 0 ? title : "", name,
                     grouped_count(key.count), percent(share(key.count, total)), key.partition,
                     printable(report_.recording().workload_names[key.workload]),
                     key.count_bound > 0
                         ? fmt::format("  (or up to {} more)", grouped_count(key.count_bound))
                         : "");
            }
            if (shown == 0) line("  {:<9} no key stands out", title);
        };
        list("hot keys", table.hottest, table.totals.attempts);
        list("throttled", table.most_throttled, table.totals.throttled);
    }

    // Prints what the calls of each workload cost; one read may cost 1 unit or 1,600.
    void workloads() {
        const Recording& recording = report_.recording();
        if (recording.call_units.empty()) return;
        line("{}", bold("Units of calls"));
        for (const CallRow& row : recording.call_rows()) {
            const OperationTraits& traits = traits_of(row.units.operation);
            line("  {:<24} {:<18} {:<24} {:>12} calls {:>14} {} {:>10} per call",
                 printable(row.workload), traits.api_name, printable(row.resource),
                 grouped(row.units.calls(), 0), grouped(row.units.consumed.in_units(), 1),
                 traits.side == Side::read ? "RCU" : "WCU", grouped(row.units.units_per_call(), 1));
        }
        line("");
        const std::string actions = actions_text(recording);
        if (actions.empty()) return;
        line("{}", bold("Actions"));
        line("{}", actions);
        const std::string caches = caches_text(recording, report_.scenario());
        if (!caches.empty()) line("{}\n{}", bold("Caches"), caches);
        const std::string consumers = consumers_text(recording);
        if (!consumers.empty()) line("{}\n{}", bold("Readers of streams"), consumers);
    }

    void regions() {
        for (const auto& [title, text] : region_sections(report_.recording()))
            line("{}\n{}", bold(title), text);
    }

    void notes() {
        for (const Event& event : report_.recording().events) {
            if (event.kind == EventKind::note) line("note: {}", printable(english(event.text)));
        }
    }

    void limits() {
        for (const BrokenLimit& limit : report_.broken_limits())
            line("LIMIT BROKEN  {}: {}", limit.name, limit.text);
        for (const JudgedExpectation& one : report_.expectations()) {
            if (one.holds)
                line("expected  {}: {}", printable(one.name), printable(one.text));
            else
                line("EXPECTATION BROKEN  {}: {}", printable(one.name), printable(one.text));
        }
    }

    const RunReport& report_;
    const TextReportOptions& options_;
    std::string out_;
};

}  // namespace

std::string text_report(const RunReport& report, const TextReportOptions& options) {
    return TextReport(report, options).text();
}

}  // namespace isotherm
