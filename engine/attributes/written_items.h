// SPDX-License-Identifier: Apache-2.0
#pragma once
// The items that workloads have written, for readers that ask for what is there: the newest ones
// of each writer, as it drew them.
//
// A reader knows an item as soon as its writer can have the answer, which lies in a later window
// than the write. So what is known at a time does not depend on how time is cut into windows.

#include <deque>
#include <optional>
#include <vector>

#include "engine/attributes/attributes.h"

namespace isotherm {

class WrittenItems {
public:
    // A write is known `delay` after it was admitted; windows are no longer than that.
    explicit WrittenItems(SimDuration delay) : delay_(delay) {}

    // Remembers what the writer of this attribute writes.
    void remember(const Attributes& attributes, std::uint32_t attribute);
    bool any() const { return !writers_.empty(); }
    bool remembers(std::uint32_t workload) const { return writer_of(workload) != nullptr; }
    // An item was put there or changed. Items must be given in the order of their times.
    void add(const Draw& item);

    // The item that a reader asks for at `now`; nullopt: none is known. `bits`: uniform, decides
    // which.
    std::optional<Draw> item(const Attributes& attributes, std::uint32_t attribute,
                             std::uint64_t bits, SimTime now) const;

    void state(StateVisitor& visit) {
        visit.same_length(writers_);
        for (const Writer& writer : writers_)
            for (const Draw& item : writer.items) visit.require(item.workload == writer.workload);
    }

private:
    struct Writer {
        std::uint32_t workload = 0;
        std::size_t most = 0;  // items that any reader wants
        std::deque<Draw> items;

        void state(StateVisitor& visit) { visit(items); }
    };

    Writer* writer_of(std::uint32_t workload);
    const Writer* writer_of(std::uint32_t workload) const;

    SimDuration delay_;
    std::vector<Writer> writers_;
};

// What the admitted writes of a batch do to items that are known: which item a row is about, and
// which attributes it sets.
class ItemChanges {
public:
    struct Set {
        std::uint32_t attribute = 0;
        Value value;
    };
    struct Change {
        Draw item;
        std::uint32_t first = 0;  // in the sets
        std::uint32_t count = 0;
    };
    struct Row {
        std::uint32_t row = 0;  // of the batch
        std::uint32_t change = 0;
    };

    // The changes of a window.
    void begin_window() {
        changes_.clear();
        sets_.clear();
        rows_.clear();
    }
    std::uint32_t add(const Draw& item) {
        changes_.push_back({item, static_cast<std::uint32_t>(sets_.size()), 0});
        return static_cast<std::uint32_t>(changes_.size() - 1);
    }
    // The last change sets this, too.
    void set(std::uint32_t attribute, const Value& value) {
        sets_.push_back({attribute, value});
        ++changes_.back().count;
    }
    // The rows of the present batch, in order.
    void begin_batch() { rows_.clear(); }
    void add_row(std::uint32_t row, std::uint32_t change) { rows_.push_back({row, change}); }

    std::span<const Row> rows() const { return rows_; }
    const Change& of(const Row& row) const { return changes_[row.change]; }
    std::span<const Set> sets(const Change& change) const {
        return std::span(sets_).subspan(change.first, change.count);
    }

private:
    std::vector<Change> changes_;
    std::vector<Set> sets_;
    std::vector<Row> rows_;
};

}  // namespace isotherm
