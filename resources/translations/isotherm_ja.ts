<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
    <context>
        <name>isotherm::CapacityLane</name>
        <message>
            <source>Changes of capacity</source>
            <translation>キャパシティの変更</translation>
        </message>
        <message>
            <source>What scaling policies and people asked of the table&apos;s capacity, and what was refused</source>
            <translation>スケーリングポリシーや人がテーブルのキャパシティに求めた変更と、拒否されたもの</translation>
        </message>
        <message>
            <source>capacity asked</source>
            <translation>キャパシティ変更</translation>
        </message>
        <message>
            <source>%1, %2 refused</source>
            <translation>%1、拒否 %2</translation>
        </message>
        <message>
            <source>Refused: %1</source>
            <translation>拒否: %1</translation>
        </message>
        <message>
            <source>In force at %1</source>
            <translation>%1 に有効</translation>
        </message>
    </context>
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
            <source>&amp;Reads or writes</source>
            <translation>読み込みと書き込みを切替(&amp;R)</translation>
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
            <source>S&amp;top here and close the books</source>
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
            <source>colour: hottest second of each column of %1</source>
            <translation>色: %1 ごとの列で最も熱い 1 秒</translation>
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
            <source>%1 a second, averages of a minute</source>
            <translation>毎秒 %1、1 分平均</translation>
        </message>
        <message>
            <source>%1 a second: provisioned, consumed, throttled</source>
            <translation>毎秒 %1: プロビジョニング済み、消費、スロットリング</translation>
        </message>
        <message>
            <source>↑ %1</source>
            <translation>↑ %1</translation>
        </message>
        <message>
            <source>%1  consumed %2 of %3 %4 provisioned, %5 asked for, %6 throttled</source>
            <translation>%1  プロビジョニング済み %3 %4 のうち %2 を消費、要求 %5、スロットリング %6 件</translation>
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
        <message numerus="yes">
            <source>%Ln %1 throttled</source>
            <translation>
                <numerusform>%1 %Ln 件をスロットリング</numerusform>
            </translation>
        </message>
        <message>
            <source>Throttling, splits and other events will be listed here as they happen.</source>
            <translation>スロットリングや分割などのイベントが、発生するたびにここに並びます。</translation>
        </message>
    </context>
    <context>
        <name>isotherm::Explanation</name>
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
        <message>
            <source>At %1, partition %2 of %3 was asked for %4 %5.</source>
            <translation>%1 に、%3 のパーティション %2 に %4 %5 の要求がありました。</translation>
        </message>
        <message>
            <source>Its limit in force was %1 %2 a second, so demand was %3 of it.</source>
            <translation>その時の上限は毎秒 %1 %2 で、要求はその %3 でした。</translation>
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
            <source>Its burst capacity has been used up since %1.</source>
            <translation>バーストキャパシティは %1 から使い切られていました。</translation>
        </message>
        <message>
            <source>Its burst capacity was used up in this second.</source>
            <translation>バーストキャパシティはこの 1 秒で使い切られました。</translation>
        </message>
        <message>
            <source>%1 of its burst capacity was left at the end of the second.</source>
            <translation>この秒の終わりに、バーストキャパシティは %1 残っていました。</translation>
        </message>
        <message numerus="yes">
            <source>So %Ln request(s) were refused, worth %1 %2.</source>
            <translation>
                <numerusform>そのため %Ln 件、%1 %2 分のリクエストが拒否されました。</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 DynamoDB's reason: %2.</source>
            <translation>%1 DynamoDB の示す理由: %2。</translation>
        </message>
        <message>
            <source>The table as a whole was asked for %1 of its %2 %3 (%4): the load is uneven, not too large. %5 of it came to this partition.</source>
            <translation>テーブル全体への要求は %2 %3 のうち %1 (%4) でした。負荷は大きすぎるのではなく偏っています。その %5 がこのパーティションに来ました。</translation>
        </message>
        <message>
            <source>The table as a whole was asked for %1 of its %2 %3 (%4): the throughput is insufficient in this second.</source>
            <translation>テーブル全体への要求は %2 %3 に対し %1 (%4) でした。この秒はスループットそのものが足りません。</translation>
        </message>
        <message>
            <source>Of the keys in this partition, %1 was refused most: %2 times in the run.</source>
            <translation>このパーティションで最も多く拒否されたキーは %1 で、この実行で %2 回でした。</translation>
        </message>
    </context>
    <context>
        <name>isotherm::ExplorePage</name>
        <message>
            <source>What CloudWatch hides</source>
            <translation>CloudWatch に見えないもの</translation>
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
            <source>throttled</source>
            <translation>スロットリング</translation>
        </message>
        <message>
            <source>above, covered by burst</source>
            <translation>超過、バーストで吸収</translation>
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
            <translation>(その時の上限比)</translation>
        </message>
        <message>
            <source>Each column is the average of a minute over all partitions.</source>
            <translation>各列は全パーティションの 1 分平均です。</translation>
        </message>
        <message>
            <source>Column: %1. Colour: its hottest second. Throttled: if anything in it was.</source>
            <translation>1 列は %1。色は列内で最も熱い 1 秒、スロットリングは 1 件でもあれば表示。</translation>
        </message>
    </context>
    <context>
        <name>isotherm::HeatMapCanvas</name>
        <message>
            <source>Heat map</source>
            <translation>ヒートマップ</translation>
        </message>
        <message>
            <source>Hash space over time; colour is demand over the limit in force. The Partitions table shows the same as numbers.</source>
            <translation>ハッシュ空間と時間。色は、その時の上限に対する要求の比です。「パーティション」の表に同じ内容が数値で出ます。</translation>
        </message>
        <message>
            <source>whole table</source>
            <translation>テーブル全体</translation>
        </message>
        <message>
            <source>CloudWatch: averages of a minute, all partitions together</source>
            <translation>CloudWatch: 全パーティションをまとめた 1 分平均</translation>
        </message>
        <message>
            <source>hash of the key</source>
            <translation>キーのハッシュ</translation>
        </message>
        <message>
            <source>≤ %1 %2</source>
            <translation>≤ %1 %2</translation>
        </message>
        <message>
            <source>The heat of each partition will appear here.</source>
            <translation>各パーティションの熱がここに表示されます。</translation>
        </message>
        <message>
            <source>Open a scenario or a run: Ctrl+O</source>
            <translation>シナリオまたは実行結果を開く: Ctrl+O</translation>
        </message>
        <message>
            <source>Every second of every partition will appear here as it is simulated.</source>
            <translation>各パーティションの 1 秒 1 秒が、シミュレートされるとここに表示されます。</translation>
        </message>
        <message>
            <source>Run: F5</source>
            <translation>実行: F5</translation>
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
            <source>Requests</source>
            <translation>リクエスト</translation>
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
            <source>The keys that are asked for and refused most will be listed here during the run.</source>
            <translation>要求や拒否の多いキーが、実行中にここに並びます。</translation>
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
            <source>Top keys</source>
            <translation>主なキー</translation>
        </message>
        <message>
            <source>The chain of causes, with numbers (Y)</source>
            <translation>原因の連鎖を数値とともに示します (Y)</translation>
        </message>
        <message>
            <source>Show only this partition (I)</source>
            <translation>このパーティションだけを表示します (I)</translation>
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
            <source>Point at the heat map to see a partition's second in numbers.</source>
            <translation>ヒートマップを指すと、そのパーティションの 1 秒が数値で表示されます。</translation>
        </message>
        <message>
            <source>Point at the heat map to see a partition's second in numbers; click to pin it. N goes to the next throttling.</source>
            <translation>ヒートマップを指すと、そのパーティションの 1 秒が数値で表示されます。クリックで固定、N で次のスロットリングへ移動します。</translation>
        </message>
        <message>
            <source>%1, pinned (Esc lets go)</source>
            <translation>%1、固定中 (Esc で解除)</translation>
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
    </context>
    <context>
        <name>isotherm::KeyList</name>
        <message>
            <source>Keys</source>
            <translation>キー一覧</translation>
        </message>
        <message>
            <source>Command</source>
            <translation>コマンド</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>有効な場所</translation>
        </message>
        <message>
            <source>everywhere</source>
            <translation>どこでも</translation>
        </message>
        <message>
            <source>in a picture</source>
            <translation>図の中</translation>
        </message>
    </context>
    <context>
        <name>isotherm::LensSentence</name>
        <message>
            <source>Nothing has been simulated yet.</source>
            <translation>まだ何もシミュレートされていません。</translation>
        </message>
        <message>
            <source>Averages of a minute show at most %1 of what was provisioned (minute %2). Nothing was throttled, so they hide no refusal here.</source>
            <translation>1 分平均では、プロビジョニングの最大 %1 (%2 からの 1 分) に見えます。スロットリングはないので、隠れた拒否はありません。</translation>
        </message>
        <message numerus="yes">
            <source>%Ln request(s) were throttled</source>
            <translation>
                <numerusform>%Ln 件のスロットリングがありました</numerusform>
            </translation>
        </message>
        <message>
            <source> At %1 partition %2 was asked for %3 of its limit.</source>
            <translation>%1 には、パーティション %2 に上限の %3 の要求がありました。</translation>
        </message>
        <message>
            <source>Averages of a minute show at most %1 of what was provisioned (minute %2), yet %3 in %4 separate seconds.%5 The average spreads a second over sixty and a partition over the table.</source>
            <translation>1 分平均では、プロビジョニングの最大 %1 (%2 からの 1 分) に見えますが、実際には %4 秒間に%3。%5平均は 1 秒を 60 秒に、1 つのパーティションをテーブル全体に薄めてしまいます。</translation>
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
            <source>%1 selected: %2 to %3, %4 throttled of %5 tries</source>
            <translation>%1 を選択: %2 ～ %3、試行 %5 件のうちスロットリング %4 件</translation>
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
            <source>   %1 tries</source>
            <translation>   %1 試行</translation>
        </message>
        <message>
            <source>The scenario has changes that have not been saved.</source>
            <translation>シナリオに保存していない変更があります。</translation>
        </message>
        <message>
            <source>Save it, or close the window again to discard them.</source>
            <translation>保存するか、もう一度閉じると破棄します。</translation>
        </message>
        <message>
            <source>Save as…</source>
            <translation>別名で保存…</translation>
        </message>
        <message>
            <source>The console program reads the file; save it first.</source>
            <translation>コンソールプログラムはファイルを読むので、先に保存してください。</translation>
        </message>
        <message>
            <source>Copied: %1</source>
            <translation>コピーしました: %1</translation>
        </message>
        <message>
            <source>Isotherm %1: a discrete-event simulator of Amazon DynamoDB's throughput.</source>
            <translation>Isotherm %1: Amazon DynamoDB のスループットの離散事象シミュレーター。</translation>
        </message>
        <message>
            <source>This desktop program is GPL-3.0-or-later, because it links Qt Charts. The simulator and the console program are Apache-2.0.</source>
            <translation>このデスクトッププログラムは Qt Charts を使うため GPL-3.0-or-later です。シミュレーターとコンソールプログラムは Apache-2.0 です。</translation>
        </message>
        <message>
            <source>Nothing of the %1 of this table has been throttled.</source>
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
            <source>Scenario</source>
            <translation>シナリオ</translation>
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
            <source>Scenarios (*.toml);;Runs (run.sqlite);;All files, such as recorded streams (*)</source>
            <translation>シナリオ (*.toml);;実行結果 (run.sqlite);;すべてのファイル、記録など (*)</translation>
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
            <source>The form of %1 is not known from its name.</source>
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
    </context>
    <context>
        <name>isotherm::OverviewStrip</name>
        <message>
            <source>Overview of the whole run</source>
            <translation>実行全体の概観</translation>
        </message>
        <message>
            <source>Drag the frame, or its edges, to choose what is shown.</source>
            <translation>枠またはその端をドラッグして、表示範囲を選びます。</translation>
        </message>
        <message>
            <source>whole run</source>
            <translation>全体</translation>
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
            <source>Demand, units</source>
            <translation>要求、ユニット</translation>
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
            <source>The scenario's text will appear here. Open one, or start a new one: Ctrl+N</source>
            <translation>シナリオの本文がここに表示されます。開くか、新しく作ってください: Ctrl+N</translation>
        </message>
        <message>
            <source>Scenario form</source>
            <translation>シナリオのフォーム</translation>
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
            <source>Idle capacity</source>
            <translation>未使用キャパシティ</translation>
        </message>
        <message>
            <source>%1 of tries</source>
            <translation>試行の %1</translation>
        </message>
        <message>
            <source>limit of %1</source>
            <translation>%1 の上限比</translation>
        </message>
        <message>
            <source>over the mean</source>
            <translation>平均比</translation>
        </message>
        <message>
            <source>of provisioned</source>
            <translation>プロビジョニング比</translation>
        </message>
    </context>
    <context>
        <name>isotherm::ScoreTile</name>
        <message>
            <source>Go to the worst moment</source>
            <translation>最も悪い瞬間へ移動</translation>
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
            <source>Each second of the visible time will be listed here.</source>
            <translation>表示中の時間の各秒がここに並びます。</translation>
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
            <source>Scenarios to learn from</source>
            <translation>学ぶためのシナリオ</translation>
        </message>
        <message>
            <source>See where a DynamoDB table will throttle, why, and what it takes to stop it.</source>
            <translation>DynamoDB のテーブルが、どこで、なぜスロットリングされ、どうすれば止まるかを見る。</translation>
        </message>
        <message>
            <source>Watch a table throttle</source>
            <translation>スロットリングを見てみる</translation>
        </message>
        <message>
            <source>A recorded web server on a table of four partitions, six minutes.</source>
            <translation>4 パーティションのテーブルで、記録された Web サーバーの 6 分間。</translation>
        </message>
        <message>
            <source>Open a scenario or a recorded stream</source>
            <translation>シナリオまたは記録を開く</translation>
        </message>
        <message>
            <source>A .toml file, or a log of requests in any of the known formats.</source>
            <translation>.toml ファイル、または対応形式のリクエスト記録。</translation>
        </message>
        <message>
            <source>Open a finished run</source>
            <translation>完了した実行結果を開く</translation>
        </message>
        <message>
            <source>The folder that isotherm run --out wrote.</source>
            <translation>isotherm run --out が書き出したフォルダー。</translation>
        </message>
        <message>
            <source>Start a new scenario</source>
            <translation>新しいシナリオを始める</translation>
        </message>
        <message>
            <source>A small one to change: a table, a workload, ten minutes.</source>
            <translation>変更して試せる小さな例: テーブル 1 つ、ワークロード 1 つ、10 分間。</translation>
        </message>
        <message>
            <source>Recent</source>
            <translation>最近使ったファイル</translation>
        </message>
        <message>
            <source>What you open will be listed here. Files can also be dropped on the window.</source>
            <translation>開いたものがここに並びます。ファイルをウィンドウにドロップすることもできます。</translation>
        </message>
        <message>
            <source>Recent files</source>
            <translation>最近使ったファイル</translation>
        </message>
    </context>
    <context>
        <name>isotherm::SubjectBar</name>
        <message>
            <source>Table or index</source>
            <translation>テーブルまたはインデックス</translation>
        </message>
        <message>
            <source>Reads</source>
            <translation>読み込み</translation>
        </message>
        <message>
            <source>Show what read requests asked for</source>
            <translation>読み込みリクエストの要求を表示</translation>
        </message>
        <message>
            <source>Writes</source>
            <translation>書き込み</translation>
        </message>
        <message>
            <source>Show what write requests asked for</source>
            <translation>書き込みリクエストの要求を表示</translation>
        </message>
        <message>
            <source>Truth, 1 s</source>
            <translation>実際、1 秒</translation>
        </message>
        <message>
            <source>Every partition and second</source>
            <translation>すべてのパーティションと秒</translation>
        </message>
        <message>
            <source>CloudWatch, 1 min</source>
            <translation>CloudWatch、1 分</translation>
        </message>
        <message>
            <source>The same run as one-minute averages of the table</source>
            <translation>同じ実行をテーブルの 1 分平均で</translation>
        </message>
        <message>
            <source>● Live</source>
            <translation>● 追従</translation>
        </message>
        <message>
            <source>Follow the run again</source>
            <translation>再び実行に追従する</translation>
        </message>
        <message>
            <source>only %1 ✕</source>
            <translation>%1 のみ ✕</translation>
        </message>
        <message>
            <source>Only this stretch of hash space is shown; click to show all of it</source>
            <translation>このハッシュ範囲だけを表示しています。クリックで全体を表示</translation>
        </message>
        <message>
            <source>counted: %1 to %2 ✕</source>
            <translation>集計: %1 ～ %2 ✕</translation>
        </message>
        <message>
            <source>The numbers count this time only; click to count all of it</source>
            <translation>数値はこの時間だけを集計しています。クリックで全体を集計</translation>
        </message>
        <message>
            <source>   seed %1</source>
            <translation>   シード %1</translation>
        </message>
        <message>
            <source>   fingerprint %1</source>
            <translation>   フィンガープリント %1</translation>
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
    </context>
    <context>
        <name>isotherm::TransportBar</name>
        <message>
            <source>Speed</source>
            <translation>速度</translation>
        </message>
        <message>
            <source>Speed: simulated seconds a second</source>
            <translation>速度: 1 秒あたりのシミュレート秒数</translation>
        </message>
        <message>
            <source>go to time</source>
            <translation>時刻へ移動</translation>
        </message>
        <message>
            <source>A time since the start, such as 1:30, 00:12:43 or 5m; Enter goes there</source>
            <translation>開始からの時間。1:30、00:12:43、5m など。Enter で移動</translation>
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
            <source>Refused by the partition's share of the provisioned throughput.</source>
            <translation>プロビジョニング済みスループットの、パーティションへの配分により拒否。</translation>
        </message>
        <message>
            <source>Refused by the table's provisioned throughput.</source>
            <translation>テーブルのプロビジョニング済みスループットにより拒否。</translation>
        </message>
        <message>
            <source>Refused by the maximum of one partition.</source>
            <translation>1 パーティションの上限により拒否。</translation>
        </message>
        <message>
            <source>Refused by what the on-demand table has grown to so far.</source>
            <translation>オンデマンドテーブルの現時点の容量により拒否。</translation>
        </message>
        <message>
            <source>Refused by the maximum set for the on-demand table.</source>
            <translation>オンデマンドテーブルに設定された最大値により拒否。</translation>
        </message>
        <message>
            <source>Refused by a quota of the table or the account.</source>
            <translation>テーブルまたはアカウントの上限により拒否。</translation>
        </message>
        <message>
            <source>Refused by the storage nodes, which could not take the burst.</source>
            <translation>ストレージノードがバーストを受けきれず拒否。</translation>
        </message>
        <message>
            <source>Refused because the buffer of an index is full: its throughput is too low.</source>
            <translation>インデックスのバッファーが一杯のため拒否: そのスループットが低すぎます。</translation>
        </message>
        <message>
            <source>Refused because the buffer of an index is full: one of its partitions is too hot.</source>
            <translation>インデックスのバッファーが一杯のため拒否: そのパーティションの 1 つが熱すぎます。</translation>
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
    </context>
</TS>
