// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// An application that survives exceptions: an exception on the window's thread is reported like any
// other error and does not end the program, so that edits can still be saved.

#include <QApplication>
#include <exception>
#include <functional>
#include <iostream>

#include "app/gui/controller/internal_error.h"

namespace isotherm {

class GuardedApplication final : public QApplication {
public:
    using QApplication::QApplication;

    // Reports the error. Called on the window's thread, after the event that failed.
    std::function<void(const Error&)> tell;

    bool notify(QObject* receiver, QEvent* event) override {
        try {
            return QApplication::notify(receiver, event);
        } catch (...) {
            const Error error =
                error_of(std::current_exception(), "save your edits, and please report this error");
            if (tell)
                tell(error);
            else
                std::cerr << error.text();
        }
        return false;
    }
};

}  // namespace isotherm
