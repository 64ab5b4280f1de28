// SPDX-License-Identifier: Apache-2.0
#include "engine/streams/stream_kind.h"

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

}  // namespace

void StreamKind::settings(SettingsVisitor& visit) {
    visit.field({.name = "of", .help = "the table whose stream is read", .required = true}, of_);
    if (visit.reads()) kinesis_.on = visit.given("kinesis");
    visit.group({.name = "kinesis",
                 .help = "the changes come through a Kinesis data stream instead of the stream "
                         "of the table; readers of one stream give the same settings"},
                [this](SettingsVisitor& inner) { kinesis_.settings(inner); });
    visit.kind({.name = "reader", .help = "which program reads it"}, reader_.by("reader"));
    visit.field({.name = "filter", .help = "expression over record.NAME: others are not given out"},
                filter_);
    visit.field(
        {.name = "poison", .help = "expression over record.NAME: batches with such a record fail"},
        poison_);
    choice_field(visit,
                 {.name = "expired_items",
                  .help = "records of items that time to live deletes, which carry the "
                          "service as principal: also, only, or never given out",
                  .source = "Developer Guide, DynamoDB Streams and time to live"},
                 expired_items_);
}

std::unique_ptr<Callers> StreamKind::start(const CallersContext& context) const {
    ReaderRules rules = reader_->rules();
    rules.on_failure = queue_of(rules.on_failure);
    rules.expired_items = expired_items_;
    TableStream& changes = context.streams->of(of_);
    std::unique_ptr<RecordSource> source;
    bool first = false;
    if (kinesis_.on) {
        if (rules.reads_kinesis_every > 0us) rules.reads_every = rules.reads_kinesis_every;
        std::shared_ptr<KinesisStream> stream = context.streams->kinesis_of(changes.table());
        first = stream == nullptr;
        if (first) stream = std::make_shared<KinesisStream>(changes, kinesis_);
        source = reader_of(std::move(stream));
    } else {
        source = reader_of(changes);
    }
    auto callers = std::make_unique<StreamCallers>(context, std::move(source), first,
                                                   std::move(rules), reader_.name);
    context.streams->add(*callers);
    return callers;
}

std::uint64_t StreamKind::chunk_items() const { return StreamCallers::most_in_action; }

std::optional<StreamUse> StreamKind::stream() const {
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

std::vector<std::pair<std::string, std::vector<StepSettings>>> StreamKind::own_blocks() const {
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

namespace {

const Registered<CallerKind, StreamKind> stream_entry("stream",
                                                      "a program reads the stream of a table",
                                                      {R"(of = "watched", reader = "worker")"});

}  // namespace
}  // namespace isotherm
