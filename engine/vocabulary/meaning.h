// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the arguments of messages mean; see says.h.

namespace isotherm {

// The meaning of an argument, which determines how it is shown. `message_forms` contains the
// letters.
enum class Meaning : char {
    name = 'n',    // name of a table, partition, policy or file, unchanged
    asker = 'a',   // source of a change: a policy, "changes.NAME", "time series"
    count = 'c',   // a whole number, without grouping
    large = 'L',   // a whole number with its digits in groups
    amount = 'g',  // a number with as many digits as it needs
    tenths = 't',  // one digit after the point
    hundredths = 'h',
    whole = 'w',    // a number, rounded to a whole number
    percent = 'p',  // a share, in percent with one digit after the point
    rounded = 'P',  // a share, in whole percent
    points = '%',   // a difference of shares, in percentage points
    dollars = '$',
    quantity = 'q',  // units; with one decimal place if it is significant
    duration = 'd',  // microseconds
    moment = 'm',    // time in the run, microseconds since its start
    utc = 'u',       // microseconds since 1970
    size = 's',      // bytes
    side = 'S',      // 0: reads, 1: writes
    unit = 'U',      // unit of a side: RCU or WCU
    outcome = 'o',   // the limit that refused a request
    message = 'M',
    messages = '*'
};

}  // namespace isotherm
