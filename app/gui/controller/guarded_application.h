// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Nothing that goes wrong in one click may end the program: an exception on the window's thread is
// told like any other trouble, and what was edited is still there to be saved.

#include <QApplication>
#include <exception>
#include <functional>
#include <iostream>
#include <new>

#include "app/gui/controller/internal_error.h"

namespace isotherm {

// What an exception that reached the window's thread is, for people.
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

    // Called on the window's thread, after the event that failed.
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
