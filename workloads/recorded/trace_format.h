// SPDX-License-Identifier: Apache-2.0
#pragma once
// Interface of the formats of recorded request streams. Each format has one file and is listed in
// Catalog<TraceFormat>.
//
// A format opens a reader over bytes; the reader fills columns, a few thousand rows at a time.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/requests/request_batch.h"
#include "engine/requests/request_stream.h"
#include "engine/vocabulary/catalog.h"
#include "engine/vocabulary/lane.h"
#include "engine/vocabulary/result.h"
#include "workloads/recorded/byte_source.h"
#include "workloads/recorded/key_names.h"
#include "workloads/recorded/repeated_ids.h"

namespace isotherm {

class RecordedValues;  // engine/attributes

inline constexpr std::int64_t second_us = 1'000'000;  // a second in microseconds

// The position of a row, for messages: its line or record, from 1, and the offset of its first
// byte.
struct RowPlace {
    std::uint64_t line = 0;
    std::uint64_t offset = 0;
};

// Columns of equal length that a reader fills.
struct TraceRows {
    std::span<std::int64_t> time_us;  // in the trace's own time; 0 in a stream without times
    std::span<Key> key;
    std::span<std::uint64_t> bytes;  // 0 in a stream without sizes
    std::span<std::uint8_t> verb;    // position in TraceReader::verbs()
    std::span<RowPlace> place;

    std::size_t size() const { return time_us.size(); }
};

// The same columns, with their memory.
struct TraceColumns {
    std::vector<std::int64_t> time_us;
    std::vector<Key> key;
    std::vector<std::uint64_t> bytes;
    std::vector<std::uint8_t> verb;
    std::vector<RowPlace> place;

    std::size_t size() const { return time_us.size(); }
    void resize(std::size_t rows) {
        time_us.resize(rows);
        key.resize(rows);
        bytes.resize(rows);
        verb.resize(rows);
        place.resize(rows);
    }
    // Gives back the memory of rows that there are no more.
    void shrink() {
        time_us.shrink_to_fit();
        key.shrink_to_fit();
        bytes.shrink_to_fit();
        verb.shrink_to_fit();
        place.shrink_to_fit();
    }
    TraceRows rows(std::size_t from, std::size_t count) {
        return {std::span(time_us).subspan(from, count), std::span(key).subspan(from, count),
                std::span(bytes).subspan(from, count), std::span(verb).subspan(from, count),
                std::span(place).subspan(from, count)};
    }
    // Moves `count` rows from position `from` to the front.
    void move_to_front(std::size_t from, std::size_t count);
};

enum class VerbKind : std::uint8_t { read, write, remove };

// An operation as the recorded system named it.
struct Verb {
    std::string name;
    VerbKind kind = VerbKind::read;
};
// The verb of streams whose rows are all reads.
inline const Verb every_row_reads{"read", VerbKind::read};
inline constexpr std::size_t verbs_most = 256;

enum class Stamps : std::uint8_t {
    none,           // no times, only an order
    whole_seconds,  // several rows may share a time; a replay spreads them within the second
    exact,          // with fractions of a second, as far as recorded
};

// What the rows of an open trace contain.
struct TraceTraits {
    Stamps stamps = Stamps::none;
    bool has_sizes = false;
    bool has_verbs = false;
    std::string_view row_word = "line";  // or "record"
};

// Invalid lines of a text that were skipped, as allowed by ReadingOptions.
struct BadLines {
    std::uint64_t count = 0;
    Errors first;  // errors of the first `shown_most` lines
    static constexpr std::size_t shown_most = 3;
};

class TraceReader {
public:
    virtual ~TraceReader() = default;

    // Fills rows from the front and returns their number; fewer than requested only at the end of
    // the stream or at an error.
    virtual std::size_t read(const TraceRows& rows) = 0;
    virtual const Errors* failure() const = 0;
    // Continues at the row that stands there. Returns whether that is possible: not if the rows
    // before it matter, as for the text of keys, and not in compressed files. Totals and checks
    // leave out the rows in between.
    virtual bool seek(const RowPlace& /*place*/) { return false; }
    // As in LanedStream.
    virtual void add_lanes(LaneThreads& /*threads*/) {}

    // Available as soon as the reader is open.
    virtual TraceTraits traits() const = 0;
    // The list may grow during reading.
    virtual std::span<const Verb> verbs() const = 0;
    virtual RequestStream::Progress progress() const = 0;
    // Number of bytes read so far, after decompression.
    virtual std::uint64_t bytes_read() const = 0;
    // Further sums of this format, with their names in statistics.
    virtual std::vector<std::pair<std::string, std::int64_t>> totals() const { return {}; }
    // Lines skipped so far. Always none in binary formats, where no valid row can be found after an
    // invalid one.
    virtual BadLines bad_lines() const { return {}; }
    // Results of the checks that ReadingOptions::audit requests: name, and whether it passed.
    virtual std::vector<std::pair<std::string, bool>> checks() const { return {}; }
};

// Options of a reader.
struct ReadingOptions {
    KeyNames* names = nullptr;  // receives the text of keys
    bool expand_counts = true;  // a row that represents n requests gives n rows
    bool audit = false;         // whether to check also what a replay ignores; uses memory per key
    std::uint64_t bad_lines_most = 0;  // highest number of invalid lines to skip
    // Receives the columns of attributes: keys are then the numbers of its entries. nullptr: none.
    RecordedValues* values = nullptr;
    // Identifiers of records that all files of the stream have had; nullptr: of this file only.
    std::shared_ptr<RepeatedIds> repeated = {};
};

// Returns the number of bad lines that "all", "100" or "" (none) allows; nullopt for other texts.
std::optional<std::uint64_t> parse_bad_lines_most(std::string_view text);
// Returns an error if lines are to be skipped but the stream has no lines.
std::optional<Error> skipping_refused(const TraceReader& reader, std::uint64_t bad_lines_most,
                                      const std::string& file);
inline constexpr std::string_view bad_lines_form = "\"all\" or a number of lines such as \"100\"";

// The beginning of a (decompressed) stream, by which formats are recognized.
struct TraceHead {
    std::string_view bytes;  // up to `trace_head_bytes`
    std::string_view file_name;
    bool complete = false;  // whether `bytes` is the whole stream
};
inline constexpr std::size_t trace_head_bytes = 64 * 1024;

struct Likeness {
    int score = 0;      // 0: impossible; 100: certain
    std::string why;    // such as "a header with the columns …"
    std::string doubt;  // why the format may be a different one
};

class TraceFormat : public Configurable {
public:
    // Whether the columns of rows have names that attributes can refer to.
    virtual bool has_columns() const { return false; }
    // Whether rows have times, with the present settings.
    virtual bool has_times() const { return true; }

    virtual Result<std::unique_ptr<TraceReader>> open(std::unique_ptr<ByteSource> source,
                                                      const ReadingOptions& options) const = 0;

    virtual Likeness likeness(const TraceHead& head) const = 0;

    // Chooses, from the beginning of the stream, the settings that the user did not give. Returns a
    // description of them.
    virtual std::string suit(const TraceHead&) { return {}; }
};

// Returns the candidate that fits the stream best; an empty name if none fits.
struct FormatGuess {
    std::string name;
    Likeness likeness;
};
FormatGuess guess_format(const TraceHead& head, const std::vector<std::string>& candidates =
                                                    Catalog<TraceFormat>::instance().names());

}  // namespace isotherm
