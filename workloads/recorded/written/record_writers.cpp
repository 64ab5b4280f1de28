// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/written/record_writers.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "workloads/recorded/blocks/packed_column.h"
#include "workloads/recorded/written/losses.h"

namespace isotherm {
namespace {

// A size as 32 bits; nullopt if it is larger.
std::optional<std::uint32_t> size_in_32_bits(std::uint64_t bytes) {
    if (bytes > UINT32_MAX) return std::nullopt;
    return static_cast<std::uint32_t>(bytes);
}

Error size_too_large(const TraceRows& rows, std::size_t row) {
    return unwritable_row(
        rows, row, fmt::format("the size, {} bytes, does not fit into 32 bits", rows.bytes[row]),
        "write another format: --to csv, or --to isotherm");
}

// libCacheSim's records. The next access is not known while rows are read once; -2 says so, as in
// files of libCacheSim's own generator, and only its policies that look into the future need it.
class OracleWriter final : public TraceWriter {
public:
    explicit OracleWriter(const TraceTraits& traits) {
        lose_traits(losses_, traits, true, false, true);
        losses_.all("the next access is written as not known (-2)");
    }

    std::optional<Error> add(const TraceRows& rows, const KeyNames&, std::span<const Verb> verbs,
                             std::string& out) override {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const std::int64_t second = rows.time_us[i] / second_us;
            const auto bytes = size_in_32_bits(rows.bytes[i]);
            if (!bytes) return size_too_large(rows, i);
            if (second > UINT32_MAX)
                return unwritable_row(rows, i, "the time lies beyond the year 2106",
                                      "write another format: --to csv, or --to isotherm");
            if (verbs[rows.verb[i]].kind != VerbKind::read) losses_.count("writes became reads");
            append_stored(out, static_cast<std::uint32_t>(second));
            append_stored(out, std::uint64_t{rows.key[i]});
            append_stored(out, *bytes);
            append_stored(out, std::int64_t{-2});
        }
        return std::nullopt;
    }
    std::vector<std::string> losses() const override { return losses_.list(); }

private:
    Losses losses_;
};

class OrmWriter final : public TraceWriter {
public:
    explicit OrmWriter(const TraceTraits& traits) {
        lose_traits(losses_, traits, false, false, false);
    }

    std::optional<Error> add(const TraceRows& rows, const KeyNames&, std::span<const Verb> verbs,
                             std::string& out) override {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows.key[i] > UINT32_MAX)
                return unwritable_row(rows, i, "the key is not a number of 32 bits",
                                      "write another format: --to csv, or --to isotherm");
            if (verbs[rows.verb[i]].kind != VerbKind::read) losses_.count("writes became reads");
            for (int shift = 24; shift >= 0; shift -= 8)
                out += static_cast<char>(rows.key[i] >> shift & 0xFF);
        }
        return std::nullopt;
    }
    std::vector<std::string> losses() const override { return losses_.list(); }

private:
    Losses losses_;
};

// VSCSI version 1 (vscsi.cpp has the layout).
class VscsiWriter final : public TraceWriter {
public:
    explicit VscsiWriter(const TraceTraits& traits) {
        lose_traits(losses_, traits, true, true, true);
    }

    std::optional<Error> add(const TraceRows& rows, const KeyNames&, std::span<const Verb> verbs,
                             std::string& out) override {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto bytes = size_in_32_bits(rows.bytes[i]);
            if (!bytes) return size_too_large(rows, i);
            const Verb& verb = verbs[rows.verb[i]];
            if (verb.kind == VerbKind::remove) losses_.count("deletes became writes");
            append_stored(out, ++serial_);
            append_stored(out, *bytes);
            append_stored(out, std::uint32_t{1});  // one scatter-gather entry
            append_stored(out, command_of(verb));
            append_stored(out, version);
            append_stored(out, std::uint64_t{rows.key[i]});
            append_stored(out, static_cast<std::uint64_t>(rows.time_us[i]));
        }
        return std::nullopt;
    }
    std::vector<std::string> losses() const override { return losses_.list(); }

private:
    static constexpr std::uint16_t version = 1 << 8;  // the version is the upper byte

    // READ(10) and WRITE(10), unless the operation is the number of another such command.
    static std::uint16_t command_of(const Verb& verb) {
        constexpr auto reads = std::to_array<std::string_view>({"8", "88", "a8"});
        constexpr auto writes = std::to_array<std::string_view>({"a", "8a", "aa"});
        const auto& known = verb.kind == VerbKind::read ? reads : writes;
        if (std::find(known.begin(), known.end(), verb.name) == known.end())
            return verb.kind == VerbKind::read ? 0x28 : 0x2A;
        std::uint16_t number = 0;
        std::from_chars(verb.name.data(), verb.name.data() + verb.name.size(), number, 16);
        return number;
    }

    Losses losses_;
    std::uint32_t serial_ = 0;
};

}  // namespace

std::unique_ptr<TraceWriter> make_oracle_writer(const TraceTraits& traits) {
    return std::make_unique<OracleWriter>(traits);
}
std::unique_ptr<TraceWriter> make_orm_writer(const TraceTraits& traits) {
    return std::make_unique<OrmWriter>(traits);
}
std::unique_ptr<TraceWriter> make_vscsi_writer(const TraceTraits& traits) {
    return std::make_unique<VscsiWriter>(traits);
}

}  // namespace isotherm
