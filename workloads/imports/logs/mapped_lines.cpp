// SPDX-License-Identifier: Apache-2.0
// JSON lines of any program, with --map: which member is the time, the key, the operation and so
// on.

#include <fmt/format.h>

#include "engine/vocabulary/escaping.h"
#include "workloads/imports/documents/local_time.h"
#include "workloads/imports/log_calls.h"
#include "workloads/recorded/operation_words.h"

namespace isotherm {
namespace {

// The value at a dotted path; a member whose name is the whole text wins.
ImportedValue value_at_path(const ImportedValue& record, std::string_view dotted) {
    if (record.at(dotted).exists()) return record.at(dotted);
    ImportedValue value = record;
    for (;;) {
        const std::size_t dot = dotted.find('.');
        value = value.at(dotted.substr(0, dot));
        if (dot == std::string_view::npos) return value;
        dotted.remove_prefix(dot + 1);
    }
}

// The call that a word of a program stands for.
std::string operation_of(VerbKind kind) {
    if (kind == VerbKind::read) return "GetItem";
    return kind == VerbKind::write ? "PutItem" : "DeleteItem";
}

bool is_item_operation(const std::string& word) {
    return word == "GetItem" || word == "PutItem" || word == "UpdateItem" || word == "DeleteItem" ||
           word == "Query" || word == "Scan";
}

class MappedLines final : public ImportFormat {
public:
    // Only with --map, which read_imports looks at.
    bool fits(const ImportDocument&) const override { return false; }
    ImportTurn turn() const override { return ImportTurn::metrics; }
    void read(const ImportReading& reading) const override {
        const WordKinds kinds = operation_words("", "");
        for (std::size_t i = 0; i < reading.document.values.size(); ++i) {
            const ImportedValue value = reading.value(i);
            if (!read_record(reading, value, i, kinds)) return;
        }
    }

private:
    // Returns whether to go on.
    static bool read_record(const ImportReading& reading, const ImportedValue& record,
                            std::size_t number, const WordKinds& kinds) {
        const auto& mapping = reading.options.mapping;
        const auto text = [&](const char* name) {
            const auto path = mapping.find(name);
            return path == mapping.end() ? std::string()
                                         : value_at_path(record, path->second).text_or("");
        };
        LoggedCall call;
        call.table = mapping.contains("table") ? text("table") : table_meant(reading);
        call.index = text("index");
        call.key = text("key");
        const FileTime time = read_file_time(text("time"), reading.options.zone);
        call.time = time.time;
        const std::string word = text("operation");
        const auto kind = kinds.find(lower_case(word));
        call.operation = is_item_operation(word) ? word
                         : kind != kinds.end()   ? operation_of(kind->second)
                         : word.empty()          ? "GetItem"
                                                 : "";
        if (call.table.empty() && reading.problems.errors.empty()) {
            reading.wrong(ErrorNumber::missing_setting, "the lines do not say which table they use",
                          "add --table NAME, or map it: --map table=MEMBER");
            return false;
        }
        if (!call.time || call.operation.empty() || (mapping.contains("key") && call.key.empty())) {
            note_bad(reading, number, call, time, word);
            return true;
        }
        ImportedCalls* calls = count_call(reading, call);
        if (calls == nullptr) return true;
        const Side side =
            kind != kinds.end() && kind->second != VerbKind::read ? Side::write : Side::read;
        calls->reads += side == Side::read;
        ++calls->unmeasured[side];
        if (const auto bytes = mapping.find("size"); bytes != mapping.end())
            if (const auto count = value_at_path(record, bytes->second).count())
                calls->item_bytes.push_back(*count);
        return true;
    }

    // The first three bad lines are named.
    static void note_bad(const ImportReading& reading, std::size_t number, const LoggedCall& call,
                         const FileTime& time, const std::string& word) {
        constexpr std::uint64_t named_most = 3;
        if (reading.source.skipped++ >= named_most) return;
        const std::int64_t line = reading.document.value_lines[number];
        reading.facts.remarks.push_back(fmt::format(
            "{}:{} was left out: {}", reading.document.name(), line,
            !call.time               ? time.problem
            : call.operation.empty() ? fmt::format("\"{}\" is no operation", printable(word))
                                     : std::string("it has no key")));
    }
};

const Registered<ImportFormat, MappedLines> mapped_lines_entry(
    "json-lines", "JSON objects of any program, with --map time=MEMBER,key=MEMBER,operation=MEMBER",
    {.file = R"({"ts": "2026-11-16T00:00:00Z", "user": {"id": "a"}, "op": "put"}
{"ts": "2026-11-16T00:00:01Z", "user": {"id": "b"}, "op": "get"}
)"});

}  // namespace
}  // namespace isotherm
