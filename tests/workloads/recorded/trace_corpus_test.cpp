// SPDX-License-Identifier: Apache-2.0
// Replays the fuzzer's corpus, including its findings, in the normal suite.

#include <fstream>

#include "tests/fuzz/trace_property.h"
#include "tests/workloads/recorded/trace_reading.h"

namespace isotherm {
namespace {

TEST(TraceCorpus, every_input_ends_in_rows_or_in_an_error) {
    const std::filesystem::path folder =
        std::filesystem::path(ISOTHERM_SOURCE_DIR) / "tests/fuzz/corpus/trace";
    std::size_t inputs = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string input(std::istreambuf_iterator<char>(file), {});
        SCOPED_TRACE(entry.path().filename().string());
        check_trace_input(input);
        ++inputs;
    }
    EXPECT_GE(inputs, Catalog<TraceFormat>::instance().names().size())
        << "one seed for each format at least";
}

}  // namespace
}  // namespace isotherm
