// SPDX-License-Identifier: Apache-2.0
#pragma once
// A column of numbers in as few bytes each as the span of its values needs:
//     uint8 width (0, 1, 2, 4 or 8), uint64 base, then for each row width bytes: value - base.
// Width 0: all values are the base. Little-endian. Hot path: once per row.

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace isotherm {

inline constexpr std::size_t packed_head_bytes = 9;

template <class Integer>
void append_stored(std::string& bytes, Integer value) {
    bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class Narrow>
void append_narrow(std::string& bytes, std::span<const std::uint64_t> values, std::uint64_t base) {
    const std::size_t at = bytes.size();
    bytes.resize(at + values.size() * sizeof(Narrow));
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto narrow = static_cast<Narrow>(values[i] - base);
        std::memcpy(bytes.data() + at + i * sizeof narrow, &narrow, sizeof narrow);
    }
}

inline void append_packed(std::string& bytes, std::span<const std::uint64_t> values) {
    std::uint64_t base = 0;
    std::uint64_t span = 0;
    if (!values.empty()) {
        const auto [least, most] = std::minmax_element(values.begin(), values.end());
        base = *least;
        span = *most - *least;
    }
    const std::uint8_t width = span == 0            ? 0
                               : span <= UINT8_MAX  ? 1
                               : span <= UINT16_MAX ? 2
                               : span <= UINT32_MAX ? 4
                                                    : 8;
    append_stored(bytes, width);
    append_stored(bytes, base);
    if (width == 1) append_narrow<std::uint8_t>(bytes, values, base);
    if (width == 2) append_narrow<std::uint16_t>(bytes, values, base);
    if (width == 4) append_narrow<std::uint32_t>(bytes, values, base);
    if (width == 8) append_narrow<std::uint64_t>(bytes, values, base);
}

// A packed column as it lies in a block.
class PackedColumn {
public:
    // Takes a column of `rows` values from the front of `bytes`; nullopt if it does not fit.
    static std::optional<PackedColumn> take(std::string_view& bytes, std::size_t rows) {
        if (bytes.size() < packed_head_bytes) return std::nullopt;
        PackedColumn column;
        column.width_ = static_cast<std::uint8_t>(bytes.front());
        std::memcpy(&column.base_, bytes.data() + 1, sizeof column.base_);
        bytes.remove_prefix(packed_head_bytes);
        const bool known = column.width_ <= 2 || column.width_ == 4 || column.width_ == 8;
        // A column of one value takes no bytes.
        if (!known || (column.width_ > 0 && bytes.size() / column.width_ < rows))
            return std::nullopt;
        column.at_ = bytes.data();
        bytes.remove_prefix(rows * column.width_);
        return column;
    }

    // Calls put(i, value) for `count` rows from row `from`.
    template <class Put>
    void each(std::size_t from, std::size_t count, Put put) const {
        switch (width_) {
            case 1:
                return each_of<std::uint8_t>(from, count, put);
            case 2:
                return each_of<std::uint16_t>(from, count, put);
            case 4:
                return each_of<std::uint32_t>(from, count, put);
            case 8:
                return each_of<std::uint64_t>(from, count, put);
            default:
                for (std::size_t i = 0; i < count; ++i) put(i, base_);
        }
    }

    // The highest of `rows` values.
    std::uint64_t highest(std::size_t rows) const {
        std::uint64_t most = 0;
        each(0, rows, [&](std::size_t, std::uint64_t value) { most = std::max(most, value); });
        return most;
    }

private:
    template <class Narrow, class Put>
    void each_of(std::size_t from, std::size_t count, Put put) const {
        const char* at = at_ + from * sizeof(Narrow);
        for (std::size_t i = 0; i < count; ++i, at += sizeof(Narrow)) {
            Narrow value;
            std::memcpy(&value, at, sizeof value);
            put(i, base_ + value);
        }
    }

    std::uint8_t width_ = 0;
    std::uint64_t base_ = 0;
    const char* at_ = nullptr;
};

}  // namespace isotherm
