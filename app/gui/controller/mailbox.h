// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A slot for one message between two threads. A new message is merged into one that has not been
// taken, so the writer never waits, and the reader gets the latest state without losing anything.

#include <mutex>
#include <optional>
#include <utility>

namespace isotherm {

// Message::merge(Message&&) merges a later message into an earlier one.
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

    // Whether a message that waits passes the test.
    template <class Test>
    bool holds(Test&& test) {
        const std::lock_guard lock(mutex_);
        return slot_ && test(*slot_);
    }

private:
    std::mutex mutex_;
    std::optional<Message> slot_;
};

}  // namespace isotherm
