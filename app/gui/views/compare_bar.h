#pragma once
// What came out of two runs, in a sentence, and how A is shown beside B. There only while two runs
// are compared.

#include <QButtonGroup>
#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <optional>

#include "app/gui/controller/session.h"
#include "engine/run/comparison.h"

namespace isotherm {

class CompareBar final : public QFrame {
    Q_OBJECT

public:
    explicit CompareBar(Session& session, QWidget* parent = nullptr);

    QString sentence() const { return sentence_->text(); }
    QString verdict() const { return verdict_->text(); }
    // Reads both runs now instead of a moment later.
    void refresh();

private:
    QToolButton* mode(const QString& text, const QString& tip, CompareMode mode);
    void show_state();
    void show_seeds();

    Session& session_;
    QLabel* sentence_;
    QLabel* verdict_;
    QButtonGroup modes_;
    QPushButton* seeds_;
    QPushButton* keep_;
    QPushButton* back_;
    QTimer later_;
};

}  // namespace isotherm
