// SPDX-License-Identifier: Apache-2.0
// Callers that read the stream of a table: callers = { kind = "stream", of = "orders", reader =
// "lambda" }.

#include "engine/streams/stream_callers.h"
#include "engine/streams/streams.h"
#include "engine/vocabulary/choice.h"

namespace isotherm {
namespace {

// "queues.mail" or "mail".
std::string queue_of(const std::string& name) {
    constexpr std::string_view prefix = "queues.";
    return name.starts_with(prefix) ? name.substr(prefix.size()) : name;
}

class StreamKind final : public CallerKind {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "of", .help = "the table whose stream is read", .required = true},
                    of_);
        visit.kind({.name = "reader", .help = "which program reads it"}, reader_.by("reader"));
        visit.field(
            {.name = "filter", .help = "expression over record.NAME: others are not given out"},
            filter_);
        visit.field({.name = "poison",
                     .help = "expression over record.NAME: batches with such a record fail"},
                    poison_);
        choice_field(visit,
                     {.name = "expired_items",
                      .help = "records of items that time to live deletes, which carry the "
                              "service as principal: also, only, or never given out",
                      .source = "Developer Guide, DynamoDB Streams and time to live"},
                     expired_items_);
    }

    std::unique_ptr<Callers> start(const CallersContext& context) const override {
        ReaderRules rules = reader_->rules();
        rules.on_failure = queue_of(rules.on_failure);
        rules.expired_items = expired_items_;
        auto callers = std::make_unique<StreamCallers>(context, context.streams->of(of_),
                                                       std::move(rules), reader_.name);
        context.streams->add(*callers);
        return callers;
    }
    std::uint32_t worker_count() const override { return reader_->rules().workers; }
    std::uint64_t chunk_items() const override { return StreamCallers::most_in_action; }

    std::optional<StreamUse> stream() const override {
        StreamUse use;
        use.table = of_;
        use.filter = filter_;
        use.poison = poison_;
        if (!reader_) return use;
        const ReaderRules rules = reader_->rules();
        use.lease_table = reader_->lease_table();
        use.on_failure = queue_of(rules.on_failure);
        use.reads_every = rules.reads_every;
        use.oldest = rules.record_age;
        use.takes_steps = reader_->has_steps();
        return use;
    }

    // In the order of StreamCallers::Own.
    std::vector<std::pair<std::string, std::vector<StepSettings>>> own_blocks() const override {
        const std::string table = reader_->lease_table();
        if (table.empty()) return {};
        StepSettings lease;
        lease.call = "UpdateItem";
        lease.table = table;
        lease.key = "lease-{item}";
        StepSettings scan;
        scan.call = "Scan";
        scan.table = table;
        scan.pages = "all";
        return {{"lease renewal", {lease}}, {"lease scan", {scan}}, {"checkpoint", {lease}}};
    }

private:
    std::string of_;
    Chosen<StreamReader> reader_{"lambda"};
    std::string filter_;
    std::string poison_;
    ExpiredItems expired_items_ = ExpiredItems::also;
};

const Registered<CallerKind, StreamKind> stream_entry("stream",
                                                      "a program reads the stream of a table",
                                                      {R"(of = "watched", reader = "worker")"});

}  // namespace
}  // namespace isotherm
