// SPDX-License-Identifier: Apache-2.0
#pragma once
// A format of recorded request streams: one file each, listed in Catalog<TraceFormat>.
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
#include "engine/vocabulary/result.h"
#include "workloads/recorded/byte_source.h"
#include "workloads/recorded/key_names.h"

namespace isotherm {

// Where a row stands, for messages: its line or record, from 1, and its first byte.
struct RowPlace {
    std::uint64_t line = 0;
    std::uint64_t offset = 0;
};

// Columns of equal length, filled by a reader.
struct TraceRows {
    std::span<std::int64_t> time_us;  // on the trace's own clock; 0 in a stream without times
    std::span<Key> key;
    std::span<std::uint64_t> bytes;  // 0 in a stream without sizes
    std::span<std::uint8_t> verb;    // position in TraceReader::verbs()
    std::span<RowPlace> place;

    std::size_t size() const { return time_us.size(); }
};

// Owns such columns.
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
    TraceRows rows(std::size_t from, std::size_t count) {
        return {std::span(time_us).subspan(from, count), std::span(key).subspan(from, count),
                std::span(bytes).subspan(from, count), std::span(verb).subspan(from, count),
                std::span(place).subspan(from, count)};
    }
    // Moves `count` rows that begin at `from` to the front.
    void move_to_front(std::size_t from, std::size_t count);
};

enum class VerbKind : std::uint8_t { read, write, remove };

// What the recorded system called the operation.
struct Verb {
    std::string name;
    VerbKind kind = VerbKind::read;
};
inline constexpr std::size_t verbs_most = 256;

enum class Stamps : std::uint8_t {
    none,           // order only
    whole_seconds,  // many rows share one; a replay spreads them inside their second
    exact,          // to the microsecond, as far as recorded
};

// What the rows of an open trace can tell.
struct TraceTraits {
    Stamps stamps = Stamps::none;
    bool has_sizes = false;
    bool has_verbs = false;
    std::string_view row_word = "line";  // or "record"
};

// Lines of a text that are no rows and were left out, as ReadingOptions allowed.
struct BadLines {
    std::uint64_t count = 0;
    Errors first;  // what is wrong with the first `shown_most`, and where
    static constexpr std::size_t shown_most = 3;
};

class TraceReader {
public:
    virtual ~TraceReader() = default;

    // Fills rows from the front and returns how many; fewer than asked only at the end of the
    // stream or at an error.
    virtual std::size_t read(const TraceRows& rows) = 0;
    virtual const Errors* failure() const = 0;

    // Known once the reader is open.
    virtual TraceTraits traits() const = 0;
    // May grow while reading.
    virtual std::span<const Verb> verbs() const = 0;
    virtual RequestStream::Progress progress() const = 0;
    // Bytes after decompression so far.
    virtual std::uint64_t bytes_read() const = 0;
    // Further sums of this format, by the name they have in statistics.
    virtual std::vector<std::pair<std::string, std::int64_t>> totals() const { return {}; }
    // So far; none in binary formats, whose rows cannot be told apart behind a bad one.
    virtual BadLines bad_lines() const { return {}; }
    // What was checked when ReadingOptions::audit asked for it, by name, and whether it held.
    virtual std::vector<std::pair<std::string, bool>> checks() const { return {}; }
};

// What a reader may be asked to do besides filling rows.
struct ReadingOptions {
    KeyNames* names = nullptr;  // learns the text of keys
    bool expand_counts = true;  // a row that stands for n requests gives n rows
    bool audit = false;         // check what a replay does not need; takes memory for each key
    std::uint64_t bad_lines_most = 0;  // so many lines that are no rows may be left out
};

// How many bad lines "all", "100" or "" (none) allows; nullopt when it says nothing of that.
std::optional<std::uint64_t> parse_bad_lines_most(std::string_view text);
// Why lines of this stream cannot be left out, if they are to be: it has no lines.
std::optional<Error> skipping_refused(const TraceReader& reader, std::uint64_t bad_lines_most,
                                      const std::string& file);
inline constexpr std::string_view bad_lines_form = "\"all\" or a number of lines such as \"100\"";

// The beginning of a (decompressed) stream, to tell formats by.
struct TraceHead {
    std::string_view bytes;  // up to `trace_head_bytes`
    std::string_view file_name;
    bool complete = false;  // nothing follows
};
inline constexpr std::size_t trace_head_bytes = 64 * 1024;

struct Likeness {
    int score = 0;      // 0: cannot be; 100: certain
    std::string why;    // "a header with the columns …"
    std::string doubt;  // why it could be something else
};

class TraceFormat : public Configurable {
public:
    // Whether rows carry times, with the present settings.
    virtual bool has_times() const { return true; }

    virtual Result<std::unique_ptr<TraceReader>> open(std::unique_ptr<ByteSource> source,
                                                      const ReadingOptions& options) const = 0;

    virtual Likeness likeness(const TraceHead& head) const = 0;

    // Chooses settings that were left open from the beginning of the stream, and says which.
    virtual std::string suit(const TraceHead&) { return {}; }
};

// The one of the candidates that resembles the stream most, by name; "" when none does.
struct FormatGuess {
    std::string name;
    Likeness likeness;
};
FormatGuess guess_format(const TraceHead& head, const std::vector<std::string>& candidates =
                                                    Catalog<TraceFormat>::instance().names());

}  // namespace isotherm
