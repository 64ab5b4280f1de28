// SPDX-License-Identifier: Apache-2.0
#include "app/cli/importing/simulated_rows.h"

#include <fmt/format.h>

#include "engine/run/simulation.h"
#include "engine/vocabulary/spelling.h"

namespace isotherm {
namespace {

// A second of a run at a time; a run of many requests a second needs as many rows of memory.
class SimulatedReader final : public TraceReader {
public:
    SimulatedReader(const Scenario& scenario, std::string table, KeyNames& names,
                    std::function<bool()> stopped)
        : scenario_(scenario),
          table_(std::move(table)),
          names_(names),
          stopped_(std::move(stopped)) {
        for (std::size_t i = 0; i < operation_count; ++i) {
            const auto operation = static_cast<Operation>(i);
            const bool removes =
                operation == Operation::delete_item || operation == Operation::batch_delete_item;
            verbs_.push_back({removes && operation != Operation::delete_item
                                  ? std::string("DeleteItem")
                                  : std::string(api_name(operation)),
                              removes                            ? VerbKind::remove
                              : side_of(operation) == Side::read ? VerbKind::read
                                                                 : VerbKind::write});
        }
    }

    Errors start() {
        auto created = Simulation::create(
            scenario_, {.log = [this](const RequestBatch& batch) { add(batch); }});
        if (!created.ok()) return created.errors();
        simulation_ = std::move(created.value());
        return {};
    }

    std::size_t read(const TraceRows& rows) override {
        std::size_t filled = 0;
        while (filled < rows.size()) {
            if (used_ == held_.size() && !more()) break;
            const Held& row = held_[used_++];
            rows.time_us[filled] = row.time_us;
            rows.key[filled] = row.key;
            rows.bytes[filled] = row.bytes;
            rows.verb[filled] = static_cast<std::uint8_t>(row.operation);
            rows.place[filled] = {++rows_, 0};
            if (!row.text.empty()) names_.remember(row.key, row.text);
            ++filled;
        }
        return filled;
    }
    const Errors* failure() const override { return simulation_->failure(); }
    TraceTraits traits() const override { return {Stamps::exact, true, true, "request"}; }
    std::span<const Verb> verbs() const override { return verbs_; }
    RequestStream::Progress progress() const override { return {}; }
    std::uint64_t bytes_read() const override { return 0; }

private:
    struct Held {
        std::int64_t time_us;
        Key key;
        std::uint32_t bytes;
        Operation operation;
        std::string text;
    };

    bool more() {
        held_.clear();
        used_ = 0;
        while (held_.empty() && !simulation_->finished() &&
               simulation_->now() < simulation_->end() && !stopped_())
            simulation_->advance(simulation_->now() + stopping_interval);
        return !held_.empty();
    }

    void add(const RequestBatch& batch) {
        const Recording& recording = simulation_->recording();
        for (std::size_t i = 0; i < batch.size(); ++i) {
            if (batch.attempt[i] > 1) continue;
            const ResourceName& name = recording.tables[batch.table[i].value].name;
            if (name.table != table_ || !name.index.empty()) continue;
            const SimDuration since = batch.arrival[i] - sim_start;
            const std::string text = simulation_->key_name(batch.workload[i], batch.key[i]);
            const Key key = key_from_text(text);
            held_.push_back({(scenario_.start + since).time_since_epoch().count(), key,
                             batch.bytes[i], batch.operation[i],
                             key >> 63 == 0 ? std::string() : text});
        }
    }

    const Scenario& scenario_;
    std::string table_;
    KeyNames& names_;
    std::function<bool()> stopped_;
    std::unique_ptr<Simulation> simulation_;
    std::vector<Verb> verbs_;
    std::vector<Held> held_;
    std::size_t used_ = 0;
    std::uint64_t rows_ = 0;
};

Error which_table(const Scenario& scenario, std::string what) {
    std::vector<std::string> names;
    for (const auto& [name, table] : scenario.tables) names.push_back(name);
    return {ExitCode::usage,
            ErrorNumber::bad_option,
            {.file = scenario.name},
            std::move(what),
            fmt::format("write --table and one of {}", fmt::join(names, ", "))};
}

}  // namespace

Result<std::unique_ptr<TraceReader>> simulated_rows(const Scenario& scenario,
                                                    const std::string& table, KeyNames& names,
                                                    std::function<bool()> stopped) {
    if (scenario.fidelity != Fidelity::requests)
        return Error{ExitCode::bad_scenario,
                     ErrorNumber::bad_option,
                     {.path = "fidelity"},
                     "fidelity = \"cells\" has numbers of requests, but no single ones",
                     "write --set fidelity=requests"};
    if (table.empty() && scenario.tables.size() > 1)
        return which_table(scenario, "the run has several tables, and a log is of one");
    if (!table.empty() && !scenario.tables.contains(table))
        return which_table(scenario, fmt::format("there is no table \"{}\"", printable(table)));
    auto reader = std::make_unique<SimulatedReader>(
        scenario, table.empty() ? scenario.tables.begin()->first : table, names,
        std::move(stopped));
    if (auto errors = reader->start(); !errors.empty()) return errors;
    return std::unique_ptr<TraceReader>(std::move(reader));
}

}  // namespace isotherm
