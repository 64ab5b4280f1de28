// SPDX-License-Identifier: Apache-2.0
#pragma once
// Callers that read the stream of a table: callers = { kind = "stream", of = "orders", reader =
// "lambda" }.

#include "engine/callers/callers.h"
#include "engine/streams/kinesis_spec.h"
#include "engine/streams/stream_reader.h"

namespace isotherm {

class StreamKind final : public CallerKind {
public:
    void settings(SettingsVisitor& visit) override;
    std::unique_ptr<Callers> start(const CallersContext& context) const override;
    std::uint32_t worker_count() const override { return reader_->rules().workers; }
    std::uint64_t chunk_items() const override;
    std::optional<StreamUse> stream() const override;
    // In the order of StreamCallers::Own.
    std::vector<std::pair<std::string, std::vector<StepSettings>>> own_blocks() const override;

    // The Kinesis data stream through which the changes come; `on` says whether there is one.
    const KinesisSpec& kinesis() const { return kinesis_; }
    // The shortest time from a write of a table with this stream until a record of it is read.
    SimDuration soonest(const StreamSpec& stream) const {
        return kinesis_.on ? kinesis_.visible_after : stream.visible_after;
    }
    // Of a function whose duration is charged by it; 0: it is not.
    std::uint64_t memory() const { return reader_ ? reader_->rules().memory : 0; }
    // How long a batch may wait until it is full.
    SimDuration collects() const { return reader_ ? reader_->rules().window : SimDuration(); }
    // Of tumbling windows; 0: there are none.
    SimDuration tumbling() const { return reader_ ? reader_->rules().tumbling : SimDuration(); }

private:
    std::string of_;
    KinesisSpec kinesis_;
    Chosen<StreamReader> reader_{"lambda"};
    std::string filter_;
    std::string poison_;
    ExpiredItems expired_items_ = ExpiredItems::also;
};

}  // namespace isotherm
