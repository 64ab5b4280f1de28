// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/byte_source.h"

#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

#include "workloads/recorded/raw_input.h"

namespace isotherm {
namespace {

constexpr std::size_t block_bytes = 128 * 1024;
// 128 MiB, the limit of `zstd -d` without options; a larger window would need as much memory.
constexpr int window_log_most = 27;

// The stored bytes of an input. Lets callers examine the first bytes before reading them, and
// counts the bytes read.
class StoredBytes {
public:
    StoredBytes(std::unique_ptr<RawInput> input, std::string name)
        : input_(std::move(input)), name_(std::move(name)) {}

    // Returns the first `count` bytes, or all if there are fewer. Call it before reading anything.
    std::string_view first(std::size_t count) {
        const std::size_t held = first_.size();
        if (held < count) first_.resize(count);
        for (peeked_ = held; peeked_ < first_.size();) {
            const std::size_t more = input_->read(std::span(first_).subspan(peeked_));
            if (more == 0) break;
            peeked_ += more;
        }
        first_.resize(peeked_);
        return std::string_view(first_).substr(0, count);
    }

    std::size_t read(std::span<char> into) {
        std::size_t count = std::min(into.size(), peeked_ - given_);
        if (count > 0) {
            std::memcpy(into.data(), first_.data() + given_, count);
            given_ += count;
        } else {
            count = input_->read(into);
        }
        taken_ += count;
        return count;
    }

    bool seek(std::uint64_t offset) {
        if (!input_->seek(offset)) return false;
        given_ = peeked_;
        taken_ = offset;
        return true;
    }

    std::uint64_t taken() const { return taken_; }
    std::uint64_t total() const { return input_->total(); }
    const std::optional<Error>& failure() const { return input_->failure(); }
    const std::string& name() const { return name_; }

private:
    std::unique_ptr<RawInput> input_;
    std::string name_;
    std::string first_;
    std::size_t peeked_ = 0;
    std::size_t given_ = 0;
    std::uint64_t taken_ = 0;
};

class StoredSource : public ByteSource {
public:
    explicit StoredSource(StoredBytes stored) : stored_(std::move(stored)) {}

    const std::optional<Error>& failure() const override {
        return failure_ ? failure_ : stored_.failure();
    }
    RequestStream::Progress progress() const override { return {stored_.taken(), stored_.total()}; }
    const std::string& name() const override { return stored_.name(); }

protected:
    void fail(ErrorNumber number, std::string what, std::string fix) {
        Error error;
        error.exit_code = ExitCode::bad_trace;
        error.number = number;
        error.place.file = stored_.name();
        error.what = std::move(what);
        error.fix = std::move(fix);
        failure_ = std::move(error);
    }

    StoredBytes stored_;
    std::optional<Error> failure_;
};

class PlainSource final : public StoredSource {
public:
    using StoredSource::StoredSource;
    std::size_t read(std::span<char> into) override { return stored_.read(into); }
    bool seek(std::uint64_t offset) override { return stored_.seek(offset); }
};

// Common parts of the gzip and zstd sources: a block of stored bytes, the offset in the input, and
// the limit on expansion.
class CompressedSource : public StoredSource {
public:
    explicit CompressedSource(StoredBytes stored)
        : StoredSource(std::move(stored)), block_(block_bytes) {}

    bool is_compressed() const override { return true; }

protected:
    // Makes bytes available in the block; returns false at the end of the input.
    bool next_block() {
        if (used_ < held_) return true;
        used_ = 0;
        held_ = stored_.read(block_);
        return held_ > 0;
    }
    // Offset of the next stored byte.
    std::uint64_t stored_offset() const { return stored_.taken() - (held_ - used_); }

    bool count_output(std::size_t bytes) {
        produced_ += bytes;
        if (produced_ <= expansion_free_bytes || produced_ / expansion_most <= stored_.taken()) {
            return true;
        }
        fail(
            ErrorNumber::trace_expands_too_much,
            fmt::format("{} compressed bytes expanded to more than {} bytes, over {} times as many",
                        stored_.taken(), produced_, expansion_most),
            "this is probably not a recorded stream; if it is one, decompress it first");
        return false;
    }
    void fail_truncated(std::string_view unit, std::uint64_t start) {
        if (failure()) return;
        fail(ErrorNumber::trace_truncated_compression,
             fmt::format("the compressed file ends at byte {}, inside the {} that began at byte {}",
                         stored_offset(), unit, start),
             "the file is incomplete: fetch or copy it again");
    }

    std::vector<char> block_;
    std::size_t used_ = 0;
    std::size_t held_ = 0;
    std::uint64_t produced_ = 0;
};

class ZstdSource final : public CompressedSource {
public:
    explicit ZstdSource(StoredBytes stored)
        : CompressedSource(std::move(stored)), stream_(ZSTD_createDStream()) {
        ZSTD_DCtx_setParameter(stream_.get(), ZSTD_d_windowLogMax, window_log_most);
    }

    std::size_t read(std::span<char> into) override {
        ZSTD_outBuffer out{into.data(), into.size(), 0};
        while (!failure_ && out.pos == 0) {
            const bool more = next_block();
            if (!more && !flushing_) {
                if (inside_) fail_truncated("zstd frame", frame_start_);
                break;
            }
            if (!inside_ && more) frame_start_ = stored_offset();
            ZSTD_inBuffer in{block_.data(), held_, used_};
            const std::size_t left = ZSTD_decompressStream(stream_.get(), &out, &in);
            used_ = in.pos;
            if (ZSTD_isError(left)) {
                report(left);
                break;
            }
            inside_ = left != 0;
            // If the output is full, the decoder may hold more.
            flushing_ = inside_ && out.pos == out.size;
        }
        return count_output(out.pos) ? out.pos : 0;
    }

private:
    void report(std::size_t code) {
        switch (ZSTD_getErrorCode(code)) {
            case ZSTD_error_frameParameter_windowTooLarge:
                fail(ErrorNumber::trace_window_too_large,
                     fmt::format("the zstd frame at byte {} needs a window above {} MiB",
                                 frame_start_, (1 << window_log_most) >> 20),
                     "compress it again without --long or --ultra: zstd -d --long=31, then zstd");
                break;
            case ZSTD_error_prefix_unknown:
                fail(ErrorNumber::trace_damaged_compression,
                     fmt::format("the data from byte {} on is not a zstd frame", frame_start_),
                     "cut off what follows the last frame, or fetch the file again");
                break;
            default:
                fail(ErrorNumber::trace_damaged_compression,
                     fmt::format(
                         "damaged zstd data near byte {}, in the frame that began at byte {}: {}",
                         stored_offset(), frame_start_, ZSTD_getErrorName(code)),
                     "fetch or copy the file again; zstd -t tests it");
        }
    }

    struct Freed {
        void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
    };
    std::unique_ptr<ZSTD_DStream, Freed> stream_;
    std::uint64_t frame_start_ = 0;
    bool inside_ = false;
    bool flushing_ = false;
};

class GzipSource final : public CompressedSource {
public:
    explicit GzipSource(StoredBytes stored) : CompressedSource(std::move(stored)) {
        // 15 selects the largest window; adding 16 selects gzip's header and checksum.
        constexpr int gzip_only = 15 + 16;
        ready_ = inflateInit2(&stream_, gzip_only) == Z_OK;
        if (!ready_)
            fail(ErrorNumber::trace_damaged_compression, "zlib could not start",
                 "free some memory");
    }
    ~GzipSource() override {
        if (ready_) inflateEnd(&stream_);
    }
    GzipSource(const GzipSource&) = delete;
    GzipSource& operator=(const GzipSource&) = delete;

    std::size_t read(std::span<char> into) override {
        stream_.next_out = reinterpret_cast<Bytef*>(into.data());
        stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(into.size(), 1u << 30));
        const uInt room = stream_.avail_out;
        while (!failure_ && stream_.avail_out == room) {
            const bool more = next_block();
            if (!more && !flushing_) {
                if (inside_) fail_truncated("gzip member", member_start_);
                break;
            }
            if (!inside_) {
                member_start_ = stored_offset();
                inside_ = true;
            }
            stream_.next_in = reinterpret_cast<Bytef*>(block_.data() + used_);
            stream_.avail_in = static_cast<uInt>(held_ - used_);
            const int code = inflate(&stream_, Z_NO_FLUSH);
            used_ = held_ - stream_.avail_in;
            // If the output is full, the decoder may hold more.
            flushing_ = stream_.avail_out == 0 && code != Z_STREAM_END;
            if (code == Z_STREAM_END) {
                inside_ = false;
                inflateReset(&stream_);
            } else if (code != Z_OK && code != Z_BUF_ERROR) {
                report();
            }
        }
        const std::size_t count = room - stream_.avail_out;
        return count_output(count) ? count : 0;
    }

private:
    void report() {
        fail(ErrorNumber::trace_damaged_compression,
             fmt::format("damaged gzip data near byte {}, in the member that began at byte {}: {}",
                         stored_offset(), member_start_,
                         stream_.msg == nullptr ? "no reason given" : stream_.msg),
             "fetch or copy the file again; gzip -t tests it");
    }

    z_stream stream_{};
    std::uint64_t member_start_ = 0;
    bool inside_ = false;
    bool flushing_ = false;
    bool ready_ = false;
};

class HeadedSource final : public ByteSource {
public:
    HeadedSource(std::string head, std::unique_ptr<ByteSource> rest)
        : head_(std::move(head)), rest_(std::move(rest)) {}

    std::size_t read(std::span<char> into) override {
        const std::size_t count = std::min(into.size(), head_.size() - given_);
        if (count == 0) return rest_->read(into);
        std::memcpy(into.data(), head_.data() + given_, count);
        given_ += count;
        return count;
    }
    // A failure after the head is reported only when the head has been read.
    const std::optional<Error>& failure() const override {
        static const std::optional<Error> none;
        return given_ < head_.size() ? none : rest_->failure();
    }
    RequestStream::Progress progress() const override { return rest_->progress(); }
    const std::string& name() const override { return rest_->name(); }
    bool is_compressed() const override { return rest_->is_compressed(); }

private:
    std::string head_;
    std::size_t given_ = 0;
    std::unique_ptr<ByteSource> rest_;
};

bool begins(std::string_view text, std::string_view with) {
    return text.substr(0, with.size()) == with;
}

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
    std::uint32_t number = 0;
    std::memcpy(&number, bytes.data() + at, sizeof number);
    return number;
}

// Whether the data is zstd: checks the first frame after any skippable frames (RFC 8878, 3.1.2;
// pzstd writes a skippable frame with the size before each frame). Also true if skippable frames
// extend beyond the examined bytes or the file has no other frames; the decoder then decides.
bool is_zstd(StoredBytes& stored) {
    constexpr std::uint32_t zstd_magic = 0xFD2FB528;
    constexpr std::uint32_t skippable_magic = 0x184D2A50;  // the first of 16 magic numbers
    constexpr std::size_t header_bytes = 8;
    constexpr std::size_t looked_at_most = 64 * 1024;
    for (std::size_t at = 0; at <= looked_at_most;) {
        const std::string_view bytes = stored.first(at + header_bytes);
        if (bytes.size() == at) return at > 0;
        if (bytes.size() < at + sizeof zstd_magic) return false;
        const std::uint32_t magic = number_at(bytes, at);
        if (magic == zstd_magic) return true;
        if ((magic & ~std::uint32_t{15}) != skippable_magic) return false;
        if (bytes.size() < at + header_bytes) return at > 0;
        at += header_bytes + number_at(bytes, at + sizeof magic);
    }
    return true;
}

Result<std::unique_ptr<ByteSource>> decompressed(StoredBytes stored) {
    using namespace std::string_view_literals;
    const bool zstd = is_zstd(stored);
    if (stored.failure()) return *stored.failure();
    const std::string_view first = stored.first(8);
    if (zstd) {
        return std::unique_ptr<ByteSource>(std::make_unique<ZstdSource>(std::move(stored)));
    }
    // Checks the first three bytes and the reserved bits of the fourth, so that binary records are
    // almost never mistaken for gzip.
    if (begins(first, "\x1F\x8B\x08"sv) && first.size() > 3 && (first[3] & 0xE0) == 0) {
        return std::unique_ptr<ByteSource>(std::make_unique<GzipSource>(std::move(stored)));
    }
    const std::string_view other = begins(first,
                                          "\xFD"
                                          "7zXZ\0"sv)
                                       ? "xz"
                                   : begins(first, "PK\x03\x04"sv) ? "zip"
                                                                   : "";
    if (!other.empty()) {
        Error error;
        error.exit_code = ExitCode::bad_trace;
        error.number = ErrorNumber::trace_unknown_compression;
        error.place.file = stored.name();
        error.what =
            fmt::format("the file is compressed with {}; only gzip and zstd are supported", other);
        error.fix = "decompress it, or pipe the decompressed data in and name the file -";
        return error;
    }
    return std::unique_ptr<ByteSource>(std::make_unique<PlainSource>(std::move(stored)));
}

}  // namespace

Result<std::unique_ptr<ByteSource>> open_source(const std::string& path) {
    auto raw = open_raw(path);
    if (!raw.ok()) return raw.errors();
    return decompressed(StoredBytes(std::move(raw.value()), path == "-" ? "standard input" : path));
}

Result<std::unique_ptr<ByteSource>> source_over(std::string_view bytes, std::string name) {
    return decompressed(StoredBytes(raw_over(bytes), std::move(name)));
}

SourceHead read_head(std::unique_ptr<ByteSource> source, std::size_t most) {
    SourceHead head;
    head.bytes.resize(most);
    std::size_t held = 0;
    while (held < most) {
        const std::size_t count = source->read(std::span(head.bytes).subspan(held));
        if (count == 0) break;
        held += count;
    }
    head.bytes.resize(held);
    head.complete = held < most;
    head.whole = std::make_unique<HeadedSource>(head.bytes, std::move(source));
    return head;
}

}  // namespace isotherm
