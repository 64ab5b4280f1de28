// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/shaped/looped_reader.h"

#include <algorithm>

namespace isotherm {

LoopedReader::LoopedReader(std::unique_ptr<TraceReader> reader, const StreamPart& part, Open open,
                           std::string name)
    : InnerReader(std::move(reader)), part_(part), open_(std::move(open)), name_(std::move(name)) {}

std::int64_t LoopedReader::period_us() const {
    if (part_.length > SimDuration{}) return part_.length.count();
    const std::int64_t length = last_us_ - *begin_us_;
    if (traits().stamps == Stamps::whole_seconds) return length + second_us;
    const auto gaps = static_cast<std::int64_t>(std::max<std::uint64_t>(rows_, 2) - 1);
    return length + std::max<std::int64_t>(1, length / gaps);
}

// Takes rows of the part to the front of `rows`, from `from` on; returns where they end.
std::size_t LoopedReader::take(const TraceRows& rows, std::size_t from, std::size_t count) {
    std::size_t to = from;
    for (std::size_t i = from; i < from + count && !part_ended_; ++i) {
        const std::int64_t time = rows.time_us[i];
        if (!begin_us_) begin_us_ = time + part_.offset.count();
        if (part_.length > SimDuration{} && time >= *begin_us_ + part_.length.count()) {
            part_ended_ = true;
            break;
        }
        const bool before = time < *begin_us_;
        if (times_ > 0 && before) continue;
        if (times_ == 0 && !before) {
            ++rows_;
            last_us_ = std::max(last_us_, time);
        }
        copy_row(rows, i, rows, to);
        rows.time_us[to++] = time + later_us_;
    }
    return to;
}

bool LoopedReader::begin_again() {
    if (!part_.loop || rows_ == 0 || reader_->failure() != nullptr) return false;
    // Requests of one moment would come without end in no time.
    const bool endless = traits().stamps == Stamps::exact && last_us_ == *begin_us_;
    if (endless && part_.length == SimDuration{}) {
        failure_ = {{ExitCode::bad_trace,
                     ErrorNumber::trace_bad_time,
                     {.file = name_},
                     "all requests have one time, so the stream has no length after which it could "
                     "begin again",
                     "add length, such as length = \"10s\""}};
        return false;
    }
    later_us_ += period_us();
    ++times_;
    part_ended_ = false;
    auto opened = open_();
    if (!opened.ok()) {
        failure_ = opened.errors();
        return false;
    }
    reader_ = std::move(opened.value());
    return true;
}

std::size_t LoopedReader::read(const TraceRows& rows) {
    std::size_t filled = 0;
    while (filled < rows.size() && failure_.empty()) {
        const std::size_t wanted = rows.size() - filled;
        const TraceRows part{rows.time_us.subspan(filled), rows.key.subspan(filled),
                             rows.bytes.subspan(filled), rows.verb.subspan(filled),
                             rows.place.subspan(filled)};
        const std::size_t count = part_ended_ ? 0 : reader_->read(part);
        filled = take(rows, filled, count);
        if ((part_ended_ || count < wanted) && !begin_again()) break;
    }
    return filled;
}

}  // namespace isotherm
