// SPDX-License-Identifier: GPL-3.0-or-later
// Unexpected exceptions are reported, and the window stays open with all edits.

#include <gtest/gtest.h>

#include <QTimer>

#include "app/gui/controller/background_job.h"
#include "app/gui/controller/guarded_application.h"
#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

// Collects the reported errors during its lifetime.
class Told {
public:
    Told() : application_(dynamic_cast<GuardedApplication&>(*QCoreApplication::instance())) {
        before_ = std::exchange(application_.tell,
                                [this](const Error& error) { errors.push_back(error); });
    }
    ~Told() { application_.tell = before_; }

    Errors errors;

private:
    GuardedApplication& application_;
    std::function<void(const Error&)> before_;
};

TEST(Guarded, AnExceptionInTheWindowIsToldAndWhatWasEditedStays) {
    Desktop desktop;
    desktop.open_hot();
    desktop.window->scenario().editor().insertPlainText(QStringLiteral("# mine\n"));
    Told told;
    QTimer::singleShot(0, desktop.window.get(), [] { throw std::logic_error("a bug"); });
    QTimer::singleShot(0, desktop.window.get(), [] { throw std::bad_alloc(); });
    QTimer::singleShot(0, desktop.window.get(), [] { throw 7; });
    ASSERT_TRUE(wait_until([&] { return told.errors.size() == 3; }));
    EXPECT_EQ(told.errors[0].exit_code, ExitCode::internal_error);
    EXPECT_NE(told.errors[0].what.find("a bug"), std::string::npos);
    EXPECT_EQ(told.errors[1].exit_code, ExitCode::out_of_memory);
    EXPECT_EQ(told.errors[2].exit_code, ExitCode::internal_error);
    EXPECT_TRUE(desktop.window->scenario().text().contains(QStringLiteral("# mine")));
    EXPECT_TRUE(desktop.window->explores());
}

TEST(Guarded, AnExceptionOfABackgroundJobIsToldByTheWindow) {
    QObject context;
    BackgroundJob job;
    Errors told;
    const auto throws = [&](auto exception) {
        job.start(
            &context,
            [exception](const std::atomic<bool>&, const BackgroundJob::Tell&) { throw exception; },
            [&](const Error& error) { told.push_back(error); });
        return wait_until([&, before = told.size()] { return told.size() == before + 1; });
    };
    ASSERT_TRUE(throws(std::logic_error("a bug of a job")));
    EXPECT_NE(told[0].what.find("a bug of a job"), std::string::npos);
    ASSERT_TRUE(throws(7));
    EXPECT_EQ(told[1].exit_code, ExitCode::internal_error);
    ASSERT_TRUE(throws(std::bad_alloc()));
    EXPECT_EQ(told[2].exit_code, ExitCode::out_of_memory);
}

}  // namespace
}  // namespace isotherm
