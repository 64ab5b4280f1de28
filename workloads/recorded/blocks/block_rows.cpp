// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/blocks/block_rows.h"

#include <algorithm>

#include "workloads/recorded/blocks/block_layout.h"
#include "workloads/recorded/record_reader.h"
#include "workloads/recorded/text_fields.h"

namespace isotherm {

void BlockBuilder::add(std::int64_t time_us, Key key, const std::string* text, std::uint64_t bytes,
                       std::uint8_t verb) {
    time_us_.push_back(time_us);
    bytes_.push_back(bytes);
    verb_.push_back(verb);
    is_text_.push_back(text != nullptr);
    auto& positions = text != nullptr ? text_positions_ : number_positions_;
    const auto [found, is_new] = positions.try_emplace(key, positions.size());
    position_.push_back(found->second);
    if (!is_new) return;
    if (text != nullptr) {
        texts_.push_back(text->substr(0, key_bytes_most));
        text_bytes_ += texts_.back().size();
    } else {
        numbers_.push_back(key);
    }
}

bool BlockBuilder::full() const {
    return rows() == block_rows_most || text_bytes_ >= block_texts_most;
}

std::string BlockBuilder::take(std::span<const Verb> verbs) {
    std::string content;
    append_stored(content, static_cast<std::uint16_t>(verbs.size()));
    for (const Verb& verb : verbs) {
        const std::string_view name = std::string_view(verb.name).substr(0, verb_bytes_most);
        append_stored(content, static_cast<std::uint8_t>(verb.kind));
        append_stored(content, static_cast<std::uint8_t>(name.size()));
        content += name;
    }
    append_stored(content, static_cast<std::uint32_t>(texts_.size()));
    std::vector<std::uint64_t> column;
    for (const std::string& text : texts_) column.push_back(text.size());
    append_packed(content, column);
    for (const std::string& text : texts_) content += text;
    append_stored(content, static_cast<std::uint32_t>(numbers_.size()));
    append_packed(content, numbers_);
    column.clear();
    for (std::size_t i = 0; i < rows(); ++i)
        column.push_back(static_cast<std::uint64_t>(time_us_[i] - time_us_[i == 0 ? 0 : i - 1]));
    // Times that go back a little are negative numbers near zero: shifted, they need few bytes.
    constexpr std::uint64_t half = std::uint64_t{1} << 63;
    for (std::uint64_t& delta : column) delta += half;
    append_packed(content, column);
    for (std::size_t i = 0; i < rows(); ++i)
        if (!is_text_[i]) position_[i] += texts_.size();
    append_packed(content, position_);
    append_packed(content, bytes_);
    append_packed(content, verb_);
    *this = {};
    return content;
}

std::string BlockRows::open(std::string_view content, std::size_t rows,
                            std::int64_t first_time_us) {
    times_.clear();
    if (!open_verbs(content)) return "its operations are damaged";
    if (!open_keys(content)) return "its keys are damaged";
    const auto times = PackedColumn::take(content, rows);
    const auto position = times ? PackedColumn::take(content, rows) : std::nullopt;
    const auto bytes = position ? PackedColumn::take(content, rows) : std::nullopt;
    const auto verb = bytes ? PackedColumn::take(content, rows) : std::nullopt;
    if (!verb || !content.empty()) return "its columns are damaged";
    position_ = *position;
    bytes_ = *bytes;
    verb_ = *verb;
    if (position_.highest(rows) >= keys_.size()) return "a row has a key that is not listed";
    if (verb_.highest(rows) >= verbs_.size()) return "a row has an operation that is not listed";
    times_.resize(rows);
    constexpr std::uint64_t half = std::uint64_t{1} << 63;
    auto time = static_cast<std::uint64_t>(first_time_us);
    const auto latest = static_cast<std::uint64_t>(last_second) * 1'000'000;
    bool in_range = true;
    times->each(0, rows, [&](std::size_t i, std::uint64_t delta) {
        time += delta - half;
        in_range &= time <= latest;
        times_[i] = static_cast<std::int64_t>(time);
    });
    if (in_range) return {};
    times_.clear();
    return "a row has a time beyond the year 2262";
}

bool BlockRows::open_verbs(std::string_view& rest) {
    verbs_.clear();
    if (rest.size() < 2) return false;
    const auto count = stored_at<std::uint16_t>(rest.data());
    rest.remove_prefix(2);
    if (count > verbs_most) return false;
    for (std::size_t i = 0; i < count; ++i) {
        if (rest.size() < 2) return false;
        const auto kind = static_cast<std::uint8_t>(rest[0]);
        const auto length = static_cast<std::uint8_t>(rest[1]);
        rest.remove_prefix(2);
        if (kind > static_cast<std::uint8_t>(VerbKind::remove) || rest.size() < length)
            return false;
        verbs_.push_back({std::string(rest.substr(0, length)), static_cast<VerbKind>(kind)});
        rest.remove_prefix(length);
    }
    return true;
}

bool BlockRows::open_keys(std::string_view& rest) {
    texts_.clear();
    keys_.clear();
    const auto take_count = [&](std::size_t& count) {
        if (rest.size() < 4) return false;
        count = stored_at<std::uint32_t>(rest.data());
        rest.remove_prefix(4);
        return count <= block_rows_most;
    };
    std::size_t count = 0;
    if (!take_count(count)) return false;
    const auto lengths = PackedColumn::take(rest, count);
    if (!lengths) return false;
    bool whole = true;
    lengths->each(0, count, [&](std::size_t, std::uint64_t length) {
        whole &= length >= 1 && length <= key_bytes_most && length <= rest.size();
        if (!whole) return;
        texts_.push_back(rest.substr(0, length));
        keys_.push_back(key_from_text(texts_.back()));
        rest.remove_prefix(length);
    });
    if (!whole || !take_count(count)) return false;
    const auto numbers = PackedColumn::take(rest, count);
    if (!numbers) return false;
    numbers->each(0, count, [&](std::size_t, std::uint64_t key) { keys_.push_back(key); });
    return true;
}

void BlockRows::read(std::size_t from, const TraceRows& rows, KeyNames* names) const {
    const std::size_t count = rows.size();
    std::copy_n(times_.begin() + static_cast<std::ptrdiff_t>(from), count, rows.time_us.begin());
    const Key* keys = keys_.data();
    position_.each(from, count,
                   [&](std::size_t i, std::uint64_t position) { rows.key[i] = keys[position]; });
    bytes_.each(from, count, [&](std::size_t i, std::uint64_t value) { rows.bytes[i] = value; });
    verb_.each(from, count, [&](std::size_t i, std::uint64_t value) {
        rows.verb[i] = static_cast<std::uint8_t>(value);
    });
    if (names == nullptr || texts_.empty()) return;
    position_.each(from, count, [&](std::size_t i, std::uint64_t position) {
        if (position < texts_.size()) names->remember(rows.key[i], texts_[position]);
    });
}

}  // namespace isotherm
