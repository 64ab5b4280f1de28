// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/written/text_writers.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "workloads/recorded/operation_words.h"
#include "workloads/recorded/written/losses.h"

namespace isotherm {
namespace {

// A key as it was recorded, or its number.
std::string_view key_text(Key key, const KeyNames& names, std::string& space) {
    if (const std::string* text = names.text_of(key)) return *text;
    space.clear();
    fmt::format_to(std::back_inserter(space), "{}", key);
    return space;
}

// Writes rows of text one by one.
class LineWriter : public TraceWriter {
public:
    std::optional<Error> add(const TraceRows& rows, const KeyNames& names,
                             std::span<const Verb> verbs, std::string& out) override {
        for (std::size_t i = known_verbs_.size(); i < verbs.size(); ++i)
            known_verbs_.push_back(word_of(verbs[i]));
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const std::string_view key = key_text(rows.key[i], names, space_);
            if (const std::string_view bad = why_not(key); !bad.empty())
                return unwritable_row(rows, i,
                                      fmt::format("the key \"{}\" {}", printable(key), bad),
                                      "write another format: --to isotherm has room for every key");
            write({rows.time_us[i], rows.bytes[i], key, known_verbs_[rows.verb[i]],
                   verbs[rows.verb[i]].kind},
                  out);
        }
        return std::nullopt;
    }
    std::vector<std::string> losses() const override { return losses_.list(); }

protected:
    struct Row {
        std::int64_t time_us;
        std::uint64_t bytes;
        std::string_view key;
        std::string_view word;
        VerbKind kind;
    };
    // The word that readers of the format take for an operation of this kind.
    virtual std::string word_of(const Verb& verb) const = 0;
    // What makes it impossible to write the key; continues "the key … ".
    virtual std::string_view why_not(std::string_view key) const = 0;
    virtual void write(const Row& row, std::string& out) = 0;

    static bool has_line_break(std::string_view key) {
        return key.find_first_of("\r\n") != std::string_view::npos;
    }
    static void append_quoted(std::string& out, std::string_view key) {
        if (key.find_first_of(",\" ") == std::string_view::npos) {
            out += key;
            return;
        }
        out += '"';
        for (const char c : key) out.append(c == '"' ? 2 : 1, c);
        out += '"';
    }

    Losses losses_;

private:
    std::vector<std::string> known_verbs_;
    std::string space_;
};

template <class... Values>
void append_line(std::string& out, fmt::format_string<Values...> form, Values&&... values) {
    fmt::format_to(std::back_inserter(out), form, std::forward<Values>(values)...);
}

class CsvWriter final : public LineWriter {
public:
    explicit CsvWriter(const TraceTraits& traits) : traits_(traits) {}

    void begin(std::string& out) override {
        if (traits_.stamps != Stamps::none) out += "time,";
        out += "key";
        if (traits_.has_sizes) out += ",size";
        if (traits_.has_verbs) out += ",op";
        out += '\n';
    }
    std::string settings() const override {
        std::string text = traits_.stamps == Stamps::none            ? "time = \"\""
                           : traits_.stamps == Stamps::whole_seconds ? "time_unit = \"s\""
                                                                     : "time_unit = \"us\"";
        if (traits_.has_sizes) text += ", size = \"size\"";
        if (traits_.has_verbs) text += ", operation = \"op\"";
        return text;
    }

protected:
    std::string word_of(const Verb& verb) const override {
        static const WordKinds known = operation_words("", "");
        const auto found = known.find(lower_case(verb.name));
        if (found != known.end() && found->second == verb.kind) return verb.name;
        return verb.kind == VerbKind::read    ? "read"
               : verb.kind == VerbKind::write ? "write"
                                              : "delete";
    }
    std::string_view why_not(std::string_view key) const override {
        return has_line_break(key) ? "has a line break" : "";
    }
    void write(const Row& row, std::string& out) override {
        if (traits_.stamps != Stamps::none)
            append_line(
                out, "{},",
                traits_.stamps == Stamps::whole_seconds ? row.time_us / second_us : row.time_us);
        append_quoted(out, row.key);
        if (traits_.has_sizes) append_line(out, ",{}", row.bytes);
        if (traits_.has_verbs) append_line(out, ",{}", row.word);
        out += '\n';
    }

private:
    TraceTraits traits_;
};

class TwitterWriter final : public LineWriter {
public:
    explicit TwitterWriter(const TraceTraits& traits) {
        lose_traits(losses_, traits, true, false, true);
    }

protected:
    std::string word_of(const Verb& verb) const override {
        constexpr auto kept =
            std::to_array<std::string_view>({"get", "gets", "set", "add", "replace", "cas",
                                             "append", "prepend", "delete", "incr", "decr"});
        if (std::find(kept.begin(), kept.end(), verb.name) != kept.end()) return verb.name;
        return verb.kind == VerbKind::read    ? "get"
               : verb.kind == VerbKind::write ? "set"
                                              : "delete";
    }
    std::string_view why_not(std::string_view key) const override {
        if (key.find(',') != std::string_view::npos) return "has a comma";
        return has_line_break(key) ? "has a line break" : "";
    }
    // The size of a row is that of key and value together.
    void write(const Row& row, std::string& out) override {
        const std::uint64_t key_bytes = std::min<std::uint64_t>(row.key.size(), row.bytes);
        append_line(out, "{},{},{},{},1,{},0\n", row.time_us / second_us, row.key, key_bytes,
                    row.bytes - key_bytes, row.word);
    }
};

class CachelibWriter final : public LineWriter {
public:
    explicit CachelibWriter(const TraceTraits& traits) {
        lose_traits(losses_, traits, true, false, true);
    }
    void begin(std::string& out) override { out += "op_time,key,key_size,op,op_count,size\n"; }

protected:
    std::string word_of(const Verb& verb) const override {
        const std::string start = lower_case(verb.name.substr(0, 3));
        const VerbKind read_as = start == "get"   ? VerbKind::read
                                 : start == "del" ? VerbKind::remove
                                                  : VerbKind::write;
        const bool plain =
            !verb.name.empty() && verb.name.find_first_of(",\"\r\n") == std::string::npos;
        if (read_as == verb.kind && plain) return verb.name;
        return verb.kind == VerbKind::read    ? "GET"
               : verb.kind == VerbKind::write ? "SET"
                                              : "DELETE";
    }
    std::string_view why_not(std::string_view key) const override {
        return has_line_break(key) ? "has a line break" : "";
    }
    void write(const Row& row, std::string& out) override {
        append_line(out, "{},", row.time_us / second_us);
        append_quoted(out, row.key);
        append_line(out, ",{},{},1,{}\n", row.key.size(), row.word, row.bytes);
    }
};

// A key is "device:sector" or a number, which becomes a sector of device 0.
class DisksimWriter final : public LineWriter {
public:
    explicit DisksimWriter(const TraceTraits& traits) {
        lose_traits(losses_, traits, true, true, true);
    }

protected:
    std::string word_of(const Verb& verb) const override {
        return verb.kind == VerbKind::read ? "1" : "0";
    }
    std::string_view why_not(std::string_view key) const override {
        const std::string_view device = key.substr(0, key.find(':'));
        const std::string_view sector =
            device.size() == key.size() ? device : key.substr(device.size() + 1);
        constexpr std::size_t digits_most = 18;
        const auto is_number = [](std::string_view text) {
            return !text.empty() && text.size() <= digits_most &&
                   std::all_of(text.begin(), text.end(),
                               [](char c) { return c >= '0' && c <= '9'; });
        };
        return is_number(device) && is_number(sector) ? ""
                                                      : "is neither a number nor DEVICE:SECTOR";
    }
    void write(const Row& row, std::string& out) override {
        constexpr std::uint64_t sector_size = 512;
        const std::size_t colon = row.key.find(':');
        const bool two = colon != std::string_view::npos;
        if (row.bytes % sector_size != 0) losses_.count("the size was rounded up to 512 bytes");
        if (row.kind == VerbKind::remove) losses_.count("deletes became writes");
        append_line(out, "{} {} {} {} {}\n", row.time_us * 1'000,
                    two ? row.key.substr(0, colon) : std::string_view("0"),
                    two ? row.key.substr(colon + 1) : row.key,
                    row.bytes / sector_size + (row.bytes % sector_size > 0 ? 1 : 0), row.word);
    }
};

// "READ 12" for keys that are numbers, and "READ usertable user12" for others: the first row
// decides, as it does for the reader.
class YcsbWriter final : public LineWriter {
public:
    explicit YcsbWriter(const TraceTraits& traits) {
        lose_traits(losses_, traits, false, false, false);
    }

protected:
    std::string word_of(const Verb& verb) const override {
        constexpr auto kept =
            std::to_array<std::string_view>({"READ", "SCAN", "UPDATE", "INSERT", "DELETE"});
        if (std::find(kept.begin(), kept.end(), verb.name) != kept.end()) return verb.name;
        return verb.kind == VerbKind::read    ? "READ"
               : verb.kind == VerbKind::write ? "UPDATE"
                                              : "DELETE";
    }
    std::string_view why_not(std::string_view key) const override {
        if (is_number(key)) return printed_ ? "is a number, and the first key is not" : "";
        if (begun_ && !printed_) return "is not a number, and the first key is";
        return key.starts_with("user") && key.find(' ') == std::string_view::npos &&
                       !has_line_break(key)
                   ? ""
                   : "is neither a number nor a word that begins with \"user\"";
    }
    void write(const Row& row, std::string& out) override {
        if (!begun_) printed_ = !is_number(row.key);
        begun_ = true;
        append_line(out, "{} {}{}\n", row.word, printed_ ? "usertable " : "", row.key);
    }

private:
    static bool is_number(std::string_view key) {
        return std::all_of(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; });
    }

    bool begun_ = false;
    bool printed_ = false;
};

}  // namespace

std::unique_ptr<TraceWriter> make_cachelib_writer(const TraceTraits& traits) {
    return std::make_unique<CachelibWriter>(traits);
}
std::unique_ptr<TraceWriter> make_csv_writer(const TraceTraits& traits) {
    return std::make_unique<CsvWriter>(traits);
}
std::unique_ptr<TraceWriter> make_disksim_writer(const TraceTraits& traits) {
    return std::make_unique<DisksimWriter>(traits);
}
std::unique_ptr<TraceWriter> make_twitter_writer(const TraceTraits& traits) {
    return std::make_unique<TwitterWriter>(traits);
}
std::unique_ptr<TraceWriter> make_ycsb_writer(const TraceTraits& traits) {
    return std::make_unique<YcsbWriter>(traits);
}

}  // namespace isotherm
