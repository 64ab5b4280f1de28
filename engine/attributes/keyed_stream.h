// SPDX-License-Identifier: Apache-2.0
#pragma once
// A stream whose keys are those of its table's key expression. What the stream itself draws or has
// recorded as the key is `key` in the expression.

#include <memory>

#include "engine/attributes/key_design.h"
#include "engine/attributes/key_memory.h"
#include "engine/requests/request_stream.h"

namespace isotherm {

class KeyedStream final : public RequestStream {
public:
    // `rule` belongs to `design`; nullptr: keys are those of the stream. `values`: what the rows of
    // a recorded stream have, whose keys are entries of it then; nullptr: nothing.
    KeyedStream(std::unique_ptr<RequestStream> stream, std::shared_ptr<const KeyDesign> design,
                const KeyRule* rule, std::uint32_t workload,
                std::shared_ptr<RecordedValues> values);

    std::size_t fill(const RequestColumns& rows) override;
    CallShape call_shape() const override { return stream_->call_shape(); }
    bool comes_in_bursts() const override { return stream_->comes_in_bursts(); }
    void state(StateVisitor& visit) override;
    std::uint64_t items_returned(const RequestBatch& batch,
                                 std::span<const std::uint32_t> rows) override {
        return stream_->items_returned(batch, rows);
    }
    const Errors* failure() const override { return stream_->failure(); }
    std::string key_name(Key key) const override;
    std::vector<Message> notes(SimTime now) const override { return stream_->notes(now); }
    std::optional<Progress> progress() const override { return stream_->progress(); }
    void number_rows(std::uint64_t first, SimTime from) override {
        next_ = first;
        counts_from_ = from;
    }

private:
    void take_entries(std::span<Key> keys);

    std::unique_ptr<RequestStream> stream_;
    std::shared_ptr<const KeyDesign> design_;
    const KeyRule* rule_;
    std::uint32_t workload_;
    std::shared_ptr<RecordedValues> values_;
    std::optional<std::uint32_t> sizes_;  // the attribute `bytes`
    std::uint64_t next_ = 0;              // number of the next row
    SimTime counts_from_ = sim_start;     // earlier rows have no number
    KeyMemory memory_;
};

// The stream itself if the table's key is no expression and the rows have no values.
std::unique_ptr<RequestStream> with_keys(std::unique_ptr<RequestStream> stream,
                                         const std::shared_ptr<const KeyDesign>& design,
                                         const ResourceName& table, std::uint32_t workload,
                                         std::shared_ptr<RecordedValues> values = nullptr);

}  // namespace isotherm
