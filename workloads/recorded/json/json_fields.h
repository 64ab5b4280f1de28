// SPDX-License-Identifier: Apache-2.0
#pragma once
// The parts of requests in JSON records, checked: times, keys and operations.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "workloads/recorded/json/json_records.h"
#include "workloads/recorded/repeated_ids.h"
#include "workloads/recorded/text_fields.h"
#include "workloads/recorded/text_reader.h"
#include "workloads/recorded/word_table.h"

namespace isotherm {

// A copy of a text with the readable bytes after it that number_text.h needs.
class PaddedText {
public:
    std::string_view operator()(std::string_view text) {
        bytes_.assign(text);
        bytes_.append(16, '\0');
        return std::string_view(bytes_).substr(0, text.size());
    }

private:
    std::string bytes_;
};

// Times as text. The first one decides whether rows are spread within their second.
class RecordTimes {
public:
    // `unit`: s, ms, us, ns or iso8601.
    explicit RecordTimes(std::string unit, bool assume_utc = true)
        : unit_(std::move(unit)), assume_utc_(assume_utc) {}

    std::optional<RecordFault> read(std::string_view text, std::int64_t& time_us);
    Stamps stamps() const { return whole_seconds_ ? Stamps::whole_seconds : Stamps::exact; }

private:
    std::string unit_;
    bool assume_utc_;
    bool started_ = false;
    bool whole_seconds_ = false;
    PaddedText padded_;
};

// A key of a request; a fault if it is empty or too long for DynamoDB.
std::optional<RecordFault> take_key(std::string_view text, KeyNames* names, Key& key);

// The operations of a stream, as they are named in it.
class RecordVerbs {
public:
    // Returns the number; nullopt if there are too many.
    std::optional<std::uint8_t> number(std::string_view name, VerbKind kind);
    std::span<const Verb> verbs() const { return words_.verbs(); }

private:
    WordTable words_;
    PaddedText padded_;
};

// Counts that statistics show, in the order of their names.
using RecordTotals = std::map<std::string, std::int64_t>;
std::vector<std::pair<std::string, std::int64_t>> list_of(const RecordTotals& totals);

// The identifiers that were seen; one of its own if the stream has none for all its files.
std::shared_ptr<RepeatedIds> ids_of(const ReadingOptions& options);

}  // namespace isotherm
