// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/compared_table.h"

#include <algorithm>
#include <array>

#include "app/gui/models/cause_names.h"
#include "app/gui/models/compare_sentence.h"
#include "app/render/canvas.h"
#include "engine/run/comparison.h"

namespace isotherm {
namespace {

// The compared figures, each with three columns: A, B, B - A.
struct Measure {
    const char* name;  // of the columns
    const char* key;   // in files
    std::optional<double> (*value)(const ContrastFigures&);
    enum class Form { count, share, dollars, units } form;
};
constexpr double percents = 100;
constexpr std::array<Measure, 7> measures{{
    {QT_TRANSLATE_NOOP("isotherm::ComparedTable", "Tries"), "tries",
     [](const ContrastFigures& of) { return std::optional(static_cast<double>(of.tries)); },
     Measure::Form::count},
    {QT_TRANSLATE_NOOP("isotherm::ComparedTable", "Throttled"), "throttled",
     [](const ContrastFigures& of) { return std::optional(static_cast<double>(of.throttled)); },
     Measure::Form::count},
    {QT_TRANSLATE_NOOP("isotherm::ComparedTable", "Throttled, %"), "throttled_share",
     [](const ContrastFigures& of) { return std::optional(of.share()); }, Measure::Form::share},
    {QT_TRANSLATE_NOOP("isotherm::ComparedTable", "Hottest, %"), "hottest",
     [](const ContrastFigures& of) { return std::optional(of.hottest); }, Measure::Form::share},
    {QT_TRANSLATE_NOOP("isotherm::ComparedTable", "Throttled seconds"), "throttled_seconds",
     [](const ContrastFigures& of) {
         return std::optional(static_cast<double>(of.throttled_seconds));
     },
     Measure::Form::count},
    {QT_TRANSLATE_NOOP("isotherm::ComparedTable", "Given up, units"), "given_up_units",
     [](const ContrastFigures& of) { return std::optional(of.given_up); }, Measure::Form::units},
    {QT_TRANSLATE_NOOP("isotherm::ComparedTable", "Bill, $"), "bill",
     [](const ContrastFigures& of) { return of.bill; }, Measure::Form::dollars},
}};
constexpr int first_measure = 2;  // after table and side
constexpr int clear_column = first_measure + 3 * static_cast<int>(measures.size());

QStringList compared_headers() {
    QStringList list{ComparedTable::tr("Where"), ComparedTable::tr("Side")};
    for (const Measure& measure : measures) {
        const QString name = ComparedTable::tr(measure.name);
        list << name + QStringLiteral(" A") << name + QStringLiteral(" B")
             << name + QStringLiteral(" B \u2212 A");
    }
    return list << ComparedTable::tr("Clear");
}

// nullopt: A or B does not have it.
std::optional<double> number_of(const SideContrast& row, int column) {
    const Measure& measure = measures[static_cast<std::size_t>(column - first_measure) / 3];
    const auto a = row.a ? measure.value(*row.a) : std::nullopt;
    const auto b = row.b ? measure.value(*row.b) : std::nullopt;
    const int which = (column - first_measure) % 3;
    if (which == 0) return a;
    if (which == 1) return b;
    return a && b ? std::optional(*b - *a) : std::nullopt;
}

// The bill of a table or index stands in its first row.
void add_bills(std::vector<SideContrast>& rows, const RunModel& of, bool is_a,
               std::int64_t seconds) {
    if (!of.scenario() || of.empty()) return;
    const Statement bill = bill_until(of.recording(), *of.scenario(), seconds);
    if (!bill.complete()) return;
    ResourceName before;
    for (SideContrast& row : rows) {
        std::optional<ContrastFigures>& figures = is_a ? row.a : row.b;
        if (figures && row.resource != before)
            figures->bill = bill.total_of(row.resource).in_dollars();
        before = row.resource;
    }
}

void add_sides(std::vector<SideContrast>& rows, const RunModel& of, bool is_a,
               std::int64_t seconds) {
    for (std::size_t t = 0; t < of.recording().tables.size(); ++t) {
        const TableRecording& table = of.recording().tables[t];
        for (const Side side : both_sides) {
            auto row = std::find_if(rows.begin(), rows.end(), [&](const SideContrast& one) {
                return one.resource == table.name && one.side == side;
            });
            if (row == rows.end())
                row = rows.insert(rows.end(), SideContrast{table.name, side, {}, {}});
            (is_a ? row->a : row->b) = contrast_figures(table, of.pyramid(t, side), side, seconds);
        }
    }
}

}  // namespace

std::vector<SideContrast> contrasts_of(const RunModel& b) {
    std::vector<SideContrast> rows;
    if (b.baseline() == nullptr) return rows;
    const RunModel& a = *b.baseline();
    const std::int64_t seconds = std::min(a.recorded_seconds(), b.recorded_seconds());
    if (seconds == 0) return rows;
    add_sides(rows, a, true, seconds);
    add_sides(rows, b, false, seconds);
    std::erase_if(rows, [](const SideContrast& row) { return !row.used(); });
    add_bills(rows, a, true, seconds);
    add_bills(rows, b, false, seconds);
    return rows;
}

ComparedTable::ComparedTable(RunModel& run, ViewState& view, BySeed by_seed, QObject* parent)
    : RunTable(run, view, compared_headers(), parent), by_seed_(std::move(by_seed)) {}

std::optional<PairedDifference> ComparedTable::by_seed(int row) const {
    const SideContrast& of = rows()[static_cast<std::size_t>(row)];
    return by_seed_(of.resource, of.side);
}

// What is not clear is grey.
QVariant ComparedTable::data(const QModelIndex& index, int role) const {
    if (role != Qt::ForegroundRole) return RunTable::data(index, role);
    if (index.column() != clear_column || index.row() >= count()) return {};
    const auto difference = by_seed(index.row());
    return difference && !difference->clear() ? QVariant(view().theme().quiet_text) : QVariant();
}

QString ComparedTable::empty_text() const {
    return tr("A and B will be compared here by table, when there is a B.");
}

// The sums of all rows stand in the last one, whose name is empty.
const std::vector<SideContrast>& ComparedTable::rows() const {
    const RunModel* a = run().baseline();
    const Read now{a == nullptr ? 0 : a->epoch(), run().epoch(),
                   a == nullptr ? 0 : std::min(a->recorded_seconds(), run().recorded_seconds())};
    if (now == read_) return rows_;
    read_ = now;
    rows_ = contrasts_of(run());
    if (rows_.empty()) return rows_;
    SideContrast total;
    for (const SideContrast& row : rows_) {
        for (const auto& [of, sum] : {std::pair{&row.a, &total.a}, std::pair{&row.b, &total.b}}) {
            if (!*of) continue;
            if (!*sum) sum->emplace();
            **sum += **of;
        }
    }
    for (const auto& [of, sum] :
         {std::pair{a, &total.a},
          std::pair<const RunModel*, std::optional<ContrastFigures>*>{&run(), &total.b}}) {
        if (!*sum || !of->scenario()) continue;
        const Statement bill = bill_until(of->recording(), *of->scenario(), now.seconds);
        if (bill.complete()) (*sum)->bill = bill.total.in_dollars();
    }
    rows_.push_back(total);
    return rows_;
}

int ComparedTable::count() const { return static_cast<int>(rows().size()); }

QVariant ComparedTable::cell(int row, int column) const {
    const SideContrast& of = rows()[static_cast<std::size_t>(row)];
    const bool is_total = of.resource.table.empty();
    if (column == 0) return is_total ? tr("All tables") : qtext(printable(of.resource.label()));
    if (column == 1) return is_total ? QString() : Words::reads_or_writes(of.side);
    if (column == clear_column) {
        const auto difference = by_seed(row);
        if (!difference) return QStringLiteral("\u2013");
        if (difference->clear()) return tr("clear");
        // A difference as large as the interval is wide to one side would have been seen.
        return tr("no clear difference; %1 points would show")
            .arg(QLocale().toString(difference->half_width() * percents, 'g', 2));
    }
    const auto number = number_of(of, column);
    if (!number) return QStringLiteral("\u2013");
    switch (measures[static_cast<std::size_t>(column - first_measure) / 3].form) {
        case Measure::Form::count:
            return static_cast<qlonglong>(*number);
        case Measure::Form::share:
            return *number * percents;
        default:
            return *number;
    }
}

std::optional<RunTable::Subject> ComparedTable::subject(int row) const {
    if (row < 0 || row >= count()) return std::nullopt;
    const SideContrast& of = rows()[static_cast<std::size_t>(row)];
    const auto found = run().subject_of(of.resource);
    return found && !of.resource.table.empty() ? std::optional(Subject{*found, of.side})
                                               : std::nullopt;
}

RunTable::Target ComparedTable::place(int /*row*/) const { return std::nullopt; }

QStringList ComparedTable::keys() const {
    QStringList list{QStringLiteral("table"), QStringLiteral("index"), QStringLiteral("side")};
    for (const Measure& measure : measures) {
        for (const char* which : {"_a", "_b", "_difference"})
            list << QLatin1String(measure.key) + QLatin1String(which);
    }
    return list << QStringLiteral("clear") << QStringLiteral("smallest_clear_share");
}

QVariant ComparedTable::machine_value(int row, int key) const {
    const SideContrast& of = rows()[static_cast<std::size_t>(row)];
    if (key == 0) return qtext(of.resource.table);
    if (key == 1) return of.resource.is_index() ? QVariant(qtext(of.resource.index)) : QVariant();
    if (key == 2)
        return of.resource.table.empty() ? QVariant()
                                         : QVariant(qtext(std::string(side_names[of.side])));
    const int column = key - 1;
    if (column == clear_column + 1) {
        const auto difference = by_seed(row);
        return difference ? QVariant(difference->half_width()) : QVariant();
    }
    if (column == clear_column) {
        const auto difference = by_seed(row);
        return difference ? QVariant(difference->clear()) : QVariant();
    }
    const auto number = number_of(of, column);
    return number ? QVariant(*number) : QVariant();
}

}  // namespace isotherm
