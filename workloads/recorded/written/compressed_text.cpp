// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/written/compressed_text.h"

#include <zlib.h>
#include <zstd.h>

#include <array>

namespace isotherm {
namespace {

constexpr std::size_t piece_bytes = 64 * 1024;

class PlainText final : public TextCompressor {
public:
    void add(std::string_view text, std::string& out) override { out += text; }
    void end(std::string&) override {}
};

class GzipText final : public TextCompressor {
public:
    GzipText() {
        constexpr int gzip_window = 15 + 16;  // the largest window, with gzip's header
        deflateInit2(&stream_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_window, 8,
                     Z_DEFAULT_STRATEGY);
    }
    ~GzipText() override { deflateEnd(&stream_); }
    GzipText(const GzipText&) = delete;
    GzipText& operator=(const GzipText&) = delete;

    void add(std::string_view text, std::string& out) override {
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
        stream_.avail_in = static_cast<uInt>(text.size());
        run(Z_NO_FLUSH, out);
    }
    void end(std::string& out) override { run(Z_FINISH, out); }

private:
    void run(int flush, std::string& out) {
        std::array<char, piece_bytes> piece;
        int code = Z_OK;
        do {
            stream_.next_out = reinterpret_cast<Bytef*>(piece.data());
            stream_.avail_out = piece_bytes;
            code = deflate(&stream_, flush);
            out.append(piece.data(), piece_bytes - stream_.avail_out);
        } while (stream_.avail_out == 0 || (flush == Z_FINISH && code == Z_OK));
    }

    z_stream stream_{};
};

class ZstdText final : public TextCompressor {
public:
    void add(std::string_view text, std::string& out) override { run(text, ZSTD_e_continue, out); }
    void end(std::string& out) override { run({}, ZSTD_e_end, out); }

private:
    void run(std::string_view text, ZSTD_EndDirective directive, std::string& out) {
        std::array<char, piece_bytes> piece;
        ZSTD_inBuffer in{text.data(), text.size(), 0};
        for (;;) {
            ZSTD_outBuffer held{piece.data(), piece.size(), 0};
            const std::size_t left = ZSTD_compressStream2(stream_.get(), &held, &in, directive);
            out.append(piece.data(), held.pos);
            const bool done = directive == ZSTD_e_end ? left == 0 : in.pos == in.size;
            if (done || ZSTD_isError(left) != 0) return;
        }
    }

    struct Freed {
        void operator()(ZSTD_CCtx* stream) const { ZSTD_freeCCtx(stream); }
    };
    std::unique_ptr<ZSTD_CCtx, Freed> stream_{ZSTD_createCCtx()};
};

}  // namespace

std::unique_ptr<TextCompressor> compressor_for(std::string_view file_name) {
    if (file_name.ends_with(".gz")) return std::make_unique<GzipText>();
    if (file_name.ends_with(".zst")) return std::make_unique<ZstdText>();
    return std::make_unique<PlainText>();
}

}  // namespace isotherm
