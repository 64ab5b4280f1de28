// SPDX-License-Identifier: Apache-2.0
#include "app/report/gate_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

using GateJson = nlohmann::ordered_json;

std::string_view kind_name(const GateCheck& check) {
    return gate_check_names[static_cast<std::size_t>(check.kind)];
}

// A limit and an expectation may have the same name.
std::string full_name(const GateCheck& check) {
    switch (check.kind) {
        case GateCheckKind::limit:
            return "limits." + check.name;
        case GateCheckKind::expectation:
            return "expect." + check.name;
        case GateCheckKind::no_worse:
        case GateCheckKind::warning:
            break;
    }
    return std::string(kind_name(check)) + "." + check.name;
}

bool fails(const GateCheck& check) { return !check.holds && check.counts; }

std::size_t count_of_checks(const GateResult& result, bool failed) {
    return static_cast<std::size_t>(std::count_if(
        result.checks.begin(), result.checks.end(),
        [&](const GateCheck& check) { return check.counts && fails(check) == failed; }));
}

std::string throttled_text(const GateResult& result) {
    return fmt::format("{} throttled", percent(result.throttled_share(), 2));
}

std::string cost_text_of(const GateResult& result) {
    return result.cost_month ? "$" + grouped(*result.cost_month, 2) : "-";
}

std::string passed_of(const std::vector<GateResult>& results) {
    const auto passed = std::count_if(results.begin(), results.end(),
                                      [](const GateResult& one) { return one.passed(); });
    return fmt::format("{} of {} scenario{} passed", passed, results.size(),
                       results.size() == 1 ? "" : "s");
}

// GitHub ends a command's values at these characters (actions/toolkit, command.ts).
std::string workflow_text(std::string_view text, bool property) {
    std::string out;
    for (const char c : printable(text)) {
        if (c == '%')
            out += "%25";
        else if (property && c == ':')
            out += "%3A";
        else if (property && c == ',')
            out += "%2C";
        else
            out += c;
    }
    return out;
}

std::string annotation(std::string_view level, const Place& place, const std::string& file,
                       std::string_view title, std::string_view text) {
    std::string where = "file=" + workflow_text(place.file.empty() ? file : place.file, true);
    if (place.line > 0) where += fmt::format(",line={}", place.line);
    if (place.column > 0) where += fmt::format(",col={}", place.column);
    return fmt::format("::{} {},title={}::{}\n", level, where, workflow_text(title, true),
                       workflow_text(text, false));
}

// Text in a cell of a table.
std::string cell_text(std::string_view text) {
    std::string out;
    for (const char c : markup_text(text)) {
        if (c == '|' || c == '`' || c == '*' || c == '_' || c == '[') out += '\\';
        out += c;
    }
    return out;
}

GateJson check_json(const GateCheck& check) {
    return {{"kind", kind_name(check)},
            {"name", check.name},
            {"holds", check.holds},
            {"text", check.text},
            {"line", check.place.line > 0 ? GateJson(check.place.line) : GateJson(nullptr)}};
}

GateJson error_json(const Error& error) {
    return {{"where", error.where()},
            {"what", error.what},
            {"fix", error.fix},
            {"exit_code", static_cast<int>(error.exit_code)}};
}

std::string junit_case(const GateResult& result, const std::string& name, double seconds,
                       const std::string& inner) {
    return fmt::format("    <testcase classname=\"{}\" name=\"{}\" time=\"{:.3f}\"{}\n",
                       markup_text(result.file), markup_text(name), seconds,
                       inner.empty() ? "/>" : ">" + inner + "</testcase>");
}

std::string junit_cases(const GateResult& result) {
    std::string cases;
    if (!result.errors.empty()) {
        std::string errors;
        for (const Error& error : result.errors)
            errors += fmt::format("<error message=\"{}\">{}: {}</error>", markup_text(error.what),
                                  markup_text(error.where()), markup_text(error.fix));
        return junit_case(result, "runs", result.wall_seconds, errors);
    }
    cases += junit_case(result, "runs", result.wall_seconds, "");
    for (const GateCheck& check : result.checks) {
        if (!check.counts) continue;
        const std::string at =
            check.place.line > 0 ? fmt::format("{}:{}: ", result.file, check.place.line) : "";
        cases += junit_case(result, full_name(check), 0,
                            check.holds ? ""
                                        : fmt::format("<failure message=\"{}\">{}{}</failure>",
                                                      markup_text(check.text), markup_text(at),
                                                      markup_text(check.text)));
    }
    return cases;
}

std::string markdown_row(const GateResult& result) {
    if (!result.errors.empty())
        return fmt::format("| ❌ | {} | - | - | {} |\n", cell_text(result.file),
                           cell_text(result.errors.front().what));
    const std::size_t failed = count_of_checks(result, true);
    const std::size_t held = count_of_checks(result, false);
    return fmt::format("| {} | {} | {} | {} | {} |\n", result.passed() ? "✅" : "❌",
                       cell_text(result.file), percent(result.throttled_share(), 2),
                       cell_text(cost_text_of(result)),
                       failed > 0 ? fmt::format("{} of {} broken", failed, failed + held)
                                  : fmt::format("{} hold", held));
}

}  // namespace

bool GateResult::passed() const {
    return errors.empty() && std::none_of(checks.begin(), checks.end(), fails);
}

bool gate_passed(const std::vector<GateResult>& results) {
    return std::all_of(results.begin(), results.end(),
                       [](const GateResult& one) { return one.passed(); });
}

std::string gate_text(const std::vector<GateResult>& results) {
    std::string text;
    for (const GateResult& result : results) {
        if (!result.errors.empty()) {
            text += fmt::format("ERROR   {}\n", printable(result.file));
            for (const Error& error : result.errors) text += error.text() + "\n";
            continue;
        }
        text += fmt::format(
            "{}  {}: {}, {} a month, {} check{} hold{}\n", result.passed() ? "passed" : "BROKEN",
            printable(result.file), throttled_text(result), cost_text_of(result),
            count_of_checks(result, false), count_of_checks(result, false) == 1 ? "" : "s",
            count_of_checks(result, false) == 1 ? "s" : "");
        for (const GateCheck& check : result.checks)
            if (!check.holds)
                text += fmt::format(
                    "        {}{}: {}\n", full_name(check),
                    check.place.line > 0 ? fmt::format(" (line {})", check.place.line) : "",
                    printable(check.text));
        for (const std::string& note : result.notes)
            text += fmt::format("        {}\n", printable(note));
    }
    return text + passed_of(results) + ".\n";
}

GateJson gate_json(const std::vector<GateResult>& results) {
    GateJson scenarios = GateJson::array();
    for (const GateResult& result : results) {
        GateJson one{{"file", result.file},
                     {"name", result.name},
                     {"ok", result.passed()},
                     {"fingerprint", nullptr},
                     {"attempts", result.attempts},
                     {"throttled", result.throttled},
                     {"throttled_share", result.throttled_share()},
                     {"cost_per_month", nullptr},
                     {"checks", GateJson::array()},
                     {"notes", result.notes},
                     {"errors", GateJson::array()},
                     {"run", result.folder.empty() ? GateJson(nullptr) : GateJson(result.folder)}};
        if (!result.fingerprint.empty()) one["fingerprint"] = result.fingerprint;
        if (result.cost_month) one["cost_per_month"] = *result.cost_month;
        for (const GateCheck& check : result.checks) one["checks"].push_back(check_json(check));
        for (const Error& error : result.errors) one["errors"].push_back(error_json(error));
        scenarios.push_back(std::move(one));
    }
    return {{"schema_version", 1}, {"ok", gate_passed(results)}, {"scenarios", scenarios}};
}

std::string gate_junit(const std::vector<GateResult>& results) {
    std::string suites;
    std::size_t all = 0, failures = 0, errors = 0;
    for (const GateResult& result : results) {
        const bool ran = result.errors.empty();
        const std::size_t failed = count_of_checks(result, true);
        const std::size_t tests = 1 + (ran ? failed + count_of_checks(result, false) : 0);
        all += tests;
        failures += ran ? failed : 0;
        errors += ran ? 0 : 1;
        suites += fmt::format(
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" "
            "time=\"{:.3f}\">\n{}  </testsuite>\n",
            markup_text(result.file), tests, ran ? failed : 0, ran ? 0 : 1, result.wall_seconds,
            junit_cases(result));
    }
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"isotherm\" tests=\"{}\" "
        "failures=\"{}\" errors=\"{}\">\n{}</testsuites>\n",
        all, failures, errors, suites);
}

std::string gate_markdown(const std::vector<GateResult>& results) {
    std::string text = fmt::format(
        "### Isotherm: {}\n\n| | scenario | throttled | a month | checks "
        "|\n|---|---|---:|---:|---|\n",
        passed_of(results));
    for (const GateResult& result : results) text += markdown_row(result);
    std::string details;
    for (const GateResult& result : results) {
        for (const GateCheck& check : result.checks)
            if (!check.holds)
                details += fmt::format(
                    "- **{}**, {}{}: {}\n", cell_text(result.file), cell_text(full_name(check)),
                    check.place.line > 0 ? fmt::format(" (line {})", check.place.line) : "",
                    cell_text(check.text));
        for (const std::string& note : result.notes)
            details += fmt::format("- {}: {}\n", cell_text(result.file), cell_text(note));
        for (const Error& error : result.errors)
            details += fmt::format("- **{}**: {} ({})\n", cell_text(error.where()),
                                   cell_text(error.what), cell_text(error.fix));
    }
    return details.empty() ? text : text + "\n" + details;
}

std::string gate_github(const std::vector<GateResult>& results) {
    std::string text;
    for (const GateResult& result : results) {
        for (const Error& error : result.errors)
            text += annotation("error", error.place, result.file, "Isotherm cannot run it",
                               error.what + "; " + error.fix);
        for (const GateCheck& check : result.checks)
            if (!check.holds)
                text += annotation(fails(check) ? "error" : "warning", check.place, result.file,
                                   "Isotherm: " + full_name(check), check.text);
        for (const std::string& note : result.notes)
            text += annotation("notice", {}, result.file, "Isotherm", note);
    }
    return text + passed_of(results) + ".\n";
}

}  // namespace isotherm
