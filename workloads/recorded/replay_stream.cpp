// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/replay_stream.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/vocabulary/quantity.h"
#include "workloads/recorded/trace_statistics.h"

namespace isotherm {
namespace {

// More rows are never read before they are simulated.
constexpr std::size_t most_rows_ahead = std::size_t{1} << 20;

}  // namespace

ReplayStream::ReplayStream(std::unique_ptr<SecondSpread> rows, std::shared_ptr<KeyNames> names,
                           std::unique_ptr<ArrivalTimes> times, ReplayRules rules, std::string name)
    : rows_(std::move(rows)),
      names_(std::move(names)),
      times_(std::move(times)),
      rules_(std::move(rules)),
      name_(std::move(name)),
      traits_(rows_->reader().traits()) {}

const Errors* ReplayStream::start() {
    if (next_rows()) return nullptr;
    end();
    return failure();
}

std::size_t ReplayStream::fill(const RequestColumns& rows) {
    std::size_t filled = 0;
    while (filled < rows.size() && !ended_) {
        if (used_ == present_.size() && !next_rows()) {
            end();
            break;
        }
        std::size_t count = std::min(present_.size() - used_, rows.size() - filled);
        if (rules_.limit > 0) count = std::min<std::size_t>(count, rules_.limit - requests_);
        const std::size_t copied = copy(rows, filled, count);
        if (copied > 0) last_arrival_ = rows.arrival[filled + copied - 1];
        filled += copied;
        used_ += copied;
        requests_ += copied;
        if (copied < count || (rules_.limit > 0 && requests_ == rules_.limit)) ended_ = true;
    }
    return filled;
}

void ReplayStream::state(StateVisitor& visit) {
    std::uint64_t requests = requests_;
    SimTime last = last_arrival_;
    bool at_end = ended_;
    Mark mark = mark_;
    visit(requests, last, at_end, mark);
    visit.require(requests >= requests_ && requests >= mark.requests);
    if (!visit.loads()) return;
    seek(mark);
    skip_to(requests);
    if (at_end && !ended_) skip_to(requests + 1);  // finds that there are no more
    visit.require(requests_ == requests && last_arrival_ == last && ended_ == at_end);
}

// Random numbers, and times from somewhere else, follow only from all rows before.
bool ReplayStream::seek(const Mark& mark) {
    if (times_ != nullptr || rules_.write_shards || ended_ || !rows_->seek(mark.rows)) return false;
    mark_ = mark;
    requests_ = mark.requests;
    cut_ = mark.cut;
    cut_last_.clear();
    last_arrival_ = mark.last_arrival;
    present_ = {};
    used_ = 0;
    return true;
}

void ReplayStream::skip_to(std::uint64_t requests) {
    constexpr std::uint64_t rows_per_read = 2'048;
    std::vector<SimTime> arrival(rows_per_read);
    std::vector<Key> key(rows_per_read);
    std::vector<std::uint32_t> bytes(rows_per_read);
    std::vector<Operation> operation(rows_per_read);
    while (requests_ < requests && !ended_) {
        const std::size_t rows = std::min(requests - requests_, rows_per_read);
        fill({std::span(arrival).first(rows), std::span(key).first(rows),
              std::span(bytes).first(rows), std::span(operation).first(rows)});
    }
}

bool ReplayStream::next_rows() {
    present_ = rows_->next();
    used_ = 0;
    if (present_.size() > 0) mark_ = {rows_->mark(), requests_, cut_, last_arrival_};
    learn_verbs();
    return present_.size() > 0;
}

std::size_t ReplayStream::copy(const RequestColumns& rows, std::size_t from, std::size_t count) {
    if (times_ != nullptr) {
        count = std::min(count, times_->fill(rows.arrival.subspan(from, count)));
    } else {
        for (std::size_t i = 0; i < count; ++i) {
            rows.arrival[from + i] = SimTime(SimDuration(present_.time_us[used_ + i]));
        }
    }
    std::copy_n(present_.key.begin() + static_cast<std::ptrdiff_t>(used_), count,
                rows.key.begin() + static_cast<std::ptrdiff_t>(from));
    if (rules_.write_shards) {
        for (std::size_t i = from; i < from + count; ++i)
            rows.key[i] = rules_.write_shards->spread(rows.key[i]);
    }
    for (std::size_t i = 0; i < count; ++i) {
        rows.operation[from + i] = operation_of_[present_.verb[used_ + i]];
    }
    if (rules_.only_reads) {
        const std::size_t reads = rows_before_write(count);
        if (reads < count) fail_write(used_ + reads);
        count = reads;
    }
    return copy_sizes(rows, from, count);
}

std::size_t ReplayStream::rows_before_write(std::size_t count) const {
    std::size_t reads = 0;
    while (reads < count && operation_of_[present_.verb[used_ + reads]] == rules_.read) ++reads;
    return reads;
}

Error ReplayStream::error_at(std::size_t row) const {
    const RowPlace place = present_.place[row];
    Error error;
    error.exit_code = ExitCode::bad_trace;
    error.place.file = name_;
    error.place.line = static_cast<std::int64_t>(place.line);
    error.place.column = 1;
    error.place.offset = static_cast<std::int64_t>(place.offset);
    return error;
}

void ReplayStream::fail_write(std::size_t row) {
    Error error = error_at(row);
    error.number = ErrorNumber::write_to_index;
    error.what = fmt::format(
        "{} {} is a write, but an index can only be read; it is written through its table",
        traits_.row_word, present_.place[row].line);
    error.fix = "remove the index from the workload, or replay a stream of reads";
    failure_ = {std::move(error)};
}

std::size_t ReplayStream::copy_sizes(const RequestColumns& rows, std::size_t from,
                                     std::size_t count) {
    if (rules_.sizes != nullptr) {
        rules_.sizes->fill(rows.key.subspan(from, count), rows.bytes.subspan(from, count));
        return count;
    }
    if (rules_.item_bytes) {
        std::fill_n(rows.bytes.begin() + static_cast<std::ptrdiff_t>(from), count,
                    *rules_.item_bytes);
        return count;
    }
    const std::uint64_t most = rules_.item_bytes_max == 0 ? UINT32_MAX : rules_.item_bytes_max;
    for (std::size_t i = 0; i < count; ++i) {
        std::uint64_t bytes = present_.bytes[used_ + i];
        if (bytes > most) {
            if (!rules_.cut_oversize) {
                fail_too_large(used_ + i);
                return i;
            }
            bytes = most;
            ++cut_;
            cut_last_.push_back(rows.arrival[from + i]);
            if (cut_last_.size() > most_rows_ahead) cut_last_.pop_front();
        }
        rows.bytes[from + i] = static_cast<std::uint32_t>(bytes);
    }
    return count;
}

void ReplayStream::fail_too_large(std::size_t row) {
    Error error = error_at(row);
    error.number = ErrorNumber::trace_item_too_large;
    error.what = fmt::format("the item of {} {} has {} bytes; the table allows at most {} bytes",
                             traits_.row_word, present_.place[row].line,
                             grouped(static_cast<std::int64_t>(present_.bytes[row])),
                             grouped(std::int64_t{rules_.item_bytes_max}));
    error.fix =
        "set oversize = \"cut\" to cut such items to that size, or item_size to give all items one "
        "size";
    failure_ = {std::move(error)};
}

void ReplayStream::learn_verbs() {
    const auto verbs = rows_->reader().verbs();
    for (; verbs_known_ < verbs.size(); ++verbs_known_) {
        const VerbKind kind = verbs[verbs_known_].kind;
        operation_of_[verbs_known_] = kind == VerbKind::read    ? rules_.read
                                      : kind == VerbKind::write ? rules_.write
                                                                : Operation::delete_item;
    }
}

void ReplayStream::end() {
    ended_ = true;
    if (requests_ > 0 || rules_.allow_empty || rows_->failure() != nullptr) return;
    Error error = no_rows_error(name_, rows_->reader().bad_lines());
    if (rows_->rows_skipped() > 0) {
        error.what = fmt::format("no requests: the offset skips all {} rows",
                                 grouped(static_cast<std::int64_t>(rows_->rows_skipped())));
        error.fix = "make offset shorter than the trace";
    } else if (rows_->reader().bad_lines().count == 0) {
        error.fix = "check that this is the right file, or set allow_empty = true";
    }
    failure_ = {std::move(error)};
}

std::uint64_t ReplayStream::cut_before(SimTime now) const {
    const auto ahead = std::lower_bound(cut_last_.begin(), cut_last_.end(), now);
    return cut_ - static_cast<std::uint64_t>(cut_last_.end() - ahead);
}

std::vector<Message> ReplayStream::notes(SimTime now) const {
    std::vector<Message> list;
    const std::string name = valid_text(name_);  // file names may contain any bytes
    if (const BadLines bad = rows_->reader().bad_lines(); bad.count > 0) {
        const Error& first = bad.first.front();
        const auto note = [&](auto say_it) {
            list.push_back(say_it(name, bad.count, first.place.line, first.place.column,
                                  valid_text(first.what)));
        };
        if (bad.count == 1)
            note([](const auto&... values) { return say<Says::bad_line_skipped>(values...); });
        else
            note([](const auto&... values) { return say<Says::bad_lines_skipped>(values...); });
    }
    if (const std::uint64_t cut = cut_before(now); cut > 0)
        list.push_back(say<Says::items_cut>(name, cut, Bytes{rules_.item_bytes_max}));
    if (Message note = length_note(name); !note.empty()) list.push_back(std::move(note));
    if (rows_->rows_set_forward() > 0)
        list.push_back(say<Says::rows_moved_forward>(name, rows_->rows_set_forward()));
    return list;
}

Message ReplayStream::length_note(const std::string& name) const {
    const SimTime end = sim_start + rules_.run;
    if (requests_ == 0 || rules_.run == SimDuration{} || rules_.loops || failure() != nullptr)
        return {};
    // If the stream is long enough, rows are read until a request lies after the end of the run.
    if (last_arrival_ >= end) return say<Says::stream_goes_on>(name, end);
    constexpr double share_that_matters = 0.99;
    const double share = in_seconds(last_arrival_ - sim_start) / in_seconds(rules_.run);
    if (!ended_ || share > share_that_matters || end - last_arrival_ <= 1s) return {};
    return say<Says::stream_ends_early>(name, last_arrival_, end, share);
}

std::string ReplayStream::key_name(Key key) const {
    if (!rules_.write_shards) return names_->name_of(key);
    const auto origin = rules_.write_shards->origin_of(key);
    // Show "#" and the hash, as for other keys whose text is not stored any more.
    if (!origin) return fmt::format("#{:016x}", key);
    return fmt::format("{}.{}", names_->name_of(origin->key), origin->suffix);
}

const Errors* ReplayStream::failure() const {
    if (!failure_.empty()) return &failure_;
    // Ignores errors in rows after the limit.
    if (rules_.limit > 0 && requests_ == rules_.limit) return nullptr;
    const Errors* failure = rows_->failure();
    const bool only_empty =
        failure != nullptr && failure->front().number == ErrorNumber::trace_no_requests;
    return only_empty && rules_.allow_empty ? nullptr : failure;
}

}  // namespace isotherm
