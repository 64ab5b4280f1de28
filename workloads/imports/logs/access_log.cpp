// SPDX-License-Identifier: Apache-2.0
// Logs of web servers and load balancers: a stand-in for when requests come and how skewed they
// are. One URL is not one key, and caches answer many requests, so the scenario asks what the
// requests are.
//
// Application Load Balancer: fields separated by spaces, with the time of the end of the response
// and how long each part took (User Guide for Application Load Balancers, "Access logs"). nginx and
// Apache: the combined format, with the time of the request's start or end. CloudFront: the fields
// that its #Fields line names (Developer Guide, "Standard logging").

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "engine/vocabulary/number_reader.h"
#include "engine/vocabulary/time_reader.h"
#include "workloads/imports/log_calls.h"

namespace isotherm {
namespace {

struct WebRequest {
    std::string method;
    std::string url;
    std::optional<WallTime> time;  // of its start, as far as the log says
    int status = 0;
};

// Fields between spaces; a field in quotes may have spaces.
std::vector<std::string_view> spaced_fields(std::string_view line) {
    std::vector<std::string_view> fields;
    while (!line.empty()) {
        if (line.front() == ' ') {
            line.remove_prefix(1);
            continue;
        }
        const bool quoted = line.front() == '"';
        const std::size_t end = line.find(quoted ? '"' : ' ', 1);
        fields.push_back(quoted ? line.substr(1, end == line.npos ? end : end - 1)
                                : line.substr(0, end));
        if (end == line.npos) break;
        line.remove_prefix(end + 1);
    }
    return fields;
}

// "GET https://shop.example:443/cart/7?x=1 HTTP/1.1"
void take_request_line(std::string_view line, WebRequest& request) {
    const std::size_t space = line.find(' ');
    request.method = line.substr(0, space);
    if (space == line.npos) return;
    std::string_view url = line.substr(space + 1);
    url = url.substr(0, url.find(' '));
    if (const std::size_t scheme = url.find("://"); scheme != url.npos) {
        const std::size_t path = url.find('/', scheme + 3);
        url = path == url.npos ? "/" : url.substr(path);
    }
    request.url = url.substr(0, url.find('?'));
}

std::optional<WebRequest> balancer_request(std::string_view line) {
    const auto fields = spaced_fields(line);
    constexpr std::size_t request_field = 12;
    if (fields.size() <= request_field) return std::nullopt;
    const TimeRead end = read_time(std::string(fields[1]));
    if (!end.ok()) return std::nullopt;
    WebRequest request;
    double seconds = 0;
    for (std::size_t part = 5; part <= 7; ++part) {
        const auto length = number_in<double>(fields[part]);
        if (!length) return std::nullopt;
        if (*length > 0) seconds += *length;  // -1: the part did not take place
    }
    request.time = end.time - SimDuration(std::llround(seconds * 1e6));
    request.status = number_in<int>(fields[8]).value_or(0);
    take_request_line(fields[request_field], request);
    return request;
}

// "10/Oct/2000:13:55:36 -0700" as ISO 8601.
std::string iso_of_combined(std::string_view stamp) {
    constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    if (stamp.size() != 26) return "";
    const std::size_t month = months.find(stamp.substr(3, 3));
    if (month == months.npos || month % 3 != 0) return "";
    return fmt::format("{}-{:02}-{}T{}{}:{}", stamp.substr(7, 4), month / 3 + 1, stamp.substr(0, 2),
                       stamp.substr(12, 8), stamp.substr(21, 3), stamp.substr(24, 2));
}

std::optional<WebRequest> combined_request(std::string_view line) {
    const std::size_t open = line.find(" [");
    const std::size_t close = line.find("] \"", open == line.npos ? 0 : open);
    if (open == line.npos || close == line.npos) return std::nullopt;
    const TimeRead time = read_time(iso_of_combined(line.substr(open + 2, close - open - 2)));
    if (!time.ok()) return std::nullopt;
    WebRequest request;
    request.time = time.time;
    line.remove_prefix(close + 2);
    const auto fields = spaced_fields(line);
    if (fields.size() < 2) return std::nullopt;
    request.status = number_in<int>(fields[1]).value_or(0);
    take_request_line(fields[0], request);
    return request;
}

// Names of the columns of a CloudFront log, and a row.
class CloudFrontRows {
public:
    bool take_header(std::string_view line) {
        constexpr std::string_view beginning = "#Fields:";
        if (!line.starts_with(beginning)) return false;
        columns_ = spaced_fields(line.substr(beginning.size()));
        return true;
    }
    std::optional<WebRequest> request(std::string_view line) const {
        WebRequest request;
        std::string day;
        std::string clock;
        for (std::size_t column = 0; column < columns_.size(); ++column) {
            const std::size_t tab = line.find('\t');
            const std::string value(line.substr(0, tab));
            const std::string_view name = columns_[column];
            if (name == "date") day = value;
            if (name == "time") clock = value;
            if (name == "cs-method") request.method = value;
            if (name == "cs-uri-stem") request.url = value;
            if (name == "sc-status") request.status = number_in<int>(value).value_or(0);
            if (tab == line.npos) break;
            line.remove_prefix(tab + 1);
        }
        const TimeRead time = read_time(day + "T" + clock + "Z");
        if (!time.ok() || request.method.empty()) return std::nullopt;
        request.time = time.time;
        return request;
    }

private:
    std::vector<std::string_view> columns_;
};

constexpr auto balancer_types =
    std::to_array<std::string_view>({"http ", "https ", "h2 ", "ws ", "wss ", "grpcs "});

bool is_balancer_line(std::string_view line) {
    return std::any_of(balancer_types.begin(), balancer_types.end(),
                       [&](std::string_view type) { return line.starts_with(type); }) &&
           balancer_request(line).has_value();
}

class AccessLog final : public ImportFormat {
public:
    bool fits(const ImportDocument& document) const override {
        if (document.form != ImportDocument::Form::text) return false;
        const std::string_view text = document.text;
        const std::string_view first = text.substr(0, text.find('\n'));
        return is_balancer_line(first) || combined_request(first).has_value() ||
               (first.starts_with("#Version:") && text.find("#Fields:") != text.npos);
    }
    ImportTurn turn() const override { return ImportTurn::metrics; }
    void read(const ImportReading& reading) const override {
        const std::string table = table_meant(reading);
        if (table.empty()) {
            reading.wrong(ErrorNumber::missing_setting,
                          "the log does not say which table its requests use", "add --table NAME");
            return;
        }
        CloudFrontRows cloudfront;
        for (std::string_view rest = reading.document.text; !rest.empty();) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            std::string_view line = rest.substr(0, end);
            rest.remove_prefix(std::min(end + 1, rest.size()));
            if (line.ends_with('\r')) line.remove_suffix(1);
            if (line.empty() || cloudfront.take_header(line) || line.starts_with('#')) continue;
            std::optional<WebRequest> request;
            if (is_balancer_line(line))
                request = balancer_request(line);
            else if (line.find('\t') != line.npos)
                request = cloudfront.request(line);
            else
                request = combined_request(line);
            add(reading, table, request);
        }
        reading.facts.calls[{table, ""}].remarks.push_back(
            "a web log stands in for the calls: one URL is not one key, and caches answer "
            "requests");
        reading.facts.ask("workloads." + table + ".operations",
                          "which calls a web request makes: a GET is taken for one GetItem, "
                          "another method for one PutItem");
    }

private:
    // Redirections, unchanged pages and errors of the server may not touch a table.
    static bool reaches_a_table(int status) {
        return status != 304 && status != 301 && status != 302 && status < 500;
    }

    static void add(const ImportReading& reading, const std::string& table,
                    const std::optional<WebRequest>& request) {
        if (!request || request->url.empty() || !reaches_a_table(request->status)) {
            ++reading.source.skipped;
            return;
        }
        const bool reads =
            request->method == "GET" || request->method == "HEAD" || request->method == "OPTIONS";
        ImportedCalls* calls = count_call(
            reading, {reads ? "GetItem" : "PutItem", table, "", request->url, request->time});
        if (calls == nullptr) return;
        calls->reads += reads;
        ++calls->unmeasured[reads ? Side::read : Side::write];
    }
};

const Registered<ImportFormat, AccessLog> access_log_entry(
    "access-log",
    "access logs of Application Load Balancers, CloudFront, nginx or Apache; with --table",
    {.file =
         R"(https 2026-11-16T00:00:00.250000Z app/shop/50dc6c495c0c9188 192.0.2.1:443 10.0.0.1:80 0.000 0.048 0.002 200 200 34 366 "GET https://shop.example:443/cart/7 HTTP/1.1" "curl" - -
)"});

}  // namespace
}  // namespace isotherm
