// SPDX-License-Identifier: Apache-2.0
#pragma once
// Lines and delimited fields of a text stream. Hot path: once per row.
//
// Accepts a byte order mark, LF and CRLF, and a last line without a line end. Refuses NUL bytes and
// UTF-16 (but accepts other bytes above 127, because logs contain what clients sent), lines above 1
// MiB and fields above 64 KiB. A quoted field must end on its line, so a missing quote is found at
// once.

#include <array>
#include <bit>
#include <cassert>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "engine/vocabulary/result.h"
#include "workloads/recorded/read_ahead.h"
#include "workloads/recorded/trace_format.h"

namespace isotherm {

// An error in the present line; `at` points into the line.
struct LineFault {
    const char* at = nullptr;
    ErrorNumber number = ErrorNumber::none;
    std::string what;
    std::string fix;
};

inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// Returns an error for a text with the byte order mark of UTF-16 or UTF-32; nullopt for other
// texts.
std::optional<LineFault> wide_encoding(std::string_view first);

class TextLines {
public:
    static constexpr std::size_t line_bytes_most = 1024 * 1024;
    static constexpr std::size_t field_bytes_most = 64 * 1024;
    static constexpr std::size_t columns_most = 1024;

    // recover() can skip at most `bad_lines_most` lines.
    explicit TextLines(std::unique_ptr<ByteSource> source, std::uint64_t bad_lines_most = 0);

    // Reads the next line, without its line end; false at the end or at an error.
    bool next_line(std::string_view& line) {
        const char* from = bytes_.begin();
        const auto* newline = static_cast<const char*>(std::memchr(from, '\n', checked_size()));
        if (newline == nullptr) return next_line_slowly(line);
        enter_line(from, newline, newline + 1);
        line = line_;
        return true;
    }

    // Splits the next non-empty line at `delimiter`; see field(). Fields of a line without quotes
    // are not copied. False at the end or at an error.
    bool next_row(char delimiter) {
        const char* from = bytes_.begin();
        const char* const stop = from + checked_size();
        std::size_t count = 0;
        std::uint64_t quotes_seen = 0;
        for (const char* block = marked_block(from, stop, delimiter); block < stop;) {
            const std::uint64_t newline = marks_.newline & (0 - marks_.newline);  // the first one
            const std::uint64_t before = newline - 1;  // all, if there is none
            quotes_seen |= marks_.quote & before;
            for (std::uint64_t rest = marks_.delimiter & before; rest != 0; rest &= rest - 1) {
                if (count == columns_most) break;
                ends_[count++] = block + std::countr_zero(rest);
            }
            if (newline == 0) {
                block += block_bytes;
                if (block < stop) mark(block, stop, delimiter);
                continue;
            }
            const char* end = block + std::countr_zero(newline);
            marks_.keep(~(before | newline));
            enter_line(from, end, end + 1);
            if (line_.empty()) {
                from = bytes_.begin();
                count = 0;
                quotes_seen = 0;
                continue;
            }
            const bool plain = (quotes_seen == 0 || !quoting_) && count < columns_most &&
                               line_.size() <= field_bytes_most;
            if (!plain) return split_slowly(delimiter);
            ends_[count++] = line_.data() + line_.size();
            field_count_ = count;
            return true;
        }
        std::string_view line;
        do {
            if (!next_line(line)) return false;
        } while (line.empty());
        return split_slowly(delimiter);
    }

    // Whether " starts a quoted field as in RFC 4180; off for formats without quotes.
    void set_quoting(bool on) { quoting_ = on; }

    std::size_t field_count() const { return field_count_; }
    // Returns a field. Valid until the next line. At least eight readable bytes follow it.
    std::string_view field(std::size_t i) const {
        assert(i < field_count_);
        if (!unquoted_.empty()) return unquoted_field(i);
        const char* from = i == 0 ? line_.data() : ends_[i - 1] + 1;
        return {from, static_cast<std::size_t>(ends_[i] - from)};
    }

    // Returns the position of the field in the line, for errors.
    const char* field_start(std::size_t i) const {
        if (!unquoted_.empty()) return unquoted_[i].in_line;
        return i == 0 ? line_.data() : ends_[i - 1] + 1;
    }

    std::string_view line() const { return line_; }
    RowPlace place() const { return {line_number_, line_offset_}; }

    // Ends the stream with an error at the present line.
    void fail(const LineFault& fault);
    const Errors* failure() const { return failure_.empty() ? nullptr : &failure_; }
    // Skips the present line after an error in it, so that reading can continue. Returns false if
    // the limit of skipped lines is reached or the error does not concern a single line.
    bool recover();
    const BadLines& bad_lines() const { return bad_lines_; }
    // Whether no error has occurred.
    bool good() const { return failure_.empty(); }
    // Reports an error if the whole stream has no valid row.
    void fail_if_empty(std::string_view what);

    // As in LanedStream.
    void add_lanes(LaneThreads& threads) { bytes_.add_lanes(threads); }

    std::uint64_t bytes_read() const { return bytes_.offset(); }
    RequestStream::Progress progress() const { return bytes_.source().progress(); }
    const std::string& name() const { return bytes_.source().name(); }

private:
    struct Marks {
        std::uint64_t newline = 0;
        std::uint64_t delimiter = 0;
        std::uint64_t quote = 0;

        void keep(std::uint64_t wanted) {
            newline &= wanted;
            delimiter &= wanted;
            quote &= wanted;
        }
    };
    static constexpr std::size_t block_bytes = 64;

    // Bit i is set if character i (of 64) is a newline, the delimiter, or a quote.
    static Marks marks_of(const char* block, char delimiter) {
        Marks marks;
#if defined(__SSE2__)
        for (int part = 0; part < 4; ++part) {
            const __m128i chars =
                _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + part * 16));
            const auto equal = [&](char c) {
                const int mask = _mm_movemask_epi8(_mm_cmpeq_epi8(chars, _mm_set1_epi8(c)));
                return static_cast<std::uint64_t>(static_cast<unsigned>(mask)) << (part * 16);
            };
            marks.newline |= equal('\n');
            marks.delimiter |= equal(delimiter);
            marks.quote |= equal('"');
        }
#else
        for (int i = 0; i < 64; ++i) {
            marks.newline |= std::uint64_t{block[i] == '\n'} << i;
            marks.delimiter |= std::uint64_t{block[i] == delimiter} << i;
            marks.quote |= std::uint64_t{block[i] == '"'} << i;
        }
#endif
        return marks;
    }

    // Marks the block at `block`, which ends at `stop` at the latest.
    void mark(const char* block, const char* stop, char delimiter) {
        marks_ = marks_of(block, delimiter);
        if (const auto left = static_cast<std::size_t>(stop - block); left < block_bytes)
            marks_.keep((std::uint64_t{1} << left) - 1);
        marked_at_ = bytes_.offset() + static_cast<std::uint64_t>(block - bytes_.begin());
        marked_delimiter_ = delimiter;
    }
    // The block that has the marks from `from` on, the start of the bytes that are left. Several
    // short rows share a block, which is marked once.
    const char* marked_block(const char* from, const char* stop, char delimiter) {
        const std::uint64_t used = bytes_.offset() - marked_at_;
        if (used < block_bytes && marked_delimiter_ == delimiter) {
            marks_.keep(~std::uint64_t{0} << used);
            return from - used;
        }
        if (from < stop) mark(from, stop, delimiter);
        return from;
    }

    // Number of bytes before the first NUL.
    std::size_t checked_size() const {
        return nul_offset_ ? static_cast<std::size_t>(*nul_offset_ - bytes_.offset())
                           : bytes_.size();
    }
    void enter_line(const char* from, const char* end, const char* next) {
        line_offset_ = bytes_.offset();
        ++line_number_;
        bytes_.consume(static_cast<std::size_t>(next - from));
        if (end > from && end[-1] == '\r') --end;
        line_ = {from, static_cast<std::size_t>(end - from)};
        unquoted_.clear();
    }

    bool refill();
    void find_nul(const char* from);
    void skip_open_line();
    bool next_line_slowly(std::string_view& line);
    bool split_slowly(char delimiter);
    bool split_quoted(const char*& at, char delimiter);
    std::string_view unquoted_field(std::size_t i) const;
    void fail_at_end(std::string_view rest);
    void fail_inside(const char* at, ErrorNumber number, std::string what, std::string fix);

    ReadAhead bytes_;
    std::string_view line_;
    std::uint64_t line_number_ = 0;
    std::uint64_t line_offset_ = 0;
    bool quoting_ = false;
    std::size_t field_count_ = 0;
    std::array<const char*, columns_most + 1> ends_{};
    // The marks of a block that have not been used yet. They hold until more bytes are read.
    static constexpr std::uint64_t nothing_marked = ~std::uint64_t{0} - block_bytes;
    Marks marks_;
    std::uint64_t marked_at_ = nothing_marked;  // offset in the stream
    char marked_delimiter_ = 0;
    // The fields of a line with quotes, without their quotes, in one padded text.
    struct Piece {
        std::size_t from = 0;
        std::size_t size = 0;
        const char* in_line = nullptr;
    };
    std::vector<Piece> unquoted_;
    std::string unquoted_text_;
    std::optional<std::uint64_t> nul_offset_;
    Errors failure_;
    std::uint64_t bad_lines_most_;
    BadLines bad_lines_;
    bool line_at_fault_ = false;  // whether the error concerns a single line
    bool line_open_ = false;      // whether that line was not read to its end
};

}  // namespace isotherm
