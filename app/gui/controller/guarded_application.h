// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// An application that survives exceptions: an exception on the window's thread is reported like any
// other error and does not end the program, so that edits can still be saved.

#include <QApplication>
#include <exception>
#include <functional>
#include <iostream>
#include <new>

#include "app/gui/controller/internal_error.h"

namespace isotherm {

// Describes an exception that reached the window's thread.
inline Error error_of(const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const std::bad_alloc&) {
        return {ExitCode::out_of_memory,
                71,
                {},
                "not enough memory",
                "close something; what you edited is still here"};
    } catch (const std::exception& error) {
        return internal_error(error.what(), "save what you edited, and please report it");
    } catch (...) {
        return internal_error("an exception of no known kind",
                              "save what you edited, and please report it");
    }
}

class GuardedApplication final : public QApplication {
public:
    using QApplication::QApplication;

    // Reports the error. Called on the window's thread, after the event that failed.
    std::function<void(const Error&)> tell;

    bool notify(QObject* receiver, QEvent* event) override {
        try {
            return QApplication::notify(receiver, event);
        } catch (...) {
            const Error error = error_of(std::current_exception());
            if (tell)
                tell(error);
            else
                std::cerr << error.text();
        }
        return false;
    }
};

}  // namespace isotherm
