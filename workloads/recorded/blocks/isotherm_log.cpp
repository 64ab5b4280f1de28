// SPDX-License-Identifier: Apache-2.0
// Reads Isotherm's own format of recorded streams (block_layout.h). Blocks have checks, so damage
// is found before any row of a block is used; the end is marked, so a file that was cut is, too.

#include <zstd.h>

#include "workloads/recorded/blocks/block_layout.h"
#include "workloads/recorded/blocks/block_rows.h"
#include "workloads/recorded/read_ahead.h"
#include "workloads/recorded/record_reader.h"
#include "workloads/recorded/trace_format.h"

namespace isotherm {
namespace {

using namespace std::string_view_literals;

class LogReader final : public TraceReader {
public:
    LogReader(std::unique_ptr<ByteSource> source, KeyNames* names, bool timed)
        : bytes_(std::move(source)), names_(names), decoder_(ZSTD_createDCtx()) {
        read_header(timed);
        if (failure_.empty()) next_block();
    }

    std::size_t read(const TraceRows& rows) override {
        std::size_t filled = 0;
        while (filled < rows.size()) {
            if (used_ == block_.size() && !next_block()) break;
            const std::size_t count = std::min(rows.size() - filled, block_.size() - used_);
            const TraceRows part{rows.time_us.subspan(filled, count),
                                 rows.key.subspan(filled, count), rows.bytes.subspan(filled, count),
                                 rows.verb.subspan(filled, count),
                                 rows.place.subspan(filled, count)};
            block_.read(used_, part, names_);
            for (std::size_t i = 0; i < count; ++i)
                part.place[i] = {head_.first_row + used_ + i + 1, block_offset_};
            used_ += count;
            filled += count;
        }
        return filled;
    }

    const Errors* failure() const override { return failure_.empty() ? nullptr : &failure_; }

    // A place has the offset of its block. What was remembered of texts follows from all rows
    // before, so only rows without texts before them can be gone to.
    bool seek(const RowPlace& place) override {
        if (!failure_.empty()) return false;
        const std::uint64_t offset = block_offset_;
        const std::size_t used = used_;
        if (go_to(place.offset) && place.line > head_.first_row &&
            place.line - head_.first_row <= block_.size()) {
            used_ = place.line - head_.first_row - 1;
            const bool same_texts = head_.texts_before == 0 && (used_ == 0 || !block_.has_texts());
            if (names_ == nullptr || same_texts) return true;
        }
        failure_ = {};
        if (go_to(offset)) used_ = used;
        return false;
    }

    void add_lanes(LaneThreads& threads) override { bytes_.add_lanes(threads); }
    TraceTraits traits() const override { return traits_; }
    std::span<const Verb> verbs() const override {
        return verbs_.empty() ? std::span(&every_row_reads, 1) : std::span<const Verb>(verbs_);
    }
    RequestStream::Progress progress() const override { return bytes_.source().progress(); }
    std::uint64_t bytes_read() const override { return bytes_.offset(); }

private:
    struct Freed {
        void operator()(ZSTD_DCtx* decoder) const { ZSTD_freeDCtx(decoder); }
    };

    // Makes bytes available; false if there are fewer.
    bool hold(std::size_t count) {
        while (bytes_.size() < count)
            if (!bytes_.refill()) return false;
        return true;
    }

    void read_header(bool timed) {
        if (!hold(log_header_bytes)) {
            const bool begins = std::string_view(bytes_.begin(), bytes_.size())
                                    .starts_with(log_magic.substr(0, bytes_.size()));
            if (bytes_.size() > 0 && begins) return fail_at_end("the header");
            return fail(ErrorNumber::trace_wrong_header,
                        "the stream does not begin as a stream of format isotherm does",
                        "choose the actual format of the stream");
        }
        const std::string_view header(bytes_.begin(), log_header_bytes);
        if (!header.starts_with(log_magic))
            return fail(ErrorNumber::trace_wrong_header,
                        "the stream does not begin as a stream of format isotherm does",
                        "choose the actual format of the stream");
        const auto version = stored_at<std::uint16_t>(header.data() + log_magic.size());
        const auto traits = read_log_header(header);
        if (!traits)
            return fail(ErrorNumber::trace_damaged_compression, "the header is damaged",
                        "fetch or copy the file again");
        if (version != log_version)
            return fail(ErrorNumber::trace_unsupported_version,
                        fmt::format("the stream has version {}; version {} is supported", version,
                                    log_version),
                        "read it with the version of Isotherm that wrote it, or write it again");
        if (timed != (traits->stamps != Stamps::none))
            return fail(ErrorNumber::bad_replay_setting,
                        timed ? "the rows of this stream have no times"
                              : "the rows of this stream have times",
                        timed ? "set timed = false, and arrivals to say when requests come"
                              : "remove timed = false");
        traits_ = *traits;
        bytes_.consume(log_header_bytes);
    }

    // Opens the block at an offset.
    bool go_to(std::uint64_t offset) {
        if (!bytes_.seek(offset)) return false;
        ended_ = false;
        return next_block();
    }

    // Opens the next block; false at the end and after an error.
    bool next_block() {
        if (ended_ || !failure_.empty()) return false;
        block_ = BlockRows{};
        used_ = 0;
        if (!hold(block_head_bytes)) return fail_at_end("a block"), false;
        const std::string head_bytes(bytes_.begin(), block_head_bytes);
        const auto head = read_block_head(head_bytes);
        if (!head) return fail_damaged("its head has impossible numbers"), false;
        if (!hold(block_head_bytes + head->stored_bytes)) return fail_at_end("a block"), false;
        const std::string_view frame(bytes_.begin() + block_head_bytes, head->stored_bytes);
        if (!block_is_whole(head_bytes, frame))
            return fail_damaged("its check does not fit"), false;
        if (head->mark == BlockMark::end) return end(*head), false;
        plain_.resize(head->plain_bytes);
        const std::size_t size = ZSTD_decompressDCtx(decoder_.get(), plain_.data(), plain_.size(),
                                                     frame.data(), frame.size());
        if (ZSTD_isError(size) != 0 || size != plain_.size())
            return fail_damaged("it cannot be decompressed"), false;
        const std::string wrong = block_.open(plain_, head->rows, head->first_time_us);
        if (!wrong.empty()) return fail_damaged(wrong), false;
        take_verbs();
        head_ = *head;
        block_offset_ = bytes_.offset();
        bytes_.consume(block_head_bytes + head->stored_bytes);
        rows_read_ = head->first_row + head->rows;
        return true;
    }

    // The operations of a block begin with those of the blocks before.
    void take_verbs() {
        const auto known = block_.verbs();
        for (std::size_t i = verbs_.size(); i < known.size(); ++i) verbs_.push_back(known[i]);
    }

    void end(const BlockHead& head) {
        ended_ = true;
        if (head.first_row != rows_read_)
            return fail_damaged(
                fmt::format("{} rows were read, and {} were written", rows_read_, head.first_row));
        bytes_.consume(block_head_bytes);
        if (hold(1))
            fail(ErrorNumber::trace_damaged_compression, "bytes follow the end of the stream",
                 "several such files cannot be put together in one: name them all, or a folder");
    }

    void fail_damaged(const std::string& why) {
        fail(ErrorNumber::trace_damaged_compression,
             fmt::format("the block at byte {} is damaged: {}", bytes_.offset(), why),
             "fetch or copy the file again");
    }
    void fail_at_end(std::string_view inside) {
        if (const auto& failure = bytes_.source().failure()) {
            failure_ = {*failure};
            return;
        }
        fail(ErrorNumber::trace_ends_inside_record,
             fmt::format("the stream ends inside {} or without its end; {} rows are whole", inside,
                         rows_read_),
             "the file is incomplete: fetch or copy it again");
    }
    void fail(ErrorNumber number, std::string what, std::string fix) {
        Error error;
        error.exit_code = ExitCode::bad_trace;
        error.number = number;
        error.place.file = bytes_.source().name();
        error.place.line = static_cast<std::int64_t>(rows_read_) + 1;
        error.place.offset = static_cast<std::int64_t>(bytes_.offset());
        error.what = std::move(what);
        error.fix = std::move(fix);
        failure_ = {std::move(error)};
    }

    ReadAhead bytes_;
    KeyNames* names_;
    std::unique_ptr<ZSTD_DCtx, Freed> decoder_;
    TraceTraits traits_{Stamps::none, false, false, "record"};
    std::string plain_;
    BlockHead head_;
    BlockRows block_;
    std::uint64_t block_offset_ = 0;
    std::size_t used_ = 0;  // rows of the block
    std::uint64_t rows_read_ = 0;
    std::vector<Verb> verbs_;
    bool ended_ = false;
    Errors failure_;
};

class LogFormat final : public TraceFormat {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "timed", .help = "whether the rows have times"}, timed_);
    }
    bool has_times() const override { return timed_; }

    Result<std::unique_ptr<TraceReader>> open(std::unique_ptr<ByteSource> source,
                                              const ReadingOptions& options) const override {
        auto reader = std::make_unique<LogReader>(std::move(source), options.names, timed_);
        if (reader->failure() != nullptr && reader->bytes_read() == 0) return *reader->failure();
        return std::unique_ptr<TraceReader>(std::move(reader));
    }

    Likeness likeness(const TraceHead& head) const override {
        if (!head.bytes.starts_with(log_magic)) return {};
        return {100, "it begins as Isotherm's own format does", ""};
    }

    std::string suit(const TraceHead& head) override {
        if (head.bytes.size() < log_header_bytes || !head.bytes.starts_with(log_magic)) return {};
        const auto traits = read_log_header(head.bytes.substr(0, log_header_bytes));
        timed_ = !traits || traits->stamps != Stamps::none;
        return {};
    }

private:
    bool timed_ = true;
};

// A get of key 7 after a second and a put of key "a,b" after two and a half, as LogWriter writes
// them.
constexpr std::string_view two_rows =
    "\223\111\123\117\114\117\107\012\001\000\002\003\000\000\000\000\260\330\317\213\077"
    "\204\363\225\102\114\103\113\002\000\000\000\104\000\000\000\133\000\000\000\000\000"
    "\000\000\000\000\000\000\100\102\017\000\000\000\000\000\000\000\000\000\000\000\000"
    "\000\216\023\236\063\011\340\053\374\050\265\057\375\040\133\335\001\000\124\002\002"
    "\000\000\003\147\145\164\001\003\160\165\164\001\000\000\000\000\003\000\141\054\142"
    "\007\004\200\140\343\026\000\001\000\001\000\001\012\000\001\010\040\360\042\175\111"
    "\001\127\064\235\332\262\231\105\336\271\215\030\010\003\105\116\104\123\000\000\000"
    "\000\000\000\000\000\000\000\000\000\002\000\000\000\000\000\000\000\000\000\000\000"
    "\000\000\000\000\000\000\000\000\000\000\000\000\124\227\074\357\226\224\145\121"sv;

const Registered<TraceFormat, LogFormat> log_entry(
    "isotherm", "Isotherm's own format: blocks of columns with checks",
    {.file = two_rows, .rows = 2});

}  // namespace
}  // namespace isotherm
