// SPDX-License-Identifier: Apache-2.0
#pragma once
// Causes of throttling and remedies in Japanese; see page_words.h.

#include <array>
#include <string_view>

namespace isotherm {

struct PageWord {
    std::string_view english, japanese;
};

inline constexpr auto page_cause_words = std::to_array<PageWord>({
    {"A hot key", "ホットキー"},
    {"One key, or a few, asked one partition for more than its limit. More capacity for the table "
     "helps only as far as it raises that limit, which has a maximum.",
     "1 つまたは少数のキーが、1 "
     "つのパーティションの上限を超えて要求しました。テーブルのキャパシティを増やしても、パーティシ"
     "ョンの上限が上がる分しか役に立ちません。その上限には最大値があります。"},
    {"A hot partition that moves", "移動するホットパーティション"},
    {"The busy partition was another one every few moments, as with keys that follow the clock.",
     "混むパーティションが次々に移りました。時刻に沿ったキーでよく起こります。"},
    {"An uneven load", "負荷の偏り"},
    {"The table had capacity to spare, but some of its partitions had not.",
     "テーブルには余裕がありましたが、一部のパーティションにはありませんでした。"},
    {"Insufficient capacity", "キャパシティ不足"},
    {"The whole table or index was asked for more than it had, for longer than a burst lasts.",
     "テーブルまたはインデックス全体に、バーストで補えないほど長く、持っている以上の要求がありまし"
     "た。"},
    {"A spike after the burst was spent", "バーストを使い切った後のスパイク"},
    {"On average the demand fits, but the burst that was saved did not cover the spike.",
     "平均では収まりますが、貯まっていたバーストではスパイクを補えませんでした。"},
    {"Dilution after splits", "分割による希薄化"},
    {"Splits have divided the throughput among more partitions, and the share of each is too "
     "small.",
     "分割でスループットがより多くのパーティションに分けられ、それぞれの配分が小さくなりすぎました"
     "。"},
    {"Scaling that came too late", "間に合わなかったスケーリング"},
    {"The scaling policy did raise the capacity, but only after the demand had risen.",
     "スケーリングポリシーはキャパシティを引き上げましたが、要求が増えた後でした。"},
    {"A scaling policy at its maximum", "最大値に達したスケーリングポリシー"},
    {"The policy may not ask for more than its maximum.",
     "ポリシーはその最大値を超えて要求できません。"},
    {"A raise refused with a decrease", "引き下げとともに拒否された引き上げ"},
    {"The policy asked for a raise and a decrease in one call, and no decrease was left that day.",
     "ポリシーが 1 "
     "回の呼び出しで引き上げと引き下げを求めましたが、その日の引き下げ回数は残っていませんでした"
     "。"},
    {"Too little throughput of an index", "インデックスのスループット不足"},
    {"Writes to the table wait for its index, and the index has too little throughput.",
     "テーブルへの書き込みはインデックスを待ちますが、インデックスのスループットが足りません。"},
    {"A hot key of an index", "インデックスのホットキー"},
    {"One key of the index takes too much of the writes or reads for one partition.",
     "インデックスの 1 つのキーに、1 "
     "つのパーティションの限度を超える書き込みまたは読み込みが集まりました。"},
    {"A full item collection", "満杯のアイテムコレクション"},
    {"An item collection has reached 10 GB, the most for a table with local secondary indexes.",
     "アイテムコレクションが、ローカルセカンダリインデックスのあるテーブルの上限 10 GB "
     "に達しました。"},
    {"Demand that grew faster than on-demand capacity", "オンデマンドの容量より速く増えた要求"},
    {"An on-demand table serves twice its former peak at once; above that it needs time.",
     "オンデマンドのテーブルは以前のピークの 2 "
     "倍までならすぐに応じますが、それ以上には時間がかかります。"},
    {"The on-demand maximum", "オンデマンドの最大値"},
    {"A maximum was set for the on-demand table or index.",
     "オンデマンドのテーブルまたはインデックスに最大値が設定されていました。"},
    {"The quota of a table", "テーブルのクォータ"},
    {"The demand exceeded the quota for one table.", "要求が 1 テーブルのクォータを超えました。"},
    {"The quota of the account", "アカウントのクォータ"},
    {"The demand exceeded the quota of the account.", "要求がアカウントのクォータを超えました。"},
    {"A retry storm", "再試行の嵐"},
    {"New requests alone would fit; those that are sent again come on top of them.",
     "新しいリクエストだけなら収まりますが、再送がその上に重なりました。"},
    {"A batch job beside other traffic", "ほかのトラフィックと並行するバッチジョブ"},
    {"A scan or a batch job took what the other traffic needed.",
     "スキャンまたはバッチジョブが、ほかのトラフィックに必要な分を使いました。"},
    {"A consumer that is behind", "遅れているコンシューマー"},
    {"A consumer of the stream does not keep up.",
     "ストリームのコンシューマーが追いついていません。"},
    {"A replica that is behind", "遅れているレプリカ"},
    {"A replica does not keep up.", "レプリカが追いついていません。"},
    {"A write that no bucket can hold", "どのバケットにも収まらない書き込み"},
    {"One write costs more than a full bucket holds, so it fails however often it is sent.",
     "1 回の書き込みが満杯のバケットより多くかかるため、何度送っても失敗します。"},
    {"write shards", "書き込みシャーディング"},
    {"eventually consistent reads", "結果整合性のある読み込み"},
    {"on-demand mode", "オンデマンドモード"},
    {"more capacity", "キャパシティの増加"},
    {"target tracking", "ターゲット追跡"},
    {"a lower target", "目標値の引き下げ"},
    {"a higher minimum", "最小値の引き上げ"},
    {"a higher maximum", "最大値の引き上げ"},
    {"warm throughput", "ウォームスループット"},
    {"a higher on-demand maximum", "オンデマンド最大値の引き上げ"},
    {"no on-demand maximum", "オンデマンド最大値の解除"},
    {"a higher quota (Service Quotas; takes a day or two)",
     "クォータの引き上げ (Service Quotas。1、2 日かかります)"},
    {"suffixes of the index key", "インデックスキーへの接尾辞"},
    {"adaptive retries", "アダプティブリトライ"},
    {"a slower job", "ジョブの減速"},
    {"a cache in front of reads (values may be a minute old)",
     "読み込みの前のキャッシュ (値は最大 1 分古くなります)"},
    {"a suffix in the table's key (reads must ask for every suffix)",
     "テーブルのキーへの接尾辞 (読み込みはすべての接尾辞に問い合わせます)"},
    {"a start of the workers that is spread over a minute", "1 分間に分散したワーカーの開始"},
    {"a schedule", "スケジュール"},
    {"DAX in front of reads (values may be five minutes old)",
     "読み込みの前の DAX (値は最大 5 分古くなります)"},
    {"a narrower index (entries of keys only)", "狭いインデックス (エントリはキーのみ)"},
    {"a sparse index (half of the entries)", "スパースインデックス (エントリは半分)"},
    {"items of half the size (compressed, split, or with large attributes in S3)",
     "半分の大きさのアイテム (圧縮、分割、または大きな属性を S3 へ)"},
    {"a series of tables, one for each period", "期間ごとの一連のテーブル"},
});

}  // namespace isotherm
