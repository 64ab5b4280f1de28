// SPDX-License-Identifier: Apache-2.0
#pragma once
// A trace sorted by time. Reads all rows before it returns the first one, and keeps them in memory:
// about 50 bytes per row. Rows with equal times keep the order of the file.

#include <algorithm>
#include <memory>
#include <numeric>
#include <vector>

#include "workloads/recorded/trace_format.h"

namespace isotherm {

class SortedReader final : public TraceReader {
public:
    explicit SortedReader(std::unique_ptr<TraceReader> reader) : reader_(std::move(reader)) {}

    std::size_t read(const TraceRows& rows) override {
        if (!sorted_) read_all();
        const std::size_t count = std::min(rows.size(), order_.size() - next_);
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t from = order_[next_ + i];
            rows.time_us[i] = all_.time_us[from];
            rows.key[i] = all_.key[from];
            rows.bytes[i] = all_.bytes[from];
            rows.verb[i] = all_.verb[from];
            rows.place[i] = all_.place[from];
        }
        next_ += count;
        return count;
    }

    // After an error anywhere, the order of all rows is unknown, so no rows are returned.
    const Errors* failure() const override { return reader_->failure(); }
    void add_lanes(LaneThreads& threads) override { reader_->add_lanes(threads); }
    TraceTraits traits() const override { return reader_->traits(); }
    std::span<const Verb> verbs() const override { return reader_->verbs(); }
    RequestStream::Progress progress() const override { return reader_->progress(); }
    std::uint64_t bytes_read() const override { return reader_->bytes_read(); }
    std::vector<std::pair<std::string, std::int64_t>> totals() const override {
        return reader_->totals();
    }
    BadLines bad_lines() const override { return reader_->bad_lines(); }

private:
    void read_all() {
        sorted_ = true;
        constexpr std::size_t rows_per_read = 64 * 1024;
        std::size_t count = 0;
        for (std::size_t filled = rows_per_read; filled == rows_per_read; count += filled) {
            if (all_.size() < count + rows_per_read)
                all_.resize(std::max(2 * all_.size(), count + rows_per_read));
            filled = reader_->read(all_.rows(count, rows_per_read));
        }
        if (reader_->failure() != nullptr) return;
        order_.resize(count);
        std::iota(order_.begin(), order_.end(), std::size_t{0});
        std::stable_sort(order_.begin(), order_.end(), [this](std::size_t a, std::size_t b) {
            return all_.time_us[a] < all_.time_us[b];
        });
    }

    std::unique_ptr<TraceReader> reader_;
    bool sorted_ = false;
    TraceColumns all_;
    std::vector<std::size_t> order_;
    std::size_t next_ = 0;
};

}  // namespace isotherm
