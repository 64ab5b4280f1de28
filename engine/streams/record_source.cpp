// SPDX-License-Identifier: Apache-2.0
#include "engine/streams/record_source.h"

namespace isotherm {
namespace {

class TableSource final : public RecordSource {
public:
    explicit TableSource(TableStream& stream) : stream_(stream), reader_(stream.add_reader()) {}

    bool read(std::uint32_t shard, SimTime now, std::uint64_t most,
              std::vector<Draw>& into) override {
        return stream_
            .read(shard, reader_, now, most, [&](const Draw& record) { into.push_back(record); })
            .has_value();
    }
    const Draw* next(std::uint32_t shard, SimTime now) const override {
        return stream_.next(shard, reader_, now);
    }
    bool is_read(std::uint32_t shard) const override { return stream_.is_read(shard, reader_); }
    std::uint32_t parent(std::uint32_t shard) const override { return stream_.parent(shard); }
    std::size_t shards() const override { return stream_.shards(); }
    std::size_t open_shards() const override { return stream_.open_shards(); }
    std::uint64_t records() const override { return stream_.records(); }
    std::uint64_t by_service() const override { return stream_.by_service(); }
    std::uint64_t unread() const override { return stream_.unread(reader_); }
    std::uint64_t lost() const override { return stream_.lost(reader_); }
    SimDuration keeps() const override { return stream_.spec().keeps; }
    SimDuration visible_within() const override { return stream_.spec().visible_after; }
    std::uint64_t most_records() const override { return TableStream::most_records; }
    TableIndex table() const override { return stream_.table(); }
    std::uint64_t record_bytes(const Draw& record) const override {
        return stream_.spec().record_bytes(record.bytes);
    }

private:
    TableStream& stream_;
    std::uint32_t reader_;
};

// Shards of a Kinesis data stream stay open: it is not resharded during a run.
class KinesisSource final : public RecordSource {
public:
    explicit KinesisSource(std::shared_ptr<KinesisStream> stream)
        : stream_(std::move(stream)), reader_(stream_->add_reader()) {}

    void advance(SimTime now) override { stream_->advance(now); }
    bool read(std::uint32_t shard, SimTime now, std::uint64_t most,
              std::vector<Draw>& into) override {
        return stream_->read(shard, reader_, now, most, into);
    }
    const Draw* next(std::uint32_t shard, SimTime now) const override {
        return stream_->next(shard, reader_, now);
    }
    bool is_read(std::uint32_t /*shard*/) const override { return false; }
    std::uint32_t parent(std::uint32_t /*shard*/) const override { return TableStream::no_shard; }
    std::size_t shards() const override { return stream_->use().shards; }
    std::size_t open_shards() const override { return shards(); }
    std::uint64_t records() const override {
        return stream_->changes().records() + stream_->use().duplicates;
    }
    std::uint64_t by_service() const override { return stream_->changes().by_service(); }
    std::uint64_t unread() const override { return stream_->unread(reader_); }
    std::uint64_t lost() const override { return stream_->lost(reader_); }
    SimDuration keeps() const override { return stream_->spec().keeps; }
    SimDuration visible_within() const override {
        return stream_->spec().visible_after + stream_->spec().disorder;
    }
    std::uint64_t most_records() const override { return KinesisSpec::records_of_read; }
    TableIndex table() const override { return stream_->changes().table(); }
    std::uint64_t record_bytes(const Draw& record) const override {
        return stream_->bytes_of(record);
    }
    std::shared_ptr<KinesisStream> kinesis() const override { return stream_; }

private:
    std::shared_ptr<KinesisStream> stream_;
    std::uint32_t reader_;
};

}  // namespace

std::unique_ptr<RecordSource> reader_of(TableStream& changes) {
    return std::make_unique<TableSource>(changes);
}

std::unique_ptr<RecordSource> reader_of(std::shared_ptr<KinesisStream> stream) {
    return std::make_unique<KinesisSource>(std::move(stream));
}

}  // namespace isotherm
