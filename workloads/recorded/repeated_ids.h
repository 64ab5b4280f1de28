// SPDX-License-Identifier: Apache-2.0
#pragma once
// Recognizes records that come again: deliveries of logs and streams may repeat what they delivered
// before, in another file, too. Memory does not depend on the length of the stream: of all
// identifiers, the hashes of the last million are remembered.

#include <cstdint>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "engine/model/key_space.h"

namespace isotherm {

class RepeatedIds {
public:
    static constexpr std::size_t remembered_most = std::size_t{1} << 20;

    // Whether this identifier has come before; remembers it. An empty one never has.
    bool came_before(std::string_view id) {
        if (id.empty()) return false;
        const Key hash = key_from_text(id);
        if (!known_.insert(hash).second) return true;
        if (in_order_.size() < remembered_most) {
            in_order_.push_back(hash);
        } else {
            known_.erase(in_order_[oldest_]);
            in_order_[oldest_] = hash;
            oldest_ = (oldest_ + 1) % remembered_most;
        }
        return false;
    }

private:
    std::unordered_set<Key> known_;  // only for look-ups
    std::vector<Key> in_order_;
    std::size_t oldest_ = 0;
};

}  // namespace isotherm
