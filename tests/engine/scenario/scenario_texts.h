// SPDX-License-Identifier: Apache-2.0
#pragma once
// A small valid scenario, and functions that make it invalid.

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "engine/scenario/scenario.h"

namespace isotherm {

// The scenario has thirteen lines; text appended to it starts in line 14.
inline std::string good() {
    return "name = \"votes\"\n"
           "era = \"2016\"\n"
           "duration = \"10s\"\n"
           "\n"
           "[tables.votes]\n"
           "item_size = \"1 KB\"\n"
           "capacity = { mode = \"provisioned\", read = 10, write = 10 }\n"
           "\n"
           "[workloads.voters]\n"
           "table = \"votes\"\n"
           "operation = \"PutItem\"\n"
           "arrivals = { shape = \"constant\", rate = \"5/s\" }\n"
           "keys = { distribution = \"sequential\", distinct = 10 }\n";
}

// The good scenario with one text replaced by another.
inline std::string changed(std::string_view from, std::string_view to) {
    std::string text = good();
    const std::size_t at = text.find(from);
    if (at == std::string::npos) {
        ADD_FAILURE() << "the good scenario has no " << from;
        return text;
    }
    return text.replace(at, from.size(), to);
}

inline std::string repeated(std::string_view text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

// The full error texts as a user reads them.
inline std::string messages_of(const Result<Scenario>& scenario) {
    if (scenario.ok()) return "(no error)";
    std::string texts;
    for (const Error& error : scenario.errors()) texts += error.text();
    return texts;
}

}  // namespace isotherm
