// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A change of one knob that can be undone.

#include <QUndoCommand>
#include <functional>
#include <utility>

#include "engine/toml/toml_edit.h"

namespace isotherm {

class KnobChange final : public QUndoCommand {
public:
    using Put = std::function<void(const TomlPath&, double)>;

    // Changes with the same `drag` that is not 0 become one.
    KnobChange(Put put, TomlPath path, double before, double after, int drag)
        : put_(std::move(put)),
          path_(std::move(path)),
          before_(before),
          after_(after),
          drag_(drag) {}

    void undo() override { put_(path_, before_); }
    void redo() override { put_(path_, after_); }
    int id() const override { return drag_ == 0 ? -1 : 1; }
    bool mergeWith(const QUndoCommand* later) override {
        const auto& next = static_cast<const KnobChange&>(*later);
        if (next.drag_ != drag_ || next.path_ != path_) return false;
        after_ = next.after_;
        return true;
    }

private:
    Put put_;
    TomlPath path_;
    double before_;
    double after_;
    int drag_;
};

}  // namespace isotherm
