// SPDX-License-Identifier: Apache-2.0
#pragma once
// A part of a stream, once or over and over: what begins `offset` after the first row and lasts
// `length`. Rows before it are left in the first time, because the first row is where the run's
// clock begins; whoever reads skips them.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "engine/vocabulary/time.h"
#include "workloads/recorded/shaped/inner_reader.h"

namespace isotherm {

struct StreamPart {
    SimDuration offset{};
    SimDuration length{};  // 0: to the end
    bool loop = false;

    bool takes_all() const { return length == SimDuration{} && !loop; }
};

class LoopedReader final : public InnerReader {
public:
    using Open = std::function<Result<std::unique_ptr<TraceReader>>()>;

    // `open` opens the stream again; `name` is for messages.
    LoopedReader(std::unique_ptr<TraceReader> reader, const StreamPart& part, Open open,
                 std::string name);

    std::size_t read(const TraceRows& rows) override;
    const Errors* failure() const override {
        return failure_.empty() ? reader_->failure() : &failure_;
    }

private:
    // From one time to the next: the length, if it is given; else from the first row to the last,
    // and the mean time between two rows. Whole seconds stay whole.
    std::int64_t period_us() const;
    bool begin_again();
    std::size_t take(const TraceRows& rows, std::size_t from, std::size_t count);

    StreamPart part_;
    Open open_;
    std::string name_;
    std::optional<std::int64_t> begin_us_;  // of the part, in the stream's time
    std::int64_t last_us_ = 0;
    std::uint64_t rows_ = 0;  // of the part, the first time
    std::int64_t later_us_ = 0;
    std::uint64_t times_ = 0;
    bool part_ended_ = false;
    Errors failure_;
};

}  // namespace isotherm
