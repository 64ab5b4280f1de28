// SPDX-License-Identifier: Apache-2.0
#pragma once
// What several runs in one process can share, such as the rows of a recorded stream in a sweep. A
// value is made once and kept while anybody holds this object. Outside of sweeps nobody does, and
// every run makes its own.

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace isotherm {

// Highest sum of the sizes of all kept values, in bytes.
inline constexpr std::size_t shared_inputs_budget = std::size_t{512} << 20;

class SharedInputs {
public:
    explicit SharedInputs(std::size_t budget = shared_inputs_budget) : left_(budget) {}

    // The object that all holders of this process share.
    static std::shared_ptr<SharedInputs> hold() {
        const std::lock_guard lock(guard());
        auto shared = known().lock();
        if (shared == nullptr) {
            shared = std::make_shared<SharedInputs>();
            known() = shared;
        }
        return shared;
    }
    // The same; nullptr if nobody holds it.
    static std::shared_ptr<SharedInputs> present() {
        const std::lock_guard lock(guard());
        return known().lock();
    }

    // Returns the value of a key, which says all that decides it, its type included. The first call
    // with a key makes it: `make(bytes)` gets the bytes that are left and subtracts those of the
    // value; nullptr if they do not suffice. Other threads wait meanwhile.
    template <class Value, class Make>
    std::shared_ptr<const Value> get(const std::string& key, const Make& make) {
        const std::lock_guard lock(mutex_);
        const auto [place, added] = values_.try_emplace(key);
        if (added) place->second = std::shared_ptr<const Value>(make(left_));
        return std::static_pointer_cast<const Value>(place->second);
    }
    // Keeps a value that others find in another way.
    void keep(std::shared_ptr<const void> value, std::size_t bytes) {
        const std::lock_guard lock(mutex_);
        if (bytes > left_) return;
        left_ -= bytes;
        kept_.push_back(std::move(value));
    }

private:
    static std::mutex& guard() {
        static std::mutex mutex;
        return mutex;
    }
    static std::weak_ptr<SharedInputs>& known() {
        static std::weak_ptr<SharedInputs> shared;
        return shared;
    }

    std::mutex mutex_;
    std::size_t left_;  // bytes
    std::map<std::string, std::shared_ptr<const void>> values_;
    std::vector<std::shared_ptr<const void>> kept_;
};

}  // namespace isotherm
