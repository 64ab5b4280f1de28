// SPDX-License-Identifier: Apache-2.0
#pragma once
// Errors in the input of users, as values with a position. A bug of the program is an assert
// instead.

#include <cassert>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/vocabulary/error_number.h"

#include "engine/vocabulary/escaping.h"

namespace isotherm {

// Exit codes of the console program (sysexits numbers where one fits).
enum class ExitCode : int {
    done = 0,
    usage = 2,
    limit_broken = 3,  // the run finished, but a limit set in the scenario was exceeded
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

// A position in a file. Lines and columns count from 1, columns in code points; 0 means unknown.
// `offset` is in bytes from the start of the (decompressed) text; -1 means unknown.
struct Place {
    std::string file = {};
    std::int64_t line = 0;
    std::int64_t column = 0;
    std::int64_t offset = -1;
    std::string path = {};         // path in the scenario: "tables.votes.capacity.read"
    std::string source_line = {};  // text of the line, to show it with a caret
};

struct Error {
    ExitCode exit_code = ExitCode::bad_scenario;
    ErrorNumber number = ErrorNumber::none;
    Place place;
    std::string what;  // what was found and what was expected
    std::string fix;   // how to correct it

    // Returns "votes.toml:12:3", "votes.toml", or the path if there is no file.
    std::string where() const;
    // Returns the whole message: position, what, source line with a caret, help. Safe for a
    // terminal.
    std::string text() const;
};

using Errors = std::vector<Error>;

// A value, or the errors (at least one) that explain why there is none.
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
