// SPDX-License-Identifier: Apache-2.0
#include "engine/vocabulary/csv_reader.h"

#include <algorithm>

namespace isotherm {

CsvReader::CsvReader(std::string_view text) : text_(text) {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
}

bool CsvReader::next(CsvRecord& record) {
    if (at_ >= text_.size()) return false;
    record.byte = at_;
    record.line = ++line_;
    record.problem = CsvProblem::none;
    std::size_t count = 0;  // earlier fields are overwritten, so that their memory is used again
    read_field(record, count++);
    while (at_ < text_.size() && text_[at_] == ',') {
        ++at_;
        read_field(record, count++);
    }
    record.fields.resize(count);
    line_ += std::count(text_.begin() + static_cast<std::ptrdiff_t>(record.byte),
                        text_.begin() + static_cast<std::ptrdiff_t>(at_), '\n');
    if (at_ < text_.size()) ++at_;  // skip the line end
    return true;
}

void CsvReader::read_field(CsvRecord& record, std::size_t index) {
    if (index == record.fields.size()) record.fields.emplace_back();
    CsvField& field = record.fields[index];
    field.text.clear();
    field.byte = at_;
    const auto report = [&](CsvProblem problem) {
        if (record.problem != CsvProblem::none) return;
        record.problem = problem;
        record.problem_field = index;
    };
    const bool quoted = at_ < text_.size() && text_[at_] == '"';
    if (quoted) {
        const std::size_t end = end_of_quoted(field.text);
        if (end == text_.npos) {
            report(CsvProblem::open_quote);
            field.text.clear();
            ++at_;
        } else {
            at_ = end;
        }
    }
    const std::size_t end = std::min(text_.find_first_of(",\n", at_), text_.size());
    std::string_view rest = text_.substr(at_, end - at_);
    if ((end == text_.size() || text_[end] == '\n') && rest.ends_with('\r')) rest.remove_suffix(1);
    if (!rest.empty() && (quoted || rest.find('"') != rest.npos)) report(CsvProblem::stray_quote);
    field.text += rest;
    at_ = end;
}

std::size_t CsvReader::end_of_quoted(std::string& text) const {
    bool many_lines = false;
    for (std::size_t i = at_ + 1; i < text_.size(); ++i) {
        if (text_[i] == '"') {
            const char behind = i + 1 < text_.size() ? text_[i + 1] : '\n';
            if (behind != '"') {
                const bool ends = behind == ',' || behind == '\n' || behind == '\r';
                // A quote on a later line with text after it belongs to another field.
                return ends || !many_lines ? i + 1 : text_.npos;
            }
            ++i;
        }
        many_lines = many_lines || text_[i] == '\n';
        text += text_[i];
    }
    return text_.npos;
}

}  // namespace isotherm
