// SPDX-License-Identifier: Apache-2.0
#pragma once
// How a replay differs from what was recorded: which rows, which part, how often, how many, and
// with items of which sizes.

#include <functional>
#include <memory>
#include <string>

#include "engine/vocabulary/choice.h"
#include "engine/vocabulary/settings.h"
#include "workloads/recorded/shaped/filtered_reader.h"
#include "workloads/recorded/shaped/looped_reader.h"
#include "workloads/recorded/shaped/scaled_reader.h"
#include "workloads/synthetic/item_sizes.h"

namespace isotherm {

class ReplayShape {
public:
    // `has_times`: of the stream.
    void settings(SettingsVisitor& visit, bool has_times);

    bool loops() const { return part_.loop; }
    bool needs_key_texts() const { return !filter_.keys.empty(); }
    bool makes_keys() const { return scale_.by == ScaleBy::keys && scale_.factor > 1; }
    SimDuration delay() const { return delay_; }
    // nullptr: sizes are not drawn.
    const ItemSizes* sizes() const { return sizes_ ? sizes_.operator->() : nullptr; }

    // The reader with these changes; itself if there are none. `open` opens the stream again;
    // `offset` is skipped at its beginning; `name` is for messages.
    std::unique_ptr<TraceReader> shaped(std::unique_ptr<TraceReader> reader, SimDuration offset,
                                        const LoopedReader::Open& open, const std::string& name,
                                        const std::function<std::string(Key)>& key_text,
                                        RandomStream random) const;

private:
    StreamPart part_;
    RowFilter filter_;
    StreamScale scale_;
    SimDuration spread_ = 1s;
    SimDuration delay_{};
    Chosen<ItemSizes> sizes_;
};

}  // namespace isotherm
