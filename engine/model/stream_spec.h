// SPDX-License-Identifier: Apache-2.0
#pragma once
// The change stream of a table, as a scenario describes it.

#include "engine/vocabulary/choice.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

// What a record says about the item besides its key.
enum class StreamView : std::uint8_t { keys, new_image, old_image, both };
constexpr auto words_of(StreamView) {
    return std::to_array<std::string_view>({"keys", "new", "old", "both"});
}

struct StreamSpec : Configurable {
    bool on = false;
    StreamView view = StreamView::both;
    SimDuration visible_after = 200ms;
    SimDuration keeps = 24h;
    SimDuration shard_lasts = 4h;
    std::int64_t readers = 2;                // of a shard
    std::int64_t read_calls = 0;             // GetRecords a second and shard; 0: no limit
    std::int64_t records_most = 50'000'000;  // that wait for a reader

    // `stream = true`, or a table of settings, which also turns it on.
    void settings(SettingsVisitor& visit) override;
    // Size of the record of a write of an item of this size.
    std::uint64_t record_bytes(std::uint32_t item_bytes) const;
};

}  // namespace isotherm
