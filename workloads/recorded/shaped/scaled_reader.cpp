// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/shaped/scaled_reader.h"

#include <xxhash.h>

#include <cmath>

namespace isotherm {

ScaledReader::ScaledReader(std::unique_ptr<TraceReader> reader, const StreamScale& scale,
                           RandomStream random)
    : InnerReader(std::move(reader)),
      scale_(scale),
      whole_copies_(scale.factor < 1 ? 0 : static_cast<std::uint64_t>(scale.factor) - 1),
      last_copy_(scale.factor < 1 ? 0 : scale.factor - std::floor(scale.factor)),
      random_(std::move(random)),
      salt_(random_.next()),
      whole_seconds_(reader_->traits().stamps == Stamps::whole_seconds) {
    if (reader_->traits().stamps == Stamps::none) scale_.spread_us = 0;
    held_.resize(rows_per_read);
}

// The highest bit marks a key that is not a number.
Key ScaledReader::copied_key(Key key, std::uint64_t copy) {
    return XXH3_64bits_withSeed(&key, sizeof key, copy) | (Key{1} << 63);
}

// Whether something of this probability happens: to this request, or to this key each time.
bool ScaledReader::chance(Key key, double probability) {
    if (scale_.by == ScaleBy::requests) return random_.unit() < probability;
    const std::uint64_t drawn = XXH3_64bits_withSeed(&key, sizeof key, salt_);
    return static_cast<double>(drawn >> 11) * 0x1p-53 < probability;
}

std::int64_t ScaledReader::delay() {
    if (scale_.spread_us == 0) return 0;
    const auto us =
        static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(scale_.spread_us)));
    return whole_seconds_ ? us / second_us * second_us : us;
}

void ScaledReader::take(std::size_t row) {
    const Row original{held_.time_us[row], 0, held_.key[row], held_.bytes[row], held_.verb[row],
                       held_.place[row]};
    const auto add = [&](Row added) {
        added.number = number_++;
        waiting_.push(added);
    };
    if (scale_.factor >= 1 || chance(original.key, scale_.factor)) add(original);
    if (scale_.factor < 1) return;
    const std::uint64_t copies =
        whole_copies_ + (last_copy_ > 0 && chance(original.key, last_copy_) ? 1 : 0);
    for (std::uint64_t copy = 1; copy <= copies; ++copy) {
        Row copied = original;
        copied.time_us += delay();
        if (scale_.by == ScaleBy::keys) copied.key = copied_key(original.key, copy);
        add(copied);
    }
}

bool ScaledReader::read_more() {
    if (ended_) return false;
    next_ = 0;
    count_ = reader_->read(held_.rows(0, held_.size()));
    ended_ = count_ < held_.size();
    return count_ > 0;
}

std::size_t ScaledReader::read(const TraceRows& rows) {
    std::size_t filled = 0;
    while (filled < rows.size()) {
        const bool more = next_ < count_ || read_more();
        // A row may go if no earlier one can come: copies are never earlier than their row.
        if (!waiting_.empty() && (!more || waiting_.top().time_us <= held_.time_us[next_])) {
            const Row& row = waiting_.top();
            rows.time_us[filled] = row.time_us;
            rows.key[filled] = row.key;
            rows.bytes[filled] = row.bytes;
            rows.verb[filled] = row.verb;
            rows.place[filled] = row.place;
            ++filled;
            waiting_.pop();
        } else if (more) {
            take(next_++);
        } else {
            break;
        }
    }
    return filled;
}

}  // namespace isotherm
