// SPDX-License-Identifier: Apache-2.0
#include "engine/backtest/backtest_series.h"

#include "engine/vocabulary/text_file.h"

namespace isotherm {
namespace {

constexpr std::size_t largest_file = std::size_t{1} << 30;

bool looks_like_json(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // a byte order mark
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

}  // namespace

Result<BacktestSeries> read_backtest_series(const std::vector<std::string>& paths,
                                            const SeriesOptions& options) {
    std::vector<NamedText> files;
    for (const std::string& path : paths) {
        auto text = read_text_file(path, largest_file);
        if (!text.ok()) return text.errors();
        files.push_back({path, std::move(text.value())});
    }
    if (files.size() > 1 || looks_like_json(files.front().text))
        return read_cloudwatch_series(files, options);
    return read_csv_series(files.front().text, files.front().file_name, options);
}

}  // namespace isotherm
