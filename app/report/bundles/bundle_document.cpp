// SPDX-License-Identifier: Apache-2.0
#include "app/report/bundles/bundle_document.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/report/bundles/bundle_error.h"
#include "engine/vocabulary/json_text.h"
#include "engine/vocabulary/message_json.h"
#include "engine/vocabulary/version.h"

namespace isotherm {
namespace {

using DocumentJson = nlohmann::ordered_json;

DocumentJson slot_json(const std::optional<BundleSlot>& slot) {
    if (!slot) return nullptr;
    return {{"kind", slot->has_run() ? "run" : "scenario"},
            {"label", slot->label},
            {"seed", slot->seed},
            {"seconds", slot->seconds},
            {"fingerprint", slot->fingerprint},
            {"changes", slot->changes}};
}

DocumentJson note_json(const BundleNote& note) {
    return {{"second", note.second},
            {"table", note.resource.table},
            {"index", note.resource.is_index() ? DocumentJson(note.resource.index) : nullptr},
            {"side", side_names[note.side]},
            {"partition", note.partition ? DocumentJson(*note.partition) : nullptr},
            {"text", note.text}};
}

DocumentJson input_json(const BundleInput& input) {
    return {{"slot", std::string(1, input.slot)},
            {"path", input.path},
            {"stored", input.stored.empty() ? DocumentJson(nullptr) : DocumentJson(input.stored)},
            {"bytes", input.bytes},
            {"xxh3", input.xxh3}};
}

// Reads members of the form that this version writes; anything else makes the document unreadable.
class DocumentReader {
public:
    bool fits = true;
    std::string unfit;  // the first member that does not fit

    void refuse(const char* name) {
        if (fits) unfit = name;
        fits = false;
    }
    const DocumentJson* member(const DocumentJson& of, const char* name) {
        const auto found = of.is_object() ? of.find(name) : of.end();
        if (found != of.end()) return &*found;
        refuse(name);
        return nullptr;
    }
    void text(const DocumentJson& of, const char* name, std::string& into) {
        const DocumentJson* found = member(of, name);
        if (found == nullptr) return;
        if (!found->is_string()) return refuse(name);
        into = found->get<std::string>();
    }
    template <class Number>
    void number(const DocumentJson& of, const char* name, Number& into) {
        const DocumentJson* found = member(of, name);
        if (found == nullptr) return;
        if (!found->is_number_integer()) return refuse(name);
        into = found->get<Number>();
    }
    void texts(const DocumentJson& of, const char* name, std::vector<std::string>& into) {
        each(of, name, [&](const DocumentJson& one) {
            if (!one.is_string()) return refuse(name);
            into.push_back(one.get<std::string>());
        });
    }
    template <class Read>
    void each(const DocumentJson& of, const char* name, const Read& read) {
        const DocumentJson* found = member(of, name);
        if (found == nullptr) return;
        if (!found->is_array()) return refuse(name);
        for (const DocumentJson& one : *found) read(one);
    }
    void slot(const DocumentJson& of, const char* name, std::optional<BundleSlot>& into) {
        const DocumentJson* found = member(of, name);
        if (found == nullptr || found->is_null()) return;
        BundleSlot& slot = into.emplace();
        text(*found, "label", slot.label);
        number(*found, "seed", slot.seed);
        number(*found, "seconds", slot.seconds);
        text(*found, "fingerprint", slot.fingerprint);
        texts(*found, "changes", slot.changes);
        constexpr std::int64_t ten_years = std::int64_t{3'660} * 86'400;
        if (slot.seconds < 0 || slot.seconds > ten_years) refuse("seconds");
    }
    BundleNote note(const DocumentJson& of) {
        BundleNote note;
        std::string side;
        number(of, "second", note.second);
        text(of, "table", note.resource.table);
        text(of, "text", note.text);
        text(of, "side", side);
        const DocumentJson* index = member(of, "index");
        if (index != nullptr && !index->is_null()) text(of, "index", note.resource.index);
        const DocumentJson* partition = member(of, "partition");
        if (partition != nullptr && !partition->is_null())
            number(of, "partition", note.partition.emplace());
        if (side != side_names[Side::read] && side != side_names[Side::write]) refuse("side");
        note.side = side == side_names[Side::read] ? Side::read : Side::write;
        return note;
    }
    BundleInput input(const DocumentJson& of) {
        BundleInput input;
        std::string slot;
        text(of, "slot", slot);
        text(of, "path", input.path);
        number(of, "bytes", input.bytes);
        text(of, "xxh3", input.xxh3);
        const DocumentJson* stored = member(of, "stored");
        if (stored != nullptr && !stored->is_null()) text(of, "stored", input.stored);
        if (slot != "a" && slot != "b") refuse("slot");
        if (fits) input.slot = slot.front();
        return input;
    }
};

}  // namespace

std::string document_text(const BundleDocument& document) {
    DocumentJson notes = DocumentJson::array(), sentence = notes, inputs = notes;
    for (const BundleNote& note : document.notes) notes.push_back(note_json(note));
    for (const Message& message : document.sentence) sentence.push_back(message_json(message));
    for (const BundleInput& input : document.inputs) inputs.push_back(input_json(input));
    return written_json({{"program", "isotherm"},
                         {"format", bundle_format},
                         {"version", document.version},
                         {"title", document.title},
                         {"slots", {{"a", slot_json(document.a)}, {"b", slot_json(document.b)}}},
                         {"view", document.view},
                         {"notes", notes},
                         {"sentence", sentence},
                         {"dismissed", document.dismissed},
                         {"inputs", inputs}}) +
           "\n";
}

Result<BundleDocument> read_document(const std::string& text, const std::string& path) {
    const DocumentJson json = DocumentJson::parse(text, nullptr, false);
    DocumentReader reader;
    std::string program;
    std::int64_t format = 0;
    BundleDocument document;
    if (json.is_object()) reader.text(json, "program", program);
    if (program != "isotherm")
        return bundle_error(path, ExitCode::bad_trace,
                            "document.json is damaged, or not that of a bundle",
                            "name a bundle that Isotherm wrote");
    reader.text(json, "version", document.version);
    reader.number(json, "format", format);
    if (format != bundle_format)
        return bundle_error(path, ExitCode::bad_trace,
                            fmt::format("isotherm {} wrote this bundle in a format that this "
                                        "program cannot read: {}, expected {}",
                                        printable(document.version), format, bundle_format),
                            "open it with that version, or run its scenarios again");
    reader.text(json, "title", document.title);
    if (const DocumentJson* slots = reader.member(json, "slots"); slots != nullptr) {
        reader.slot(*slots, "a", document.a);
        reader.slot(*slots, "b", document.b);
    }
    reader.texts(json, "view", document.view);
    reader.texts(json, "dismissed", document.dismissed);
    reader.each(json, "notes",
                [&](const DocumentJson& one) { document.notes.push_back(reader.note(one)); });
    reader.each(json, "inputs",
                [&](const DocumentJson& one) { document.inputs.push_back(reader.input(one)); });
    // A later version may say more; what this one does not know is left out.
    reader.each(json, "sentence", [&](const DocumentJson& one) {
        if (auto message = message_of(one)) document.sentence.push_back(std::move(*message));
    });
    if (!document.a) reader.refuse("slots.a");
    if (reader.fits) return document;
    return bundle_error(path, ExitCode::bad_trace,
                        fmt::format("document.json is damaged: \"{}\" is missing or of another "
                                    "form than expected",
                                    reader.unfit),
                        "save the bundle again");
}

}  // namespace isotherm
