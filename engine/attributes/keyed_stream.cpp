// SPDX-License-Identifier: Apache-2.0
#include "engine/attributes/keyed_stream.h"

namespace isotherm {

KeyedStream::KeyedStream(std::unique_ptr<RequestStream> stream,
                         std::shared_ptr<const KeyDesign> design, const KeyRule* rule,
                         std::uint32_t workload, std::shared_ptr<RecordedValues> values)
    : stream_(std::move(stream)),
      design_(std::move(design)),
      rule_(rule),
      workload_(workload),
      values_(std::move(values)),
      sizes_(rule == nullptr ? std::nullopt : design_->attributes.named("bytes")) {
    if (values_ != nullptr) design_->attributes.take_recorded(workload, values_);
}

std::size_t KeyedStream::fill(const RequestColumns& rows) {
    const std::size_t count = stream_->fill(rows);
    if (values_ != nullptr) take_entries(rows.key.first(count));
    if (rule_ == nullptr) return count;
    const Attributes& attributes = design_->attributes;
    // Only a recorded row can lack an attribute of the table's key: check refuses others.
    const Key no_key = values_ == nullptr ? Key{0} : key_from_text("");
    Draw draw{.workload = workload_};
    for (std::size_t i = 0; i < count; ++i) {
        draw.number = next_;
        if (rows.arrival[i] >= counts_from_) ++next_;
        draw.time = rows.arrival[i];
        draw.key = rows.key[i];
        draw.bytes = rows.bytes[i];
        draw.operation = rows.operation[i];
        rows.key[i] = rule_->key(attributes, draw).value_or(no_key);
        memory_.remember(rows.key[i], draw);
        if (sizes_ && rows.bytes[i] > 0 && !traits_of(rows.operation[i]).many_items)
            rows.bytes[i] = static_cast<std::uint32_t>(attributes.value(*sizes_, draw).number);
    }
    return count;
}

// The stream's keys are numbers of entries: they become the recorded keys.
void KeyedStream::take_entries(std::span<Key> keys) {
    for (Key& key : keys) {
        values_->add_row(key);
        key = values_->key_of(key);
    }
}

void KeyedStream::state(StateVisitor& visit) {
    visit.part("rows", *stream_);
    visit(next_, counts_from_, memory_);
    if (values_ != nullptr) visit.part("recorded values", *values_);
}

std::string KeyedStream::key_name(Key key) const {
    if (rule_ == nullptr) return stream_->key_name(key);
    const Draw* draw = memory_.draw_of(key);
    if (draw == nullptr) return key >> 63 == 0 ? std::to_string(key) : stream_->key_name(key);
    return rule_->text(design_->attributes, *draw, stream_->key_name(draw->key));
}

std::unique_ptr<RequestStream> with_keys(std::unique_ptr<RequestStream> stream,
                                         const std::shared_ptr<const KeyDesign>& design,
                                         const ResourceName& table, std::uint32_t workload,
                                         std::shared_ptr<RecordedValues> values) {
    const KeyRule* rule = design == nullptr ? nullptr : design->rule(table);
    if (rule == nullptr && values == nullptr) return stream;
    return std::make_unique<KeyedStream>(std::move(stream), design, rule, workload,
                                         std::move(values));
}

}  // namespace isotherm
