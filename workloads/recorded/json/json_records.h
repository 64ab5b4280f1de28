// SPDX-License-Identifier: Apache-2.0
#pragma once
// The JSON objects of a stream that are records, one after another, parsed with simdjson: objects
// on lines of their own or joined without a separator, the elements of a list, and the elements of
// the list "Records" of an object, as CloudTrail and DynamoDB Streams have it.
//
// Memory does not depend on the length of the stream: a record has at most 2 MiB (ReadAhead).

#include <simdjson.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/vocabulary/result.h"
#include "workloads/recorded/read_ahead.h"
#include "workloads/recorded/trace_format.h"

namespace isotherm {

// What is wrong with a record.
struct RecordFault {
    ErrorNumber number = ErrorNumber::none;
    std::string what;
    std::string fix;
};

class JsonRecords {
public:
    // recover() can skip at most `bad_most` records.
    JsonRecords(std::unique_ptr<ByteSource> source, std::uint64_t bad_most);

    // Reads and parses the next record, which is valid until the next call; false at the end or at
    // an error.
    bool next(simdjson::dom::element& record);

    RowPlace place() const { return {record_line_, record_offset_}; }
    // Ends the stream with an error at the present record.
    void fail(RecordFault fault);
    // Skips the present record after an error in it. Returns false if the limit is reached or the
    // error does not concern a single record.
    bool recover();
    const Errors* failure() const { return failure_.empty() ? nullptr : &failure_; }
    bool good() const { return failure_.empty(); }
    const BadLines& bad_records() const { return bad_; }
    // Reports an error if the whole stream has no record.
    void fail_if_empty(std::string_view what);

    void add_lanes(LaneThreads& threads) { bytes_.add_lanes(threads); }
    std::uint64_t bytes_read() const { return bytes_.offset(); }
    RequestStream::Progress progress() const { return bytes_.source().progress(); }

private:
    // How the search for the end of an object ended, `at` bytes from begin().
    struct End {
        enum class Kind : std::uint8_t { object, list_of_records, damaged, no_more } kind;
        std::size_t at = 0;
    };

    bool at(std::size_t position) { return position < bytes_.size() || refill_to(position); }
    bool refill_to(std::size_t position);
    void consume(std::size_t bytes);
    bool skip_to_object();
    bool skip_rest_of_container();
    bool begins_list_of_records(std::size_t name_begin, std::size_t name_end);
    End end_of_object();
    bool read_object();
    void fail_at_end();
    bool check_beginning();

    ReadAhead bytes_;
    std::string name_;
    simdjson::dom::parser parser_;
    std::size_t record_bytes_ = 0;  // of the present record, from begin()
    bool started_ = false;
    bool in_list_ = false;    // between the brackets of a list of records
    bool in_object_ = false;  // … which is a member of an object
    bool on_lines_ = false;   // each record is on a line of its own
    std::uint64_t records_ = 0;
    std::uint64_t line_ = 1;
    std::uint64_t line_offset_ = 0;  // where the present line begins
    std::uint64_t record_line_ = 0;
    std::uint64_t record_offset_ = 0;
    std::uint64_t record_column_ = 1;
    std::uint64_t bad_most_;
    BadLines bad_;
    Errors failure_;
    bool record_at_fault_ = false;
};

}  // namespace isotherm
