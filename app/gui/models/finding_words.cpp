// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/finding_words.h"

#include <QLocale>
#include <QStringList>
#include <cmath>

#include "app/gui/models/cause_names.h"
#include "app/render/canvas.h"
#include "engine/vocabulary/escaping.h"

namespace isotherm {
namespace {

constexpr std::size_t most_keys = 3;        // named in a finding
constexpr double least_retries_told = 0.1;  // of the demand
constexpr double smallest_share = 0.00005;  // rounds to 0.01 %
constexpr double few_units = 10;            // shown with a decimal below this

QString units_text(double units) {
    return QLocale().toString(units, 'f', units < few_units ? 1 : 0);
}

QString limits_text(const FindingEvidence& of) {
    const QString least = units_text(of.least_limit), most = units_text(of.most_limit);
    return least == most ? most : least + QStringLiteral("\u2013") + most;
}

QString unit_of(const ThrottleFinding& finding) {
    return finding.side == Side::read ? QStringLiteral("RCU/s") : QStringLiteral("WCU/s");
}

QString share_left(const std::vector<TrialFigures>& runs) {
    const double share = mean_of(runs, [](const TrialFigures& run) {
                             return std::optional(run.throttled_share());
                         }).mean.value_or(0);
    return share > 0 && share < smallest_share ? QStringLiteral("< ") + share_text(0.0001, 2)
                                               : share_text(share, 2);
}

// Lets a line break before each word of "ProvisionedThroughputExceededException".
QString breakable(const QString& name) {
    QString text;
    for (int i = 0; i < name.size(); ++i) {
        if (i > 0 && name[i].isUpper() && name[i - 1].isLower()) text += QChar(0x200B);
        text += name[i];
    }
    return text;
}

bool is_of_partition(ThrottleCause cause) {
    return cause == ThrottleCause::hot_key || cause == ThrottleCause::rolling_hot_key ||
           cause == ThrottleCause::uneven_partitions || cause == ThrottleCause::dilution ||
           cause == ThrottleCause::hot_index_key;
}

// What was asked for where it was refused.
QString demand_sentence(const ThrottleFinding& finding) {
    const FindingEvidence& of = finding.evidence;
    if (finding.cause == ThrottleCause::collection_full)
        return FindingWords::tr("%1 writes were refused: their collection has reached 10 GB.")
            .arg(count_text(finding.throttled));
    if (finding.cause == ThrottleCause::impossible_write)
        return FindingWords::tr("A write of %1 WCU costs more than a full bucket holds.")
            .arg(units_text(of.write_units));
    if (is_of_partition(finding.cause) && of.partition) {
        const QString demand =
            FindingWords::tr("Asked for %1 %2 there, %3 at most; the limit is %4.")
                .arg(units_text(of.asked), unit_of(finding), units_text(of.busiest),
                     limits_text(of));
        const QString where =
            of.partitions == 1
                ? FindingWords::tr("One partition throttles: %1.")
                      .arg(partition_name(*of.partition))
                : FindingWords::tr("%1 partitions throttle, most of it on %2 (%3).")
                      .arg(count_text(static_cast<std::int64_t>(of.partitions)),
                           partition_name(*of.partition), share_text(of.partition_share, 0));
        return where + QLatin1Char(' ') + demand;
    }
    return FindingWords::tr("Asked for %1 %2, %3 at most; the limit is %4.")
        .arg(units_text(of.asked), unit_of(finding), units_text(of.busiest), limits_text(of));
}

QString keys_sentence(const FindingEvidence& of) {
    QStringList names;
    for (std::size_t k = 0; k < of.keys.size() && k < most_keys; ++k)
        names << QStringLiteral("\u201c%1\u201d").arg(qtext(printable(of.keys[k].name)));
    return FindingWords::tr("Keys refused most: %1.").arg(names.join(QStringLiteral(", ")));
}

QString scaling_sentence(const ThrottleFinding& finding) {
    const ScalingEvidence& scaling = *finding.evidence.scaling;
    const QString policy = qtext(scaling.policy);
    if (finding.cause == ThrottleCause::scaling_maximum)
        return FindingWords::tr("The maximum of %1 is %2.")
            .arg(policy, count_text(scaling.maximum.value_or(0)));
    if (!scaling.asked_second)
        return FindingWords::tr("The scaling policy had not asked for more yet.");
    const QString asked = clock_of(*scaling.asked_second), wanted = count_text(scaling.wanted);
    return scaling.in_force_second
               ? FindingWords::tr("%1 asked for %2 at %3, in force at %4.")
                     .arg(policy, wanted, asked, clock_of(*scaling.in_force_second))
               : FindingWords::tr("%1 asked for %2 at %3; that was refused.")
                     .arg(policy, wanted, asked);
}

}  // namespace

QString FindingWords::cause(ThrottleCause cause) {
    static constexpr std::array<const char*, throttle_cause_names.size()> names{
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "A hot key"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "A hot partition that moves"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "Uneven load"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "Insufficient capacity"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "Burst spent"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "Dilution after splits"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "Scaling too late"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "Scaling policy at its maximum"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "Increase refused with a decrease"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "Index throughput too low"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "A hot key of an index"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "A full item collection"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "Growth faster than on-demand capacity"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "On-demand maximum reached"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "Quota of the table"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "Quota of the account"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "A retry storm"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "A batch job beside other traffic"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "A consumer is behind"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "A replica is behind"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "A write that no bucket can hold")};
    return tr(names[static_cast<std::size_t>(cause)]);
}

QString FindingWords::place(const ThrottleFinding& finding) {
    return qtext(finding.resource) + QStringLiteral(" \u00b7 ") +
           Words::reads_or_writes(finding.side);
}

QString FindingWords::evidence(const ThrottleFinding& finding) {
    const FindingEvidence& of = finding.evidence;
    QStringList sentences{demand_sentence(finding)};
    if (of.partition && of.whole_limit > 0)
        sentences << tr("The whole uses %1 of its %2.")
                         .arg(share_text(of.whole_used / of.whole_limit, 0),
                              units_text(of.whole_limit));
    if (!of.keys.empty()) sentences << keys_sentence(of);
    if (of.scaling) sentences << scaling_sentence(finding);
    if (finding.cause == ThrottleCause::dilution)
        sentences
            << tr("Before the splits, a partition would have %1.").arg(units_text(of.limit_before));
    if (finding.cause == ThrottleCause::burst_spent)
        sentences << tr("Averaged over five minutes, the demand fits.");
    if (finding.cause == ThrottleCause::retry_storm)
        sentences << tr("About %1 of these tries were sent before; fresh requests would fit.")
                         .arg(share_text(of.resent_share, 0));
    else if (of.asked > 0 && of.fresh > 0 && of.fresh <= (1 - least_retries_told) * of.asked)
        sentences << tr("About %1 of this demand are retries.")
                         .arg(share_text(1 - of.fresh / of.asked, 0));
    if (finding.cause == ThrottleCause::background_job)
        sentences << tr("%1 alone asks for %2 units; other traffic would fit.")
                         .arg(qtext(of.job), units_text(of.job_units));
    if (of.index_wait_s > 0)
        sentences << tr("Entries of the index waited up to %1 s.").arg(units_text(of.index_wait_s));
    if (of.weak) sentences << tr("The evidence is weak.");
    return sentences.join(QLatin1Char(' '));
}

QString FindingWords::reported(const ThrottleFinding& finding) {
    QStringList parts{breakable(qtext(std::string(finding.exception())))};
    if (!finding.reason().empty()) parts << breakable(qtext(finding.reason()));
    if (!finding.metric().empty()) parts << tr("metric %1").arg(breakable(qtext(finding.metric())));
    return tr("DynamoDB reports %1.").arg(parts.join(QStringLiteral(", ")));
}

QString FindingWords::short_change(const QString& change) {
    QStringList shortened;
    for (const QString& one : change.split(QStringLiteral(", "))) {
        const int end = static_cast<int>(one.indexOf(QStringLiteral(" = ")));
        shortened << one.left(end).section(QLatin1Char('.'), -2) + one.mid(end);
    }
    return shortened.join(QStringLiteral(", "));
}

QString FindingWords::remedy(RemedyKind kind) {
    static constexpr std::array<const char*, remedy_names.size()> names{
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "Write shards"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "Eventually consistent reads"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "On-demand mode"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "More capacity"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "Target tracking"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "A lower target"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "A higher minimum"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "A higher maximum"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "Warm throughput"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "A higher on-demand maximum"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "No on-demand maximum"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "A higher quota"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "Suffixes of the index key"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "Adaptive retries"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "A slower job"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "A cache in front of reads"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "A suffix of the key"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "A spread start"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "A schedule"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "DAX in front of reads"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "A narrower index"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "A sparse index"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "Smaller items"),
        QT_TRANSLATE_NOOP("isotherm::FindingWords", "A series of tables")};
    return tr(names[static_cast<std::size_t>(kind)]);
}

QString FindingWords::effect(const TriedRemedy& tried, const Trials& trials) {
    const QString shares =
        tr("throttled %1, was %2").arg(share_left(tried.after), share_left(trials.before));
    const auto cost = [](const std::vector<TrialFigures>& runs) {
        return mean_of(runs, [](const TrialFigures& run) { return run.cost_month; }).mean;
    };
    const auto before = cost(trials.before), after = cost(tried.after);
    if (!before || !after) return shares + QStringLiteral("; ") + tr("price not known");
    const double more = *after - *before;
    constexpr double half_cent = 0.005;
    if (std::abs(more) < half_cent) return shares + QStringLiteral("; ") + tr("no extra cost");
    const QString amount = QStringLiteral("$") + QLocale().toString(std::abs(more), 'f', 2);
    return shares + QStringLiteral("; ") +
           (more > 0 ? tr("%1 more a month") : tr("%1 less a month")).arg(amount);
}

}  // namespace isotherm
