// Fuzzing the readers of recorded series: the first byte picks the form and the period. Any input
// must end in a series of whole minutes or in errors with a place.

#include <cstdlib>

#include "engine/run/backtest_series.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace isotherm;
    if (size == 0) return 0;
    constexpr std::array<std::int64_t, 4> periods{0, 60, 300, 3600};
    const std::string text(reinterpret_cast<const char*>(bytes + 1), size - 1);
    const std::int64_t period = periods[(bytes[0] >> 1) % periods.size()];
    const auto series = bytes[0] % 2 == 0 ? read_csv_series(text, "series.csv", period)
                                          : read_cloudwatch_series({{"series.json", text}}, period);
    if (series.ok()) {
        const BacktestSeries& read = series.value();
        if (read.demand[0].size() != read.demand[1].size() || read.minutes() == 0) std::abort();
    } else if (series.errors().empty() || series.errors().front().text().empty()) {
        std::abort();
    }
    return 0;
}
