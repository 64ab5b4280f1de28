// SPDX-License-Identifier: Apache-2.0
// VSCSI version 1, the disk traces of CloudPhysics (Waldspurger et al., FAST 2015): packed
// little-endian records of 32 bytes,
//     uint32 serial, uint32 bytes, uint32 scatter-gather entries, uint16 SCSI command,
//     uint16 version, uint64 block, uint64 time (microseconds).
// The first block is the key.

#include <array>

#include "workloads/recorded/record_reader.h"

namespace isotherm {
namespace {

using namespace std::string_view_literals;

// SCSI block commands (SBC-3) of 6, 10, 12 and 16 bytes, named by their number as traces do.
struct Command {
    std::uint16_t number;
    VerbKind kind;
};
constexpr std::array<Command, 8> commands{{{0x28, VerbKind::read},
                                           {0x2A, VerbKind::write},
                                           {0x08, VerbKind::read},
                                           {0x0A, VerbKind::write},
                                           {0x88, VerbKind::read},
                                           {0x8A, VerbKind::write},
                                           {0xA8, VerbKind::read},
                                           {0xAA, VerbKind::write}}};

std::vector<Verb> command_verbs() {
    std::vector<Verb> verbs;
    for (const Command& command : commands) {
        verbs.push_back({fmt::format("{:x}", command.number), command.kind});
    }
    return verbs;
}

class VscsiRecord {
public:
    static constexpr std::size_t record_bytes = 32;
    static constexpr int version = 1;
    // The latest time that is accepted (year 2262); damaged times are usually above it.
    static constexpr std::uint64_t time_us_most = std::uint64_t{9'223'372'036} * 1'000'000;

    bool parse(const char* record, const TraceRows& rows, std::size_t row) {
        const auto command = stored_at<std::uint16_t>(record + 12);
        const auto time = stored_at<std::uint64_t>(record + 24);
        std::size_t verb = 0;
        while (verb < commands.size() && commands[verb].number != command) ++verb;
        if (verb == commands.size() || version_of(record) != version || time > time_us_most)
            return false;
        rows.time_us[row] = static_cast<std::int64_t>(time);
        rows.key[row] = stored_at<std::uint64_t>(record + 16);
        rows.bytes[row] = stored_at<std::uint32_t>(record + 4);
        rows.verb[row] = static_cast<std::uint8_t>(verb);
        return true;
    }
    RecordFault fault(const char* record) const {
        if (version_of(record) != version) {
            return {ErrorNumber::trace_unsupported_version,
                    fmt::format("the record has version {}; version {} is supported",
                                version_of(record), version),
                    "the file is damaged, of version 2, or of another format"};
        }
        if (stored_at<std::uint64_t>(record + 24) > time_us_most) {
            return {ErrorNumber::trace_bad_time, "the time lies beyond the year 2262",
                    "the file is damaged"};
        }
        return {
            ErrorNumber::trace_unknown_operation,
            fmt::format(
                "the SCSI command is {:x} (hexadecimal); expected a read or write such as 28 or 2a",
                stored_at<std::uint16_t>(record + 12)),
            "leave out records that neither read nor write"};
    }
    static int version_of(const char* record) { return static_cast<unsigned char>(record[15]); }

    TraceTraits traits() const { return {Stamps::exact, true, true, "record"}; }
    std::span<const Verb> verbs() const { return verbs_; }
    std::vector<std::pair<std::string, std::int64_t>> totals() const { return {}; }

private:
    std::vector<Verb> verbs_ = command_verbs();
};

class VscsiFormat final : public TraceFormat {
public:
    void settings(SettingsVisitor&) override {}

    Result<std::unique_ptr<TraceReader>> open(std::unique_ptr<ByteSource> source,
                                              const ReadingOptions&) const override {
        return std::unique_ptr<TraceReader>(
            std::make_unique<RecordReader<VscsiRecord>>(std::move(source), VscsiRecord{}));
    }

    Likeness likeness(const TraceHead& head) const override {
        const std::size_t records = head.bytes.size() / VscsiRecord::record_bytes;
        if (records == 0 || (head.complete && head.bytes.size() % VscsiRecord::record_bytes != 0))
            return {};
        for (std::size_t i = 0; i < records; ++i) {
            const char* record = head.bytes.data() + i * VscsiRecord::record_bytes;
            const auto command = stored_at<std::uint16_t>(record + 12);
            if (VscsiRecord::version_of(record) != VscsiRecord::version || command > 0xFF)
                return {};
        }
        return {90, fmt::format("the first {} records of 32 bytes have version 1", records), ""};
    }
};

const Registered<TraceFormat, VscsiFormat> vscsi_entry(
    "vscsi", "VSCSI version 1 disk trace, 32-byte records",
    {.file = "\1\0\0\0\0\2\0\0\1\0\0\0\x28\0\0\1\x2a\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
             "\2\0\0\0\0\2\0\0\1\0\0\0\x2a\0\0\1\x2b\0\0\0\0\0\0\0\x40\x42\x0f\0\0\0\0\0"sv,
     .rows = 2});

}  // namespace
}  // namespace isotherm
