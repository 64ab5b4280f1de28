// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One slot between two threads. What the reader has not taken yet is merged with what comes next,
// so the writer never waits and the reader always finds the latest state and loses nothing.

#include <mutex>
#include <optional>
#include <utility>

namespace isotherm {

// Message::merge(Message&&) folds a later message into an earlier one.
template <class Message>
class Mailbox {
public:
    void post(Message message) {
        const std::lock_guard lock(mutex_);
        if (slot_)
            slot_->merge(std::move(message));
        else
            slot_ = std::move(message);
    }

    std::optional<Message> take() {
        const std::lock_guard lock(mutex_);
        return std::exchange(slot_, std::nullopt);
    }

    bool full() {
        const std::lock_guard lock(mutex_);
        return slot_.has_value();
    }

private:
    std::mutex mutex_;
    std::optional<Message> slot_;
};

}  // namespace isotherm
