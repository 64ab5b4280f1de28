// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/bands/kept_heights.h"

#include <QSettings>

#include "app/render/canvas.h"

namespace isotherm {
namespace {

constexpr auto block_key = "block";
constexpr auto chart_key = "chart";

// Names may contain the slash that separates groups of settings.
QString settings_name(const std::string& name) {
    return QString::fromLatin1(qtext(name).toUtf8().toPercentEncoding());
}

QString group_of(const RunModel& run, std::size_t table) {
    return QStringLiteral("band_heights/%1/%2")
        .arg(settings_name(run.recording().name), settings_name(run.subject_name(table).label()));
}

void store(QSettings& settings, const char* key, const std::optional<int>& height) {
    if (height)
        settings.setValue(QLatin1String(key), *height);
    else
        settings.remove(QLatin1String(key));
}

std::optional<int> stored(const QSettings& settings, const char* key) {
    bool ok = false;
    const int height = settings.value(QLatin1String(key)).toInt(&ok);
    return ok && height > 0 ? std::optional(height) : std::nullopt;
}

}  // namespace

void keep_heights(const RunModel& run, const ViewState& view, std::size_t table) {
    QSettings settings;
    settings.beginGroup(group_of(run, table));
    const BandState state = view.band(table);
    store(settings, block_key, state.block_height);
    store(settings, chart_key, state.chart_height);
}

void restore_heights(const RunModel& run, ViewState& view) {
    QSettings settings;
    for (std::size_t table = 0; table < run.recording().tables.size(); ++table) {
        settings.beginGroup(group_of(run, table));
        BandState state = view.band(table);
        state.block_height = stored(settings, block_key);
        state.chart_height = stored(settings, chart_key);
        settings.endGroup();
        view.set_band(table, state);
    }
}

}  // namespace isotherm
