// SPDX-License-Identifier: Apache-2.0
#pragma once
// Throttling of tables that others write to: replication from another Region, and readers of
// streams. When these are behind, what they have to catch up with takes the throughput.

#include <vector>

#include "engine/insight/finding_tally.h"
#include "engine/recording/recording.h"

namespace isotherm {

class BehindCauses {
public:
    BehindCauses(const Recording& recording, std::size_t table, Side side);

    // Part of the tries that were refused in a column.
    struct Part {
        ThrottleCause cause = ThrottleCause::replica_behind;
        const ConsumerRecord* reader = nullptr;
        double share = 0;  // 0 to 1
        double behind_s = 0;
        std::uint64_t waiting = 0;
    };
    // Shares add up to at most 1.
    std::vector<Part> of(std::size_t column) const;
    void add_evidence(const Part& part, FindingEvidence& evidence) const;

private:
    Part replica_part(std::size_t column) const;
    std::optional<std::size_t> minute_of(const ConsumerRecord& record, std::size_t column) const;

    const Recording& recording_;
    const TableRecording& table_;
    Side side_;
    std::vector<const ConsumerRecord*> replication_;  // to this table
    struct Reader {
        const ConsumerRecord* record = nullptr;
        double share = 0;  // of the tries that were refused while it was behind
    };
    std::vector<Reader> readers_;
};

}  // namespace isotherm
