// SPDX-License-Identifier: Apache-2.0
#pragma once
// Writes Isotherm's own format of recorded streams (block_layout.h), a block at a time.

#include <zstd.h>

#include <memory>
#include <string>

#include "workloads/recorded/blocks/block_layout.h"
#include "workloads/recorded/blocks/block_rows.h"

namespace isotherm {

class LogWriter {
public:
    explicit LogWriter(const TraceTraits& traits) : traits_(traits) {}

    // Each appends to `out`. `names` has the texts of the keys of these rows.
    void begin(std::string& out) const { out += log_header(traits_); }
    void add(const TraceRows& rows, const KeyNames& names, std::span<const Verb> verbs,
             std::string& out);
    void end(std::string& out);

private:
    void write_block(std::span<const Verb> verbs, std::string& out);

    struct Freed {
        void operator()(ZSTD_CCtx* encoder) const { ZSTD_freeCCtx(encoder); }
    };

    TraceTraits traits_;
    BlockBuilder block_;
    std::unique_ptr<ZSTD_CCtx, Freed> encoder_{ZSTD_createCCtx()};
    std::vector<Verb> verbs_;
    std::uint64_t rows_ = 0;  // in blocks that are written
    bool texts_ = false;      // some block that is written has texts
};

}  // namespace isotherm
