// SPDX-License-Identifier: Apache-2.0
#include "engine/attributes/attributes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include "engine/model/key_space.h"
#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/exact_math.h"
#include "engine/vocabulary/number_reader.h"
#include "engine/vocabulary/spelling.h"

namespace isotherm {
namespace {

constexpr std::array<std::pair<std::string_view, Grain>, 6> time_names{{{"time", Grain::instant},
                                                                        {"minute", Grain::minute},
                                                                        {"hour", Grain::hour},
                                                                        {"day", Grain::day},
                                                                        {"week", Grain::week},
                                                                        {"month", Grain::month}}};
constexpr std::array<std::pair<std::string_view, RecordedField>, 3> recorded_names{
    {{"key", RecordedField::key}, {"bytes", RecordedField::bytes}, {"verb", RecordedField::verb}}};
constexpr std::size_t longest_instant = 26;  // "2016-02-26T13:05:07.123456"
constexpr std::size_t longest_verb = 32;

std::uint64_t salt_of(std::uint64_t seed, std::string_view purpose, std::string_view name) {
    const std::string text = fmt::format("{}.{}", purpose, name);
    return XXH3_64bits_withSeed(text.data(), text.size(), seed);
}

std::uint64_t bits_of(const Value& value) {
    if (value.kind == Value::Kind::number || value.kind == Value::Kind::key)
        return position_of(static_cast<std::uint64_t>(value.number));
    return XXH3_64bits(value.words.data(), value.words.size());
}

// Uniform in (0, 1), in odd multiples of 2^-54.
double unit_of(std::uint64_t bits) { return (static_cast<double>(bits >> 11) + 0.5) * 0x1p-53; }

std::int64_t capped(double value, const AttributeSpec& spec) {
    return static_cast<std::int64_t>(
        std::clamp(std::ceil(value), 1.0, static_cast<double>(spec.most)));
}

// Whether the chain of parents comes back to where it was, which check refuses.
bool depends_on_itself(const std::map<std::string, AttributeSpec>& specs, std::string at) {
    for (std::size_t steps = 0; steps <= specs.size(); ++steps) {
        const auto found = specs.find(at);
        if (found == specs.end()) return false;
        at = found->second.of;
    }
    return true;
}

std::string_view verb_of(Operation operation) { return traits_of(operation).api_name; }

}  // namespace

Attributes::Attributes(const std::map<std::string, AttributeSpec>& specs,
                       const std::vector<std::string>& workloads, std::uint64_t seed,
                       WallTime start, std::shared_ptr<RecordedSources> recorded)
    : start_(start), recorded_(std::move(recorded)) {
    for (const auto& [name, spec] : specs) {
        Attribute made;
        made.spec = spec;
        made.spec.name = name;
        made.salt = salt_of(seed, "attributes", name);
        if (spec.written()) {
            const auto writer = std::ranges::find(workloads, spec.writer());
            if (writer != workloads.end())
                made.writer = static_cast<std::uint32_t>(writer - workloads.begin());
            if (spec.skew == WrittenSkew::zipf)
                made.zipf =
                    shared_zipf_table(static_cast<std::uint64_t>(spec.remember), spec.exponent);
        } else if (spec.distribution == AttributeSpread::zipf && !spec.recorded())
            made.zipf = shared_zipf_table(static_cast<std::uint64_t>(spec.distinct), spec.exponent);
        if (spec.distribution == AttributeSpread::weights) {
            std::vector<double> weights;
            for (const auto& [word, weight] : spec.weights) {
                if (word == "none") made.none_word = static_cast<std::int32_t>(weights.size());
                weights.push_back(weight);
                made.word_texts.push_back(word);
                made.word_numbers.push_back(number_in<std::int64_t>(word).value_or(0));
            }
            made.numbers = spec.is_number();
            // Without any weight, which check refuses, it has no value.
            if (std::ranges::any_of(weights, [](double weight) { return weight > 0; }))
                made.words.emplace(weights);
        }
        attributes_.push_back(std::move(made));
    }
    for (Attribute& attribute : attributes_) {
        if (attribute.spec.of.empty() || depends_on_itself(specs, attribute.spec.name)) continue;
        const auto parent = named(attribute.spec.of);
        attribute.parent = parent ? static_cast<std::int32_t>(*parent) : recorded_key;
    }
    for (const std::string& name : workloads)
        workload_salts_.push_back(salt_of(seed, "actions", name));
    turns_.resize(workloads.size());
}

void Attributes::take_turns(const std::vector<std::uint32_t>& workloads) {
    for (std::uint32_t place = 0; place < workloads.size(); ++place)
        turns_[workloads[place]] = {place, workloads.size()};
}

std::optional<std::uint32_t> Attributes::named(std::string_view name) const {
    const auto found =
        std::ranges::find(attributes_, name, [](const Attribute& one) { return one.spec.name; });
    if (found == attributes_.end()) return std::nullopt;
    return static_cast<std::uint32_t>(found - attributes_.begin());
}

std::optional<std::uint32_t> Attributes::parent(std::uint32_t attribute) const {
    const std::int32_t parent = attributes_[attribute].parent;
    return parent < 0 ? std::nullopt : std::optional(static_cast<std::uint32_t>(parent));
}

Value Attributes::value(std::uint32_t index, const Draw& draw) const {
    const Attribute& attribute = attributes_[index];
    if (attribute.spec.recorded()) [[unlikely]]
        return recorded_ == nullptr ? Value() : recorded_->value(draw.workload, index, draw.number);
    if (attribute.spec.distribution == AttributeSpread::sequence) {
        const Turn& turn = turns_[draw.workload];
        return static_cast<std::int64_t>(draw.number * turn.of + turn.place);
    }
    std::uint64_t source = 0;
    if (attribute.parent == no_parent) {
        source = position_of(draw.number ^ workload_salts_[draw.workload]);
    } else if (attribute.parent == recorded_key) {
        source = position_of(draw.key);
    } else {
        const Value parent = value(static_cast<std::uint32_t>(attribute.parent), draw);
        if (parent.none()) return parent;
        source = bits_of(parent);
    }
    return drawn(attribute, position_of(source ^ attribute.salt));
}

Value Attributes::drawn(const Attribute& attribute, std::uint64_t bits) const {
    const AttributeSpec& spec = attribute.spec;
    switch (spec.distribution) {
        case AttributeSpread::uniform: {
            const auto wide =
                static_cast<unsigned __int128>(bits) * static_cast<std::uint64_t>(spec.distinct);
            return static_cast<std::int64_t>(wide >> 64);
        }
        case AttributeSpread::zipf: {
            std::uint64_t step = 0;
            return static_cast<std::int64_t>(
                attribute.zipf->draw([&] { return position_of(bits + step++); }));
        }
        case AttributeSpread::weights: {
            if (!attribute.words) return {};
            const std::uint32_t word = attribute.words->pick(bits);
            if (static_cast<std::int32_t>(word) == attribute.none_word) return {};
            if (attribute.numbers) return attribute.word_numbers[word];
            return Value::text(attribute.word_texts[word]);
        }
        case AttributeSpread::log_normal:
            return capped(static_cast<double>(spec.median) *
                              exact::exp(spec.sigma * exact::normal_quantile(unit_of(bits))),
                          spec);
        case AttributeSpread::pareto:
            return capped(
                static_cast<double>(spec.least) * exact::pow(unit_of(bits), -1 / spec.shape), spec);
        case AttributeSpread::sequence:
            break;
    }
    return {};
}

Value Attributes::meaning(const NameMeaning& name, const Draw& draw, std::uint64_t salt) const {
    switch (name.kind) {
        case NameMeaning::Kind::attribute:
            return value(static_cast<std::uint32_t>(name.from), draw);
        case NameMeaning::Kind::time:
            return Value::time(start_ + (draw.time - sim_start), static_cast<Grain>(name.field),
                               name.from);
        case NameMeaning::Kind::random: {
            const std::uint64_t source = position_of(draw.number ^ workload_salts_[draw.workload]);
            return static_cast<std::int64_t>(
                position_of(source ^ salt ^ position_of(static_cast<std::uint64_t>(name.from))));
        }
        case NameMeaning::Kind::recorded:
            break;
        case NameMeaning::Kind::key:
            return Value::key(draw.key);
        case NameMeaning::Kind::action:
            return static_cast<std::int64_t>(draw.number);
        default:
            return {};
    }
    switch (static_cast<RecordedField>(name.field)) {
        case RecordedField::key:
            return Value::key(draw.key);
        case RecordedField::bytes:
            return std::int64_t{draw.bytes};
        case RecordedField::verb:
            return Value::text(verb_of(draw.operation));
    }
    return {};
}

double Attributes::share_with_value(std::uint32_t attribute) const {
    const double own = attributes_[attribute].spec.share_with_value();
    const auto above = parent(attribute);
    return above ? own * share_with_value(*above) : own;
}

NameMeaning Attributes::meaning_of(std::uint32_t index) const {
    const AttributeSpec& spec = attributes_[index].spec;
    NameMeaning meaning{.kind = NameMeaning::Kind::attribute, .from = index};
    if (spec.recorded()) {
        meaning.gives = Value::Kind::text;
        meaning.longest = RecordedValues::longest_text;
        return meaning;
    }
    meaning.may_be_none = share_with_value(index) < 1;
    if (spec.distribution == AttributeSpread::weights) {
        if (spec.is_number()) return meaning;
        meaning.gives = Value::Kind::text;
        meaning.longest = 0;
        for (const auto& one : spec.weights)
            meaning.longest = std::max(meaning.longest, one.first.size());
        return meaning;
    }
    meaning.bounded = spec.distribution != AttributeSpread::sequence;
    const bool counted =
        spec.distribution == AttributeSpread::uniform || spec.distribution == AttributeSpread::zipf;
    meaning.least = counted ? 0 : 1;
    meaning.most = counted ? spec.distinct - 1 : spec.most;
    return meaning;
}

// NAME is the key of the written item, NAME.user its user.
std::optional<NameMeaning> Attributes::name_of_written(std::uint32_t attribute,
                                                       std::string_view field) const {
    const auto inner = named(field);
    if (inner && spec(*inner).written()) return std::nullopt;
    auto meaning = name(field.empty() ? "key" : field, "");
    const bool known = meaning && (meaning->kind == NameMeaning::Kind::attribute ||
                                   meaning->kind == NameMeaning::Kind::time ||
                                   meaning->kind == NameMeaning::Kind::recorded);
    if (!known) return std::nullopt;
    meaning->written = static_cast<std::int32_t>(attribute);
    return meaning;
}

std::optional<NameMeaning> Attributes::name(std::string_view name, std::string_view field) const {
    const auto attribute = named(name);
    if (attribute && spec(*attribute).written()) return name_of_written(*attribute, field);
    if (!field.empty()) return std::nullopt;
    if (attribute) return meaning_of(*attribute);
    for (const auto& [word, period] : time_names) {
        if (word != name) continue;
        return NameMeaning{.kind = NameMeaning::Kind::time,
                           .field = static_cast<std::uint8_t>(period),
                           .gives = Value::Kind::time,
                           .longest = longest_instant};
    }
    for (const auto& [word, recorded] : recorded_names) {
        if (word != name) continue;
        NameMeaning meaning{.kind = NameMeaning::Kind::recorded,
                            .field = static_cast<std::uint8_t>(recorded)};
        if (recorded == RecordedField::key) meaning.gives = Value::Kind::key;
        if (recorded == RecordedField::verb) {
            meaning.gives = Value::Kind::text;
            meaning.longest = longest_verb;
        }
        return meaning;
    }
    if (name == "action") return NameMeaning{.kind = NameMeaning::Kind::action};
    return std::nullopt;
}

namespace {

bool is_word(std::string_view name) {
    const auto letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    };
    return !name.empty() && letter(name.front()) &&
           std::ranges::all_of(name, [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

// Names that mean something else in expressions.
bool is_taken(std::string_view name) {
    constexpr auto taken = std::to_array<std::string_view>(
        {"and", "or", "not", "key", "verb", "action", "worker", "segment", "item", "record",
         "random", "hash", "ascii_sum", "pad", "floor", "none"});
    return std::ranges::find(taken, name) != taken.end() ||
           std::ranges::any_of(time_names, [&](const auto& one) { return one.first == name; });
}

}  // namespace

namespace {

// The attribute `bytes` is the size of an item: a number that an item can have.
// What is wrong with an attribute, at one of its settings; "": at the attribute itself.
struct AttributeComplaint {
    std::string attribute;
    std::string setting;
    std::string what;
    std::string fix;
};

// Reads the settings again, so that each complaint stands at its value.
void report_at_their_settings(const std::vector<AttributeComplaint>& complaints,
                              const std::vector<std::string>& names, SettingsVisitor& visit) {
    if (complaints.empty()) return;
    visit.named({.name = "attributes", .help = ""}, names,
                [&](const std::string& name, SettingsVisitor& inner) {
                    AttributeSpec again;
                    again.settings(inner);
                    for (const AttributeComplaint& one : complaints)
                        if (one.attribute == name) inner.reject(one.setting, one.what, one.fix);
                });
}

void check_sizes(const AttributeSpec& spec, std::vector<AttributeComplaint>& complaints) {
    constexpr std::int64_t largest_item = 400 * 1'024;  // since 2014-10-07
    bool fits = spec.is_number();
    for (const auto& [value, weight] : spec.weights) {
        const auto bytes = number_in<std::int64_t>(value);
        fits = fits && bytes && *bytes >= 1 && *bytes <= largest_item;
    }
    if (spec.distribution == AttributeSpread::log_normal ||
        spec.distribution == AttributeSpread::pareto)
        fits = fits && spec.most <= largest_item && spec.least >= 1;
    else if (spec.distribution != AttributeSpread::weights)
        fits = fits && spec.values() <= static_cast<double>(largest_item);
    if (fits) return;
    const char* const setting = spec.distribution == AttributeSpread::weights ? "weights"
                                : spec.distribution == AttributeSpread::uniform ||
                                        spec.distribution == AttributeSpread::zipf
                                    ? "distinct"
                                    : "most";
    complaints.push_back({"bytes", setting, "it is the size of an item: 1 B to 400 KB",
                          "give every value a weight in that range, or set most = \"400 KB\""});
}

}  // namespace

void check_attributes(const std::map<std::string, AttributeSpec>& specs, SettingsVisitor& visit) {
    if (!visit.reads()) return;
    std::vector<std::string> names;
    for (const auto& one : specs) names.push_back(one.first);
    std::vector<AttributeComplaint> complaints;
    for (const auto& one : specs) {
        const std::string& name = one.first;
        if (!is_word(name) || is_taken(name)) {
            complaints.push_back(
                {name, "",
                 fmt::format("\"{}\" cannot be the name of an attribute", printable(name)),
                 is_taken(name) ? "it means something else in expressions: choose another"
                                : "use letters, digits and _, and begin with a letter"});
            continue;
        }
        if (name == "bytes" && !one.second.written()) check_sizes(one.second, complaints);
        const std::string& of = one.second.of;
        if (const auto parent = specs.find(of); parent != specs.end() && parent->second.written())
            complaints.push_back(
                {name, "of",
                 fmt::format("{} stands for written items, which have no value of their own", of),
                 "name an attribute that is drawn"});
        if (!of.empty() && of != "key" && !specs.contains(of))
            complaints.push_back({name, "of", fmt::format("nothing sets \"{}\"", printable(of)),
                                  suggestion_text(of, names)});
        if (depends_on_itself(specs, name))
            complaints.push_back({name, "of", fmt::format("{} depends on itself", name),
                                  "remove one of the settings `of`"});
    }
    report_at_their_settings(complaints, names, visit);
}

}  // namespace isotherm
