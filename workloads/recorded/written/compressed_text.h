// SPDX-License-Identifier: Apache-2.0
#pragma once
// Compresses a text that comes in pieces, with gzip or zstd.

#include <memory>
#include <string>
#include <string_view>

namespace isotherm {

class TextCompressor {
public:
    virtual ~TextCompressor() = default;
    // Each appends to `out` what is complete.
    virtual void add(std::string_view text, std::string& out) = 0;
    virtual void end(std::string& out) = 0;
};

// By the end of a file's name: .gz, .zst; any other name: as it is.
std::unique_ptr<TextCompressor> compressor_for(std::string_view file_name);

}  // namespace isotherm
