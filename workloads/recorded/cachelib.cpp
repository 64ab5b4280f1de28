// SPDX-License-Identifier: Apache-2.0
// The published traces of CacheLib (Meta): comma-separated with a header, columns in any order.
// Key-value traces: op_time, key, op, size (value bytes), op_count. Block traces: op_time,
// block_id, op_name, io_size. A row represents op_count requests in one second, and a replay sends
// that number of requests. Operations that begin with GET or get are reads.

#include <fmt/format.h>

#include "workloads/recorded/text_fields.h"
#include "workloads/recorded/text_reader.h"

namespace isotherm {
namespace {

struct CachelibColumns {
    std::size_t time = 0;
    std::size_t key = 0;
    std::size_t size = 0;
    std::size_t operation = 0;
    std::optional<std::size_t> operation_count;
    std::size_t count = 0;
    bool blocks = false;
};

VerbKind kind_of(std::string_view operation) {
    const std::string_view start = operation.substr(0, 3);
    if (start == "GET" || start == "get") return VerbKind::read;
    return start == "DEL" || start == "del" ? VerbKind::remove : VerbKind::write;
}

class CachelibRows {
public:
    CachelibRows(const CachelibColumns& columns, const ReadingOptions& options)
        : columns_(columns), options_(options) {}

    bool next(TextLines& lines, TraceRow& row) {
        if (!lines.next_row(',')) return false;
        if (lines.field_count() != columns_.count) return fail_column_count(lines, columns_.count);
        if (!parse_seconds(lines, field_of(lines, columns_.time, "op_time"), row.time_us) ||
            !parse_key(lines, field_of(lines, columns_.key, columns_.blocks ? "block_id" : "key"),
                       options_.names, row.key) ||
            !parse_number(lines,
                          field_of(lines, columns_.size, columns_.blocks ? "io_size" : "size"),
                          row.bytes)) {
            return false;
        }
        std::int64_t requests = 0;
        if (columns_.operation_count) {
            std::uint64_t count = 0;
            if (!parse_number(lines, field_of(lines, *columns_.operation_count, "op_count"), count))
                return false;
            row.repeats = options_.expand_counts ? count : 1;
            requests = static_cast<std::int64_t>(count);
        }
        const auto verb = words_.find(lines.field(columns_.operation));
        if (verb)
            row.verb = *verb;
        else if (!learn(lines, row))
            return false;
        operations_ += requests;
        return true;
    }

    TraceTraits traits() const { return {Stamps::whole_seconds, true, true, "line"}; }
    std::span<const Verb> verbs() const { return words_.verbs(); }
    std::vector<std::pair<std::string, std::int64_t>> totals() const {
        if (!columns_.operation_count) return {};
        return {{"sum_op_count", operations_}};
    }

private:
    bool learn(TextLines& lines, TraceRow& row) {
        const Field field = field_of(lines, columns_.operation, columns_.blocks ? "op_name" : "op");
        const auto verb =
            field.text.empty() ? std::nullopt : words_.add(field.text, kind_of(field.text));
        if (!verb) {
            return fail_operation(
                lines, field, fmt::format("at most {} different operations in a file", verbs_most));
        }
        row.verb = *verb;
        return true;
    }

    CachelibColumns columns_;
    ReadingOptions options_;
    WordTable words_;
    std::int64_t operations_ = 0;
};

class CachelibFormat final : public TraceFormat {
public:
    void settings(SettingsVisitor&) override {}

    Result<std::unique_ptr<TraceReader>> open(std::unique_ptr<ByteSource> source,
                                              const ReadingOptions& options) const override {
        auto lines = std::make_unique<TextLines>(std::move(source), options.bad_lines_most);
        lines->set_quoting(true);
        Header header;
        if (!header.read(*lines, ',', "a header with op_time, key (or block_id), op and size")) {
            return *lines->failure();
        }
        CachelibColumns columns;
        columns.blocks = header.find("block_id").has_value();
        columns.operation_count = header.find("op_count");
        columns.count = header.size();
        if (!header.require(*lines, "op_time", columns.time) ||
            !header.require(*lines, columns.blocks ? "block_id" : "key", columns.key) ||
            !header.require(*lines, columns.blocks ? "op_name" : "op", columns.operation) ||
            !header.require(*lines, columns.blocks ? "io_size" : "size", columns.size)) {
            return *lines->failure();
        }
        return make_text_reader(std::move(lines), CachelibRows(columns, options));
    }

    Likeness likeness(const TraceHead& head) const override {
        if (readable_rows(*this, head, 100) == 0) return {};
        return {92, "it has a header with op_time and the other columns of CacheLib's traces", ""};
    }
};

const Registered<TraceFormat, CachelibFormat> cachelib_entry(
    "cachelib", "CacheLib key-value or block traces, CSV",
    {.file = "op_time,key,key_size,op,op_count,size\n1,ab,3,GET,2,5\n1,cd,3,SET,1,9\n", .rows = 3});

}  // namespace
}  // namespace isotherm
