// SPDX-License-Identifier: Apache-2.0
#pragma once
// Errors in what a user gave us, as values with a place. A bug of ours is an assert, never this.

#include <cassert>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/vocabulary/escaping.h"

namespace isotherm {

// Exit codes of the console program (the sysexits numbers where there is one).
enum class ExitCode : int {
    done = 0,
    usage = 2,
    limit_broken = 3,  // the run finished, a limit set in the scenario was exceeded
    bad_trace = 65,
    input_missing = 66,
    internal_error = 70,
    out_of_memory = 71,
    cannot_create = 73,
    input_output = 74,  // read or write error, disk full
    busy = 75,
    permission = 77,
    bad_scenario = 78,
    interrupted = 130,
    terminated = 143,
    reader_gone = 141,
};

// Where in a file something stands. Lines and columns count from 1, columns in code points;
// 0 means unknown. `offset` is in bytes from the start of the (decompressed) text.
struct Place {
    std::string file = {};
    std::int64_t line = 0;
    std::int64_t column = 0;
    std::int64_t offset = -1;
    std::string path = {};         // into a scenario: "tables.votes.capacity.read"
    std::string source_line = {};  // the text of the line, for the caret
};

struct Error {
    ExitCode exit_code = ExitCode::bad_scenario;
    int number = 0;  // printed as E0123; one number per kind of mistake
    Place place;
    std::string what;  // what was found and what was expected
    std::string fix;   // how to mend it

    // "votes.toml:12:3", "votes.toml", or the path where there is no file.
    std::string where() const;
    // The message in full: place, what, source line with a caret, help. Safe for a terminal.
    std::string text() const;
};

using Errors = std::vector<Error>;

// A value, or the reasons (at least one) why there is none.
template <class Value>
class [[nodiscard]] Result {
public:
    Result(Value value) : state_(std::move(value)) {}
    Result(Error error) : state_(Errors{std::move(error)}) {}
    Result(Errors errors) : state_(std::move(errors)) { assert(!std::get<Errors>(state_).empty()); }

    bool ok() const { return state_.index() == 0; }
    Value& value() {
        assert(ok());
        return std::get<0>(state_);
    }
    const Value& value() const {
        assert(ok());
        return std::get<0>(state_);
    }
    const Errors& errors() const {
        assert(!ok());
        return std::get<1>(state_);
    }

private:
    std::variant<Value, Errors> state_;
};

}  // namespace isotherm
