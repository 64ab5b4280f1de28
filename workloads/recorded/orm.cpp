// SPDX-License-Identifier: Apache-2.0
// Accesses of a web shop to its database objects (cache2k traces, headissue GmbH, CC BY 4.0): a
// plain sequence of big-endian 32-bit integers, one per access, in order but without times. Bits
// 27-31 are the object type, bits 9-26 its id, and the low 9 bits the index of a part; the whole
// number is the key.

#include "workloads/recorded/record_reader.h"

namespace isotherm {
namespace {

using namespace std::string_view_literals;

class OrmRecord {
public:
    static constexpr std::size_t record_bytes = 4;

    bool parse(const char* record, const TraceRows& rows, std::size_t row) {
        std::uint32_t key = 0;
        for (int i = 0; i < 4; ++i) key = key << 8 | static_cast<unsigned char>(record[i]);
        rows.time_us[row] = 0;
        rows.key[row] = key;
        rows.bytes[row] = 0;
        rows.verb[row] = 0;
        return true;
    }
    RecordFault fault(const char*) const { return {}; }

    TraceTraits traits() const { return {Stamps::none, false, false, "record"}; }
    std::span<const Verb> verbs() const { return {&every_row_reads, 1}; }
    std::vector<std::pair<std::string, std::int64_t>> totals() const { return {}; }
};

class OrmFormat final : public TraceFormat {
public:
    void settings(SettingsVisitor&) override {}
    bool has_times() const override { return false; }

    Result<std::unique_ptr<TraceReader>> open(std::unique_ptr<ByteSource> source,
                                              const ReadingOptions&) const override {
        return std::unique_ptr<TraceReader>(
            std::make_unique<RecordReader<OrmRecord>>(std::move(source), OrmRecord{}));
    }

    Likeness likeness(const TraceHead& head) const override {
        const bool named = head.file_name.find("int32be") != std::string_view::npos;
        const bool whole = !head.bytes.empty() && (!head.complete || head.bytes.size() % 4 == 0);
        if (!whole || head.bytes.find('\0') == std::string_view::npos) return {};
        return {named ? 80 : 10,
                named ? "its name says int32be" : "it is binary and resembles nothing else",
                named ? "" : "nothing inside such a file identifies the format"};
    }
};

const Registered<TraceFormat, OrmFormat> orm_entry("orm",
                                                   "big-endian 32-bit keys in order, without times",
                                                   {.file = "\0\0\0\7\0\0\0\x0b"sv, .rows = 2});

}  // namespace
}  // namespace isotherm
