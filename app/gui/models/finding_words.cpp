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

QString FindingWords::sentence(const ThrottleFinding& finding) {
    const FindingEvidence& of = finding.evidence;
    QStringList parts{demand_sentence(finding)};
    if (is_of_partition(finding.cause) && of.whole_limit > 0) {
        constexpr double much = 0.9;  // of the whole; above it, evenness alone would not help
        const QString used = share_text(of.whole_used / of.whole_limit, 0);
        const QString whole = units_text(of.whole_limit);
        parts << (of.whole_used < much * of.whole_limit
                      ? tr("The whole uses %1 of its %2: uneven.").arg(used, whole)
                      : tr("The whole uses %1 of its %2: insufficient, too.").arg(used, whole));
    }
    if (is_of_partition(finding.cause))
        parts << (of.keys.empty() ? tr("No single key stands out.") : keys_sentence(of));
    return parts.join(QLatin1Char(' '));
}

QString FindingWords::confidence(const ThrottleFinding& finding) {
    return finding.evidence.weak ? tr("\u2248 estimate") : tr("recorded");
}

QString FindingWords::outcome(const TriedRemedy& tried, const Trials& trials) {
    const auto mean = [](const std::vector<TrialFigures>& runs, const auto& number) {
        return mean_of(runs, number).mean;
    };
    const auto throttled = [](const TrialFigures& run) {
        return std::optional(static_cast<double>(run.throttled));
    };
    const auto before = mean(trials.before, throttled).value_or(0);
    const auto after = mean(tried.after, throttled).value_or(0);
    const QString all = count_text(static_cast<std::int64_t>(std::llround(before)));
    constexpr double none = 0.5;  // rounds to no try
    const QString stay = after < none
                             ? tr("none of %1 stay").arg(all)
                             : tr("%1 of %2 stay (%3)")
                                   .arg(count_text(static_cast<std::int64_t>(std::llround(after))),
                                        all, share_text(before > 0 ? after / before : 0, 0));
    const auto cost = [](const TrialFigures& run) { return run.cost_month; };
    const auto bill_before = mean(trials.before, cost), bill_after = mean(tried.after, cost);
    const QString gap = QStringLiteral(" \u00b7 ");
    if (!bill_before || !bill_after) return stay + gap + tr("price not known");
    constexpr double half_cent = 0.005;
    const auto dollars = [](double amount) {
        return QStringLiteral("$") + QLocale().toString(amount, 'f', 2);
    };
    if (std::abs(*bill_after - *bill_before) < half_cent)
        return stay + gap + tr("same bill, %1 a month").arg(dollars(*bill_before));
    return stay + gap + tr("%1 \u2192 %2 a month").arg(dollars(*bill_before), dollars(*bill_after));
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

}  // namespace isotherm
