// SPDX-License-Identifier: Apache-2.0
#pragma once
// A thin wrapper of SQLite with errors as values: a connection, and statements with parameters.

#include <sqlite3.h>

#include <cassert>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "engine/vocabulary/result.h"

namespace isotherm {

// After the first failure all calls do nothing, so callers need to check only once at the end.
class Database {
public:
    enum class Mode { create, read };
    Database(const std::string& path, Mode mode) : path_(path) {
        const int access = mode == Mode::create ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                                : SQLITE_OPEN_READONLY;
        sqlite3* opened = nullptr;
        // One thread at a time uses a Database, so its calls need no locks.
        check(sqlite3_open_v2(path.c_str(), &opened, access | SQLITE_OPEN_NOMUTEX, nullptr),
              opened);
        connection_.reset(opened);
    }

    void run(const char* sql) {
        if (!failed())
            check(sqlite3_exec(connection_.get(), sql, nullptr, nullptr, nullptr),
                  connection_.get());
    }
    bool failed() const { return failure_.has_value(); }
    // SQLite's error message.
    const std::string& failure() const { return *failure_; }
    // Whether the failure is due to the disk or the system, not to the contents of the file.
    bool unreadable() const { return unreadable_; }
    const std::string& path() const { return path_; }

private:
    friend class SqlStatement;
    struct Closed {
        void operator()(sqlite3* connection) const { sqlite3_close(connection); }
    };
    void check(int code, sqlite3* connection) {
        if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE && !failed()) {
            failure_ = connection == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(connection);
            const int kind = code & 0xff;  // primary result code, without the extended part
            unreadable_ = kind == SQLITE_CANTOPEN || kind == SQLITE_IOERR;
        }
    }

    std::string path_;
    std::unique_ptr<sqlite3, Closed> connection_;
    std::optional<std::string> failure_;
    bool unreadable_ = false;
};

// A value of a row whose columns are known only at run time.
using SqlValue = std::variant<std::nullptr_t, std::int64_t, double, std::string>;

class SqlStatement {
public:
    SqlStatement(Database& database, const char* sql) : database_(database) {
        if (database_.failed()) return;
        sqlite3_stmt* prepared = nullptr;
        database_.check(
            sqlite3_prepare_v2(database_.connection_.get(), sql, -1, &prepared, nullptr),
            database_.connection_.get());
        statement_.reset(prepared);
    }

    // Binds the values to the parameters in order, executes the statement and resets it.
    template <class... Values>
    void insert(const Values&... values) {
        if (database_.failed()) return;
        int at = 0;
        (bind_until_reset(++at, values), ...);
        check(sqlite3_step(statement_.get()));
        check(sqlite3_reset(statement_.get()));
    }
    void insert_row(std::span<const SqlValue> values) {
        if (database_.failed()) return;
        for (std::size_t i = 0; i < values.size(); ++i)
            std::visit([&](const auto& value) { bind(static_cast<int>(i) + 1, value); }, values[i]);
        check(sqlite3_step(statement_.get()));
        check(sqlite3_reset(statement_.get()));
    }
    template <class... Values>
    void query(const Values&... values) {
        if (database_.failed()) return;
        check(sqlite3_reset(statement_.get()));
        int at = 0;
        (bind(++at, values), ...);
    }
    // Advances to the next row of a query. Returns false if there is none.
    bool next() {
        if (database_.failed()) return false;
        const int code = sqlite3_step(statement_.get());
        check(code);
        return code == SQLITE_ROW;
    }
    std::int64_t integer(int column) const {
        return sqlite3_column_int64(statement_.get(), column);
    }
    double real(int column) const { return sqlite3_column_double(statement_.get(), column); }
    bool is_null(int column) const {
        return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
    }
    std::string text(int column) const {
        const auto* value =
            reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
        return value == nullptr ? ""
                                : std::string(value, static_cast<std::size_t>(sqlite3_column_bytes(
                                                         statement_.get(), column)));
    }
    std::span<const std::byte> blob(int column) const {
        return {static_cast<const std::byte*>(sqlite3_column_blob(statement_.get(), column)),
                static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
    }

private:
    void check(int code) { database_.check(code, database_.connection_.get()); }
    void bind(int at, std::int64_t value) {
        check(sqlite3_bind_int64(statement_.get(), at, value));
    }
    void bind(int at, std::uint64_t value) { bind(at, static_cast<std::int64_t>(value)); }
    void bind(int at, int value) { bind(at, std::int64_t{value}); }
    void bind(int at, double value) { check(sqlite3_bind_double(statement_.get(), at, value)); }
    void bind(int at, std::nullptr_t) { check(sqlite3_bind_null(statement_.get(), at)); }
    void bind(int at, std::string_view value) {
        check(sqlite3_bind_text64(statement_.get(), at, value.data(), value.size(),
                                  SQLITE_TRANSIENT, SQLITE_UTF8));
    }
    // Of values that outlive the execution: text need not be copied.
    template <class Value>
    void bind_until_reset(int at, const Value& value) {
        if constexpr (std::is_same_v<Value, std::string_view>)
            check(sqlite3_bind_text64(statement_.get(), at, value.data(), value.size(),
                                      SQLITE_STATIC, SQLITE_UTF8));
        else
            bind(at, value);
    }
    void bind(int at, std::span<const std::byte> value) {
        check(sqlite3_bind_blob64(statement_.get(), at, value.data(), value.size(),
                                  SQLITE_TRANSIENT));
    }
    template <class Value>
    void bind(int at, const std::optional<Value>& value) {
        if (value)
            bind(at, static_cast<std::int64_t>(*value));
        else
            bind(at, nullptr);
    }

    struct Finalized {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    Database& database_;
    std::unique_ptr<sqlite3_stmt, Finalized> statement_;
};

}  // namespace isotherm
