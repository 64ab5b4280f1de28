// SPDX-License-Identifier: Apache-2.0
// oracleGeneral, the binary format of libCacheSim: packed little-endian records of 24 bytes,
//     uint32 time (whole seconds), uint64 object, uint32 size, int64 next access.
// There is no operation, so every row is a read. The size is that of the object when it was first
// seen. The next access (a one-based position; -1 or the largest number if there is none) is not
// needed for a replay. libCacheSim's own trace generator (scripts/data_gen.py) does not know it and
// writes -2 into every record.

#include <limits>
#include <unordered_map>

#include "workloads/recorded/record_reader.h"

namespace isotherm {
namespace {

using namespace std::string_view_literals;

constexpr std::int64_t next_never = -1;
constexpr std::int64_t next_unknown = -2;

bool names_a_position(std::int64_t next) {
    return next != next_never && next != next_unknown &&
           next != std::numeric_limits<std::int64_t>::max();
}

class OracleRecord {
public:
    static constexpr std::size_t record_bytes = 24;

    explicit OracleRecord(bool audit) : audit_(audit) {}

    bool parse(const char* record, const TraceRows& rows, std::size_t row) {
        rows.time_us[row] = std::int64_t{stored_at<std::uint32_t>(record)} * 1'000'000;
        rows.key[row] = stored_at<std::uint64_t>(record + 4);
        rows.bytes[row] = stored_at<std::uint32_t>(record + 12);
        rows.verb[row] = 0;
        const auto next = stored_at<std::int64_t>(record + 16);
        last_accesses_ += next != next_unknown && !names_a_position(next);
        unknown_ |= next == next_unknown;
        if (audit_) check_next(rows.key[row], next);
        return next >= next_unknown;
    }
    RecordFault fault(const char* record) const {
        return {ErrorNumber::trace_bad_number,
                fmt::format("the next access is {}; expected -1, -2 or a position",
                            stored_at<std::int64_t>(record + 16)),
                "the file is damaged, or not oracleGeneral (related formats have other records)"};
    }

    TraceTraits traits() const { return {Stamps::whole_seconds, true, false, "record"}; }
    std::span<const Verb> verbs() const { return {&every_row_reads, 1}; }
    std::vector<std::pair<std::string, std::int64_t>> totals() const {
        return {{"last_access_records", last_accesses_}};
    }

    std::vector<std::pair<std::string, bool>> checks() const {
        if (!audit_ || unknown_) return {};  // the check needs the next access of every record
        // Accesses still awaited at the end of the trace never came.
        return {{"next_access_is_one_based_and_consistent", consistent_ && awaited_.empty()}};
    }

private:
    // If a record names position p as its object's next access, the object must next occur exactly
    // there.
    void check_next(Key key, std::int64_t next) {
        ++position_;
        const auto found = awaited_.find(key);
        if (found != awaited_.end()) consistent_ &= found->second == position_;
        if (names_a_position(next))
            awaited_[key] = next;
        else if (found != awaited_.end())
            awaited_.erase(found);
    }

    bool audit_;
    bool consistent_ = true;
    bool unknown_ = false;  // some record does not give the next access (-2)
    std::int64_t position_ = 0;
    std::unordered_map<Key, std::int64_t> awaited_;
    std::int64_t last_accesses_ = 0;
};

class OracleGeneralFormat final : public TraceFormat {
public:
    void settings(SettingsVisitor&) override {}

    Result<std::unique_ptr<TraceReader>> open(std::unique_ptr<ByteSource> source,
                                              const ReadingOptions& options) const override {
        return std::unique_ptr<TraceReader>(std::make_unique<RecordReader<OracleRecord>>(
            std::move(source), OracleRecord(options.audit)));
    }

    // In a valid file, the next access of record i is a later position or none, and times do not
    // decrease.
    Likeness likeness(const TraceHead& head) const override {
        const std::size_t records = head.bytes.size() / OracleRecord::record_bytes;
        if (records == 0 ||
            (head.complete && head.bytes.size() % OracleRecord::record_bytes != 0)) {
            return {};
        }
        constexpr std::int64_t positions_most = std::int64_t{1}
                                                << 40;  // more rows than any trace has
        std::uint32_t latest = 0;
        for (std::size_t i = 0; i < records; ++i) {
            const char* record = head.bytes.data() + i * OracleRecord::record_bytes;
            const auto next = stored_at<std::int64_t>(record + 16);
            const auto time = stored_at<std::uint32_t>(record);
            const bool ahead = next > static_cast<std::int64_t>(i) + 1 && next < positions_most;
            if ((names_a_position(next) && !ahead) || next < next_unknown || time < latest)
                return {};
            latest = time;
        }
        return {85,
                fmt::format(
                    "in the first {} records of 24 bytes, every next access has a later position",
                    records),
                records < 10 ? "so few records may fit by chance" : ""};
    }
};

const Registered<TraceFormat, OracleGeneralFormat> oracle_general_entry(
    "oracle_general", "libCacheSim oracleGeneral, 24-byte records",
    {.file = "\x64\0\0\0\5\0\0\0\0\0\0\0\x80\0\0\0\1\0\0\0\0\0\0\0"
             "\x65\0\0\0\6\0\0\0\0\0\0\0\0\1\0\0\xff\xff\xff\xff\xff\xff\xff\xff"sv,
     .rows = 2});

}  // namespace
}  // namespace isotherm
