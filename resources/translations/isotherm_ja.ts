<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;File</source>
        <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>編集(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>表示(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>実行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Analyse</source>
        <translation>分析(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>ウィンドウ(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>ヘルプ(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;New scenario</source>
        <translation>新しいシナリオ(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>開く(&amp;O)…</translation>
    </message>
    <message>
        <source>Open run &amp;directory…</source>
        <translation>実行結果のフォルダーを開く(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Save scenario</source>
        <translation>シナリオを保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save scenario &amp;as…</source>
        <translation>シナリオを別名で保存(&amp;A)…</translation>
    </message>
    <message>
        <source>Save &amp;run directory…</source>
        <translation>実行結果を保存(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Export picture or data…</source>
        <translation>画像・データを書き出す(&amp;E)…</translation>
    </message>
    <message>
        <source>S&amp;tart page</source>
        <translation>スタートページ(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>終了(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Copy what is pinned</source>
        <translation>固定した内容をコピー(&amp;C)</translation>
    </message>
    <message>
        <source>Copy co&amp;mmand line</source>
        <translation>コマンドラインをコピー(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Edit scenario</source>
        <translation>シナリオを編集(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Apply scenario</source>
        <translation>シナリオを適用(&amp;A)</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>拡大(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>縮小(&amp;O)</translation>
    </message>
    <message>
        <source>Zoom in on &amp;partitions</source>
        <translation>パーティション方向に拡大(&amp;P)</translation>
    </message>
    <message>
        <source>Zoom out of p&amp;artitions</source>
        <translation>パーティション方向に縮小(&amp;A)</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>前の時間へ</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>後の時間へ</translation>
    </message>
    <message>
        <source>Lower hashes</source>
        <translation>小さいハッシュへ</translation>
    </message>
    <message>
        <source>Higher hashes</source>
        <translation>大きいハッシュへ</translation>
    </message>
    <message>
        <source>Zoom to &amp;selection or cell</source>
        <translation>選択範囲またはセルに拡大(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Whole run</source>
        <translation>全体を表示(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Follow live</source>
        <translation>実行に追従(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>戻る(&amp;B)</translation>
    </message>
    <message>
        <source>For&amp;ward</source>
        <translation>進む(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;CloudWatch lens</source>
        <translation>CloudWatch レンズ(&amp;C)</translation>
    </message>
    <message>
        <source>Next &amp;table or index</source>
        <translation>次のテーブルまたはインデックス(&amp;T)</translation>
    </message>
    <message>
        <source>Left button &amp;drags the view</source>
        <translation>左ボタンで表示を移動(&amp;D)</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>暗い配色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>明るい配色</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>印刷用</translation>
    </message>
    <message>
        <source>Colours: inferno</source>
        <translation>カラーマップ: inferno</translation>
    </message>
    <message>
        <source>Colours: cividis</source>
        <translation>カラーマップ: cividis</translation>
    </message>
    <message>
        <source>Colours: viridis</source>
        <translation>カラーマップ: viridis</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>文字を大きく</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>文字を小さく</translation>
    </message>
    <message>
        <source>Run or pause</source>
        <translation>実行または一時停止</translation>
    </message>
    <message>
        <source>Step to the next re&amp;quest</source>
        <translation>次のリクエストまで進む(&amp;Q)</translation>
    </message>
    <message>
        <source>Step a &amp;second</source>
        <translation>1 秒進む(&amp;S)</translation>
    </message>
    <message>
        <source>Step a &amp;minute</source>
        <translation>1 分進む(&amp;M)</translation>
    </message>
    <message>
        <source>Step a second &amp;back</source>
        <translation>1 秒戻る(&amp;B)</translation>
    </message>
    <message>
        <source>To the &amp;end</source>
        <translation>最後まで実行(&amp;E)</translation>
    </message>
    <message>
        <source>S&amp;top and end the run here</source>
        <translation>ここで止めて集計する(&amp;T)</translation>
    </message>
    <message>
        <source>Res&amp;tart</source>
        <translation>最初に戻る(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Go to time…</source>
        <translation>時刻へ移動(&amp;G)…</translation>
    </message>
    <message>
        <source>S&amp;lower</source>
        <translation>遅く(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Faster</source>
        <translation>速く(&amp;F)</translation>
    </message>
    <message>
        <source>Real ti&amp;me</source>
        <translation>実時間(&amp;M)</translation>
    </message>
    <message>
        <source>As fast as &amp;possible</source>
        <translation>最高速(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Next throttling</source>
        <translation>次のスロットリング(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous throttling</source>
        <translation>前のスロットリング(&amp;P)</translation>
    </message>
    <message>
        <source>Next &amp;event</source>
        <translation>次のイベント(&amp;E)</translation>
    </message>
    <message>
        <source>Previous e&amp;vent</source>
        <translation>前のイベント(&amp;V)</translation>
    </message>
    <message>
        <source>P&amp;in the cell</source>
        <translation>セルを固定(&amp;I)</translation>
    </message>
    <message>
        <source>Cell to the left</source>
        <translation>左のセル</translation>
    </message>
    <message>
        <source>Cell to the right</source>
        <translation>右のセル</translation>
    </message>
    <message>
        <source>Cell above</source>
        <translation>上のセル</translation>
    </message>
    <message>
        <source>Cell below</source>
        <translation>下のセル</translation>
    </message>
    <message>
        <source>Select to the left</source>
        <translation>左へ選択</translation>
    </message>
    <message>
        <source>Select to the right</source>
        <translation>右へ選択</translation>
    </message>
    <message>
        <source>F&amp;ocus on the partition</source>
        <translation>このパーティションだけを表示(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Clear pin, selection or focus</source>
        <translation>固定・選択・絞り込みを解除(&amp;C)</translation>
    </message>
    <message>
        <source>Wh&amp;y?</source>
        <translation>なぜ?(&amp;Y)</translation>
    </message>
    <message>
        <source>Show as &amp;table</source>
        <translation>表として表示(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Present</source>
        <translation>発表モード(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>配置を元に戻す(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>キー一覧(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Isotherm</source>
        <translation>Isotherm について(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Make a scenario from the stream</source>
        <translation>記録からシナリオを作成(&amp;M)</translation>
    </message>
    <message>
        <source>Cance&amp;l opening</source>
        <translation>開く処理を中止(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>元に戻す(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>やり直し(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Go to anything</source>
        <translation>何でも検索(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;What if…</source>
        <translation>もしも(&amp;W)…</translation>
    </message>
    <message>
        <source>Apply what-if &amp;now</source>
        <translation>もしもを今すぐ適用(&amp;N)</translation>
    </message>
    <message>
        <source>What colours &amp;mean</source>
        <translation>色の意味を切替(&amp;M)</translation>
    </message>
    <message>
        <source>Fold &amp;quiet partitions</source>
        <translation>静かなパーティションを畳む(&amp;Q)</translation>
    </message>
    <message>
        <source>How A stands beside B</source>
        <translation>A と B の比較表示を切替</translation>
    </message>
    <message>
        <source>Run the changed scenario as &amp;B</source>
        <translation>変更したシナリオを B として実行(&amp;B)</translation>
    </message>
    <message>
        <source>For&amp;k here</source>
        <translation>ここで分岐(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Check A and B with 10 seeds</source>
        <translation>A と B を 10 シードで検証(&amp;C)</translation>
    </message>
    <message>
        <source>Keep B, forget A</source>
        <translation>B を残し、A を破棄</translation>
    </message>
    <message>
        <source>Back to &amp;A, forget B</source>
        <translation>A に戻り、B を破棄(&amp;A)</translation>
    </message>
    <message>
        <source>List the requ&amp;ests</source>
        <translation>リクエスト一覧(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Explore</source>
        <translation>探索(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>比較(&amp;C)</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>キーなし</translation>
    </message>
    <message>
        <source>Times since the &amp;start, not in UTC</source>
        <translation>時刻を UTC でなく開始からの経過で(&amp;S)</translation>
    </message>
    <message>
        <source>Next ca&amp;use</source>
        <translation>次の原因(&amp;U)</translation>
    </message>
    <message>
        <source>Previous c&amp;ause</source>
        <translation>前の原因(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>インポート(&amp;I)…</translation>
    </message>
    <message>
        <source>Plan the cheapest settin&amp;gs</source>
        <translation>最も安い設定を計画(&amp;G)</translation>
    </message>
    <message>
        <source>Compare A and B by ta&amp;bles</source>
        <translation>A と B をテーブルごとに比較(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Reads, writes or both</source>
        <translation>読み込み、書き込み、両方の切替(&amp;R)</translation>
    </message>
    <message>
        <source>Previous table or index</source>
        <translation>前のテーブルまたはインデックス</translation>
    </message>
    <message>
        <source>Collapse the band</source>
        <translation>帯を折りたたむ</translation>
    </message>
    <message>
        <source>Collapse all other bands</source>
        <translation>ほかの帯をすべて折りたたむ</translation>
    </message>
    <message>
        <source>Order of the bands</source>
        <translation>帯の順序</translation>
    </message>
    <message>
        <source>Order of the rows</source>
        <translation>行の順序</translation>
    </message>
    <message>
        <source>Fit the page</source>
        <translation>ページに合わせる</translation>
    </message>
    <message>
        <source>Same scale for the same load</source>
        <translation>同じ負荷には同じ目盛り</translation>
    </message>
    <message>
        <source>Wheel scrolls</source>
        <translation>ホイールでスクロール</translation>
    </message>
    <message>
        <source>Save A and B as a &amp;bundle…</source>
        <translation>A と B をバンドルに保存(&amp;B)…</translation>
    </message>
    <message>
        <source>S&amp;wap A and B</source>
        <translation>A と B を入れ替える(&amp;W)</translation>
    </message>
    <message>
        <source>Try the best remedy as B</source>
        <translation>最善の対策を B で試す</translation>
    </message>
    <message>
        <source>&amp;Write a note</source>
        <translation>メモを書く(&amp;W)</translation>
    </message>
    <message>
        <source>C&amp;ost of throughput now</source>
        <translation>現在のスループット費用(&amp;O)</translation>
    </message>
    <message>
        <source>Men&amp;u of what has the focus</source>
        <translation>フォーカスのある部分のメニュー(&amp;U)</translation>
    </message>
    <message>
        <source>Run when &amp;opened</source>
        <translation>開いたら実行(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Story of the scenario</source>
        <translation>シナリオの物語(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Glossary</source>
        <translation>用語集(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Tour in six steps</source>
        <translation>6 段階のツアー(&amp;T)</translation>
    </message>
    <message>
        <source>Le&amp;gend</source>
        <translation>凡例(&amp;G)</translation>
    </message>
    <message>
        <source>Move the band up</source>
        <translation>帯を上へ移動</translation>
    </message>
    <message>
        <source>Move the band down</source>
        <translation>帯を下へ移動</translation>
    </message>
</context>
<context>
    <name>EngineWords</name>
    <message>
        <source>%1 starts with %2 partition: %3</source>
        <translation>%1 はパーティション %2 個で開始: %3</translation>
    </message>
    <message>
        <source>%1 starts with %2 partitions: %3</source>
        <translation>%1 はパーティション %2 個で開始: %3</translation>
    </message>
    <message>
        <source>%1 now has %2</source>
        <translation>%1 は現在 %2</translation>
    </message>
    <message>
        <source>%1 has been backfilled and is ACTIVE</source>
        <translation>%1 のバックフィルが終わり、ACTIVE になりました</translation>
    </message>
    <message>
        <source>%1 is exported and dropped</source>
        <translation>%1 をエクスポートして削除</translation>
    </message>
    <message>
        <source>%1 is dropped</source>
        <translation>%1 を削除</translation>
    </message>
    <message>
        <source>stopped at %1 of %2</source>
        <translation>%2 のうち %1 で停止</translation>
    </message>
    <message>
        <source>%1 has split into %2 and %3</source>
        <translation>%1 が %2 と %3 に分割されました</translation>
    </message>
    <message>
        <source>%1 begins to split: %2</source>
        <translation>%1 が分割を開始: %2</translation>
    </message>
    <message>
        <source>%1 does not split: %2</source>
        <translation>%1 は分割されません: %2</translation>
    </message>
    <message>
        <source>%1: %2 items above %3 were cut to that size</source>
        <translation>%1: %3 を超える項目 %2 件をその大きさに切り詰めました</translation>
    </message>
    <message>
        <source>%1: %2 rows went back in time; their times were moved forward</source>
        <translation>%1: 時刻が逆戻りした %2 行を後ろへ移しました</translation>
    </message>
    <message>
        <source>%1 (%2): as it was</source>
        <translation>%1 (%2): 元のまま</translation>
    </message>
    <message>
        <source>%1: over %2 actions were open</source>
        <translation>%1: 実行中または待機中のアクションが %2 を超えたため、実行を停止しました</translation>
    </message>
    <message>
        <source>%1: over %2 items were watched</source>
        <translation>%1: 条件付きのテーブルで書き込まれた項目が %2 を超えたため、実行を停止しました</translation>
    </message>
    <message>
        <source>alarm %1 of %2 is in ALARM: %3 is %4, the threshold is %5, in %6 of %7 periods; %8 tries were throttled by then</source>
        <translation>%2 のアラーム %1 が発生: %3 は %4、しきい値は %5、%7 期間中 %6 期間。それまでに %8 回がスロットリングされました</translation>
    </message>
    <message>
        <source>alarm %1 of %2 is OK: %3 is %4, the threshold is %5, in %6 of %7 periods</source>
        <translation>%2 のアラーム %1 が解除: %3 は %4、しきい値は %5、%7 期間中 %6 期間</translation>
    </message>
    <message>
        <source>alarm %1 of %2 has INSUFFICIENT_DATA: %3 has no datapoints</source>
        <translation>%2 のアラーム %1 はデータ不足: %3 にデータ点がありません</translation>
    </message>
    <message>
        <source>job %1 begins: %2 of %3, %4</source>
        <translation>ジョブ %1 を開始: %3 の %2、%4</translation>
    </message>
    <message>
        <source>job %1 is done: %2 of %3, %4 in %5</source>
        <translation>ジョブ %1 が完了: %3 の %2、%4、所要時間 %5</translation>
    </message>
    <message>
        <source>job %1 is refused: %2 of %3: %4</source>
        <translation>ジョブ %1 を拒否: %3 の %2: %4</translation>
    </message>
    <message>
        <source>%1: point-in-time recovery is off</source>
        <translation>%1: ポイントインタイムリカバリが無効です</translation>
    </message>
    <message>
        <source>%1: %2 such jobs are at work already</source>
        <translation>%1: 同種のジョブがすでに %2 件実行中です</translation>
    </message>
    <message>
        <source>%1: the items of over %2 keys were counted</source>
        <translation>%1: 項目を数えるキーが %2 を超えたため、実行を停止しました</translation>
    </message>
    <message>
        <source>%1: over %2 records of its stream waited for a reader</source>
        <translation>%1: 読み手を待つストリームのレコードが %2 を超えたため、実行を停止しました</translation>
    </message>
    <message>
        <source>%1: %3 behind the stream of %2</source>
        <translation>%1: %2 のストリームから %3 遅れています</translation>
    </message>
    <message>
        <source>%1: caught up with the stream of %2</source>
        <translation>%1: %2 のストリームに追いつきました</translation>
    </message>
    <message>
        <source>%1: the stream of %2 removed %3 records before they were read</source>
        <translation>%1: %2 のストリームのレコード %3 件が、読まれる前に消えました</translation>
    </message>
    <message>
        <source>%1: %3 behind %2</source>
        <translation>%1: %2 より %3 遅れています</translation>
    </message>
    <message>
        <source>%1: caught up with %2</source>
        <translation>%1: %2 に追いつきました</translation>
    </message>
    <message>
        <source>Region %1 fails; %2 of its writes have not reached other Regions</source>
        <translation>リージョン %1 で障害が発生しました。書き込みのうち %2 件が他のリージョンに届いていません</translation>
    </message>
    <message>
        <source>Region %1 is back</source>
        <translation>リージョン %1 が復旧しました</translation>
    </message>
    <message>
        <source>%1 (%2): %3</source>
        <translation>%1 (%2): %3</translation>
    </message>
    <message>
        <source>%1 RCU and %2 WCU provisioned</source>
        <translation>プロビジョニング %1 RCU・%2 WCU</translation>
    </message>
    <message>
        <source>on-demand mode</source>
        <translation>オンデマンドモード</translation>
    </message>
    <message>
        <source>it is busy</source>
        <translation>負荷が高いため</translation>
    </message>
    <message>
        <source>it holds a single item</source>
        <translation>項目が 1 つしかないため</translation>
    </message>
    <message>
        <source>it holds more than %1</source>
        <translation>%1 を超えたため</translation>
    </message>
    <message>
        <source>the table has a stream</source>
        <translation>テーブルにストリームがあるため</translation>
    </message>
    <message>
        <source>too few requests to choose a split point</source>
        <translation>分割位置を選ぶにはリクエストが少なすぎます</translation>
    </message>
    <message>
        <source>its items are visited in order: a split would not help for long</source>
        <translation>項目が順番に使われるため、分割しても長くは役立ちません</translation>
    </message>
    <message>
        <source>one item has all of the traffic: a split cannot divide it</source>
        <translation>1 つの項目に全リクエストが集中しており、分割では分けられません</translation>
    </message>
    <message>
        <source>time series</source>
        <translation>時系列</translation>
    </message>
    <message>
        <source>as set in the scenario</source>
        <translation>シナリオに書かれています</translation>
    </message>
    <message>
        <source>its period is over</source>
        <translation>対象の期間が終わりました</translation>
    </message>
    <message>
        <source>capacity differed from the fixed values</source>
        <translation>固定値が有効ではありませんでした</translation>
    </message>
    <message>
        <source>%1, but %2</source>
        <translation>%1。ただし%2</translation>
    </message>
    <message>
        <source>scheduled action &quot;%1&quot;: minimum %2, maximum %3</source>
        <translation>スケジュール「%1」: 最小 %2、最大 %3</translation>
    </message>
    <message>
        <source>%1 used %2 % of its capacity, with %3 throttled requests per minute</source>
        <translation>%1の使用率 %2 %、スロットリング毎分 %3 件</translation>
    </message>
    <message>
        <source>%1 used %2 % of %3</source>
        <translation>%1は %3 の %2 % を使用</translation>
    </message>
    <message>
        <source>%1 used %2 %</source>
        <translation>%1の使用率 %2 %</translation>
    </message>
    <message>
        <source>the cooldown lasts another %1</source>
        <translation>クールダウンがあと %1 続きます</translation>
    </message>
    <message>
        <source>%1 above %2 % of %3 provisioned for %4 of %5 min</source>
        <translation>%1が %3 の %2 % を上回って %5 分のうち %4 分</translation>
    </message>
    <message>
        <source>%1 below %2 % of %3 provisioned for %4 of %5 min</source>
        <translation>%1が %3 の %2 % を下回って %5 分のうち %4 分</translation>
    </message>
    <message>
        <source>%1 would go down to %2</source>
        <translation>%1は %2 に下がるところ</translation>
    </message>
    <message>
        <source>%1 would go down</source>
        <translation>%1は下がるところ</translation>
    </message>
    <message>
        <source>no decrease is left today</source>
        <translation>今日の引き下げ回数が残っていません</translation>
    </message>
    <message>
        <source>decreases are paced over the day</source>
        <translation>引き下げは 1 日に分散されます</translation>
    </message>
    <message>
        <source>the table is not ACTIVE</source>
        <translation>テーブルが ACTIVE ではありません</translation>
    </message>
    <message>
        <source>outside the script&apos;s hours</source>
        <translation>スクリプトの動作時間外</translation>
    </message>
    <message>
        <source>the time is outside the maintenance windows</source>
        <translation>メンテナンス時間外です</translation>
    </message>
    <message>
        <source>no decreases outside maintenance windows</source>
        <translation>メンテナンス時間外</translation>
    </message>
    <message>
        <source>again without decreases</source>
        <translation>引き下げなしで再要求</translation>
    </message>
    <message>
        <source>the circuit breaker is open</source>
        <translation>サーキットブレーカーが開いています</translation>
    </message>
    <message>
        <source>not ACTIVE</source>
        <translation>ACTIVE ではありません</translation>
    </message>
    <message>
        <source>reads wait as writes rise</source>
        <translation>読み込みは書き込みを待ちます</translation>
    </message>
    <message>
        <source>writes wait as reads rise</source>
        <translation>書き込みは読み込みを待ちます</translation>
    </message>
    <message>
        <source>%1: %2 units %3 -&gt; %4 exceeds %5 times the present value in one UpdateTable</source>
        <translation>%1: %2ユニット %3 → %4 は 1 回の UpdateTable で %5 倍を超えます</translation>
    </message>
    <message>
        <source>%1: %2 units %3 -&gt; %4 is below the minimum increase of %5 %</source>
        <translation>%1: %2ユニット %3 → %4 の引き上げは %5 % 未満です</translation>
    </message>
    <message>
        <source>%1 is not ACTIVE</source>
        <translation>%1 は ACTIVE ではありません</translation>
    </message>
    <message>
        <source>%1 does not exist</source>
        <translation>%1 は存在しません</translation>
    </message>
    <message>
        <source>%1: provisioned throughput must be at least %2 unit</source>
        <translation>%1: プロビジョニングスループットは %2 ユニット以上でなければなりません</translation>
    </message>
    <message>
        <source>%1: the requested values equal the present ones</source>
        <translation>%1: 要求値が現在の値と同じです</translation>
    </message>
    <message>
        <source>%1: the requested values equal the present ones, or the table is on demand</source>
        <translation>%1: 要求値が現在の値と同じか、テーブルがオンデマンドです</translation>
    </message>
    <message>
        <source>%1: %2 decreases used this UTC day, the next is allowed at %3</source>
        <translation>%1: この UTC 日の引き下げは %2 回済みで、次は %3 から可能です</translation>
    </message>
    <message>
        <source>%1: above the limit of %2 units per second</source>
        <translation>%1: 毎秒 %2 ユニットを超えています</translation>
    </message>
    <message>
        <source>%1: on-demand mode launched in 2018</source>
        <translation>%1: オンデマンドモードは 2018 年に登場しました</translation>
    </message>
    <message>
        <source>%1 has changed its capacity mode %2 times in 24 hours already</source>
        <translation>%1 は 24 時間以内にキャパシティモードを既に %2 回変更しています</translation>
    </message>
    <message>
        <source>too many throttled events per provisioned unit: %1 -&gt; %2</source>
        <translation>プロビジョニング比のスロットリング: %1 → %2</translation>
    </message>
    <message>
        <source>too many throttled events per consumed unit: %1 -&gt; %2</source>
        <translation>消費比のスロットリング: %1 → %2</translation>
    </message>
    <message>
        <source>above the upper threshold: %1 -&gt; %2</source>
        <translation>上限しきい値を超過: %1 → %2</translation>
    </message>
    <message>
        <source>too many throttled events: %1 -&gt; %2</source>
        <translation>スロットリングが多すぎます: %1 → %2</translation>
    </message>
    <message>
        <source>low check %1 of %2</source>
        <translation>低使用の確認 %2 回中 %1 回目</translation>
    </message>
    <message>
        <source>maximum %1</source>
        <translation>最大 %1</translation>
    </message>
    <message>
        <source>minimum %1</source>
        <translation>最小 %1</translation>
    </message>
    <message>
        <source>%1 -&gt; %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>reads</source>
        <translation>読み込み</translation>
    </message>
    <message>
        <source>writes</source>
        <translation>書き込み</translation>
    </message>
    <message>
        <source>read</source>
        <translation>読み込み</translation>
    </message>
    <message>
        <source>write</source>
        <translation>書き込み</translation>
    </message>
    <message>
        <source>%1: %2 asks for %3: %4; refused: %5</source>
        <translation>%1: %2 が %3 を要求: %4。拒否: %5</translation>
    </message>
    <message>
        <source>%1: %2 asks for %3: %4</source>
        <translation>%1: %2 が %3 を要求: %4</translation>
    </message>
    <message>
        <source>on demand</source>
        <translation>オンデマンド</translation>
    </message>
    <message>
        <source>%1 RCU and %2 WCU</source>
        <translation>%1 RCU・%2 WCU</translation>
    </message>
    <message>
        <source>%1, warm %2/%3</source>
        <translation>%1、ウォーム %2/%3</translation>
    </message>
    <message>
        <source>%1, maximum %2/%3</source>
        <translation>%1、最大 %2/%3</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>as it was</source>
        <translation>変更なし</translation>
    </message>
    <message>
        <source>%1: %2 %3 requests throttled from %4 to %5</source>
        <translation>%1: %4 から %5 までに%3リクエスト %2 件がスロットリング</translation>
    </message>
    <message>
        <source>%1: %2 %3 requests refused from %4 to %5: their item collection is full</source>
        <translation>%1: %4 から %5 までに%3リクエスト %2 件がアイテムコレクションの満杯により拒否</translation>
    </message>
    <message>
        <source>%1: %2 bad line was skipped; the first: line %3, column %4: %5</source>
        <translation>%1: 不正な行 %2 行をスキップ。最初: %3 行 %4 列: %5</translation>
    </message>
    <message>
        <source>%1: %2 bad lines were skipped; the first: line %3, column %4: %5</source>
        <translation>%1: 不正な行 %2 行をスキップ。最初: %3 行 %4 列: %5</translation>
    </message>
    <message>
        <source>%1: the stream continues after the run ends at %2; means cover only its beginning</source>
        <translation>%1: ストリームは実行の終わり %2 の後も続きます。平均は最初の部分のものです</translation>
    </message>
    <message>
        <source>%1: the stream ends at %2, the run at %3: means over the whole run are %4 of the means while the stream lasts</source>
        <translation>%1: ストリームは %2、実行は %3 に終わります。実行全体の平均はストリームのある間の %4 です</translation>
    </message>
    <message>
        <source>%1 units/s for %2 min, above %3 % of %4 provisioned</source>
        <translation>%2 分間にわたり毎秒 %1 ユニット、%4 の %3 % を上回る</translation>
    </message>
    <message>
        <source>at most %1 units/s for %2 min, well below %3 % of %4 provisioned</source>
        <translation>%2 分間にわたり毎秒最大 %1 ユニット、%4 の %3 % を大きく下回る</translation>
    </message>
    <message>
        <source>outside the min-max range</source>
        <translation>最小と最大の範囲外</translation>
    </message>
    <message>
        <source>autoscaling is off</source>
        <translation>自動スケーリングは無効</translation>
    </message>
    <message>
        <source>consumed %1 %</source>
        <translation>消費 %1 %</translation>
    </message>
    <message>
        <source>but %1 units are consumed: not changed</source>
        <translation>ただし %1 ユニットが消費中: 変更しない</translation>
    </message>
    <message>
        <source>%1 %2 units of the table with its global indexes exceed the quota of %3 per table</source>
        <translation>テーブルとグローバルインデックスの%2ユニット %1 がテーブルのクォータ %3 を超えます</translation>
    </message>
    <message>
        <source>%1 %2 units of all tables exceed the quota of %3 per account</source>
        <translation>全テーブルの%2ユニット %1 がアカウントのクォータ %3 を超えます</translation>
    </message>
    <message>
        <source>At %1, demand on partition %2 of %3 was %4 %5.</source>
        <translation>%1 に、%3 のパーティション %2 に %4 %5 の要求がありました。</translation>
    </message>
    <message>
        <source>Its limit in force was %1 %2 a second, so demand was %3 of the limit.</source>
        <translation>その時の上限は毎秒 %1 %2 で、要求はその %3 でした。</translation>
    </message>
    <message>
        <source>In the minute from %1 to %2, demand on partition %3 of %4 was %5 %6. This run is recorded by the minute, so the exact second is not known.</source>
        <translation>%1 から %2 までの 1 分間に、%4 のパーティション %3 に %5 %6 の要求がありました。この実行は分単位で記録されているため、どの 1 秒かはわかりません。</translation>
    </message>
    <message>
        <source>Its limit in force was %1 %2 a second; in its hottest second demand was %3 of the limit.</source>
        <translation>その時の上限は毎秒 %1 %2 で、最も熱い 1 秒の要求は上限の %3 でした。</translation>
    </message>
    <message>
        <source>Nothing was refused: saved-up burst capacity covered the excess; %1 of it is left.</source>
        <translation>拒否はありません。貯まっていたバーストキャパシティが超過分を補いました。残りは %1 です。</translation>
    </message>
    <message>
        <source>Nothing was refused: demand stayed within the limit.</source>
        <translation>拒否はありません。要求は上限の範囲内でした。</translation>
    </message>
    <message>
        <source>A write is refused if an index of the table is too far behind, and one of them was.</source>
        <translation>書き込みにはテーブルのどのインデックスも大きく遅れていないことが必要ですが、そのうちの 1 つが遅れていました。</translation>
    </message>
    <message>
        <source>In the busiest second, demand on index %1 was %2 of its %3 WCU.</source>
        <translation>そのときインデックス %1 の最も混んだ 1 秒の要求は、%3 WCU に対し %2 でした。</translation>
    </message>
    <message>
        <source>Its backlog was %1 index writes, and a new one could expect to wait %2 s.</source>
        <translation>そのインデックスへの書き込み %1 件が待機中で、新しい書き込みの予想待ち時間は %2 秒でした。</translation>
    </message>
    <message>
        <source>Unused capacity is not saved up for this limit; there is no burst.</source>
        <translation>この上限には未使用分の蓄えがなく、バーストはありません。</translation>
    </message>
    <message>
        <source>Its burst capacity has been used up since %1.</source>
        <translation>バーストキャパシティは %1 から使い切られていました。</translation>
    </message>
    <message>
        <source>Its burst capacity was used up in this second.</source>
        <translation>バーストキャパシティはこの 1 秒で使い切られました。</translation>
    </message>
    <message>
        <source>Its burst capacity was used up in this minute.</source>
        <translation>バーストキャパシティはこの 1 分で使い切られました。</translation>
    </message>
    <message>
        <source>%1 of its burst capacity was left at the end of the second.</source>
        <translation>この秒の終わりに、バーストキャパシティは %1 残っていました。</translation>
    </message>
    <message>
        <source>%1 of its burst capacity was left at its last request in this minute.</source>
        <translation>この 1 分で最後に要求があった時、バーストキャパシティは %1 残っていました。</translation>
    </message>
    <message>
        <source>%1 of the table&apos;s burst capacity was left afterwards.</source>
        <translation>その時点でテーブルのバースト容量は%1残っていました。</translation>
    </message>
    <message>
        <source>The table&apos;s burst capacity has been used up since %1.</source>
        <translation>テーブルのバースト容量は%1から尽きています。</translation>
    </message>
    <message>
        <source>The table&apos;s burst capacity was used up just then.</source>
        <translation>テーブルのバースト容量はちょうどこのとき尽きました。</translation>
    </message>
    <message>
        <source>So %1 request was refused, worth %2 %3.</source>
        <translation>その結果 %1 件のリクエスト (%2 %3 相当) が拒否されました。</translation>
    </message>
    <message>
        <source>So %1 requests were refused, worth %2 %3.</source>
        <translation>その結果 %1 件のリクエスト (%2 %3 相当) が拒否されました。</translation>
    </message>
    <message>
        <source>%1 DynamoDB&apos;s reason: %2.</source>
        <translation>%1 DynamoDB の示す理由: %2。</translation>
    </message>
    <message>
        <source>Demand on the whole table was %1 %2; its on-demand capacity had grown to %3 a second.</source>
        <translation>テーブル全体への要求は %1 %2 で、オンデマンドの容量は毎秒 %3 まで増えていました。</translation>
    </message>
    <message>
        <source>Demand on the whole table was %1 of its %2 %3 (%4): the load is uneven, not too large. %5 of it went to this partition.</source>
        <translation>テーブル全体への要求は %2 %3 のうち %1 (%4) でした。負荷は大きすぎるのではなく偏っています。その %5 がこのパーティションに来ました。</translation>
    </message>
    <message>
        <source>Demand on the whole table was %1 of its %2 %3 (%4): its throughput is insufficient in this second.</source>
        <translation>テーブル全体への要求は %2 %3 に対し %1 (%4) でした。この秒はスループットそのものが足りません。</translation>
    </message>
    <message>
        <source>Even in the busiest second of this minute, demand on the whole table was %1 of its %2 %3 (%4): the load is uneven, not too large. %5 of the minute&apos;s demand went to this partition.</source>
        <translation>この 1 分のピークの 1 秒でも、テーブル全体への要求は %2 %3 のうち %1 (%4) でした。負荷は大きすぎるのではなく偏っています。この 1 分の要求の %5 がこのパーティションに来ました。</translation>
    </message>
    <message>
        <source>In the busiest second of this minute, demand on the whole table was %1 of its %2 %3 (%4): its throughput is insufficient. Requests were refused in %5 of the minute&apos;s seconds.</source>
        <translation>この 1 分のピークの 1 秒では、テーブル全体への要求は %2 %3 に対し %1 (%4) でした。その時はスループットそのものが足りません。この 1 分のうち %5 秒で拒否がありました。</translation>
    </message>
    <message>
        <source>The last request to change its capacity was made at %1 by %2, from %3 to %4 RCU/WCU</source>
        <translation>直近では %1 に、%2 が %3 から %4 RCU/WCU へのキャパシティ変更を要求しました</translation>
    </message>
    <message>
        <source>%1; DynamoDB refused: %2.</source>
        <translation>%1が、DynamoDB に拒否されました: %2。</translation>
    </message>
    <message>
        <source>%1; it took effect only at %2.</source>
        <translation>%1が、有効になったのは %2 になってからです。</translation>
    </message>
    <message>
        <source>%1, in force since %2.</source>
        <translation>%1。%2 から有効です。</translation>
    </message>
    <message>
        <source>Meanwhile %1 was waiting: %2.</source>
        <translation>その間、%1 は待機していました: %2。</translation>
    </message>
    <message>
        <source>Of the keys in this partition, %1 (workload %2) was refused most: %3 times in the run.</source>
        <translation>このパーティションで最も多く拒否されたキーは %2 の %1 で、この実行で %3 回でした。</translation>
    </message>
    <message>
        <source>No key of this partition stands out.</source>
        <translation>このパーティションに目立つキーはありません。</translation>
    </message>
    <message>
        <source>B has only begun.</source>
        <translation>B はまだ始まったばかりです。</translation>
    </message>
    <message>
        <source>A has no recorded data to compare with.</source>
        <translation>A には比較する記録がありません。</translation>
    </message>
    <message>
        <source>Neither A nor B throttles anything.</source>
        <translation>A にも B にもスロットリングはありません。</translation>
    </message>
    <message>
        <source>B throttles as many tries as A: %1.</source>
        <translation>B のスロットリングは A と同じ %1 件です。</translation>
    </message>
    <message>
        <source>%1 of all tries, A %2</source>
        <translation>全試行の %1、A は %2</translation>
    </message>
    <message>
        <source>B throttles %1 fewer tries than A (%2).</source>
        <translation>B のスロットリングは A より %1 件少なくなりました (%2)。</translation>
    </message>
    <message>
        <source>B throttles %1 more tries than A (%2).</source>
        <translation>B のスロットリングは A より %1 件多くなりました (%2)。</translation>
    </message>
    <message>
        <source>Both have the same bill.</source>
        <translation>請求額は同じです。</translation>
    </message>
    <message>
        <source>%1, A %2</source>
        <translation>%1、A は %2</translation>
    </message>
    <message>
        <source>Its bill is %1 higher (%2).</source>
        <translation>請求額は %1 増えます (%2)。</translation>
    </message>
    <message>
        <source>Its bill is %1 lower (%2).</source>
        <translation>請求額は %1 減ります (%2)。</translation>
    </message>
    <message>
        <source>B − A is %1 ± %2 percentage points of tries</source>
        <translation>B − A は試行の %1 ± %2 ポイント</translation>
    </message>
    <message>
        <source>Clear: with %1 seeds %2.</source>
        <translation>明確な差: %1 シードで%2。</translation>
    </message>
    <message>
        <source>No clear difference: with %1 seeds %2, which is within the noise.</source>
        <translation>明確な差なし: %1 シードで%2 であり、ばらつきの範囲内です。</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>seed %1</source>
        <translation>シード %1</translation>
    </message>
    <message>
        <source>fingerprint %1</source>
        <translation>フィンガープリント %1</translation>
    </message>
    <message>
        <source>colour: units a second</source>
        <translation>色:1 秒あたりのユニット数</translation>
    </message>
    <message>
        <source>colour: rank among these cells</source>
        <translation>色:表示中のセルの中の順位</translation>
    </message>
    <message>
        <source>colour: share of the partition&apos;s own limit</source>
        <translation>色:パーティション自身の上限に対する割合</translation>
    </message>
    <message>
        <source>colour: share of the limit</source>
        <translation>色:上限に対する割合</translation>
    </message>
    <message>
        <source>recorded every %1 s</source>
        <translation>%1 秒ごとの記録</translation>
    </message>
</context>
<context>
    <name>Scenarios</name>
    <message>
        <source>Bad heat, good heat</source>
        <translation>悪い熱、良い熱</translation>
    </message>
    <message>
        <source>One load, spread badly and well</source>
        <translation>同じ負荷、偏りありと偏りなし</translation>
    </message>
    <message>
        <source>Votes and write sharding</source>
        <translation>投票と書き込みシャーディング</translation>
    </message>
    <message>
        <source>Two keys, then ten suffixes for each</source>
        <translation>候補者 2 人、次にサフィックス 10 個ずつ</translation>
    </message>
    <message>
        <source>A popular product</source>
        <translation>人気の商品</translation>
    </message>
    <message>
        <source>One item that everybody looks at</source>
        <translation>みんなが見る 1 つの項目</translation>
    </message>
    <message>
        <source>An index keyed by date</source>
        <translation>日付をキーにしたインデックス</translation>
    </message>
    <message>
        <source>It makes the table refuse writes</source>
        <translation>テーブル自身の書き込みまで拒否</translation>
    </message>
    <message>
        <source>A table for each day</source>
        <translation>日ごとのテーブル</translation>
    </message>
    <message>
        <source>Scaled down after its day</source>
        <translation>その日が終われば冷ます</translation>
    </message>
    <message>
        <source>A day under three policies</source>
        <translation>3 つのポリシーの 1 日</translation>
    </message>
    <message>
        <source>One load, three ways to scale</source>
        <translation>同じ負荷、3 通りのスケーリング</translation>
    </message>
    <message>
        <source>Dilution</source>
        <translation>希薄化</translation>
    </message>
    <message>
        <source>Less per partition after scaling</source>
        <translation>上げて、下げて、前より貧しく</translation>
    </message>
    <message>
        <source>A recorded web server</source>
        <translation>記録された Web サーバー</translation>
    </message>
    <message>
        <source>NASA, August 1995, sixty times as fast</source>
        <translation>NASA、1995 年 8 月、60 倍速</translation>
    </message>
    <message>
        <source>Partition arithmetic</source>
        <translation>パーティションの算数</translation>
    </message>
    <message>
        <source>5,000 units are three shares</source>
        <translation>5,000 ユニットは 3 つの分け前</translation>
    </message>
    <message>
        <source>Votes, added up</source>
        <translation>投票をまとめて数える</translation>
    </message>
    <message>
        <source>No hot key, ten seconds late</source>
        <translation>熱いキーはなく、十秒遅れる</translation>
    </message>
    <message>
        <source>A copy in another Region</source>
        <translation>別のリージョンの写し</translation>
    </message>
    <message>
        <source>Too small, and so minutes late</source>
        <translation>小さすぎて、何分も遅れる</translation>
    </message>
    <message>
        <source>Two Regions</source>
        <translation>二つのリージョン</translation>
    </message>
    <message>
        <source>What Virginia writes, Sydney pays too</source>
        <translation>バージニアの書き込みはシドニーも払う</translation>
    </message>
    <message>
        <source>A Region that fails</source>
        <translation>止まったリージョン</translation>
    </message>
    <message>
        <source>Ten minutes down, half an hour behind</source>
        <translation>停止は十分、遅れは三十分</translation>
    </message>
    <message>
        <source>A stream and its readers</source>
        <translation>ストリームとその読み手</translation>
    </message>
    <message>
        <source>Every change is told again, for a day</source>
        <translation>変更は一日、語り継がれる</translation>
    </message>
    <message>
        <source>A popular product, cached</source>
        <translation>人気の商品とキャッシュ</translation>
    </message>
    <message>
        <source>One read a minute instead of thousands</source>
        <translation>毎秒数千回の読み取りが 1 分に 1 回に</translation>
    </message>
    <message>
        <source>Two kinds of reads</source>
        <translation>2 種類の読み取り</translation>
    </message>
    <message>
        <source>The same item, strong and eventual</source>
        <translation>同じ項目を強い整合性と結果整合性で</translation>
    </message>
    <message>
        <source>A log of what was watched</source>
        <translation>視聴のログ</translation>
    </message>
    <message>
        <source>By day it is hot, by minute hard to ask</source>
        <translation>日付では集中し、分と乱数では尋ねにくい</translation>
    </message>
    <message>
        <source>A social graph</source>
        <translation>ソーシャルグラフ</translation>
    </message>
    <message>
        <source>A fan asks for little, a star for much</source>
        <translation>ファンは軽く、スターは重い</translation>
    </message>
    <message>
        <source>Tokens for streams</source>
        <translation>同時視聴のトークン</translation>
    </message>
    <message>
        <source>Each player checks in</source>
        <translation>どの端末も点呼に応じる</translation>
    </message>
    <message>
        <source>One view, three writes</source>
        <translation>1 回の視聴を 3 回書く</translation>
    </message>
    <message>
        <source>A refused first write stops the others</source>
        <translation>最初の書き込みが拒否されれば残りも送られない</translation>
    </message>
    <message>
        <source>A lock, a counter, a neighbor</source>
        <translation>ロック、カウンター、隣人</translation>
    </message>
    <message>
        <source>A failed condition is paid for, too</source>
        <translation>条件を満たさない書き込みにも料金がかかる</translation>
    </message>
    <message>
        <source>One log, five phases</source>
        <translation>1 つのログ、5 つの段階</translation>
    </message>
    <message>
        <source>Scaled, indexed, past 10 GB, monthly</source>
        <translation>スケーリング、日付のインデックス、月ごとのテーブル</translation>
    </message>
    <message>
        <source>A full item collection</source>
        <translation>満杯の項目コレクション</translation>
    </message>
    <message>
        <source>A customer with 10 GB of orders</source>
        <translation>注文が上限の大きさに達した顧客</translation>
    </message>
    <message>
        <source>A needle in a haystack</source>
        <translation>干し草の中の針</translation>
    </message>
    <message>
        <source>A filter, a composite key, a sparse index</source>
        <translation>フィルター、複合キー、疎なインデックス</translation>
    </message>
    <message>
        <source>An inbox of large mails</source>
        <translation>大きなメールの受信箱</translation>
    </message>
    <message>
        <source>Fifty mails cost 1,600 units</source>
        <translation>50 通で 1,600 ユニット</translation>
    </message>
    <message>
        <source>A table for each month</source>
        <translation>月ごとのテーブル</translation>
    </message>
    <message>
        <source>April cools when May begins</source>
        <translation>5 月が始まれば 4 月を冷ます</translation>
    </message>
    <message>
        <source>The night script</source>
        <translation>夜のスクリプト</translation>
    </message>
    <message>
        <source>A fifth more every five minutes</source>
        <translation>5 分ごとに 2 割ずつ増やす</translation>
    </message>
    <message>
        <source>On demand, twice the peak</source>
        <translation>オンデマンド、ピークの 2 倍まで</translation>
    </message>
    <message>
        <source>No more for half an hour</source>
        <translation>その先は 30 分後</translation>
    </message>
    <message>
        <source>Storage and time to live</source>
        <translation>ストレージと有効期間</translation>
    </message>
    <message>
        <source>Old rows leave for free</source>
        <translation>期限切れの項目は無料で消える</translation>
    </message>
    <message>
        <source>Backups, exports, imports</source>
        <translation>バックアップ、エクスポート、インポート</translation>
    </message>
    <message>
        <source>They ask the table for nothing</source>
        <translation>テーブルの容量を使わない</translation>
    </message>
    <message>
        <source>Old months go to S3</source>
        <translation>古い月は S3 へ</translation>
    </message>
    <message>
        <source>Exported, then dropped</source>
        <translation>エクスポートしてから削除</translation>
    </message>
    <message>
        <source>An export takes its share</source>
        <translation>エクスポートの取り分</translation>
    </message>
    <message>
        <source>Half of the reads, or all of them</source>
        <translation>読み取りの半分か、全部か</translation>
    </message>
    <message>
        <source>Told too late</source>
        <translation>手遅れの知らせ</translation>
    </message>
    <message>
        <source>Three alarms on one table</source>
        <translation>一つのテーブルに三つのアラーム</translation>
    </message>
    <message>
        <source>Five tenants, one table</source>
        <translation>五つのテナント、一つのテーブル</translation>
    </message>
    <message>
        <source>One is noisy, all are refused</source>
        <translation>一つが騒がしく、全員が拒否される</translation>
    </message>
    <message>
        <source>One tenant only</source>
        <translation>一つのテナントだけ</translation>
    </message>
    <message>
        <source>What is denied costs nothing</source>
        <translation>拒まれた要求は無料</translation>
    </message>
    <message>
        <source>Two bills from Tokyo</source>
        <translation>東京の 2 つの請求</translation>
    </message>
    <message>
        <source>2012, with a slip</source>
        <translation>2012 年、計算の誤りが 1 つ</translation>
    </message>
    <message>
        <source>Limits of 2012</source>
        <translation>2012 年の制限</translation>
    </message>
    <message>
        <source>Twice at most, down once a day</source>
        <translation>上げるのは 2 倍まで、下げるのは 1 日 1 回</translation>
    </message>
    <message>
        <source>Four patterns of reads</source>
        <translation>4 通りの読み取り</translation>
    </message>
    <message>
        <source>Even, in bursts, uneven, with a scan</source>
        <translation>均等、突発、ばらつき、全走査</translation>
    </message>
    <message>
        <source>A bulk load</source>
        <translation>一括ロード</translation>
    </message>
    <message>
        <source>Half a million rows, and a careless loop</source>
        <translation>50 万行と、不注意なループ</translation>
    </message>
    <message>
        <source>A copy of a table</source>
        <translation>テーブルの複写</translation>
    </message>
    <message>
        <source>It takes half of the reads</source>
        <translation>読み取りの半分を使う</translation>
    </message>
</context>
<context>
    <name>isotherm::ActionLane</name>
    <message>
        <source>Actions</source>
        <translation>アクション</translation>
    </message>
    <message>
        <source>Actions of callers per second, done and failed, and the 99th percentile of their latency</source>
        <translation>呼び出し側の毎秒のアクション数(完了と失敗)と、その遅延の 99 パーセンタイル</translation>
    </message>
    <message>
        <source>actions, latency</source>
        <translation>アクション、遅延</translation>
    </message>
    <message>
        <source>≤ %1/s</source>
        <translation>≤ %1/秒</translation>
    </message>
    <message>
        <source>p99 ≤ %1 ms</source>
        <translation>99 % 値 ≤ %1 ミリ秒</translation>
    </message>
    <message>
        <source>%1  actions: %2 a second done, %3 failed; latency %4 ms in the mean, p99 %5 ms</source>
        <translation>%1  アクション: 毎秒 %2 件完了、%3 件失敗。遅延は平均 %4 ミリ秒、99 パーセンタイル %5 ミリ秒</translation>
    </message>
</context>
<context>
    <name>isotherm::BacklogLane</name>
    <message>
        <source>Behind its table</source>
        <translation>テーブルに対する遅れ</translation>
    </message>
    <message>
        <source>At each moment, how long a new index write would wait to reach the index</source>
        <translation>各時点で、新しいインデックス書き込みが反映されるまでの待ち時間</translation>
    </message>
    <message>
        <source>behind its table</source>
        <translation>テーブルに対する遅れ</translation>
    </message>
    <message>
        <source>up to %1 s</source>
        <translation>最大 %1 秒</translation>
    </message>
    <message>
        <source>%1  backlog: %2 index writes; a new one would wait %3 s</source>
        <translation>%1  テーブルに対する遅れ: インデックス書き込み %2 件が待機中、新しい書き込みの待ち時間 %3 秒</translation>
    </message>
    <message>
        <source>%1  backlog: %2 writes of other Regions; a new one would wait %3 s</source>
        <translation>%1  他のリージョンに対する遅れ: 書き込み %2 件が待機中、新しい書き込みの待ち時間 %3 秒</translation>
    </message>
</context>
<context>
    <name>isotherm::Band</name>
    <message>
        <source>Heat of %1: %2</source>
        <translation>%1 のヒート: %2</translation>
    </message>
</context>
<context>
    <name>isotherm::BandHead</name>
    <message>
        <source>Collapse to one line</source>
        <translation>1 行に折りたたむ</translation>
    </message>
    <message>
        <source>More about this band</source>
        <translation>この帯の操作</translation>
    </message>
    <message>
        <source>Band %1</source>
        <translation>帯 %1</translation>
    </message>
    <message>
        <source>%1 (only in A)</source>
        <translation>%1 (A のみ)</translation>
    </message>
    <message>
        <source>on demand</source>
        <translation>オンデマンド</translation>
    </message>
    <message>
        <source>throttled in view: %1</source>
        <translation>表示範囲のスロットリング: %1</translation>
    </message>
    <message>
        <source>hottest in view: %1 of the limit</source>
        <translation>表示範囲の最高: 上限の %1</translation>
    </message>
    <message>
        <source>bill of the run with its indexes: %1</source>
        <translation>実行の請求額 (インデックスを含む): %1</translation>
    </message>
    <message>
        <source>Collapse all others</source>
        <translation>ほかをすべて折りたたむ</translation>
    </message>
    <message>
        <source>One row for each table of the series</source>
        <translation>系列のテーブルごとに 1 行</translation>
    </message>
    <message>
        <source>One band for each table of the series</source>
        <translation>系列のテーブルごとに 1 つの帯</translation>
    </message>
    <message>
        <source>Sides as in all bands</source>
        <translation>すべての帯と同じ</translation>
    </message>
    <message>
        <source>Reads only</source>
        <translation>読み込みのみ</translation>
    </message>
    <message>
        <source>Writes only</source>
        <translation>書き込みのみ</translation>
    </message>
    <message>
        <source>Reads and writes</source>
        <translation>読み込みと書き込み</translation>
    </message>
    <message numerus="yes">
        <source>%n table(s) of the series</source>
        <translation>
            <numerusform>系列のテーブル %n 個</numerusform>
        </translation>
    </message>
    <message>
        <source>1 partition</source>
        <translation>1 パーティション</translation>
    </message>
    <message>
        <source>%1 partitions</source>
        <translation>%1 パーティション</translation>
    </message>
    <message>
        <source>Name and numbers of one table or index.</source>
        <translation>1 つのテーブルまたはインデックスの名前と数値。</translation>
    </message>
    <message>
        <source>%1 to %2. %3</source>
        <translation>%1 から %2 まで。%3</translation>
    </message>
</context>
<context>
    <name>isotherm::BandLine</name>
    <message>
        <source>A collapsed band: the heat of the whole table as one row.</source>
        <translation>折りたたまれた帯: テーブル全体のヒートを 1 行で表します。</translation>
    </message>
    <message>
        <source>Expand</source>
        <translation>展開</translation>
    </message>
    <message>
        <source>%1, collapsed</source>
        <translation>%1 (折りたたみ)</translation>
    </message>
    <message>
        <source>%1  %2 of %3 tries throttled. In view: %4</source>
        <translation>%1  試行 %3 回のうち %2 回がスロットリング。表示範囲: %4</translation>
    </message>
    <message>
        <source>%1. Throttled in view: %2</source>
        <translation>%1。表示範囲のスロットリング: %2</translation>
    </message>
</context>
<context>
    <name>isotherm::BandPage</name>
    <message>
        <source>Bands: one for each table or index</source>
        <translation>帯: テーブルまたはインデックスごとに 1 つ</translation>
    </message>
    <message>
        <source>Hide tables without traffic</source>
        <translation>トラフィックのないテーブルを隠す</translation>
    </message>
    <message numerus="yes">
        <source>%n table(s) without traffic · show</source>
        <translation>
            <numerusform>トラフィックのないテーブル %n 個 · 表示</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isotherm::Banner</name>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>メッセージ</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>メッセージを閉じる</translation>
    </message>
</context>
<context>
    <name>isotherm::BurstLine</name>
    <message>
        <source>Burst left, %1: %2</source>
        <translation>バーストの残り、%1: %2</translation>
    </message>
    <message>
        <source>The saved capacity that the emptiest partition has left.</source>
        <translation>最も残りの少ないパーティションに残る、蓄えられた容量。</translation>
    </message>
    <message>
        <source>%1  burst: the emptiest partition has %2 left</source>
        <translation>%1  バースト: 最も少ないパーティションの残りは %2</translation>
    </message>
</context>
<context>
    <name>isotherm::CapacityChart</name>
    <message>
        <source>Capacity: %1, %2</source>
        <translation>キャパシティ: %1、%2</translation>
    </message>
    <message>
        <source>Provisioned, consumed and throttled capacity over time. The Seconds table shows the same as numbers.</source>
        <translation>プロビジョニング済み、消費、スロットリングされたキャパシティの推移。「秒」の表に同じ内容が数値で出ます。</translation>
    </message>
    <message>
        <source>↑ %1</source>
        <translation>↑ %1</translation>
    </message>
    <message>
        <source>%1  consumed %2 of %3 %4 provisioned, %5 asked for, %6 throttled</source>
        <translation>%1  プロビジョニング済み %3 %4 のうち %2 を消費、要求 %5、スロットリング %6 件</translation>
    </message>
    <message>
        <source>%1 %2 consumed</source>
        <translation>消費 %1 %2</translation>
    </message>
    <message>
        <source>%1  on average, consumed %2 of %3 %4 a second provisioned; %5 asked for in the busiest second; %6 throttled, in %7 seconds</source>
        <translation>%1  プロビジョニング済み毎秒 %3 %4 のうち平均 %2 を消費、ピークの 1 秒の要求 %5、%7 秒間にスロットリング %6 件</translation>
    </message>
    <message>
        <source>%1  consumed %2 of %3 %4 on-demand capacity, %5 asked for, %6 throttled</source>
        <translation>%1  オンデマンドの上限 %3 %4 のうち %2 を消費、要求 %5、スロットリング %6 件</translation>
    </message>
    <message>
        <source>%1 consumed of %2 provisioned at the end; up to %3 in view; click for the chart</source>
        <translation>終わりではプロビジョニング %2 のうち %1 を消費。表示範囲の最大は %3。クリックするとグラフ</translation>
    </message>
</context>
<context>
    <name>isotherm::CellWords</name>
    <message>
        <source>%1  %2 %3   hottest second %4 of %5 %6 a second; %7 asked for in the minute, throttled %8</source>
        <translation>%1  %2 %3   最も熱い 1 秒は上限毎秒 %5 %6 の %4、1 分間の要求 %7、スロットリング %8 件</translation>
    </message>
    <message numerus="yes">
        <source>%1  %2 %3   %4 of %5 %6 asked for (%7)   %Ln throttled</source>
        <translation>
            <numerusform>%1  %2 %3   %5 %6 に対し要求 %4 (%7)   スロットリング %Ln 件</numerusform>
        </translation>
    </message>
    <message>
        <source>%1  %2 %3   %4 of %5 %6 asked for (%7)</source>
        <translation>%1  %2 %3   %5 %6 に対し要求 %4 (%7)</translation>
    </message>
</context>
<context>
    <name>isotherm::ChangesLane</name>
    <message>
        <source>Changes</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>Changes made during the run, by the scenario or live, and who made them</source>
        <translation>実行の途中で何が変更されたか、シナリオによるものかその場の操作によるものか</translation>
    </message>
    <message>
        <source>you (%1)</source>
        <translation>あなた (%1)</translation>
    </message>
    <message>
        <source>the scenario (%1)</source>
        <translation>シナリオ (%1)</translation>
    </message>
    <message>
        <source>In force at %1</source>
        <translation>%1 から有効</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>拒否: %1</translation>
    </message>
    <message>
        <source>%1, %2 refused</source>
        <translation>%1、拒否 %2</translation>
    </message>
    <message>
        <source>changes</source>
        <translation>変更</translation>
    </message>
</context>
<context>
    <name>isotherm::ChartSurface</name>
    <message>
        <source>consumed</source>
        <comment>legend</comment>
        <translation>消費</translation>
    </message>
    <message>
        <source>throttled</source>
        <comment>legend</comment>
        <translation>拒否</translation>
    </message>
    <message>
        <source>provisioned</source>
        <comment>legend</comment>
        <translation>確保</translation>
    </message>
    <message>
        <source>target</source>
        <comment>legend</comment>
        <translation>目標</translation>
    </message>
    <message>
        <source>recorded</source>
        <comment>legend</comment>
        <translation>過去の記録</translation>
    </message>
    <message>
        <source>A consumed</source>
        <comment>legend</comment>
        <translation>A の消費</translation>
    </message>
    <message>
        <source>A provisioned</source>
        <comment>legend</comment>
        <translation>A の確保</translation>
    </message>
</context>
<context>
    <name>isotherm::CompareBar</name>
    <message>
        <source>Keep B</source>
        <translation>B を残す</translation>
    </message>
    <message>
        <source>Back to A</source>
        <translation>A に戻る</translation>
    </message>
    <message>
        <source>Results of A and B</source>
        <translation>A と B の結果</translation>
    </message>
    <message>
        <source>How sure that is</source>
        <translation>結果の確かさ</translation>
    </message>
    <message>
        <source>B only</source>
        <translation>B のみ</translation>
    </message>
    <message>
        <source>Show B without A</source>
        <translation>A を表示せず、B だけを表示</translation>
    </message>
    <message>
        <source>A behind B</source>
        <translation>A を薄く</translation>
    </message>
    <message>
        <source>Show A behind B in lanes and charts</source>
        <translation>レーンとグラフで B の後ろに A を表示</translation>
    </message>
    <message>
        <source>A above B</source>
        <translation>A を上に</translation>
    </message>
    <message>
        <source>Show the heat of A above that of B</source>
        <translation>A の熱を B の熱の上に並べて表示</translation>
    </message>
    <message>
        <source>B − A</source>
        <translation>B − A</translation>
    </message>
    <message>
        <source>Show the difference of heat</source>
        <translation>熱の差を表示</translation>
    </message>
    <message>
        <source>Runs both again with ten seeds, to see whether they differ by more than chance.</source>
        <translation>両方を 10 個のシードで再実行し、偶然を超える差があるかを調べます。</translation>
    </message>
    <message>
        <source>Goes on with B alone and forgets A.</source>
        <translation>A を破棄し、B だけで続けます。</translation>
    </message>
    <message>
        <source>Runs A&apos;s scenario again and forgets B.</source>
        <translation>B を破棄し、A のシナリオを再実行します。</translation>
    </message>
    <message>
        <source>Running both again: %1 of %2 seeds.</source>
        <translation>両方を再実行しています: %2 シード中 %1 完了。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Check with 10 seeds</source>
        <translation>10 シードで検証</translation>
    </message>
</context>
<context>
    <name>isotherm::CompareSentence</name>
    <message>
        <source>B is the same scenario as A.</source>
        <translation>B は同じシナリオです。</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>ほか %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>B: %1</source>
        <translation>B: %1</translation>
    </message>
    <message>
        <source>without %1</source>
        <translation>%1 なし</translation>
    </message>
</context>
<context>
    <name>isotherm::ComparisonPanel</name>
    <message>
        <source>Choose B…</source>
        <translation>B を選ぶ…</translation>
    </message>
    <message>
        <source>How B differs from A</source>
        <translation>B と A の違い</translation>
    </message>
    <message>
        <source>Runs the scenario of a file as B</source>
        <translation>ファイルのシナリオを B として実行します</translation>
    </message>
    <message>
        <source>A and B by table</source>
        <translation>テーブルごとの A と B</translation>
    </message>
    <message>
        <source>Stop, %1 of %2 seeds</source>
        <translation>中止 (シード %1 / %2)</translation>
    </message>
    <message>
        <source>Compare with %1 seeds</source>
        <translation>%1 個のシードで比較</translation>
    </message>
    <message>
        <source>There is no B yet. Choose one, or try a change as B.</source>
        <translation>B はまだありません。選ぶか、変更を B として試してください。</translation>
    </message>
    <message>
        <source>Like A, B throttles nothing.</source>
        <translation>B も A と同じく、スロットリングはありません。</translation>
    </message>
    <message>
        <source>No clear difference with %1 seeds: A throttles %2 of its tries, B %3.</source>
        <translation>%1 個のシードでは明確な差がありません。スロットリングは A が試行の %2、B が %3 です。</translation>
    </message>
    <message>
        <source>B throttles less: %1 of its tries, A %2. So in %3 of %4 seeds.</source>
        <translation>B のほうがスロットリングが少なく、試行の %1 です (A は %2)。%4 個のうち %3 個のシードで同じ結果です。</translation>
    </message>
    <message>
        <source>B throttles more: %1 of its tries, A %2. So in %3 of %4 seeds.</source>
        <translation>B のほうがスロットリングが多く、試行の %1 です (A は %2)。%4 個のうち %3 個のシードで同じ結果です。</translation>
    </message>
    <message>
        <source>The price is the same.</source>
        <translation>料金は同じです。</translation>
    </message>
    <message>
        <source>B costs %1 more a month.</source>
        <translation>B は月額 %1 高くなります。</translation>
    </message>
    <message>
        <source>B costs %1 less a month.</source>
        <translation>B は月額 %1 安くなります。</translation>
    </message>
    <message>
        <source>Compared up to %1, where the shorter run ends.</source>
        <translation>短いほうの実行が終わる %1 まで比較しました。</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>no</source>
        <translation>いいえ</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>場所</translation>
    </message>
    <message>
        <source>Throttled, A → B</source>
        <translation>スロットリング、A → B</translation>
    </message>
    <message>
        <source>A month, A → B</source>
        <translation>月額、A → B</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>明確</translation>
    </message>
    <message>
        <source>Whether the difference is more than chance</source>
        <translation>差が偶然を超えるかどうか</translation>
    </message>
</context>
<context>
    <name>isotherm::ConsumerLane</name>
    <message>
        <source>Readers of the stream</source>
        <translation>ストリームの読み手</translation>
    </message>
    <message>
        <source>How old the oldest record is that was not processed, how many records wait, and where records were lost</source>
        <translation>未処理の最も古いレコードの経過時間、待機中のレコード数、レコードが失われた箇所</translation>
    </message>
    <message>
        <source>≤ %1 s old</source>
        <translation>経過 ≤ %1 秒</translation>
    </message>
    <message>
        <source>%1 lost</source>
        <translation>%1 件喪失</translation>
    </message>
    <message>
        <source>≤ %1 wait</source>
        <translation>待機 ≤ %1</translation>
    </message>
    <message>
        <source>stream, age of records</source>
        <translation>ストリーム、経過時間</translation>
    </message>
    <message>
        <source>%1  %2: oldest record %3 s; %4 records processed, %5 lost, %6 waiting; %7 batches failed</source>
        <translation>%1  %2: 最も古いレコード %3 秒。処理 %4 件、喪失 %5 件、待機 %6 件、失敗したバッチ %7 件</translation>
    </message>
</context>
<context>
    <name>isotherm::CostLane</name>
    <message>
        <source>%1 idle</source>
        <translation>遊休 %1</translation>
    </message>
    <message>
        <source>The scenario&apos;s price book does not know all prices.</source>
        <translation>シナリオの料金表にない価格があります。</translation>
    </message>
    <message>
        <source>Throughput now</source>
        <translation>現在のスループット料金</translation>
    </message>
    <message>
        <source>Hourly cost of the table&apos;s throughput at each moment, at list price: used and idle. The bill is the cost of the run.</source>
        <translation>各時点でのテーブルのスループットの 1 時間あたりの定価: 使用分と遊休分。実行の料金は請求額です。</translation>
    </message>
    <message>
        <source>throughput now, $/h</source>
        <translation>スループット料金、$/時</translation>
    </message>
    <message>
        <source>%1  throughput now: %2 an hour by list price, %3 used, %4 idle (%5)</source>
        <translation>%1  現在のスループット料金: 定価で 1 時間あたり %2、使用 %3、遊休 %4 (%5)</translation>
    </message>
</context>
<context>
    <name>isotherm::CurveCanvas</name>
    <message>
        <source>Lane to draw a curve on</source>
        <translation>曲線を描くレーン</translation>
    </message>
    <message>
        <source>nothing drawn yet</source>
        <translation>まだ何も描かれていません</translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) drawn</source>
        <translation>
            <numerusform>点を %n 個描きました</numerusform>
        </translation>
    </message>
    <message>
        <source>minutes below</source>
        <translation>横軸は分</translation>
    </message>
</context>
<context>
    <name>isotherm::Destinations</name>
    <message>
        <source>%1  %2: %3</source>
        <translation>%1  %2: %3</translation>
    </message>
    <message>
        <source>index</source>
        <translation>インデックス</translation>
    </message>
    <message>
        <source>table</source>
        <translation>テーブル</translation>
    </message>
    <message>
        <source>partition %1 of %2</source>
        <translation>%2 のパーティション %1</translation>
    </message>
    <message>
        <source>key in %1 of %2</source>
        <translation>%2 の %1 にあるキー</translation>
    </message>
    <message>
        <source>time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Simulate up to %1</source>
        <translation>%1 までシミュレート</translation>
    </message>
</context>
<context>
    <name>isotherm::DrawerTabs</name>
    <message>
        <source>Tables</source>
        <translation>表</translation>
    </message>
</context>
<context>
    <name>isotherm::EventsTable</name>
    <message>
        <source>From</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>To</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>イベント</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>テーブル</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Throttling, splits and other events will be listed here as they happen.</source>
        <translation>スロットリングや分割などのイベントが、発生するたびにここに並びます。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln read(s) throttled</source>
        <translation>
            <numerusform>読み込みのスロットリング %Ln 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln write(s) throttled</source>
        <translation>
            <numerusform>書き込みのスロットリング %Ln 件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isotherm::ExplorePage</name>
    <message>
        <source>What CloudWatch hides</source>
        <translation>CloudWatch に見えないもの</translation>
    </message>
    <message>
        <source>Scrolls the bands</source>
        <translation>帯をスクロール</translation>
    </message>
</context>
<context>
    <name>isotherm::FindingCard</name>
    <message>
        <source>Show</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>なぜ?</translation>
    </message>
    <message>
        <source>Show this table and side, and select the time</source>
        <translation>このテーブルと読み書きの別を表示し、その時間を選択します</translation>
    </message>
    <message>
        <source>The chain of causes of the worst cell</source>
        <translation>最悪のセルの原因の連鎖</translation>
    </message>
    <message>
        <source>Show: %1</source>
        <translation>表示: %1</translation>
    </message>
    <message>
        <source>Why? %1</source>
        <translation>なぜ? %1</translation>
    </message>
    <message>
        <source>Try as B</source>
        <translation>B で試す</translation>
    </message>
    <message>
        <source>Try as B: %1</source>
        <translation>B で試す: %1</translation>
    </message>
    <message>
        <source>Tried, no difference: %1.</source>
        <translation>試しても変わらないもの: %1。</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>隠す</translation>
    </message>
    <message>
        <source>%1, %2 to %3 · %4</source>
        <translation>%1、%2 から %3 · %4</translation>
    </message>
    <message>
        <source>Hide this kind of cause for this scenario</source>
        <translation>このシナリオではこの種類の原因を隠します</translation>
    </message>
    <message>
        <source>Dismiss: %1</source>
        <translation>隠す: %1</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>もしも</translation>
    </message>
    <message>
        <source>Set these numbers in What if</source>
        <translation>この数値を「もしも」に入れます</translation>
    </message>
    <message>
        <source>What if: %1</source>
        <translation>もしも: %1</translation>
    </message>
</context>
<context>
    <name>isotherm::FindingWords</name>
    <message>
        <source>%1 writes were refused: their collection has reached 10 GB.</source>
        <translation>書き込み %1 件が拒否されました。項目コレクションが 10 GB に達しています。</translation>
    </message>
    <message>
        <source>A write of %1 WCU costs more than a full bucket holds.</source>
        <translation>%1 WCU の書き込みは、満杯のバケットより大きいコストです。</translation>
    </message>
    <message>
        <source>Asked for %1 %2 there, %3 at most; the limit is %4.</source>
        <translation>そこへの要求は %1 %2、最大 %3。上限は %4 です。</translation>
    </message>
    <message>
        <source>One partition throttles: %1.</source>
        <translation>スロットリングするパーティションは %1 だけです。</translation>
    </message>
    <message>
        <source>%1 partitions throttle, most of it on %2 (%3).</source>
        <translation>%1 個のパーティションがスロットリングし、最も多いのは %2(%3)です。</translation>
    </message>
    <message>
        <source>Asked for %1 %2, %3 at most; the limit is %4.</source>
        <translation>要求は %1 %2、最大 %3。上限は %4 です。</translation>
    </message>
    <message>
        <source>Keys refused most: %1.</source>
        <translation>最も多く拒否されたキー: %1。</translation>
    </message>
    <message>
        <source>The maximum of %1 is %2.</source>
        <translation>%1 の最大値は %2 です。</translation>
    </message>
    <message>
        <source>The scaling policy had not asked for more yet.</source>
        <translation>スケーリングポリシーはまだ増加を求めていませんでした。</translation>
    </message>
    <message>
        <source>%1 asked for %2 at %3, in force at %4.</source>
        <translation>%1 が %3 に %2 を求め、%4 に有効になりました。</translation>
    </message>
    <message>
        <source>%1 asked for %2 at %3; that was refused.</source>
        <translation>%1 が %3 に %2 を求め、拒否されました。</translation>
    </message>
    <message>
        <source>A hot key</source>
        <translation>ホットキー</translation>
    </message>
    <message>
        <source>A hot partition that moves</source>
        <translation>移動するホットパーティション</translation>
    </message>
    <message>
        <source>Uneven load</source>
        <translation>偏った負荷</translation>
    </message>
    <message>
        <source>Insufficient capacity</source>
        <translation>キャパシティ不足</translation>
    </message>
    <message>
        <source>Burst spent</source>
        <translation>バーストの使い切り</translation>
    </message>
    <message>
        <source>Dilution after splits</source>
        <translation>分割による希薄化</translation>
    </message>
    <message>
        <source>Scaling too late</source>
        <translation>間に合わないスケーリング</translation>
    </message>
    <message>
        <source>Scaling policy at its maximum</source>
        <translation>スケーリングポリシーの最大値</translation>
    </message>
    <message>
        <source>Increase refused with a decrease</source>
        <translation>減少と一緒に拒否された増加</translation>
    </message>
    <message>
        <source>Index throughput too low</source>
        <translation>インデックスのスループット不足</translation>
    </message>
    <message>
        <source>A hot key of an index</source>
        <translation>インデックスのホットキー</translation>
    </message>
    <message>
        <source>A full item collection</source>
        <translation>満杯の項目コレクション</translation>
    </message>
    <message>
        <source>Growth faster than on-demand capacity</source>
        <translation>オンデマンドの成長を上回る需要</translation>
    </message>
    <message>
        <source>On-demand maximum reached</source>
        <translation>オンデマンドの最大値</translation>
    </message>
    <message>
        <source>Quota of the table</source>
        <translation>テーブルのクォータ</translation>
    </message>
    <message>
        <source>Quota of the account</source>
        <translation>アカウントのクォータ</translation>
    </message>
    <message>
        <source>A retry storm</source>
        <translation>再試行の嵐</translation>
    </message>
    <message>
        <source>A batch job beside other traffic</source>
        <translation>ほかの通信と並ぶバッチ処理</translation>
    </message>
    <message>
        <source>A consumer is behind</source>
        <translation>コンシューマーの遅れ</translation>
    </message>
    <message>
        <source>A replica is behind</source>
        <translation>レプリカの遅れ</translation>
    </message>
    <message>
        <source>A write that no bucket can hold</source>
        <translation>どのバケットにも入らない書き込み</translation>
    </message>
    <message>
        <source>The whole uses %1 of its %2.</source>
        <translation>全体では %2 のうち %1 しか使っていません。</translation>
    </message>
    <message>
        <source>Before the splits, a partition would have %1.</source>
        <translation>分割前なら、一つのパーティションに %1 ありました。</translation>
    </message>
    <message>
        <source>Averaged over five minutes, the demand fits.</source>
        <translation>5 分の平均では、需要は収まります。</translation>
    </message>
    <message>
        <source>About %1 of these tries were sent before; fresh requests would fit.</source>
        <translation>この試行の約 %1 は再送です。新しい要求だけなら収まります。</translation>
    </message>
    <message>
        <source>About %1 of this demand are retries.</source>
        <translation>この需要の約 %1 は再試行です。</translation>
    </message>
    <message>
        <source>%1 alone asks for %2 units; other traffic would fit.</source>
        <translation>%1 だけで %2 ユニットを求めています。ほかの通信だけなら収まります。</translation>
    </message>
    <message>
        <source>Entries of the index waited up to %1 s.</source>
        <translation>インデックスのエントリは最長 %1 秒待ちました。</translation>
    </message>
    <message>
        <source>The evidence is weak.</source>
        <translation>根拠は弱いものです。</translation>
    </message>
    <message>
        <source>metric %1</source>
        <translation>メトリクス %1</translation>
    </message>
    <message>
        <source>DynamoDB reports %1.</source>
        <translation>DynamoDB の報告: %1。</translation>
    </message>
    <message>
        <source>Write shards</source>
        <translation>書き込みシャード</translation>
    </message>
    <message>
        <source>Eventually consistent reads</source>
        <translation>結果整合性のある読み込み</translation>
    </message>
    <message>
        <source>On-demand mode</source>
        <translation>オンデマンドモード</translation>
    </message>
    <message>
        <source>More capacity</source>
        <translation>キャパシティの増加</translation>
    </message>
    <message>
        <source>Target tracking</source>
        <translation>ターゲット追跡</translation>
    </message>
    <message>
        <source>A lower target</source>
        <translation>低い目標値</translation>
    </message>
    <message>
        <source>A higher minimum</source>
        <translation>高い最小値</translation>
    </message>
    <message>
        <source>A higher maximum</source>
        <translation>高い最大値</translation>
    </message>
    <message>
        <source>Warm throughput</source>
        <translation>ウォームスループット</translation>
    </message>
    <message>
        <source>A higher on-demand maximum</source>
        <translation>高いオンデマンド最大値</translation>
    </message>
    <message>
        <source>No on-demand maximum</source>
        <translation>オンデマンド最大値なし</translation>
    </message>
    <message>
        <source>A higher quota</source>
        <translation>高いクォータ</translation>
    </message>
    <message>
        <source>Suffixes of the index key</source>
        <translation>インデックスキーの接尾辞</translation>
    </message>
    <message>
        <source>Adaptive retries</source>
        <translation>適応的な再試行</translation>
    </message>
    <message>
        <source>A slower job</source>
        <translation>遅いバッチ処理</translation>
    </message>
    <message>
        <source>price not known</source>
        <translation>価格不明</translation>
    </message>
    <message>
        <source>A cache in front of reads</source>
        <translation>読み込みの前のキャッシュ</translation>
    </message>
    <message>
        <source>A suffix of the key</source>
        <translation>キーの接尾辞</translation>
    </message>
    <message>
        <source>A spread start</source>
        <translation>ずらした開始</translation>
    </message>
    <message>
        <source>A schedule</source>
        <translation>スケジュール</translation>
    </message>
    <message>
        <source>DAX in front of reads</source>
        <translation>読み込みの前の DAX</translation>
    </message>
    <message>
        <source>A narrower index</source>
        <translation>狭いインデックス</translation>
    </message>
    <message>
        <source>A sparse index</source>
        <translation>スパースインデックス</translation>
    </message>
    <message>
        <source>Smaller items</source>
        <translation>小さなアイテム</translation>
    </message>
    <message>
        <source>A series of tables</source>
        <translation>一連のテーブル</translation>
    </message>
    <message>
        <source>The whole uses %1 of its %2: uneven.</source>
        <translation>全体では %2 の %1 しか使っていません: 偏りです。</translation>
    </message>
    <message>
        <source>The whole uses %1 of its %2: insufficient, too.</source>
        <translation>全体でも %2 の %1 を使っています: 不足でもあります。</translation>
    </message>
    <message>
        <source>No single key stands out.</source>
        <translation>突出したキーはありません。</translation>
    </message>
    <message>
        <source>≈ estimate</source>
        <translation>≈ 推定</translation>
    </message>
    <message>
        <source>recorded</source>
        <translation>記録</translation>
    </message>
    <message>
        <source>none of %1 stay</source>
        <translation>%1 件すべてがなくなります</translation>
    </message>
    <message>
        <source>%1 of %2 stay (%3)</source>
        <translation>%2 件のうち %1 件(%3)が残ります</translation>
    </message>
    <message>
        <source>same bill, %1 a month</source>
        <translation>請求額は同じ、月 %1</translation>
    </message>
    <message>
        <source>%1 → %2 a month</source>
        <translation>月 %1 → %2</translation>
    </message>
</context>
<context>
    <name>isotherm::FindingsPanel</name>
    <message>
        <source>Causes in one sentence</source>
        <translation>原因の要約</translation>
    </message>
    <message>
        <source>Nothing was simulated yet.</source>
        <translation>まだ何もシミュレートしていません。</translation>
    </message>
    <message>
        <source>Nothing was throttled: all of %1 tries got through.</source>
        <translation>スロットリングはありません。%1 回の試行がすべて通りました。</translation>
    </message>
    <message>
        <source>%1 of %2 tries were throttled (%3).</source>
        <translation>%2 回の試行のうち %1 回がスロットリングされました(%3)。</translation>
    </message>
    <message>
        <source>Open the scenario of this run to try them.</source>
        <translation>試すには、この実行のシナリオを開いてください。</translation>
    </message>
    <message>
        <source>Keep B or go back to A to try them.</source>
        <translation>試すには、B を残すか A に戻ってください。</translation>
    </message>
    <message>
        <source>Simulates each remedy with %1 seeds</source>
        <translation>それぞれの対策を %1 個のシードでシミュレートします</translation>
    </message>
    <message>
        <source>Find what helps</source>
        <translation>効く対策を探す</translation>
    </message>
    <message>
        <source>Trying… Stop</source>
        <translation>試行中… 中止</translation>
    </message>
    <message>
        <source>Trying, %1 of %2. Stop</source>
        <translation>試行中 %1/%2 中止</translation>
    </message>
    <message>
        <source>Findings need a table. Make a scenario from the stream.</source>
        <translation>原因を調べるにはテーブルが必要です。ストリームからシナリオを作成してください。</translation>
    </message>
    <message>
        <source> Nearest: %1, with %2 of its limit in its busiest minute.</source>
        <translation> 最も近いのは %1 で、最も混んだ 1 分に上限の %2 です。</translation>
    </message>
    <message>
        <source> The load could grow about %1-fold.</source>
        <translation> 負荷は約 %1 倍まで増やせます。</translation>
    </message>
    <message>
        <source>This folder has no readable scenario, so causes are listed without remedies.</source>
        <translation>このフォルダーには読めるシナリオがないため、原因を対策なしで示します。</translation>
    </message>
    <message numerus="yes">
        <source>%n dismissed · show</source>
        <translation>
            <numerusform>%n 件を非表示 · 表示</numerusform>
        </translation>
    </message>
    <message>
        <source>B: %1 refused</source>
        <translation>B: 拒否 %1 件</translation>
    </message>
    <message>
        <source>B is running…</source>
        <translation>B を実行中…</translation>
    </message>
    <message>
        <source>(said: %1)</source>
        <translation>(予測: %1)</translation>
    </message>
    <message>
        <source>re-run</source>
        <translation>再実行</translation>
    </message>
    <message>
        <source>0 throttled so far.</source>
        <translation>ここまでスロットリングは 0 件です。</translation>
    </message>
    <message>
        <source>%1 throttled so far.</source>
        <translation>ここまでに %1 件がスロットリングされました。</translation>
    </message>
    <message>
        <source>Make a scenario from it</source>
        <translation>これからシナリオを作成</translation>
    </message>
    <message>
        <source>Try that as B</source>
        <translation>それを B で試す</translation>
    </message>
    <message>
        <source>Runs the scenario with all rates multiplied by that</source>
        <translation>すべてのレートをその倍にしてシナリオを実行します</translation>
    </message>
</context>
<context>
    <name>isotherm::GoToLine</name>
    <message>
        <source>Nothing matches. Try a command, a moment such as 12:43 or 5m, a partition such as P7, a table, a key, an event or a file.</source>
        <translation>該当するものがありません。コマンド、12:43 や 5m などの時刻、P7 などのパーティション、テーブル、キー、イベント、ファイルで試してください。</translation>
    </message>
    <message>
        <source>Go to anything</source>
        <translation>何でも検索</translation>
    </message>
    <message>
        <source>Matching destinations</source>
        <translation>移動先の候補</translation>
    </message>
</context>
<context>
    <name>isotherm::HeatLegend</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 or %2 s</source>
        <translation>%1 または %2 秒</translation>
    </message>
    <message>
        <source>Legend of the heat map</source>
        <translation>ヒートマップの凡例</translation>
    </message>
    <message>
        <source>Brighten or darken the colours; 100 % of the limit keeps its colour.</source>
        <translation>色を明るく、または暗くします。上限の 100 % の色は変わりません。</translation>
    </message>
    <message>
        <source>Brightness of the colours</source>
        <translation>色の明るさ</translation>
    </message>
    <message>
        <source>not simulated yet, or no partition</source>
        <translation>未シミュレート、またはパーティションなし</translation>
    </message>
    <message>
        <source>brightness</source>
        <translation>明るさ</translation>
    </message>
    <message>
        <source>of the limit in force</source>
        <translation>その時の上限に対する比</translation>
    </message>
    <message>
        <source>Each column is a one-minute average over all partitions.</source>
        <translation>各列は全パーティションの 1 分平均です。</translation>
    </message>
    <message>
        <source>What the colours stand for</source>
        <translation>色の意味</translation>
    </message>
    <message>
        <source>demand as a share of the limit</source>
        <translation>その時の上限に対する要求の比</translation>
    </message>
    <message>
        <source>units a second, logarithmic</source>
        <translation>毎秒のユニット数、対数</translation>
    </message>
    <message>
        <source>rank among the visible cells</source>
        <translation>表示中のセル内の順位</translation>
    </message>
    <message>
        <source>coolest</source>
        <translation>最低</translation>
    </message>
    <message>
        <source>hottest</source>
        <translation>最高</translation>
    </message>
    <message>
        <source>% points of limit: purple B cooler, orange B hotter</source>
        <translation>上限比のポイント差: 紫は B が低い、橙は B が高い</translation>
    </message>
    <message>
        <source>%1 a second, logarithmic</source>
        <translation>毎秒 %1、対数</translation>
    </message>
    <message>
        <source>ranked among the visible cells</source>
        <translation>表示中のセル内の順位</translation>
    </message>
    <message>
        <source>demand as a share of the partition&apos;s own limit</source>
        <translation>パーティション自身の上限に対する要求の比</translation>
    </message>
    <message>
        <source>of the partition&apos;s own limit</source>
        <translation>パーティション自身の上限に対する比</translation>
    </message>
    <message>
        <source>1, 50, 100 % refused</source>
        <translation>拒否 1、50、100 %</translation>
    </message>
    <message>
        <source>Column: %1, the hottest second of each run. Bar: change of the share refused, orange below more in B, purple above less.</source>
        <translation>1 列は %1、各実行で最も熱い 1 秒。棒は拒否率の差、下の橙は B が多い、上の紫は少ない。</translation>
    </message>
    <message>
        <source>Column: %1, its average.</source>
        <translation>1 列は %1 の平均。</translation>
    </message>
    <message>
        <source>Column: %1, its hottest second.</source>
        <translation>1 列は %1、その中で最も熱い 1 秒。</translation>
    </message>
    <message>
        <source>Bar: share refused.</source>
        <translation>棒は拒否率。</translation>
    </message>
    <message numerus="yes">
        <source>Up to %n partitions a row.</source>
        <translation>
            <numerusform>1 行に最大 %n パーティション。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isotherm::HeatMapCanvas</name>
    <message>
        <source>Heat map</source>
        <translation>ヒートマップ</translation>
    </message>
    <message>
        <source>Hash space over time; colour is demand as a share of the limit in force. The Partitions table shows the same as numbers.</source>
        <translation>ハッシュ空間と時間。色は、その時の上限に対する要求の比です。「パーティション」の表に同じ内容が数値で出ます。</translation>
    </message>
    <message>
        <source>whole table</source>
        <translation>テーブル全体</translation>
    </message>
    <message>
        <source>CloudWatch: one-minute averages, all partitions together</source>
        <translation>CloudWatch: 全パーティションをまとめた 1 分平均</translation>
    </message>
    <message>
        <source>hash of the key</source>
        <translation>キーのハッシュ</translation>
    </message>
    <message>
        <source>The heat of each partition will appear here.</source>
        <translation>各パーティションの熱がここに表示されます。</translation>
    </message>
    <message>
        <source>Every second of every partition will appear here as it is simulated.</source>
        <translation>各パーティションの 1 秒 1 秒が、シミュレートされるとここに表示されます。</translation>
    </message>
    <message>
        <source>B, the run with the change</source>
        <translation>B: 変更後の実行</translation>
    </message>
    <message>
        <source>A, the run before</source>
        <translation>A: 変更前の実行</translation>
    </message>
    <message>
        <source>B − A: difference in demand as a share of the limit</source>
        <translation>B − A: 上限に対する要求の比、B での増減</translation>
    </message>
    <message>
        <source>Open a scenario or a run: %1</source>
        <translation>シナリオまたは実行結果を開く: %1</translation>
    </message>
    <message>
        <source>Every minute of every partition will appear here as it is simulated, with its hottest second.</source>
        <translation>各パーティションの 1 分 1 分が、シミュレートされると最も熱い 1 秒とともにここに表示されます。</translation>
    </message>
    <message>
        <source>Run: %1</source>
        <translation>実行: %1</translation>
    </message>
    <message>
        <source>B: %1</source>
        <translation>B: %1</translation>
    </message>
    <message>
        <source>A: %1</source>
        <translation>A: %1</translation>
    </message>
    <message>
        <source>B has no recorded data yet.</source>
        <translation>B の記録はまだありません。</translation>
    </message>
    <message>
        <source>A has no recorded data.</source>
        <translation>A の記録はありません。</translation>
    </message>
    <message>
        <source>B has no %1.</source>
        <translation>B に %1 はありません。</translation>
    </message>
    <message>
        <source>A has no %1.</source>
        <translation>A に %1 はありません。</translation>
    </message>
    <message>
        <source>No difference can be shown: %1</source>
        <translation>引くものがありません: %1</translation>
    </message>
    <message>
        <source>%1 of the table&apos;s %2 %3; %4 of this partition&apos;s %5</source>
        <translation>テーブルの %2 %3 の %1、このパーティションの %5 の %4</translation>
    </message>
    <message>
        <source>%1 of this partition&apos;s %2 %3; %4 of the table&apos;s %5</source>
        <translation>このパーティションの %2 %3 の %1、テーブルの %5 の %4</translation>
    </message>
</context>
<context>
    <name>isotherm::HotKeysTable</name>
    <message>
        <source>List</source>
        <translation>一覧</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>At most more</source>
        <translation>誤差の上限</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>パーティション</translation>
    </message>
    <message>
        <source>throttled most</source>
        <translation>拒否が多い</translation>
    </message>
    <message>
        <source>asked for most</source>
        <translation>要求が多い</translation>
    </message>
    <message>
        <source>The most requested and most throttled keys will be listed here during the run.</source>
        <translation>要求や拒否の多いキーが、実行中にここに並びます。</translation>
    </message>
    <message>
        <source>Workload</source>
        <translation>ワークロード</translation>
    </message>
    <message>
        <source>No key stands out.</source>
        <translation>目立つキーはありません。</translation>
    </message>
    <message>
        <source>Requests, whole run</source>
        <translation>リクエスト (実行全体)</translation>
    </message>
</context>
<context>
    <name>isotherm::ImportFields</name>
    <message>
        <source>Table</source>
        <translation>テーブル</translation>
    </message>
    <message>
        <source>Import only this table; also the table of files that name none</source>
        <translation>このテーブルだけをインポートします。テーブル名のないファイルのテーブルにもなります</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>リージョン</translation>
    </message>
    <message>
        <source>AWS Region of templates and prices, such as eu-central-1</source>
        <translation>テンプレートと料金の AWS リージョン (例: eu-central-1)</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>タイムゾーン</translation>
    </message>
    <message>
        <source>Of times without one, such as Europe/Berlin</source>
        <translation>タイムゾーンのない時刻のもの (例: Europe/Berlin)</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>メトリクス</translation>
    </message>
    <message>
        <source>CloudWatch metric of files that name none, such as ConsumedReadCapacityUnits</source>
        <translation>名前のないファイルの CloudWatch メトリクス (例: ConsumedReadCapacityUnits)</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>期間</translation>
    </message>
    <message>
        <source>Of metrics that do not show it, such as 5m</source>
        <translation>期間のないメトリクスのもの (例: 5m)</translation>
    </message>
    <message>
        <source>From</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Start of the run and of what is imported</source>
        <translation>実行とインポート範囲の開始</translation>
    </message>
    <message>
        <source>To</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>End of the run and of what is imported</source>
        <translation>実行とインポート範囲の終了</translation>
    </message>
    <message>
        <source>all</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>“%1” is not a period. Write 60s or 5m.</source>
        <translation>「%1」は期間ではありません。60s や 5m のように書いてください。</translation>
    </message>
    <message>
        <source>“%1” is not a time. Write 2026-11-16T00:00:00Z.</source>
        <translation>「%1」は時刻ではありません。2026-11-16T00:00:00Z のように書いてください。</translation>
    </message>
    <message>
        <source>The end is not after the start.</source>
        <translation>終了が開始より後ではありません。</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>ルール</translation>
    </message>
    <message>
        <source>Name of the Contributor Insights rule of a report that does not show it</source>
        <translation>名前の示されていないレポートの Contributor Insights ルール名</translation>
    </message>
</context>
<context>
    <name>isotherm::ImportPage</name>
    <message>
        <source>Make a scenario</source>
        <translation>シナリオを作成</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>ファイルを追加…</translation>
    </message>
    <message>
        <source>Imported files</source>
        <translation>インポートしたファイル</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Read as</source>
        <translation>読み取り形式</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>値</translation>
    </message>
    <message>
        <source>Assumptions and questions</source>
        <translation>仮定と質問</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>値</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>The scenario that the import makes</source>
        <translation>インポートで作られるシナリオ</translation>
    </message>
    <message>
        <source>State of the import</source>
        <translation>インポートの状態</translation>
    </message>
    <message>
        <source>Writes the scenario, and the files of rates and metrics beside it, and opens it</source>
        <translation>シナリオと、レートやメトリクスのファイルを書き出して開きます</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>ほか %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Open as…</source>
        <translation>形式を選んで開く…</translation>
    </message>
    <message>
        <source>not recognized</source>
        <translation>認識できません</translation>
    </message>
    <message>
        <source>Open as a recorded stream</source>
        <translation>記録されたストリームとして開く</translation>
    </message>
    <message>
        <source>The content fits several kinds</source>
        <translation>内容が複数の形式に当てはまります</translation>
    </message>
    <message numerus="yes">
        <source>Import of %n file(s)</source>
        <translation>
            <numerusform>%n 個のファイルのインポート</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading the files…</source>
        <translation>ファイルを読み取っています…</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>インポート</translation>
    </message>
    <message>
        <source>The selected setting in full</source>
        <translation>選択した設定の全文</translation>
    </message>
</context>
<context>
    <name>isotherm::ImportRemarks</name>
    <message>
        <source>no source has it</source>
        <translation>どの資料にもありません</translation>
    </message>
    <message>
        <source>no source has its capacity</source>
        <translation>容量がどの資料にもありません</translation>
    </message>
    <message>
        <source>no source has it: aws dynamodb describe-table</source>
        <translation>どの資料にもありません: aws dynamodb describe-table</translation>
    </message>
    <message>
        <source>no source has it, so the table is left out</source>
        <translation>どの資料にもないので、テーブルを省きます</translation>
    </message>
    <message>
        <source>no source has it, so the index is left out</source>
        <translation>どの資料にもないので、インデックスを省きます</translation>
    </message>
    <message>
        <source>the peak of what was consumed</source>
        <translation>消費された量の最大</translation>
    </message>
    <message>
        <source>no source says which operations there are (SuccessfulRequestLatency, SampleCount, by Operation)</source>
        <translation>どの操作があるか、どの資料にもありません (Operation ごとの SuccessfulRequestLatency、SampleCount)</translation>
    </message>
    <message>
        <source>no source says how often callers try</source>
        <translation>呼び出し側が何回試すか、どの資料にもありません</translation>
    </message>
    <message>
        <source>how often callers try: --attempts N</source>
        <translation>呼び出し側が何回試すか: --attempts N</translation>
    </message>
    <message>
        <source>how many requests these units represent: the statistic SampleCount of %1; %2 unit each assumed</source>
        <translation>このユニットが何件のリクエストか: %1 の統計 SampleCount。1 件 %2 ユニットと仮定</translation>
    </message>
    <message>
        <source>how many requests these units represent: the statistic SampleCount of %1; %2 units each assumed</source>
        <translation>このユニットが何件のリクエストか: %1 の統計 SampleCount。1 件 %2 ユニットと仮定</translation>
    </message>
    <message>
        <source>units alone do not show the consistency</source>
        <translation>ユニットだけでは整合性がわかりません</translation>
    </message>
    <message>
        <source>whether reads are strongly consistent: strong assumed, eventually consistent reads would be twice as many</source>
        <translation>読み取りが強い整合性か: 強い整合性と仮定。結果整合性なら 2 倍の件数</translation>
    </message>
    <message>
        <source>which writes change an entry of the local index %1: in_index</source>
        <translation>どの書き込みがローカルインデックス %1 のエントリを変えるか: in_index</translation>
    </message>
    <message>
        <source>no source says how often each key is requested</source>
        <translation>キーごとの頻度がどの資料にもありません</translation>
    </message>
    <message>
        <source>key skew: one hot key changes everything (Contributor Insights: aws cloudwatch get-insight-rule-report)</source>
        <translation>キーの偏り: ホットキーが 1 つあれば結果がまったく変わります (Contributor Insights: aws cloudwatch get-insight-rule-report)</translation>
    </message>
    <message>
        <source>its hot keys are known, but which writes they are from is not: %1</source>
        <translation>ホットキーはわかりますが、どの書き込みのものかがわかりません: %1</translation>
    </message>
    <message>
        <source>the hottest keys of %1 are hot only part of the time, so their shares are not used: give a report of a shorter time</source>
        <translation>%1 の最もホットなキーは一部の時間だけなので、その割合は使いません: もっと短い時間のレポートをください</translation>
    </message>
    <message>
        <source>what share the hottest keys of %1 have: give ConsumedWriteCapacityUnits and ConsumedReadCapacityUnits of the same time</source>
        <translation>%1 の最もホットなキーの割合: 同じ時間の ConsumedWriteCapacityUnits と ConsumedReadCapacityUnits をください</translation>
    </message>
    <message>
        <source>how large its items are; 1 KB assumed</source>
        <translation>項目の大きさ。1 KB と仮定</translation>
    </message>
    <message>
        <source>how large an entry is; 100 B assumed</source>
        <translation>エントリの大きさ。100 B と仮定</translation>
    </message>
    <message>
        <source>sample items are not production data: how large are real items?</source>
        <translation>サンプルの項目は本番のデータではありません: 実際の項目の大きさは?</translation>
    </message>
    <message>
        <source>how long items live (attribute %1): no description has it</source>
        <translation>項目の有効期間 (属性 %1): どの記述にもありません</translation>
    </message>
    <message>
        <source>what one partition key holds, with its local index entries: 10 GB at most</source>
        <translation>1 つのパーティションキーが持つ量 (ローカルインデックスのエントリを含む): 最大 10 GB</translation>
    </message>
    <message>
        <source>how many values %1 has; 1,000,000 assumed</source>
        <translation>%1 の値の数。1,000,000 と仮定</translation>
    </message>
    <message>
        <source>its key</source>
        <translation>そのキー</translation>
    </message>
    <message>
        <source>its key and projection: aws dynamodb describe-table</source>
        <translation>キーと射影: aws dynamodb describe-table</translation>
    </message>
    <message>
        <source>the model has no capacity of indexes; the table&apos;s is taken</source>
        <translation>モデルにインデックスの容量がないので、テーブルの容量にします</translation>
    </message>
    <message>
        <source>how many writes come from %1</source>
        <translation>%1 から来る書き込みの数</translation>
    </message>
    <message>
        <source>which Region is meant: give --region with one of its replicas</source>
        <translation>どのリージョンか: --region でレプリカの 1 つを選んでください</translation>
    </message>
    <message>
        <source>Terraform knows it only after the plan is applied</source>
        <translation>Terraform の適用後にわかります</translation>
    </message>
    <message>
        <source>the table&apos;s name is known only after the plan is applied</source>
        <translation>テーブルの名前は Terraform の適用後にわかります</translation>
    </message>
    <message>
        <source>its policy follows a metric of your own, which is not in the scenario</source>
        <translation>ポリシーが独自のメトリクスに従いますが、シナリオにはありません</translation>
    </message>
    <message>
        <source>scheduled action %1: %2</source>
        <translation>スケジュール %1: %2</translation>
    </message>
    <message>
        <source>an export has neither the keys nor the capacity: aws dynamodb describe-table</source>
        <translation>エクスポートにはキーも容量もありません: aws dynamodb describe-table</translation>
    </message>
    <message>
        <source>the log is a sample: by which factor are there more requests</source>
        <translation>ログは一部です: 実際のリクエストは何倍か</translation>
    </message>
    <message>
        <source>which calls a web request makes: a GET is taken for one GetItem, another method for one PutItem</source>
        <translation>Web のリクエストがどの呼び出しをするか: GET は GetItem 1 回、ほかは PutItem 1 回とします</translation>
    </message>
    <message>
        <source>the file does not say which statistic it has</source>
        <translation>どの統計か、ファイルに書かれていません</translation>
    </message>
    <message>
        <source>which requests come: give CloudWatch metrics (aws cloudwatch get-metric-data) or a log</source>
        <translation>どのリクエストが来るか: CloudWatch のメトリクス (aws cloudwatch get-metric-data) かログをください</translation>
    </message>
    <message>
        <source>what was recorded is longer than ten years: --from and --to</source>
        <translation>記録が 10 年を超えます: --from と --to</translation>
    </message>
    <message>
        <source>schedules need a date; --from chooses another one</source>
        <translation>スケジュールには日付が必要です。--from で変えられます</translation>
    </message>
    <message>
        <source>how long the run is: --from and --to; an hour assumed</source>
        <translation>実行の長さ: --from と --to。1 時間と仮定</translation>
    </message>
    <message>
        <source>the default book</source>
        <translation>既定の料金表</translation>
    </message>
    <message>
        <source>no prices of %1 are known</source>
        <translation>%1 の料金がわかりません</translation>
    </message>
    <message>
        <source>%1 events are not part of the scenario</source>
        <translation>%1 件のイベントはシナリオに含まれません</translation>
    </message>
    <message>
        <source>%1 calls are not part of the scenario</source>
        <translation>%1 回の呼び出しはシナリオに含まれません</translation>
    </message>
    <message>
        <source>sdk_standard, %1 tries</source>
        <translation>sdk_standard、%1 回</translation>
    </message>
    <message>
        <source>%1 read throttle event of %2 was recorded from %3 to %4</source>
        <translation>%2 の読み取りのスロットリングが %1 件、%3 から %4 まで記録されています</translation>
    </message>
    <message>
        <source>%1 read throttle events of %2 were recorded from %3 to %4</source>
        <translation>%2 の読み取りのスロットリングが %1 件、%3 から %4 まで記録されています</translation>
    </message>
    <message>
        <source>%1 write throttle event of %2 was recorded from %3 to %4</source>
        <translation>%2 の書き込みのスロットリングが %1 件、%3 から %4 まで記録されています</translation>
    </message>
    <message>
        <source>%1 write throttle events of %2 were recorded from %3 to %4</source>
        <translation>%2 の書き込みのスロットリングが %1 件、%3 から %4 まで記録されています</translation>
    </message>
    <message>
        <source>%1 call of %2 in the log was throttled</source>
        <translation>ログの %2 の呼び出し %1 回がスロットリングされています</translation>
    </message>
    <message>
        <source>%1 calls of %2 in the log were throttled</source>
        <translation>ログの %2 の呼び出し %1 回がスロットリングされています</translation>
    </message>
    <message>
        <source>this scenario may not reproduce them because: %1</source>
        <translation>このシナリオで再現しないかもしれない理由: %1</translation>
    </message>
    <message>
        <source>this scenario may not reproduce it because: %1</source>
        <translation>このシナリオで再現しないかもしれない理由: %1</translation>
    </message>
    <message>
        <source>rates are means of %1 minutes</source>
        <translation>頻度は %1 分の平均</translation>
    </message>
    <message>
        <source>no source says which requests came</source>
        <translation>どのリクエストが来たか、どの資料にもない</translation>
    </message>
    <message>
        <source>keys are uniform</source>
        <translation>キーが均等</translation>
    </message>
    <message>
        <source>the capacity mode is assumed</source>
        <translation>容量モードが仮定</translation>
    </message>
    <message>
        <source>capacity that changed meanwhile is known only at the start</source>
        <translation>途中で変わった容量が最初の値しかわからない</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between reasons</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>; </source>
        <comment>between remarks</comment>
        <translation>。</translation>
    </message>
</context>
<context>
    <name>isotherm::ImportWords</name>
    <message>
        <source>left out</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>not recognized</source>
        <translation>認識できません</translation>
    </message>
    <message>
        <source>%1 used</source>
        <translation>%1 件使用</translation>
    </message>
    <message>
        <source>%1, %2 skipped</source>
        <translation>%1、%2 件スキップ</translation>
    </message>
    <message>
        <source>%1 points, %2 to %3</source>
        <translation>%1 点、%2 ~ %3</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>%1 行目: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) cannot be read. Mend them, or clear their check marks to leave them out.</source>
        <translation>
            <numerusform>%n 個のファイルを読み取れません。修正するか、チェックを外して除外してください。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is chosen.</source>
        <translation>何も選ばれていません。</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are assumed or open; double-click a value to change it.</source>
        <translation>
            <numerusform>%n 個の値が仮定または未定です。値をダブルクリックすると変更できます。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them, marked “?”, should be answered first.</source>
        <translation>
            <numerusform>そのうち「?」の付いた %n 個に先に答えてください。</numerusform>
        </translation>
    </message>
    <message>
        <source>Table</source>
        <translation>テーブル</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>リージョン</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>タイムゾーン</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>メトリクス</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>期間</translation>
    </message>
    <message>
        <source>From</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>To</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>ルール</translation>
    </message>
</context>
<context>
    <name>isotherm::Inspector</name>
    <message>
        <source>Why?</source>
        <translation>なぜ?</translation>
    </message>
    <message>
        <source>Focus</source>
        <translation>絞り込み</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Demand</source>
        <translation>要求</translation>
    </message>
    <message>
        <source>Limit in force</source>
        <translation>その時の上限</translation>
    </message>
    <message>
        <source>Heat</source>
        <translation>熱</translation>
    </message>
    <message>
        <source>Throttled</source>
        <translation>スロットリング</translation>
    </message>
    <message>
        <source>Refused by</source>
        <translation>拒否した上限</translation>
    </message>
    <message>
        <source>Of the table</source>
        <translation>テーブル内の割合</translation>
    </message>
    <message>
        <source>Burst left</source>
        <translation>バースト残量</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Nothing pointed at</source>
        <translation>何も指していません</translation>
    </message>
    <message>
        <source>Point at the heat map to see one second of a partition in numbers.</source>
        <translation>ヒートマップを指すと、そのパーティションの 1 秒が数値で表示されます。</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 ～ %2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 %2 a second</source>
        <translation>毎秒 %1 %2</translation>
    </message>
    <message>
        <source>%1 of its demand</source>
        <translation>要求の %1</translation>
    </message>
    <message>
        <source>The chain of causes, with numbers (%1)</source>
        <translation>原因の連鎖を数値で表示 (%1)</translation>
    </message>
    <message>
        <source>Show only this partition (%1)</source>
        <translation>このパーティションだけを表示 (%1)</translation>
    </message>
    <message>
        <source>Point at the heat map to see one second of a partition in numbers; click to pin it. %1 goes to the next throttling.</source>
        <translation>ヒートマップを指すと、そのパーティションの 1 秒が数値で表示されます。クリックで固定します。%1 で次のスロットリングへ移動します。</translation>
    </message>
    <message>
        <source>Point at the heat map to see one minute of a partition in numbers; click to pin it. %1 goes to the next throttling.</source>
        <translation>ヒートマップを指すと、そのパーティションの 1 分が数値で表示されます。クリックで固定します。%1 で次のスロットリングへ移動します。</translation>
    </message>
    <message>
        <source>%1, pinned (%2 lets go)</source>
        <translation>%1、固定中 (%2 で解除)</translation>
    </message>
    <message>
        <source>%1 %2 in the minute</source>
        <translation>1 分間に %1 %2</translation>
    </message>
    <message>
        <source>%1 in its hottest second</source>
        <translation>最も熱い 1 秒で %1</translation>
    </message>
    <message>
        <source>no key stands out</source>
        <translation>目立つキーなし</translation>
    </message>
    <message>
        <source>Top keys of the whole run</source>
        <translation>実行全体の主なキー</translation>
    </message>
</context>
<context>
    <name>isotherm::KeyList</name>
    <message>
        <source>Keys</source>
        <translation>キー一覧</translation>
    </message>
    <message>
        <source>Press a key</source>
        <translation>キーを押す</translation>
    </message>
    <message>
        <source>Find a command or a key</source>
        <translation>コマンドまたはキーを検索</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>Replace this key with another one (Enter)</source>
        <translation>このキーの代わりに別のキーを押す (Enter)</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>One more key for this command</source>
        <translation>このコマンドにキーをもう 1 つ追加</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Removes the key from the command</source>
        <translation>このキーをコマンドから外す</translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation>既定に戻す</translation>
    </message>
    <message>
        <source>This command&apos;s default keys</source>
        <translation>このコマンドを既定のキーに戻す</translation>
    </message>
    <message>
        <source>All back</source>
        <translation>すべて戻す</translation>
    </message>
    <message>
        <source>The default keys of all commands</source>
        <translation>すべてのコマンドを既定のキーに戻す</translation>
    </message>
    <message>
        <source>Given back by: %1</source>
        <translation>キーを返したコマンド: %1</translation>
    </message>
    <message>
        <source>No command or key matches.</source>
        <translation>該当するコマンドもキーもありません。</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>すべて表示</translation>
    </message>
    <message>
        <source>%1 is the key of “%2”.</source>
        <translation>%1 は「%2」のキーです。</translation>
    </message>
    <message>
        <source>Take it over</source>
        <translation>割り当て直す</translation>
    </message>
    <message>
        <source>%1 is reserved: F10 and Alt with a letter open menus, Tab moves the focus.</source>
        <translation>%1 は割り当てられません。F10 と Alt+文字はメニューを開き、Tab はフォーカスを移動します。</translation>
    </message>
    <message>
        <source>%1 alone could no longer be typed in text fields and lists, as this command works everywhere. Add Ctrl or Alt, or use a function key.</source>
        <translation>このコマンドはどこでも有効なため、%1 だけでは入力欄や一覧でそのキーが使えなくなります。Ctrl または Alt を加えるか、ファンクションキーにしてください。</translation>
    </message>
</context>
<context>
    <name>isotherm::KeyPicture</name>
    <message>
        <source>Keys asked for most</source>
        <translation>要求の多いキー</translation>
    </message>
    <message>
        <source>these %1 of %2 take %3 of the requests</source>
        <translation>%2 個中この %1 個でリクエストの %3</translation>
    </message>
    <message>
        <source>%1: %2 requests, %3</source>
        <translation>%1: リクエスト %2 件、%3</translation>
    </message>
</context>
<context>
    <name>isotherm::KeyRows</name>
    <message>
        <source>everywhere, changed</source>
        <translation>どこでも、変更済み</translation>
    </message>
    <message>
        <source>in a picture, changed</source>
        <translation>図の中、変更済み</translation>
    </message>
    <message>
        <source>everywhere</source>
        <translation>どこでも</translation>
    </message>
    <message>
        <source>in a picture</source>
        <translation>図の中</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>By default: %1</source>
        <translation>既定: %1</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>コマンド</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>有効な場所</translation>
    </message>
</context>
<context>
    <name>isotherm::LensSentence</name>
    <message>
        <source>Nothing has been simulated yet.</source>
        <translation>まだ何もシミュレートされていません。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) were throttled</source>
        <translation>
            <numerusform>%Ln 件のスロットリングがありました</numerusform>
        </translation>
    </message>
    <message>
        <source> At %1, demand on partition %2 was %3 of its limit.</source>
        <translation>%1 には、パーティション %2 に上限の %3 の要求がありました。</translation>
    </message>
    <message>
        <source> In the hottest second of %1, demand on partition %2 was %3 of its limit.</source>
        <translation> %1の最も熱い 1 秒には、パーティション %2 に上限の %3 の要求がありました。</translation>
    </message>
    <message>
        <source>In the whole run</source>
        <translation>実行全体で</translation>
    </message>
    <message>
        <source>%1, one-minute averages reach at most %2 of the table&apos;s capacity (minute %3). Nothing was throttled, so the averages hide nothing here.</source>
        <translation>%1、1 分平均ではテーブルの容量の最大 %2 (%3 からの 1 分) に見えます。スロットリングはないので、隠れた拒否はありません。</translation>
    </message>
    <message>
        <source>%1, one-minute averages reach at most %2 of the table&apos;s capacity (minute %3), yet %4 in %5 separate seconds.%6 The average spreads one second over sixty and one partition over the whole table.</source>
        <translation>%1、1 分平均ではテーブルの容量の最大 %2 (%3 からの 1 分) に見えますが、実際には %5 秒間に%4。%6平均は 1 秒を 60 秒に、1 つのパーティションをテーブル全体に薄めてしまいます。</translation>
    </message>
    <message>
        <source>From %1 to %2</source>
        <translation>%1 から %2 まで</translation>
    </message>
</context>
<context>
    <name>isotherm::LessonPage</name>
    <message>
        <source>Lessons</source>
        <translation>レッスン</translation>
    </message>
    <message>
        <source>Predict, run, compare, explain, and try something of your own. What you answer stays in this window; only how far you have come is kept on this machine.</source>
        <translation>予想し、実行し、比べ、理由を考え、自分でも試します。答えはこのウィンドウの外に出ません。どこまで進んだかだけが、このマシンに残ります。</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>ステップ</translation>
    </message>
    <message>
        <source>All steps</source>
        <translation>すべてのステップ</translation>
    </message>
    <message>
        <source>Notes for teachers</source>
        <translation>先生へのメモ</translation>
    </message>
    <message>
        <source>&amp;Next step</source>
        <translation>次のステップ(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>戻る(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Reset the step</source>
        <translation>ステップを最初から(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Curtain</source>
        <translation>カーテン(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;View for the class</source>
        <translation>教室用の表示(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;All lessons</source>
        <translation>すべてのレッスン(&amp;A)</translation>
    </message>
    <message>
        <source>R&amp;un the step</source>
        <translation>ステップを実行(&amp;U)</translation>
    </message>
    <message>
        <source>The lessons that ship with this program are not installed.</source>
        <translation>このプログラムに付属するレッスンがインストールされていません。</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分</translation>
    </message>
    <message>
        <source>done</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>%2 ステップ中 %1</translation>
    </message>
    <message>
        <source>bonus</source>
        <translation>おまけ</translation>
    </message>
</context>
<context>
    <name>isotherm::LessonPicture</name>
    <message>
        <source>Picture of the run</source>
        <translation>実行結果の図</translation>
    </message>
</context>
<context>
    <name>isotherm::LessonSliders</name>
    <message>
        <source>Other changes</source>
        <translation>そのほかの変更</translation>
    </message>
    <message>
        <source>PATH=VALUE; PATH=VALUE</source>
        <translation>パス=値; パス=値</translation>
    </message>
</context>
<context>
    <name>isotherm::LessonStage</name>
    <message>
        <source>Please give a number from %1 to %2.</source>
        <translation>%1 から %2 までの数を入力してください。</translation>
    </message>
    <message>
        <source>Please choose a picture: press its number.</source>
        <translation>図を選んでください。番号のキーを押します。</translation>
    </message>
    <message>
        <source>Please draw a curve, or type points such as 0:0 15:0 15:50, in order of time.</source>
        <translation>曲線を描くか、0:0 15:0 15:50 のように時間の順に点を入力してください。</translation>
    </message>
    <message>
        <source>Please write the path of a setting, = and its new value.</source>
        <translation>設定のパス、=、新しい値の順に入力してください。</translation>
    </message>
    <message>
        <source>Change a setting first; then B differs from A.</source>
        <translation>先に設定を変えてください。そうすれば B は A と違うものになります。</translation>
    </message>
    <message>
        <source>Text of the step</source>
        <translation>ステップの文章</translation>
    </message>
    <message>
        <source>Curtain</source>
        <translation>カーテン</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>最初から</translation>
    </message>
    <message>
        <source>Predict</source>
        <translation>予想する</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>飛ばす</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>実行する</translation>
    </message>
    <message>
        <source>How much of the run is simulated</source>
        <translation>シミュレーションの進み具合</translation>
    </message>
    <message>
        <source>Your prediction</source>
        <translation>予想</translation>
    </message>
    <message>
        <source>Your prediction, %1 to %2</source>
        <translation>予想(%1 から %2 まで)</translation>
    </message>
    <message>
        <source>or points MINUTE:VALUE, such as 0:0 10:50</source>
        <translation>または点を 分:値 の形で、例 0:0 10:50</translation>
    </message>
    <message>
        <source>Run as B</source>
        <translation>B として実行</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>続ける</translation>
    </message>
    <message>
        <source>Simulating…</source>
        <translation>シミュレーション中…</translation>
    </message>
</context>
<context>
    <name>isotherm::Lessons</name>
    <message>
        <source>%1 · reads</source>
        <translation>%1 · 読み取り</translation>
    </message>
    <message>
        <source>%1 · writes</source>
        <translation>%1 · 書き込み</translation>
    </message>
    <message>
        <source>nothing throttled</source>
        <translation>スロットルなし</translation>
    </message>
    <message>
        <source>%1 throttled (%2)</source>
        <translation>スロットル %1 件(%2)</translation>
    </message>
    <message>
        <source>not in this run</source>
        <translation>この実行にはありません</translation>
    </message>
    <message>
        <source>behind the curtain</source>
        <translation>カーテンの裏</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>読む</translation>
    </message>
    <message>
        <source>Predict</source>
        <translation>予想する</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>実行する</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比べる</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>理由を考える</translation>
    </message>
    <message>
        <source>Your own experiment</source>
        <translation>自分の実験</translation>
    </message>
    <message>
        <source>%1/%2 · %3</source>
        <translation>%1/%2 · %3</translation>
    </message>
    <message>
        <source>documented</source>
        <translation>文書に記載</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>実測</translation>
    </message>
    <message>
        <source>inferred</source>
        <translation>推定</translation>
    </message>
    <message>
        <source>What this rests on:</source>
        <translation>根拠:</translation>
    </message>
    <message>
        <source>Nothing was predicted; the run says %1.</source>
        <translation>予想なし。実行結果は %1 でした。</translation>
    </message>
    <message>
        <source>You predicted %1, and so says the run.</source>
        <translation>予想は %1 で、実行結果と一致しました。</translation>
    </message>
    <message>
        <source>You predicted %1; the run says %2. The difference is %3.</source>
        <translation>予想は %1、実行結果は %2、差は %3 でした。</translation>
    </message>
    <message>
        <source>Nothing was chosen; it is “%1”.</source>
        <translation>選択なし。正しくは「%1」でした。</translation>
    </message>
    <message>
        <source>You chose “%1”, and so it is.</source>
        <translation>選んだ「%1」のとおりでした。</translation>
    </message>
    <message>
        <source>You chose “%1”; it is “%2”.</source>
        <translation>選んだのは「%1」、正しくは「%2」でした。</translation>
    </message>
    <message>
        <source>No curve was drawn; the run&apos;s is shown.</source>
        <translation>曲線は描かれませんでした。実行結果の曲線を示します。</translation>
    </message>
    <message>
        <source>On average your curve is %1 of the run&apos;s mean away from it.</source>
        <translation>予想した曲線は、平均すると実行結果の平均の %1 だけ離れていました。</translation>
    </message>
    <message>
        <source>Question %1: %2</source>
        <translation>問い %1:%2</translation>
    </message>
    <message>
        <source>Skipped: no prediction.</source>
        <translation>飛ばしました。予想なし。</translation>
    </message>
    <message>
        <source>Your prediction: %1</source>
        <translation>予想:%1</translation>
    </message>
    <message>
        <source>Your curve is kept.</source>
        <translation>予想の曲線を預かりました。</translation>
    </message>
    <message>
        <source>First predict or skip: step %1</source>
        <translation>先に予想するか飛ばしてください:ステップ %1</translation>
    </message>
    <message>
        <source>Goal: `%1`</source>
        <translation>目標:`%1`</translation>
    </message>
    <message>
        <source>**Reached**: `%1` (%2)</source>
        <translation>**達成**:`%1`(%2)</translation>
    </message>
    <message>
        <source>**Not reached**: `%1` (%2)</source>
        <translation>**未達成**:`%1`(%2)</translation>
    </message>
    <message>
        <source>It holds with another seed, too.</source>
        <translation>別のシードでも成り立ちます。</translation>
    </message>
    <message>
        <source>With another seed it does not hold: that was luck. Try again.</source>
        <translation>別のシードでは成り立ちません。偶然でした。もう一度試しましょう。</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>時間配分</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>質問</translation>
    </message>
    <message>
        <source>Wrong answers</source>
        <translation>よくある誤答</translation>
    </message>
    <message>
        <source>Exit question</source>
        <translation>最後の問い</translation>
    </message>
    <message>
        <source>throttled requests a second</source>
        <translation>毎秒スロットルされたリクエスト</translation>
    </message>
    <message>
        <source>consumed units a second</source>
        <translation>毎秒消費したユニット</translation>
    </message>
    <message>
        <source>B is A with %1</source>
        <translation>B は A に次の変更を加えたものです:%1</translation>
    </message>
    <message>
        <source>behind its table by up to %1 s</source>
        <translation>テーブルから最大 %1 秒の遅れ</translation>
    </message>
</context>
<context>
    <name>isotherm::LessonsInWindow</name>
    <message>
        <source>&amp;Lessons</source>
        <translation>レッスン(&amp;L)</translation>
    </message>
    <message>
        <source>L&amp;eave the lessons</source>
        <translation>レッスンを離れる(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Forget my progress in lessons</source>
        <translation>レッスンの進み具合を消す(&amp;F)</translation>
    </message>
    <message>
        <source>The progress was forgotten.</source>
        <translation>進み具合を消しました。</translation>
    </message>
    <message>
        <source>Lesso&amp;n</source>
        <translation>レッスン(&amp;N)</translation>
    </message>
</context>
<context>
    <name>isotherm::MainWindow</name>
    <message>
        <source>How much of the run is simulated</source>
        <translation>シミュレートの進み具合</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>The run was saved: %1</source>
        <translation>実行結果を保存しました: %1</translation>
    </message>
    <message>
        <source>“%1” is not a time.</source>
        <translation>「%1」は時刻ではありません。</translation>
    </message>
    <message>
        <source>Write 1:30, 00:12:43, 90 or 5m.</source>
        <translation>1:30、00:12:43、90、5m のように書いてください。</translation>
    </message>
    <message>
        <source>Running, %1 tries a second</source>
        <translation>実行中、毎秒 %1 試行</translation>
    </message>
    <message>
        <source>Running again from the start, to step back</source>
        <translation>戻るため、最初から再実行しています</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>準備完了</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Failed; what was simulated is kept</source>
        <translation>失敗しました。シミュレート済みの内容は残っています</translation>
    </message>
    <message>
        <source>A finished run</source>
        <translation>完了した実行結果</translation>
    </message>
    <message>
        <source>The scenario has changes that have not been saved.</source>
        <translation>シナリオに保存していない変更があります。</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>別名で保存…</translation>
    </message>
    <message>
        <source>The command reads the file, so save the scenario first.</source>
        <translation>コンソールプログラムはファイルを読むので、先に保存してください。</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>コピーしました: %1</translation>
    </message>
    <message>
        <source>Isotherm %1: a discrete-event simulator of Amazon DynamoDB&apos;s throughput.</source>
        <translation>Isotherm %1: Amazon DynamoDB のスループットの離散事象シミュレーター。</translation>
    </message>
    <message>
        <source>This desktop program is GPL-3.0-or-later, because it links Qt Charts. The simulator and the console program are Apache-2.0.</source>
        <translation>このデスクトッププログラムは Qt Charts を使うため GPL-3.0-or-later です。シミュレーターとコンソールプログラムは Apache-2.0 です。</translation>
    </message>
    <message>
        <source>None of the %1 of this table have been throttled.</source>
        <translation>このテーブルの%1にスロットリングはありません。</translation>
    </message>
    <message>
        <source>There is no further throttling in this direction.</source>
        <translation>この方向にはもうスロットリングがありません。</translation>
    </message>
    <message>
        <source>There is no further event in this direction.</source>
        <translation>この方向にはもうイベントがありません。</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>インスペクター</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>キー一覧</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>イベント</translation>
    </message>
    <message>
        <source>Hot keys</source>
        <translation>ホットキー</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>パーティション</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近使ったファイル(&amp;R)</translation>
    </message>
    <message>
        <source>Open a scenario, a run or a recorded stream</source>
        <translation>シナリオ、実行結果、または記録を開く</translation>
    </message>
    <message>
        <source>Open the directory of a run</source>
        <translation>実行結果のフォルダーを開く</translation>
    </message>
    <message>
        <source>Save the run in a new directory</source>
        <translation>実行結果を新しいフォルダーに保存</translation>
    </message>
    <message>
        <source>Export what is shown</source>
        <translation>表示内容を書き出す</translation>
    </message>
    <message>
        <source>PNG picture (*.png);;PNG picture of twice the size (*@2x.png);;SVG picture (*.svg);;PDF (*.pdf);;Seconds as CSV (*.csv);;Seconds as JSON (*.json)</source>
        <translation>PNG 画像 (*.png);;2 倍の PNG 画像 (*@2x.png);;SVG 画像 (*.svg);;PDF (*.pdf);;秒ごとの CSV (*.csv);;秒ごとの JSON (*.json)</translation>
    </message>
    <message>
        <source>The format of %1 is not clear from its name.</source>
        <translation>%1 の名前からは形式がわかりません。</translation>
    </message>
    <message>
        <source>End it in .png, .svg, .pdf, .csv or .json.</source>
        <translation>.png、.svg、.pdf、.csv、.json のいずれかで終わる名前にしてください。</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>書き出しました: %1</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>保存しました: %1</translation>
    </message>
    <message>
        <source>Save the scenario</source>
        <translation>シナリオを保存</translation>
    </message>
    <message>
        <source>Scenarios (*.toml)</source>
        <translation>シナリオ (*.toml)</translation>
    </message>
    <message>
        <source>Reading the run %1…</source>
        <translation>実行結果 %1 を読み込み中…</translation>
    </message>
    <message>
        <source>Preparing the run…</source>
        <translation>実行を準備中…</translation>
    </message>
    <message>
        <source>Which requests? Nothing is pinned or selected.</source>
        <translation>どのリクエストですか? 固定も選択もされていません。</translation>
    </message>
    <message>
        <source>B would be the same run as A.</source>
        <translation>このままでは B は A と同じ実行になります。</translation>
    </message>
    <message>
        <source>Change something first: the scenario, or a slider under What if.</source>
        <translation>先にシナリオか、「もしも」のスライダーを変更してください。</translation>
    </message>
    <message>
        <source>Some of these changes cannot be made during the run.</source>
        <translation>実行中には変更できないものが含まれています。</translation>
    </message>
    <message>
        <source>Run them from the start as B.</source>
        <translation>B として最初から実行してください。</translation>
    </message>
    <message>
        <source>Run as B</source>
        <translation>B を実行</translation>
    </message>
    <message>
        <source>B branches off from A at %1.</source>
        <translation>%1 から先、B は独立した実行です。</translation>
    </message>
    <message>
        <source>Change something under What if, apply it now, and continue the run.</source>
        <translation>「もしも」で何かを変更し、今すぐ適用して、実行を続けてください。</translation>
    </message>
    <message>
        <source>What if…</source>
        <translation>もしも…</translation>
    </message>
    <message>
        <source>The refusal is shown in the changes lane, as it would be in your logs.</source>
        <translation>この拒否は、実際のログと同じように「変更」レーンに残ります。</translation>
    </message>
    <message>
        <source>Requested at %1; it takes effect at %2.</source>
        <translation>%1 に要求しました。%2 から有効になります。</translation>
    </message>
    <message>
        <source>The changed workload applies from %1 on.</source>
        <translation>%1 からワークロードが変わります。</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>もしも</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>リクエスト</translation>
    </message>
    <message>
        <source>&amp;Layout</source>
        <translation>配置(&amp;L)</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>分</translation>
    </message>
    <message>
        <source>Go to anything…  %1</source>
        <translation>何でも検索…  %1</translation>
    </message>
    <message>
        <source>Click a cell of the heat map, or drag over a stretch of time, and press %1.</source>
        <translation>ヒートマップのセルをクリックするか、時間の範囲をドラッグして、%1 を押してください。</translation>
    </message>
    <message>
        <source>DynamoDB refused the change: %1</source>
        <translation>DynamoDB がこの変更を拒否しました: %1</translation>
    </message>
    <message>
        <source>Save it, or repeat the action to discard the changes.</source>
        <translation>保存するか、もう一度同じ操作をすると破棄します。</translation>
    </message>
    <message>
        <source>%1 selected: %2 to %3, %4 throttled of %5 tries; %6 of %7</source>
        <translation>%1 を選択: %2 ～ %3、%7 の%6の試行 %5 件のうちスロットリング %4 件</translation>
    </message>
    <message>
        <source>   %1 tries of all tables</source>
        <translation>   全テーブルで %1 試行</translation>
    </message>
    <message>
        <source>a new scenario</source>
        <translation>新しいシナリオ</translation>
    </message>
    <message>
        <source>Isotherm ended before changes to %1 were saved.</source>
        <translation>%1 の変更が保存される前に Isotherm が終了しました。</translation>
    </message>
    <message>
        <source>They can be restored.</source>
        <translation>変更は残っています。</translation>
    </message>
    <message>
        <source>Open them</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>This scenario comes with Isotherm.</source>
        <translation>このシナリオは Isotherm に付属のものです。</translation>
    </message>
    <message>
        <source>Save it under another name, in a folder of your own.</source>
        <translation>別の名前で、ご自分のフォルダーに保存してください。</translation>
    </message>
    <message>
        <source>Save scenario &amp;as…</source>
        <translation>シナリオを別名で保存…</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>計画</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Open a scenario as B</source>
        <translation>シナリオを B として開く</translation>
    </message>
    <message>
        <source>Import table descriptions, templates, metrics and logs</source>
        <translation>テーブル定義、テンプレート、メトリクス、ログのインポート</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Save the imported scenario</source>
        <translation>インポートしたシナリオの保存</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>セル</translation>
    </message>
    <message>
        <source>Choose A</source>
        <translation>A を選択</translation>
    </message>
    <message>
        <source>Choose B</source>
        <translation>B を選択</translation>
    </message>
    <message>
        <source>Bundles (*.isotherm)</source>
        <translation>バンドル (*.isotherm)</translation>
    </message>
    <message>
        <source>Save A and B as a bundle</source>
        <translation>A と B をバンドルに保存</translation>
    </message>
    <message>
        <source>A and B</source>
        <translation>A と B</translation>
    </message>
    <message>
        <source>Scenarios (*.toml);;Bundles (*.isotherm);;Runs (run.sqlite);;All files, such as recorded streams (*)</source>
        <translation>シナリオ (*.toml);;バンドル (*.isotherm);;実行 (run.sqlite);;記録されたストリームなどすべてのファイル (*)</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>The changes are in the scenario&apos;s text.</source>
        <translation>変更をシナリオのテキストに書き込みました。</translation>
    </message>
    <message>
        <source>They are run with Apply scenario or Run as B.</source>
        <translation>「シナリオを適用」または「B として実行」で実行されます。</translation>
    </message>
    <message>
        <source>Story</source>
        <translation>物語</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>用語集</translation>
    </message>
    <message>
        <source>%1 was changed on disk.</source>
        <translation>%1 がディスク上で変更されました。</translation>
    </message>
    <message>
        <source>Load it, or close this message to keep the text of the window.</source>
        <translation>読み込むか、このメッセージを閉じてウィンドウのテキストを残してください。</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>読み込む</translation>
    </message>
    <message>
        <source>This scenario has no story: no comment at its head, and no file of its name that ends in .md.</source>
        <translation>このシナリオには物語がありません。先頭のコメントも、同じ名前で .md で終わるファイルもありません。</translation>
    </message>
    <message>
        <source>Open %1 in the browser?</source>
        <translation>%1 をブラウザーで開きますか。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>The link “%1” cannot be followed.</source>
        <translation>リンク「%1」は開けません。</translation>
    </message>
    <message>
        <source>It must begin with view:, try:, word:, scenario: or https:.</source>
        <translation>view:、try:、word:、scenario:、https: のいずれかで始まる必要があります。</translation>
    </message>
    <message>
        <source>What if has no knob %1 here.</source>
        <translation>ここの「もしも」には %1 がありません。</translation>
    </message>
    <message>
        <source>Show the table that it belongs to, and follow the link again.</source>
        <translation>それが属するテーブルを表示して、もう一度リンクを開いてください。</translation>
    </message>
    <message>
        <source>It is the second one in a row, so the run was closed. The text is still here.</source>
        <translation>2 回続いたので、実行を閉じました。テキストは残っています。</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>報告を保存…</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>報告を保存</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>テキスト (*.txt)</translation>
    </message>
    <message>
        <source>word</source>
        <translation>用語</translation>
    </message>
    <message>
        <source>The wheel zooms · a drag counts · a click explains</source>
        <translation>ホイールで拡大 · ドラッグで集計 · クリックで説明</translation>
    </message>
    <message>
        <source>Pause and go on with %1.</source>
        <translation>%1 で一時停止と再開。</translation>
    </message>
    <message>
        <source>more than %1</source>
        <translation>%1 以上</translation>
    </message>
    <message>
        <source>The whole run would take about %1 on this computer.</source>
        <translation>このコンピューターでは全体の実行に約 %1 かかります。</translation>
    </message>
    <message>
        <source>It is paused; what it did so far is shown.</source>
        <translation>一時停止しました。ここまでの結果を表示しています。</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>実行</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Findings %1</source>
        <translation>原因 %1</translation>
    </message>
</context>
<context>
    <name>isotherm::NumberAxis</name>
    <message>
        <source>Axis of the prediction</source>
        <translation>予想の軸</translation>
    </message>
    <message>
        <source>yours: %1</source>
        <translation>予想:%1</translation>
    </message>
    <message>
        <source>the run: %1</source>
        <translation>実行結果:%1</translation>
    </message>
</context>
<context>
    <name>isotherm::OverviewStrip</name>
    <message>
        <source>Overview of the whole run</source>
        <translation>実行全体の概観</translation>
    </message>
    <message>
        <source>whole run</source>
        <translation>全体</translation>
    </message>
    <message>
        <source>The demand of the whole run, and where it was throttled. Drag the frame, or its edges, to choose what is shown.</source>
        <translation>実行全体の要求と、スロットリングの発生箇所。枠またはその端をドラッグして、表示する範囲を選びます。</translation>
    </message>
    <message>
        <source>%1 to %2 of %3 is shown. %4</source>
        <translation>%3 のうち %1 ～ %2 を表示しています。%4</translation>
    </message>
</context>
<context>
    <name>isotherm::PacePicture</name>
    <message>
        <source>Requests per second over time</source>
        <translation>毎秒のリクエスト数の推移</translation>
    </message>
    <message>
        <source>This stream has only an order, no times.</source>
        <translation>この記録には順序だけがあり、時刻がありません。</translation>
    </message>
    <message>
        <source>Its scenario sets the times with arrivals.</source>
        <translation>リクエストの時刻はシナリオの arrivals で決まります。</translation>
    </message>
    <message>
        <source>mean %1</source>
        <translation>平均 %1</translation>
    </message>
    <message>
        <source>since the start</source>
        <translation>開始から</translation>
    </message>
    <message>
        <source>Requests a second</source>
        <translation>リクエスト/秒</translation>
    </message>
    <message>
        <source>reads</source>
        <translation>読み込み</translation>
    </message>
    <message>
        <source>writes</source>
        <translation>書き込み</translation>
    </message>
    <message>
        <source>each second of the stream</source>
        <translation>記録の 1 秒ごと</translation>
    </message>
    <message>
        <source>the busiest second of each %1</source>
        <translation>%1 ごとのピークの 1 秒</translation>
    </message>
    <message>
        <source>%1: %2 reads and %3 writes</source>
        <translation>%1: 読み込み %2、書き込み %3</translation>
    </message>
    <message>
        <source>From %1, %2: %3 reads and %4 writes; in the busiest second %5 and %6</source>
        <translation>%1 からの %2: 読み込み %3、書き込み %4、ピークの 1 秒ではそれぞれ %5 と %6</translation>
    </message>
    <message>
        <source>%1 requests a second on average, %2 in the busiest second, at %3.</source>
        <translation>平均で毎秒 %1 リクエスト、ピークの 1 秒は %3 の %2 リクエスト。</translation>
    </message>
</context>
<context>
    <name>isotherm::CellsTable</name>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>From</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>To</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Demand, units</source>
        <translation>要求ユニット</translation>
    </message>
    <message>
        <source>Limit, units/s</source>
        <translation>上限、ユニット/秒</translation>
    </message>
    <message>
        <source>Which limit</source>
        <translation>どの上限</translation>
    </message>
    <message>
        <source>Heat, %</source>
        <translation>ヒート、%</translation>
    </message>
    <message>
        <source>Refused, units</source>
        <translation>拒否ユニット</translation>
    </message>
    <message>
        <source>Refused, %</source>
        <translation>拒否、%</translation>
    </message>
    <message>
        <source>Refused by</source>
        <translation>拒否した上限</translation>
    </message>
    <message>
        <source>Least burst left, %</source>
        <translation>最小のバースト残量、%</translation>
    </message>
    <message>
        <source>Each cell of the heat map will be listed here, with the numbers that coloured it.</source>
        <translation>ヒートマップの各セルが、色の元になった数値とともにここに並びます。</translation>
    </message>
    <message>
        <source>table</source>
        <translation>テーブル</translation>
    </message>
    <message>
        <source>partition</source>
        <translation>パーティション</translation>
    </message>
</context>
<context>
    <name>isotherm::PartitionsTable</name>
    <message>
        <source>Partition</source>
        <translation>パーティション</translation>
    </message>
    <message>
        <source>Hash range</source>
        <translation>ハッシュ範囲</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>作成</translation>
    </message>
    <message>
        <source>Limit now, units/s</source>
        <translation>現在の上限、ユニット/秒</translation>
    </message>
    <message>
        <source>Throttled, units</source>
        <translation>スロットリング、ユニット</translation>
    </message>
    <message>
        <source>Throttled requests</source>
        <translation>スロットリング件数</translation>
    </message>
    <message>
        <source>Hottest second, %</source>
        <translation>最も熱い 1 秒、%</translation>
    </message>
    <message>
        <source>Least burst left, %</source>
        <translation>バースト残量の最小、%</translation>
    </message>
    <message>
        <source>Each partition with its demand, heat and throttling will be listed here.</source>
        <translation>各パーティションの要求、熱、スロットリングがここに並びます。</translation>
    </message>
    <message>
        <source>selection</source>
        <translation>選択範囲</translation>
    </message>
    <message>
        <source>whole run</source>
        <translation>実行全体</translation>
    </message>
    <message>
        <source>Demand, units, %1</source>
        <translation>需要 (ユニット、%1)</translation>
    </message>
</context>
<context>
    <name>isotherm::PictureCard</name>
    <message>
        <source>this is the run</source>
        <translation>これが実行結果です</translation>
    </message>
    <message>
        <source>being simulated…</source>
        <translation>シミュレーション中…</translation>
    </message>
</context>
<context>
    <name>isotherm::PlanPanel</name>
    <message>
        <source>Open as B</source>
        <translation>B として開く</translation>
    </message>
    <message>
        <source>What must hold</source>
        <translation>守る条件</translation>
    </message>
    <message>
        <source>A figure of the report and its limit, as in [limits] and [expect]; several are separated by commas</source>
        <translation>レポートの数値とその上限 ([limits] や [expect] と同じ書き方)。複数の場合はカンマで区切ります</translation>
    </message>
    <message>
        <source>What else may vary</source>
        <translation>ほかに変えてよい設定</translation>
    </message>
    <message>
        <source>Beside mode, capacity, scaling and schedules of all tables: a setting and its values on each line, such as workloads.voters.write_shards=1,2,4,8</source>
        <translation>全テーブルのモード、キャパシティ、スケーリング、スケジュールのほかに、1 行に 1 つの設定とその値を書きます (例: workloads.voters.write_shards=1,2,4,8)</translation>
    </message>
    <message>
        <source>Reserved capacity and a Database Savings Plan may be bought, where they cost less</source>
        <translation>安くなる場合は、リザーブドキャパシティと Database Savings Plan を購入できます</translation>
    </message>
    <message>
        <source>Result of the search</source>
        <translation>探索の結果</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>テーブル</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>現在</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>計画</translation>
    </message>
    <message>
        <source>What is planned for each table</source>
        <translation>各テーブルの計画</translation>
    </message>
    <message>
        <source>The settings that are selected</source>
        <translation>選択中の設定</translation>
    </message>
    <message>
        <source>Open a scenario to plan it.</source>
        <translation>計画するにはシナリオを開いてください。</translation>
    </message>
    <message>
        <source>Keep B or go back to A to plan again.</source>
        <translation>もう一度計画するには、B を残すか A に戻ってください。</translation>
    </message>
    <message>
        <source>Stop the search</source>
        <translation>探索を中止</translation>
    </message>
    <message numerus="yes">
        <source>Searching: %n run(s) so far.</source>
        <translation>
            <numerusform>探索中: これまでに %n 回の実行。</numerusform>
        </translation>
    </message>
    <message>
        <source>The promise is kept in %1 of %2 runs with seeds that it was not chosen on.</source>
        <translation>選択に使わなかったシードの %2 回の実行のうち、%1 回で条件が守られました。</translation>
    </message>
    <message>
        <source>No setting that was tried keeps the promise; this comes closest.</source>
        <translation>試した設定のどれも条件を守れません。これが最も近い設定です。</translation>
    </message>
    <message>
        <source>%1 a month, now %2; throttled %3, now %4.</source>
        <translation>月額 %1 (現在 %2)、スロットリング %3 (現在 %4)。</translation>
    </message>
    <message>
        <source>price not known</source>
        <translation>料金不明</translation>
    </message>
    <message>
        <source>%1 settings were tried in %2 runs.</source>
        <translation>%2 回の実行で %1 通りの設定を試しました。</translation>
    </message>
    <message>
        <source>the plan</source>
        <translation>計画</translation>
    </message>
    <message>
        <source>Keep B or go back to A to try others.</source>
        <translation>ほかを試すには、B を残すか A に戻ってください。</translation>
    </message>
    <message>
        <source>The scenario has changed since it was planned.</source>
        <translation>計画の後でシナリオが変更されました。</translation>
    </message>
    <message>
        <source>%1 at list price, %2 throttled: %3</source>
        <translation>定価 %1、スロットリング %2: %3</translation>
    </message>
    <message>
        <source>With commitments</source>
        <translation>コミットメントを含める</translation>
    </message>
    <message>
        <source>Find the cheapest</source>
        <translation>最も安い設定を探す</translation>
    </message>
</context>
<context>
    <name>isotherm::PlanView</name>
    <message>
        <source>Cost against throttling</source>
        <translation>料金とスロットリング</translation>
    </message>
    <message>
        <source>$%1 a month, %2 throttled: %3</source>
        <translation>月額 $%1、スロットリング %2: %3</translation>
    </message>
    <message>
        <source>throttled share</source>
        <translation>スロットリングの割合</translation>
    </message>
    <message>
        <source>$ a month, list prices</source>
        <translation>月額 $ (定価)</translation>
    </message>
</context>
<context>
    <name>isotherm::RequestsPanel</name>
    <message>
        <source>List</source>
        <translation>一覧</translation>
    </message>
    <message>
        <source>Which requests are listed</source>
        <translation>一覧に表示中のリクエスト</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>リクエスト</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 ～ %2</translation>
    </message>
    <message>
        <source>Running up to %1 again to list its requests.</source>
        <translation>個々のリクエストを調べるため、%1 まで再実行しています。</translation>
    </message>
    <message>
        <source>%1: the first %2 of %3 requests</source>
        <translation>%1: リクエスト %3 件のうち最初の %2 件</translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln request(s)</source>
        <translation>
            <numerusform>%1: リクエスト %Ln 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>List the requests</source>
        <translation>一覧を表示</translation>
    </message>
</context>
<context>
    <name>isotherm::RequestsTable</name>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Workload</source>
        <translation>ワークロード</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>パーティション</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>バイト</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>ユニット</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>試行</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>throttled: %1; sent again</source>
        <translation>スロットリング: %1、再送</translation>
    </message>
    <message>
        <source>throttled: %1; given up</source>
        <translation>スロットリング: %1、断念</translation>
    </message>
    <message>
        <source>The individual requests of a pinned cell or a selected time will be listed here.</source>
        <translation>固定したセル、または選択した時間の個々のリクエストがここに表示されます。</translation>
    </message>
</context>
<context>
    <name>isotherm::ScalingLane</name>
    <message>
        <source>Scaling</source>
        <translation>スケーリング</translation>
    </message>
    <message>
        <source>Capacity changes that scaling policies requested, refusals, and what the policies wait for</source>
        <translation>スケーリングポリシーが要求したキャパシティ、拒否された要求、待っているもの</translation>
    </message>
    <message>
        <source>In force at %1</source>
        <translation>%1 から有効</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>拒否: %1</translation>
    </message>
    <message>
        <source>%1, %2 refused</source>
        <translation>%1、拒否 %2</translation>
    </message>
    <message>
        <source>scaling</source>
        <translation>スケーリング</translation>
    </message>
</context>
<context>
    <name>isotherm::ScenarioForm</name>
    <message>
        <source>Setting</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>値</translation>
    </message>
</context>
<context>
    <name>isotherm::ScenarioFormView</name>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上へ移動</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下へ移動</translation>
    </message>
    <message>
        <source>Scenario form</source>
        <translation>シナリオのフォーム</translation>
    </message>
    <message>
        <source>Adds an element to the selected list, behind the selected one</source>
        <translation>選択中のリストに要素を追加します。選択中の要素があればその次に入ります</translation>
    </message>
    <message>
        <source>Removes the selected element, or sets a setting to its default</source>
        <translation>選択中の要素を削除するか、設定を既定値に戻します</translation>
    </message>
</context>
<context>
    <name>isotherm::ScenarioPanel</name>
    <message>
        <source>Apply: run from the start</source>
        <translation>適用: 最初から実行</translation>
    </message>
    <message>
        <source>Scenario text</source>
        <translation>シナリオの本文</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>本文</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>フォーム</translation>
    </message>
    <message>
        <source>What is wrong in the scenario</source>
        <translation>シナリオの誤り</translation>
    </message>
    <message>
        <source>Line %1: </source>
        <translation>%1 行目: </translation>
    </message>
    <message>
        <source>Run as B</source>
        <translation>B を実行</translation>
    </message>
    <message>
        <source>The scenario&apos;s text will appear here. Open one, or start a new one: %1</source>
        <translation>シナリオの本文がここに表示されます。開くか、新しく作成してください: %1</translation>
    </message>
    <message>
        <source>Keeps this run as A and runs the edited scenario from the start as B.</source>
        <translation>この実行を A として残し、この本文を B として最初から実行します。</translation>
    </message>
    <message numerus="yes">
        <source>Run: %n error(s) first</source>
        <translation>
            <numerusform>実行: 先にエラー %n 件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isotherm::ScoreRow</name>
    <message>
        <source>Throttled</source>
        <translation>スロットリング</translation>
    </message>
    <message>
        <source>Hottest second</source>
        <translation>最も熱い 1 秒</translation>
    </message>
    <message>
        <source>Imbalance</source>
        <translation>偏り</translation>
    </message>
    <message>
        <source>%1 of tries</source>
        <translation>試行の %1</translation>
    </message>
    <message>
        <source>A %1</source>
        <translation>A %1</translation>
    </message>
    <message>
        <source>Bill</source>
        <translation>請求額</translation>
    </message>
    <message>
        <source>selection</source>
        <translation>選択範囲</translation>
    </message>
    <message>
        <source>whole run</source>
        <translation>実行全体</translation>
    </message>
    <message>
        <source>The scenario&apos;s price book does not know all prices.</source>
        <translation>シナリオの料金表にない価格があります。</translation>
    </message>
    <message>
        <source>in view</source>
        <translation>表示範囲</translation>
    </message>
    <message>
        <source>%1 throttled</source>
        <translation>スロットリング %1</translation>
    </message>
    <message>
        <source>hottest %1</source>
        <translation>最高 %1</translation>
    </message>
    <message>
        <source>imbalance %1</source>
        <translation>偏り %1</translation>
    </message>
    <message>
        <source>bill %1</source>
        <translation>請求 %1</translation>
    </message>
    <message>
        <source>%1 idle</source>
        <translation>遊休 %1</translation>
    </message>
</context>
<context>
    <name>isotherm::ScoreTile</name>
    <message>
        <source>Click: go to the worst moment</source>
        <translation>クリック: 最も悪い瞬間へ移動</translation>
    </message>
</context>
<context>
    <name>isotherm::SecondsTable</name>
    <message>
        <source>Second</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Demand, units</source>
        <translation>要求、ユニット</translation>
    </message>
    <message>
        <source>Consumed, units</source>
        <translation>消費、ユニット</translation>
    </message>
    <message>
        <source>Provisioned, units/s</source>
        <translation>プロビジョニング、ユニット/秒</translation>
    </message>
    <message>
        <source>Admitted</source>
        <translation>許可</translation>
    </message>
    <message>
        <source>Throttled</source>
        <translation>スロットリング</translation>
    </message>
    <message>
        <source>Refused by</source>
        <translation>拒否した上限</translation>
    </message>
    <message>
        <source>Minute</source>
        <translation>分</translation>
    </message>
    <message>
        <source>Busiest second, units</source>
        <translation>ピークの 1 秒、ユニット</translation>
    </message>
    <message>
        <source>Throttled seconds</source>
        <translation>スロットリング秒数</translation>
    </message>
    <message>
        <source>Each second of the visible time will be listed here, or each minute of a long run.</source>
        <translation>表示中の時間の 1 秒ごと、長い実行では 1 分ごとの内容がここに並びます。</translation>
    </message>
</context>
<context>
    <name>isotherm::SeriesBlock</name>
    <message>
        <source>A row for each table of the series, oldest first; colour is the demand of its hottest partition as a share of the limit.</source>
        <translation>系列のテーブルごとに 1 行、古い順。色は最も熱いパーティションの要求が上限に占める割合です。</translation>
    </message>
    <message>
        <source>Tables of the series %1</source>
        <translation>系列 %1 のテーブル</translation>
    </message>
    <message>
        <source>%1  %2: %3 of %4 tries throttled</source>
        <translation>%1  %2: 試行 %4 回のうち %3 回がスロットリング</translation>
    </message>
</context>
<context>
    <name>isotherm::SimController</name>
    <message>
        <source>Max</source>
        <translation>最高速</translation>
    </message>
</context>
<context>
    <name>isotherm::StartPage</name>
    <message>
        <source>See where a DynamoDB table will throttle, why, and what it takes to stop it.</source>
        <translation>DynamoDB のテーブルが、どこで、なぜスロットリングされ、どうすれば止まるかを見る。</translation>
    </message>
    <message>
        <source>A .toml file, or a log of requests in any of the known formats.</source>
        <translation>.toml ファイル、または対応形式のリクエスト記録。</translation>
    </message>
    <message>
        <source>The folder that isotherm run --out wrote.</source>
        <translation>isotherm run --out が書き出したフォルダー。</translation>
    </message>
    <message>
        <source>A small one to change: a table, a workload, ten minutes.</source>
        <translation>変更して試せる小さな例: テーブル 1 つ、ワークロード 1 つ、10 分間。</translation>
    </message>
    <message>
        <source>Take a lesson</source>
        <translation>レッスンを受ける</translation>
    </message>
    <message>
        <source>Predict, run, explain: short lessons for a class or alone.</source>
        <translation>予想し、実行し、理由を考える短いレッスン。教室でも一人でも。</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>ファイルを開く…</translation>
    </message>
    <message>
        <source>Open a finished run…</source>
        <translation>終わった実行を開く…</translation>
    </message>
    <message>
        <source>New scenario</source>
        <translation>新しいシナリオ</translation>
    </message>
    <message>
        <source>all</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>uneven</source>
        <translation>偏り</translation>
    </message>
    <message>
        <source>too little</source>
        <translation>不足</translation>
    </message>
    <message>
        <source>scaling</source>
        <translation>スケーリング</translation>
    </message>
    <message>
        <source>index</source>
        <translation>インデックス</translation>
    </message>
    <message>
        <source>series</source>
        <translation>時系列テーブル</translation>
    </message>
    <message>
        <source>recorded</source>
        <translation>記録</translation>
    </message>
    <message>
        <source>lessons</source>
        <translation>レッスン</translation>
    </message>
    <message>
        <source>Continue with %1</source>
        <translation>%1 を続ける</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation>%1 に戻る</translation>
    </message>
</context>
<context>
    <name>isotherm::StreamPage</name>
    <message>
        <source>Make a scenario from it</source>
        <translation>シナリオを作成</translation>
    </message>
    <message>
        <source>Open another</source>
        <translation>別の記録を開く</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>A table provisioned for the mean, and a workload that replays the stream</source>
        <translation>平均に合わせてプロビジョニングしたテーブルと、記録を再生するワークロード</translation>
    </message>
    <message>
        <source>How much of the stream has been read</source>
        <translation>記録の読み取りの進み具合</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>リクエスト</translation>
    </message>
    <message>
        <source>Busiest second</source>
        <translation>ピークの 1 秒</translation>
    </message>
    <message>
        <source>Distinct keys</source>
        <translation>キーの種類数</translation>
    </message>
    <message>
        <source>Key asked for most</source>
        <translation>最も要求の多いキー</translation>
    </message>
    <message>
        <source>Item size</source>
        <translation>項目サイズ</translation>
    </message>
    <message>
        <source>What a table would need</source>
        <translation>テーブルに必要なキャパシティ</translation>
    </message>
    <message>
        <source>Everything that was counted</source>
        <translation>集計したすべての数値</translation>
    </message>
    <message>
        <source>Cancel and discard</source>
        <translation>キャンセルして破棄</translation>
    </message>
    <message>
        <source>Counting what was read: %1 requests…</source>
        <translation>読み取った内容を集計しています: リクエスト %1 件…</translation>
    </message>
    <message>
        <source>Reading the stream: %1, %2 requests so far. If you cancel, you can view what was read.</source>
        <translation>記録を読み取っています: %1、これまでにリクエスト %2 件。キャンセルすると、そこまでの内容を見られます。</translation>
    </message>
    <message>
        <source>reads %1 · writes %2</source>
        <translation>読み込み %1 · 書き込み %2</translation>
    </message>
    <message>
        <source>mean %1 a second</source>
        <translation>平均で毎秒 %1</translation>
    </message>
    <message>
        <source>no times recorded</source>
        <translation>時刻の記録なし</translation>
    </message>
    <message>
        <source>Zipf exponent %1</source>
        <translation>Zipf 指数 %1</translation>
    </message>
    <message>
        <source>no key repeats</source>
        <translation>キーの重複なし</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>最大 %1</translation>
    </message>
    <message>
        <source>no sizes recorded</source>
        <translation>サイズの記録なし</translation>
    </message>
</context>
<context>
    <name>isotherm::StreamWords</name>
    <message>
        <source>d MMM yyyy HH:mm:ss</source>
        <comment>form of a moment</comment>
        <translation>yyyy年M月d日 HH:mm:ss</translation>
    </message>
    <message>
        <source>%1: %2, told from: %3</source>
        <translation>%1: %2、判定の根拠: %3</translation>
    </message>
    <message>
        <source>; may be wrong: %1</source>
        <translation>、誤りの可能性: %1</translation>
    </message>
    <message>
        <source>; read with %1</source>
        <translation>、読み取り設定: %1</translation>
    </message>
    <message>
        <source>Reading was cancelled: these numbers cover the first %1 requests, %2 of the file.</source>
        <translation>読み取りはキャンセルされました。数値は最初のリクエスト %1 件、ファイルの %2 のものです。</translation>
    </message>
    <message>
        <source>Reading failed: these numbers cover the %1 requests before %2.</source>
        <translation>記録が途中で切れています。数値は %2 より前のリクエスト %1 件のものです。</translation>
    </message>
    <message>
        <source>%1 RCU</source>
        <translation>%1 RCU</translation>
    </message>
    <message>
        <source>%1 WCU</source>
        <translation>%1 WCU</translation>
    </message>
    <message>
        <source>%1 RCU and %2 WCU</source>
        <translation>%1 RCU と %2 WCU</translation>
    </message>
    <message>
        <source>It records the order of requests but no times. At %1 requests a second, the rate that its scenario starts with, it would need %2.</source>
        <translation>順序だけが記録され、時刻がありません。シナリオの初期値である毎秒 %1 リクエストなら、%2 が必要です。</translation>
    </message>
    <message>
        <source>On average it needs a table with %1, and no second needs more.</source>
        <translation>平均で %1 のテーブルが必要で、それを超える秒はありません。</translation>
    </message>
    <message>
        <source>On average it needs a table with %1; its busiest seconds need %2, %3 what is provisioned for the mean. In those seconds the table uses saved-up burst capacity, and throttles when that is used up.</source>
        <translation>平均で %1 のテーブルが必要です。ピークの秒の要求は %2 で、平均に合わせたプロビジョニングの %3 です。そのようなテーブルは、その時は貯まっていたバーストキャパシティでしのぎ、使い切るとスロットリングが起きます。</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>リクエスト</translation>
    </message>
    <message>
        <source>Reads</source>
        <translation>読み込み</translation>
    </message>
    <message>
        <source>Writes</source>
        <translation>書き込み</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>First request</source>
        <translation>最初のリクエスト</translation>
    </message>
    <message>
        <source>Last request</source>
        <translation>最後のリクエスト</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>期間</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>毎秒 %1</translation>
    </message>
    <message>
        <source>Busiest second</source>
        <translation>ピークの 1 秒</translation>
    </message>
    <message>
        <source>%1 requests, at %2</source>
        <translation>%2 に %1 リクエスト</translation>
    </message>
    <message>
        <source>Seconds with requests</source>
        <translation>リクエストのある秒数</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 のうち %1</translation>
    </message>
    <message>
        <source>Times in order</source>
        <translation>時刻順</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>no; its scenario sorts them first</source>
        <translation>いいえ。シナリオが先に並べ替えます</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>none, only the order</source>
        <translation>なし、順序のみ</translation>
    </message>
    <message>
        <source>Item sizes</source>
        <translation>項目サイズ</translation>
    </message>
    <message>
        <source>%1 on average, %2 to %3</source>
        <translation>平均 %1、%2 ～ %3</translation>
    </message>
    <message>
        <source>Bytes in all</source>
        <translation>合計バイト数</translation>
    </message>
    <message>
        <source>none; %1 is assumed</source>
        <translation>なし。%1 と仮定</translation>
    </message>
    <message>
        <source>Distinct keys</source>
        <translation>キーの種類数</translation>
    </message>
    <message>
        <source>Zipf exponent, fitted</source>
        <translation>Zipf 指数、推定</translation>
    </message>
    <message>
        <source>%1 (rough)</source>
        <translation>%1 (概算)</translation>
    </message>
    <message>
        <source>no key repeats</source>
        <translation>キーの重複なし</translation>
    </message>
</context>
<context>
    <name>isotherm::SubjectBar</name>
    <message>
        <source>● Live</source>
        <translation>● 追従</translation>
    </message>
    <message>
        <source>Follow the run again</source>
        <translation>再び実行に追従する</translation>
    </message>
    <message>
        <source>Only this stretch of hash space is shown; click to show all of it</source>
        <translation>このハッシュ範囲だけを表示しています。クリックで全体を表示</translation>
    </message>
    <message>
        <source>   seed %1</source>
        <translation>   シード %1</translation>
    </message>
    <message>
        <source>   fingerprint %1</source>
        <translation>   フィンガープリント %1</translation>
    </message>
    <message>
        <source>The numbers cover only this time; click for all that is in view</source>
        <translation>数値はこの時間だけを集計しています。クリックで表示範囲全体を集計</translation>
    </message>
</context>
<context>
    <name>isotherm::TablePanel</name>
    <message>
        <source>Table</source>
        <translation>テーブル</translation>
    </message>
</context>
<context>
    <name>isotherm::ThrottleLane</name>
    <message>
        <source>Throttled %1: %2</source>
        <translation>スロットリングされた%1: %2</translation>
    </message>
    <message>
        <source>R</source>
        <comment>reads</comment>
        <translation>読</translation>
    </message>
    <message>
        <source>W</source>
        <comment>writes</comment>
        <translation>書</translation>
    </message>
    <message numerus="yes">
        <source>%1  %Ln throttled. %2</source>
        <translation>
            <numerusform>%1  スロットリング %Ln 件。%2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2. In the whole run, %Ln throttled. %3</source>
        <translation>
            <numerusform>%1 ～ %2。実行全体でスロットリング %Ln 件。%3</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>isotherm::ThrottleStrip</name>
    <message>
        <source>Throttled, %1: %2</source>
        <translation>スロットリング、%1: %2</translation>
    </message>
    <message>
        <source>Refused tries of all causes; a click opens a lane for each cause.</source>
        <translation>すべての原因で拒否された試行。クリックすると原因ごとのレーンが開きます。</translation>
    </message>
    <message>
        <source>throttle</source>
        <translation>スロットリング</translation>
    </message>
    <message>
        <source>%1  %2 throttled</source>
        <translation>%1  %2 回がスロットリング</translation>
    </message>
    <message>
        <source>%1 throttled in view.</source>
        <translation>表示範囲で %1 回がスロットリング。</translation>
    </message>
</context>
<context>
    <name>isotherm::TimeAxisStrip</name>
    <message>
        <source>d MMM yyyy</source>
        <comment>form of a date</comment>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>Time axis</source>
        <translation>時間軸</translation>
    </message>
    <message>
        <source>since the start</source>
        <translation>開始から</translation>
    </message>
    <message>
        <source>The time axis shared by all charts.</source>
        <translation>すべての図に共通の時間。</translation>
    </message>
    <message>
        <source>Σ in view</source>
        <translation>Σ 表示範囲</translation>
    </message>
    <message>
        <source>Σ selection</source>
        <translation>Σ 選択</translation>
    </message>
    <message>
        <source>Σ whole run</source>
        <translation>Σ 全体</translation>
    </message>
</context>
<context>
    <name>isotherm::TimeCanvas</name>
    <message>
        <source>%1 to %2. %3</source>
        <translation>%1 ～ %2。%3</translation>
    </message>
</context>
<context>
    <name>isotherm::TransportBar</name>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Speed: simulated seconds per second</source>
        <translation>速度: 1 秒あたりのシミュレート秒数</translation>
    </message>
    <message>
        <source>go to time</source>
        <translation>時刻へ移動</translation>
    </message>
    <message>
        <source>Go to time</source>
        <translation>時刻へ移動</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>もう一度実行</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>実行</translation>
    </message>
    <message>
        <source>%1 (got %2)</source>
        <translation>%1 (実際 %2)</translation>
    </message>
    <message>
        <source>A time as on the axis, such as 12:43 or 00:12:43; +1:30 and 5m count from the start. Press Enter to go there</source>
        <translation>軸の時計による時刻。12:43、00:12:43 など。+1:30 と 5m は開始から数えます。Enter で移動</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>もしも</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>Clock of all times</source>
        <translation>すべての時刻の時計</translation>
    </message>
    <message>
        <source>since start</source>
        <translation>開始から</translation>
    </message>
    <message>
        <source>The scenario does not say when it starts.</source>
        <translation>シナリオに開始時刻がありません。</translation>
    </message>
</context>
<context>
    <name>isotherm::WhatIf</name>
    <message>
        <source>minimum of the policy (%1)</source>
        <translation>ポリシーの最小値 (%1)</translation>
    </message>
    <message>
        <source>maximum of the policy (%1)</source>
        <translation>ポリシーの最大値 (%1)</translation>
    </message>
    <message>
        <source>target (%1)</source>
        <translation>目標値 (%1)</translation>
    </message>
    <message>
        <source>item size</source>
        <translation>項目サイズ</translation>
    </message>
    <message>
        <source>write shards</source>
        <translation>書き込みシャード数</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>レート</translation>
    </message>
    <message>
        <source>rate: %1</source>
        <translation>レート: %1</translation>
    </message>
    <message>
        <source>skew (Zipf exponent)</source>
        <translation>偏り (Zipf 指数)</translation>
    </message>
    <message>
        <source>distinct keys</source>
        <translation>キーの種類数</translation>
    </message>
    <message>
        <source>keys: %1</source>
        <translation>キー: %1</translation>
    </message>
    <message>
        <source>replay speed</source>
        <translation>記録の再生速度</translation>
    </message>
    <message>
        <source>reads</source>
        <translation>読み込み</translation>
    </message>
    <message>
        <source>writes</source>
        <translation>書き込み</translation>
    </message>
    <message>
        <source>reads and writes</source>
        <translation>読み込みと書き込み</translation>
    </message>
    <message>
        <source>“%1” is not a number. Write one from %2 to %3.</source>
        <translation>「%1」は数値ではありません。%2 から %3 までの数値を入力してください。</translation>
    </message>
    <message>
        <source>Out of range: write a number from %1 to %2.</source>
        <translation>範囲外です。%1 から %2 までの数値を入力してください。</translation>
    </message>
    <message>
        <source>Write a whole number from %1 to %2.</source>
        <translation>%1 から %2 までの整数を入力してください。</translation>
    </message>
</context>
<context>
    <name>isotherm::WhatIfPanel</name>
    <message>
        <source>Settings to try on the table will appear here. Open a scenario: %1</source>
        <translation>テーブルで試せる変更がここに表示されます。シナリオを開く: %1</translation>
    </message>
    <message>
        <source>Apply now</source>
        <translation>今すぐ適用</translation>
    </message>
    <message>
        <source>Run as B</source>
        <translation>B を実行</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>リセット</translation>
    </message>
    <message>
        <source>Changes the running table or workload from this moment on; the change becomes part of the scenario.</source>
        <translation>実行中のテーブルまたはワークロードを今の時点から変更します。変更はシナリオの一部になります。</translation>
    </message>
    <message>
        <source>Keeps this run as A and runs the changed scenario from its start as B.</source>
        <translation>この実行を A として残し、変更したシナリオを B として最初から実行します。</translation>
    </message>
    <message>
        <source>A field has a number that cannot be taken.</source>
        <translation>使えない数値の欄があります。</translation>
    </message>
    <message>
        <source>Change a number to try it.</source>
        <translation>数値を変えると試せます。</translation>
    </message>
    <message>
        <source>Apply now: the run is over; changes can be tried as B.</source>
        <translation>今すぐ適用: 実行は終わっています。変更は B として試せます。</translation>
    </message>
    <message>
        <source>Apply now: some of these changes cannot be made during the run; try them as B.</source>
        <translation>今すぐ適用: 実行中には変更できないものが含まれています。B として試してください。</translation>
    </message>
</context>
<context>
    <name>isotherm::Words</name>
    <message>
        <source>index active</source>
        <translation>インデックス有効</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>capacity refused</source>
        <translation>キャパシティ変更の拒否</translation>
    </message>
    <message>
        <source>capacity asked</source>
        <translation>キャパシティ変更の要求</translation>
    </message>
    <message>
        <source>admitted</source>
        <translation>許可</translation>
    </message>
    <message>
        <source>partition share</source>
        <translation>パーティションの配分</translation>
    </message>
    <message>
        <source>table throughput</source>
        <translation>テーブルスループット</translation>
    </message>
    <message>
        <source>partition maximum</source>
        <translation>パーティション上限</translation>
    </message>
    <message>
        <source>on-demand capacity</source>
        <translation>オンデマンド容量</translation>
    </message>
    <message>
        <source>on-demand maximum</source>
        <translation>オンデマンド最大値</translation>
    </message>
    <message>
        <source>account quota</source>
        <translation>アカウントの上限</translation>
    </message>
    <message>
        <source>node capacity</source>
        <translation>ノード容量</translation>
    </message>
    <message>
        <source>index throughput</source>
        <translation>インデックススループット</translation>
    </message>
    <message>
        <source>index partition</source>
        <translation>インデックスパーティション</translation>
    </message>
    <message>
        <source>index on-demand maximum</source>
        <translation>インデックスのオンデマンド最大値</translation>
    </message>
    <message>
        <source>Refused: over the partition&apos;s share of the provisioned throughput.</source>
        <translation>プロビジョニング済みスループットの、パーティションへの配分により拒否。</translation>
    </message>
    <message>
        <source>Refused: over the table&apos;s provisioned throughput.</source>
        <translation>テーブルのプロビジョニング済みスループットにより拒否。</translation>
    </message>
    <message>
        <source>Refused: over the maximum of one partition.</source>
        <translation>1 パーティションの上限により拒否。</translation>
    </message>
    <message>
        <source>Refused: over the capacity that the on-demand table has grown to.</source>
        <translation>オンデマンドテーブルの現時点の容量により拒否。</translation>
    </message>
    <message>
        <source>Refused: over the maximum set for the on-demand table.</source>
        <translation>オンデマンドテーブルに設定された最大値により拒否。</translation>
    </message>
    <message>
        <source>Refused: over a quota of the table or the account.</source>
        <translation>テーブルまたはアカウントの上限により拒否。</translation>
    </message>
    <message>
        <source>Refused: the storage nodes could not absorb the burst.</source>
        <translation>ストレージノードがバーストを受けきれず拒否。</translation>
    </message>
    <message>
        <source>Refused because an index is too far behind: its throughput is too low.</source>
        <translation>インデックスの遅れが大きすぎるため拒否: そのスループットが低すぎます。</translation>
    </message>
    <message>
        <source>Refused because an index is too far behind: one of its partitions is too hot.</source>
        <translation>インデックスの遅れが大きすぎるため拒否: そのパーティションの 1 つが熱すぎます。</translation>
    </message>
    <message>
        <source>Refused because an index is too far behind: its on-demand maximum is too low.</source>
        <translation>インデックスの遅れが大きすぎるため拒否: 設定された最大値が低すぎます。</translation>
    </message>
    <message>
        <source>reads</source>
        <translation>読み込み</translation>
    </message>
    <message>
        <source>writes</source>
        <translation>書き込み</translation>
    </message>
    <message>
        <source>created</source>
        <translation>作成</translation>
    </message>
    <message>
        <source>throttling</source>
        <translation>スロットリング</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>note</source>
        <translation>注記</translation>
    </message>
    <message>
        <source>split begun</source>
        <translation>分割開始</translation>
    </message>
    <message>
        <source>split done</source>
        <translation>分割完了</translation>
    </message>
    <message>
        <source>split refused</source>
        <translation>分割拒否</translation>
    </message>
    <message>
        <source>capacity</source>
        <translation>キャパシティ</translation>
    </message>
    <message>
        <source>event</source>
        <translation>イベント</translation>
    </message>
    <message>
        <source>minute %1</source>
        <translation>%1 の 1 分間</translation>
    </message>
    <message>
        <source>collection full</source>
        <translation>コレクション満杯</translation>
    </message>
    <message>
        <source>alarm</source>
        <translation>アラーム</translation>
    </message>
    <message>
        <source>job</source>
        <translation>ジョブ</translation>
    </message>
    <message>
        <source>Refused because the item&apos;s collection is full (10 GB).</source>
        <translation>項目のコレクションは 10 GB を超えられないため拒否されました。</translation>
    </message>
    <message>
        <source>on demand</source>
        <translation>オンデマンド</translation>
    </message>
</context>
<context>
    <name>isotherm::CompareSlots</name>
    <message>
        <source>Swap A and B</source>
        <translation>A と B を入れ替える</translation>
    </message>
    <message>
        <source>What is compared. Drop a scenario, the folder of a run or a bundle here.</source>
        <translation>比較する対象です。シナリオ、実行のフォルダー、バンドルをここにドロップできます。</translation>
    </message>
    <message>
        <source>A: %1</source>
        <translation>A: %1</translation>
    </message>
    <message>
        <source>B: %1</source>
        <translation>B: %1</translation>
    </message>
    <message>
        <source>choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>まだなし</translation>
    </message>
    <message>
        <source>%1, seed %2</source>
        <translation>%1、シード %2</translation>
    </message>
    <message>
        <source>%1, running…</source>
        <translation>%1、実行中…</translation>
    </message>
    <message>
        <source>This run: %1</source>
        <translation>この実行: %1</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>まだなし</translation>
    </message>
    <message>
        <source>Scenario…</source>
        <translation>シナリオ…</translation>
    </message>
    <message>
        <source>Run folder…</source>
        <translation>実行のフォルダー…</translation>
    </message>
    <message>
        <source>Bundle…</source>
        <translation>バンドル…</translation>
    </message>
    <message>
        <source>Fork at the cursor</source>
        <translation>カーソルの時刻で分岐</translation>
    </message>
    <message>
        <source>Earlier runs of this session</source>
        <translation>このセッションの以前の実行</translation>
    </message>
    <message>
        <source>%1, seed %2: %3 throttled</source>
        <translation>%1、シード %2: スロットリング %3 件</translation>
    </message>
    <message>
        <source>runs again</source>
        <translation>再実行します</translation>
    </message>
</context>
<context>
    <name>isotherm::ComparedTable</name>
    <message>
        <source>Tries</source>
        <translation>試行</translation>
    </message>
    <message>
        <source>Throttled</source>
        <translation>スロットリング</translation>
    </message>
    <message>
        <source>Throttled, %</source>
        <translation>スロットリング率 %</translation>
    </message>
    <message>
        <source>Hottest, %</source>
        <translation>最大の熱 %</translation>
    </message>
    <message>
        <source>Throttled seconds</source>
        <translation>スロットリングのあった秒</translation>
    </message>
    <message>
        <source>Given up, units</source>
        <translation>断念したユニット</translation>
    </message>
    <message>
        <source>Bill, $</source>
        <translation>請求額 $</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>場所</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>種別</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>明確か</translation>
    </message>
    <message>
        <source>A and B will be compared here by table, when there is a B.</source>
        <translation>B があれば、ここに A と B をテーブルごとに比較します。</translation>
    </message>
    <message>
        <source>All tables</source>
        <translation>すべてのテーブル</translation>
    </message>
    <message>
        <source>clear</source>
        <translation>明確</translation>
    </message>
    <message>
        <source>no clear difference; %1 points would show</source>
        <translation>明確な差なし。%1 ポイントの差なら分かります</translation>
    </message>
</context>
<context>
    <name>isotherm::ContrastWords</name>
    <message>
        <source>%1 (%2) is only in B.</source>
        <translation>%1(%2)は B にだけあります。</translation>
    </message>
    <message>
        <source>%1 (%2) is only in A.</source>
        <translation>%1(%2)は A にだけあります。</translation>
    </message>
    <message>
        <source>%1 of tries, A %2</source>
        <translation>試行の %1、A は %2</translation>
    </message>
    <message>
        <source>%1: A and B throttle as many %2, %3.</source>
        <translation>%1: A と B の%2のスロットリングは同数で %3 件です。</translation>
    </message>
    <message>
        <source>%1: B throttles %2 %3 fewer (%4).</source>
        <translation>%1: B のスロットリングは %2 件少ない%3です(%4)。</translation>
    </message>
    <message>
        <source>%1: B throttles %2 %3 more (%4).</source>
        <translation>%1: B のスロットリングは %2 件多い%3です(%4)。</translation>
    </message>
    <message>
        <source>In A its busiest partition was asked for %1 of its limit, in B for %2.</source>
        <translation>最も混んだパーティションへの要求は、A では上限の %1、B では %2 でした。</translation>
    </message>
    <message>
        <source>capacity %1 → %2 units/s</source>
        <translation>容量 %1 → %2 ユニット/秒</translation>
    </message>
    <message>
        <source>partitions %1 → %2</source>
        <translation>パーティション %1 → %2</translation>
    </message>
    <message>
        <source>limit of the busiest %1 → %2 units/s</source>
        <translation>最も混んだものの上限 %1 → %2 ユニット/秒</translation>
    </message>
    <message>
        <source>tries %1 → %2</source>
        <translation>試行 %1 → %2</translation>
    </message>
    <message>
        <source>From A to B: %1.</source>
        <translation>A から B へ: %1。</translation>
    </message>
    <message numerus="yes">
        <source>%n more are in the table of A and B.</source>
        <translation>
            <numerusform>ほか %n 件は A と B の表にあります。</numerusform>
        </translation>
    </message>
    <message>
        <source>Its bill is the same, %1.</source>
        <translation>料金は同じで %1 です。</translation>
    </message>
    <message>
        <source>Its bill is %1 in B, %2 in A.</source>
        <translation>料金は B では %1、A では %2 です。</translation>
    </message>
    <message>
        <source>Compared over the first %1, which both have.</source>
        <translation>両方にある最初の %1 で比較しています。</translation>
    </message>
</context>
<context>
    <name>isotherm::FindingLine</name>
    <message>
        <source>The finding before</source>
        <translation>前の原因</translation>
    </message>
    <message>
        <source>The next finding</source>
        <translation>次の原因</translation>
    </message>
    <message>
        <source>Open the panel of causes and remedies</source>
        <translation>原因と対策のパネルを開く</translation>
    </message>
    <message>
        <source>%1 %2, %3. %4 (%5 of %6)</source>
        <translation>%1 %2、%3。%4(%5 / %6)</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>isotherm::NotesPanel</name>
    <message>
        <source>New note</source>
        <translation>新しいメモ</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>場所</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>A note about %1, then Enter</source>
        <translation>%1 についてのメモ、Enter で追加</translation>
    </message>
    <message>
        <source>Pin a cell to write a note about it</source>
        <translation>セルを固定すると、それについてメモを書けます</translation>
    </message>
</context>
<context>
    <name>isotherm::Session</name>
    <message>
        <source>The earlier run is not the same when it is repeated: a file that it reads has changed.</source>
        <translation>以前の実行を繰り返しましたが、同じ結果になりません。読み込むファイルが変わっています。</translation>
    </message>
    <message>
        <source>Compare with this one, or restore the file.</source>
        <translation>この実行と比較するか、ファイルを元に戻してください。</translation>
    </message>
    <message>
        <source>%1 is not a complete run: it has no manifest.json.</source>
        <translation>%1 は完全な実行ではありません。manifest.json がありません。</translation>
    </message>
    <message>
        <source>What run.sqlite has can be looked at, but not compared. Run the scenario again for all of it.</source>
        <translation>run.sqlite にある内容は見られますが、比較はできません。すべてを得るにはシナリオをもう一度実行してください。</translation>
    </message>
</context>
<context>
    <name>isotherm::BeforeAfter</name>
    <message>
        <source>Before and after</source>
        <translation>変更前と変更後</translation>
    </message>
    <message>
        <source>Throttled tries, hottest second and bill of this table with its indexes</source>
        <translation>このテーブルとインデックスのスロットリングされた試行、最も熱い 1 秒、請求額</translation>
    </message>
    <message>
        <source>before %1</source>
        <translation>変更前 %1</translation>
    </message>
    <message>
        <source>after %1</source>
        <translation>変更後 %1</translation>
    </message>
    <message>
        <source>both over the first %1</source>
        <translation>どちらも最初の %1</translation>
    </message>
</context>
<context>
    <name>isotherm::BillWords</name>
    <message>
        <source>%1/h</source>
        <translation>%1/時</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>isotherm::ChangedLines</name>
    <message>
        <source>As changes in the scenario</source>
        <translation>シナリオの変更として</translation>
    </message>
    <message>
        <source>Copy lines</source>
        <translation>行をコピー</translation>
    </message>
    <message>
        <source>Write into the scenario</source>
        <translation>シナリオに書き込む</translation>
    </message>
    <message>
        <source>Changes the scenario&apos;s text; run it with Apply or as B</source>
        <translation>シナリオのテキストを変更します。適用するか B として実行してください</translation>
    </message>
</context>
<context>
    <name>isotherm::KnobRow</name>
    <message>
        <source>Up and Down: one step; PageUp and PageDown: double and half; Esc: as it was</source>
        <translation>上下キー: 1 段階、PageUp と PageDown: 2 倍と半分、Esc: 元の値</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>%1 を元に戻す</translation>
    </message>
    <message>
        <source>Back to the number in force</source>
        <translation>現在有効な値に戻す</translation>
    </message>
    <message>
        <source>now %1</source>
        <translation>現在 %1</translation>
    </message>
    <message>
        <source>was %1</source>
        <translation>元は %1</translation>
    </message>
    <message>
        <source> (as B only)</source>
        <translation> (B のみ)</translation>
    </message>
</context>
<context>
    <name>isotherm::LiveChanges</name>
    <message>
        <source>Changes</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>Fork before it</source>
        <translation>この変更の前で分岐</translation>
    </message>
    <message>
        <source>Runs as B up to this moment, without this and later changes</source>
        <translation>この変更と以後の変更なしに、この時点まで B として実行します</translation>
    </message>
</context>
<context>
    <name>isotherm::ViewSwitches</name>
    <message>
        <source>Both</source>
        <translation>両方</translation>
    </message>
    <message>
        <source>Show read and write demand</source>
        <translation>読み込みと書き込みの要求を表示</translation>
    </message>
    <message>
        <source>Reads</source>
        <translation>読み込み</translation>
    </message>
    <message>
        <source>Show read demand</source>
        <translation>読み込みリクエストの要求を表示</translation>
    </message>
    <message>
        <source>Writes</source>
        <translation>書き込み</translation>
    </message>
    <message>
        <source>Show write demand</source>
        <translation>書き込みリクエストの要求を表示</translation>
    </message>
    <message>
        <source>Truth</source>
        <translation>実際</translation>
    </message>
    <message>
        <source>CloudWatch</source>
        <translation>CloudWatch</translation>
    </message>
    <message>
        <source>The same run as one-minute averages of the table</source>
        <translation>同じ実行をテーブルの 1 分平均で</translation>
    </message>
    <message>
        <source>Every partition and second</source>
        <translation>すべてのパーティションと秒</translation>
    </message>
    <message>
        <source>Every partition and minute: its hottest second, and whether anything was throttled. Long runs are recorded by the minute.</source>
        <translation>すべてのパーティションと分: 最も熱い 1 秒と、スロットリングの有無。長い実行は分単位で記録されます。</translation>
    </message>
</context>
<context>
    <name>isotherm::EditorPage</name>
    <message>
        <source>The last run</source>
        <translation>前回の実行</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation>%1 に戻る</translation>
    </message>
    <message>
        <source>%1: %2 throttled (%3)</source>
        <translation>%1: スロットリング %2 件 (%3)</translation>
    </message>
    <message>
        <source>Last run, whole: %1</source>
        <translation>前回の実行全体: %1</translation>
    </message>
</context>
<context>
    <name>isotherm::Gallery</name>
    <message>
        <source>%1 h</source>
        <translation>%1 時間</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分</translation>
    </message>
    <message>
        <source>Scenarios to learn from</source>
        <translation>学ぶためのシナリオ</translation>
    </message>
</context>
<context>
    <name>isotherm::Tour</name>
    <message>
        <source>Skip this step</source>
        <translation>この段階を飛ばす</translation>
    </message>
    <message>
        <source>Step of the tour</source>
        <translation>ツアーの段階</translation>
    </message>
    <message>
        <source>End the tour</source>
        <translation>ツアーを終える</translation>
    </message>
    <message>
        <source>Step %1 of %2. %3</source>
        <translation>%2 段階の %1。%3</translation>
    </message>
    <message>
        <source>Each row of the map is a partition, each column a stretch of time. Point at a cell: the status line says what it was asked for.</source>
        <translation>マップの行は 1 つのパーティション、列は一定の時間です。セルを指すと、何を求められたかがステータス行に出ます。</translation>
    </message>
    <message>
        <source>Colour is demand as a share of the limit in force, from black to white. Press %1 to see the other scales, and again to come back.</source>
        <translation>色は、有効な上限に対する需要の割合で、黒から白へ変わります。%1 を押すとほかの尺度になり、もう一度押していくと戻ります。</translation>
    </message>
    <message>
        <source>Cyan is refused. Press %1 to go to the next refusal.</source>
        <translation>シアンは拒否です。%1 を押すと次の拒否へ移ります。</translation>
    </message>
    <message>
        <source>A click pins a cell. Press %1 to ask why it was refused.</source>
        <translation>クリックでセルを固定します。%1 を押すと、拒否された理由が出ます。</translation>
    </message>
    <message>
        <source>Open What if with %1, move a slider, and run the change as B with %2.</source>
        <translation>%1 で「もしも」を開き、スライダーを動かし、%2 で変更を B として実行してください。</translation>
    </message>
    <message>
        <source>CloudWatch sees averages of a minute and no partitions. Press %1 to see the run as CloudWatch would.</source>
        <translation>CloudWatch には 1 分の平均だけが見え、パーティションは見えません。%1 を押すと、CloudWatch と同じように表示します。</translation>
    </message>
</context>
<context>
    <name>isotherm::ExportWords</name>
    <message>
        <source>%1: %2</source>
        <comment>table: sides</comment>
        <translation>%1:%2</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>ほか %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>A behind B</source>
        <translation>B の背後に A</translation>
    </message>
    <message>
        <source>A above B</source>
        <translation>B の上に A</translation>
    </message>
    <message>
        <source>B − A</source>
        <translation>B − A</translation>
    </message>
    <message>
        <source>B only</source>
        <translation>B のみ</translation>
    </message>
    <message>
        <source>%1: %2, seed %3, %4 of %5 tries throttled</source>
        <translation>%1:%2、シード %3、試行 %5 回のうち %4 回がスロットリング</translation>
    </message>
    <message>
        <source>%1 %2, %3. %4</source>
        <comment>share, cause, place and sentence of a finding</comment>
        <translation>%1 %2、%3。%4</translation>
    </message>
    <message>
        <source>Pinned: %1</source>
        <translation>固定:%1</translation>
    </message>
    <message>
        <source>Selected: %1 to %2, %3 throttled of %4 tries; %5 of %6</source>
        <translation>選択:%1 から %2、試行 %4 回のうち %3 回がスロットリング(%6 の%5)</translation>
    </message>
</context>
<context>
    <name>isotherm::BandEdge</name>
    <message>
        <source>Drag to set the height; a double click fits it to the content again</source>
        <translation>ドラッグで高さを変更。ダブルクリックで内容に合わせた高さに戻ります</translation>
    </message>
</context>
<context>
    <name>isotherm::BandTools</name>
    <message>
        <source>Order of the bands</source>
        <translation>帯の順序</translation>
    </message>
    <message>
        <source>Order of the bands: %1</source>
        <translation>帯の順序: %1</translation>
    </message>
    <message>
        <source>Show only bands that throttle</source>
        <translation>スロットリングのある帯だけを表示</translation>
    </message>
    <message>
        <source>Show only bands with traffic</source>
        <translation>アクセスのある帯だけを表示</translation>
    </message>
    <message>
        <source>Order of the rows of each heat block</source>
        <translation>各ヒートマップの行の順序</translation>
    </message>
    <message>
        <source>filter</source>
        <translation>絞り込み</translation>
    </message>
    <message>
        <source>Filter of bands by name</source>
        <translation>帯を名前で絞り込む</translation>
    </message>
    <message>
        <source>Shows only the tables and indexes whose names match; * is any text.</source>
        <translation>名前が一致するテーブルとインデックスだけを表示します。* は任意の文字列です。</translation>
    </message>
    <message>
        <source>throttled</source>
        <translation>制限あり</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>order of the scenario</source>
        <translation>シナリオの順</translation>
    </message>
    <message>
        <source>throttled first</source>
        <translation>スロットリングの多い順</translation>
    </message>
    <message>
        <source>hottest first</source>
        <translation>熱い順</translation>
    </message>
    <message>
        <source>by name</source>
        <translation>名前順</translation>
    </message>
    <message>
        <source>as moved</source>
        <translation>移動した順</translation>
    </message>
    <message>
        <source>hash</source>
        <translation>ハッシュ順</translation>
    </message>
    <message>
        <source>hottest 20</source>
        <translation>上位 20 行</translation>
    </message>
    <message>
        <source>first refusal</source>
        <translation>最初の拒否順</translation>
    </message>
</context>
</TS>
