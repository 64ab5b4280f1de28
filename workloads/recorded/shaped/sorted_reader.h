// SPDX-License-Identifier: Apache-2.0
#pragma once
// A trace sorted by time. Reads all rows before it returns the first one, and keeps them in memory:
// about 50 bytes per row. Rows with equal times keep the order of the file.

#include <algorithm>
#include <memory>
#include <numeric>
#include <vector>

#include "workloads/recorded/shaped/inner_reader.h"

namespace isotherm {

class SortedReader final : public InnerReader {
public:
    using InnerReader::InnerReader;

    std::size_t read(const TraceRows& rows) override {
        if (!sorted_) read_all();
        const std::size_t count = std::min(rows.size(), order_.size() - next_);
        const TraceRows all = all_.rows(0, all_.size());
        for (std::size_t i = 0; i < count; ++i) copy_row(all, order_[next_ + i], rows, i);
        next_ += count;
        return count;
    }

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

    bool sorted_ = false;
    TraceColumns all_;
    std::vector<std::size_t> order_;
    std::size_t next_ = 0;
};

}  // namespace isotherm
