<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="zh_CN">
<context>
    <name></name>
    <message>
        <source>年报台</source>
        <translation>Report Desk</translation>
    </message>
    <message>
        <source>新建报告…</source>
        <translation>New report…</translation>
    </message>
    <message>
        <source>打开…</source>
        <translation>Open…</translation>
    </message>
    <message>
        <source>找回…</source>
        <translation>Recover…</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>另存为…</source>
        <translation>Save as…</translation>
    </message>
    <message>
        <source>承接去年…</source>
        <translation>Take over last year…</translation>
    </message>
    <message>
        <source>导出 PDF…</source>
        <translation>Export PDF…</translation>
    </message>
    <message>
        <source>打印…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>关闭报告</source>
        <translation>Close report</translation>
    </message>
    <message>
        <source>退出</source>
        <translation>Quit</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>重做</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>空白补零</source>
        <translation>Fill blanks with 0</translation>
    </message>
    <message>
        <source>填报口径</source>
        <translation>Definition</translation>
    </message>
    <message>
        <source>检查</source>
        <translation>Checks</translation>
    </message>
    <message>
        <source>下一处要改的</source>
        <translation>Next finding</translation>
    </message>
    <message>
        <source>上一处要改的</source>
        <translation>Previous finding</translation>
    </message>
    <message>
        <source>写说明</source>
        <translation>Write explanation</translation>
    </message>
    <message>
        <source>去年对照</source>
        <translation>Last year</translation>
    </message>
    <message>
        <source>预览</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>批注</source>
        <translation>Remarks</translation>
    </message>
    <message>
        <source>写批注…</source>
        <translation>Write remark…</translation>
    </message>
    <message>
        <source>下一条批注</source>
        <translation>Next remark</translation>
    </message>
    <message>
        <source>上一条批注</source>
        <translation>Previous remark</translation>
    </message>
    <message>
        <source>下一处改动</source>
        <translation>Next change</translation>
    </message>
    <message>
        <source>上一处改动</source>
        <translation>Previous change</translation>
    </message>
    <message>
        <source>答复这条批注</source>
        <translation>Answer this remark</translation>
    </message>
    <message>
        <source>了结这条批注</source>
        <translation>Close this remark</translation>
    </message>
    <message>
        <source>交给上级…</source>
        <translation>Hand over…</translation>
    </message>
    <message>
        <source>收回修改…</source>
        <translation>Take back…</translation>
    </message>
    <message>
        <source>退回修改…</source>
        <translation>Return…</translation>
    </message>
    <message>
        <source>同意定稿…</source>
        <translation>Approve…</translation>
    </message>
    <message>
        <source>更正…</source>
        <translation>Correct…</translation>
    </message>
    <message>
        <source>历次记录…</source>
        <translation>History…</translation>
    </message>
    <message>
        <source>比较…</source>
        <translation>Compare…</translation>
    </message>
    <message>
        <source>合并…</source>
        <translation>Merge…</translation>
    </message>
    <message>
        <source>导出审核意见单…</source>
        <translation>Export review sheet…</translation>
    </message>
    <message>
        <source>定稿指纹和核对…</source>
        <translation>Content fingerprint and proof…</translation>
    </message>
    <message>
        <source>下一部分</source>
        <translation>Next part</translation>
    </message>
    <message>
        <source>上一部分</source>
        <translation>Previous part</translation>
    </message>
    <message>
        <source>下一区域</source>
        <translation>Next pane</translation>
    </message>
    <message>
        <source>放大</source>
        <translation>Larger</translation>
    </message>
    <message>
        <source>缩小</source>
        <translation>Smaller</translation>
    </message>
    <message>
        <source>恢复原大小</source>
        <translation>Usual size</translation>
    </message>
    <message>
        <source>设置…</source>
        <translation>Settings…</translation>
    </message>
    <message>
        <source>关于…</source>
        <translation>About…</translation>
    </message>
    <message>
        <source>菜单</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>编辑</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>查看</source>
        <translation>View</translation>
    </message>
    <message>
        <source>送审</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>{step} · {by} {day}（修订 {revision}）</source>
        <translation>{step} · {by} {day} (revision {revision})</translation>
    </message>
    <message>
        <source>{count} 个数字</source>
        <translation>figures: {count}</translation>
    </message>
    <message>
        <source>{count} 处文字</source>
        <translation>passages: {count}</translation>
    </message>
    <message>
        <source>{count} 项封面内容</source>
        <translation>cover fields: {count}</translation>
    </message>
    <message>
        <source>{count} 处审核内容</source>
        <translation>review entries: {count}</translation>
    </message>
    <message>
        <source>改了 {parts}</source>
        <translation>Changed: {parts}</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>没有改动</source>
        <translation>Nothing changed</translation>
    </message>
    <message>
        <source>机关名称</source>
        <translation>Organ</translation>
    </message>
    <message>
        <source>报告年度</source>
        <translation>Year of the report</translation>
    </message>
    <message>
        <source>格式</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>「{text}」</source>
        <translation>“{text}”</translation>
    </message>
    <message>
        <source>（没有）</source>
        <translation>(none)</translation>
    </message>
    <message>
        <source>（删去）</source>
        <translation>(deleted)</translation>
    </message>
    <message>
        <source>比较：先选原来的一份</source>
        <translation>Compare: choose the earlier file first</translation>
    </message>
    <message>
        <source>再选改过的一份</source>
        <translation>Now choose the changed file</translation>
    </message>
    <message>
        <source>年报文件 (*.rdesk)</source>
        <translation>Report files (*.rdesk)</translation>
    </message>
    <message>
        <source>用过的那一份</source>
        <translation>The copy used before</translation>
    </message>
    <message>
        <source>这是退回来的新一份。您以前用的是「{name}」：以后改这一份，旧的那份不要再改。</source>
        <translation>This is the newer copy that was returned. You used “{name}” before: work on this one from now on, and leave the old one alone.</translation>
    </message>
    <message>
        <source>它在最近的报告里。U 盘或网络盘没有接上时，可以先留着。</source>
        <translation>It is among the recent reports. If a USB stick or network drive is not connected, keep it for now.</translation>
    </message>
    <message>
        <source>留着</source>
        <translation>Keep</translation>
    </message>
    <message>
        <source>从最近的报告里拿掉</source>
        <translation>Remove from recent reports</translation>
    </message>
    <message>
        <source>打开最近的备份</source>
        <translation>Open the latest backup</translation>
    </message>
    <message>
        <source>打开还能读出的部分</source>
        <translation>Open what can still be read</translation>
    </message>
    <message>
        <source>先不打开</source>
        <translation>Don&apos;t open now</translation>
    </message>
    <message>
        <source>坏文件原样留着。打开的内容要另存，才会写到盘上。</source>
        <translation>The damaged file stays as it is. What you open is written to disk only when you save it as another file.</translation>
    </message>
    <message>
        <source>这是坏文件里还能读出的部分，请核对后另存。</source>
        <translation>This is what could still be read of the damaged file. Please check it, then save it as another file.</translation>
    </message>
    <message>
        <source>这是「{name}」的备份，请核对后另存。</source>
        <translation>This is a backup of “{name}”. Please check it, then save it as another file.</translation>
    </message>
    <message>
        <source>坏文件里还能读出的</source>
        <translation>What the damaged file still holds</translation>
    </message>
    <message>
        <source>报告还开着，什么都没有丢。</source>
        <translation>The report is still open; nothing is lost.</translation>
    </message>
    <message>
        <source>存回原处</source>
        <translation>Save back there</translation>
    </message>
    <message>
        <source>另存一份…</source>
        <translation>Save a copy…</translation>
    </message>
    <message>
        <source>报告还开着，什么都没有丢。原处现在没有这个文件，存回去不会换掉任何东西。</source>
        <translation>The report is still open; nothing is lost. The file is no longer where it was, so saving it back there replaces nothing.</translation>
    </message>
    <message>
        <source>比较</source>
        <translation>Compare</translation>
    </message>
    <message>
        <source>合并</source>
        <translation>Merge</translation>
    </message>
    <message>
        <source>覆盖它</source>
        <translation>Overwrite it</translation>
    </message>
    <message>
        <source>合并和另存都不丢内容；覆盖会换掉别人保存的内容，只能从备份里找回。</source>
        <translation>Merging and saving a copy lose nothing. Overwriting replaces what somebody else saved; only the backups keep it.</translation>
    </message>
    <message>
        <source>解除占用再保存</source>
        <translation>Break the lock and save</translation>
    </message>
    <message>
        <source>先不存</source>
        <translation>Don&apos;t save now</translation>
    </message>
    <message>
        <source>正在看「{name}」…</source>
        <translation>Looking at “{name}”…</translation>
    </message>
    <message>
        <source>这里已经有「{name}」。</source>
        <translation>“{name}” is already here.</translation>
    </message>
    <message>
        <source>要换掉它吗？</source>
        <translation>Replace it?</translation>
    </message>
    <message>
        <source>不换</source>
        <translation>Don&apos;t replace</translation>
    </message>
    <message>
        <source>换掉它</source>
        <translation>Replace it</translation>
    </message>
    <message>
        <source>去这一格</source>
        <translation>Go to this cell</translation>
    </message>
    <message>
        <source>去看看</source>
        <translation>Go there</translation>
    </message>
    <message>
        <source>改说明…</source>
        <translation>Change explanation…</translation>
    </message>
    <message>
        <source>写说明…</source>
        <translation>Write explanation…</translation>
    </message>
    <message>
        <source>改成 {value}</source>
        <translation>Change to {value}</translation>
    </message>
    <message>
        <source>两格对调</source>
        <translation>Swap the two cells</translation>
    </message>
    <message>
        <source>采用算出的总计</source>
        <translation>Take the computed total</translation>
    </message>
    <message>
        <source>改用表中数字</source>
        <translation>Use the figure of the table</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>{said}。{advice}</source>
        <translation>{said}. {advice}</translation>
    </message>
    <message>
        <source>」和「</source>
        <translation>” and “</translation>
    </message>
    <message>
        <source>疑似「{places}」{how}{said}，对调即全部平衡。</source>
        <translation>Probably “{places}”: {how}{said}. Swap them and everything balances.</translation>
    </message>
    <message>
        <source>：{said}</source>
        <translation>: {said}</translation>
    </message>
    <message>
        <source>疑似「{places}」{how}：现在是 {shown}{said}，改成 {value} 即全部平衡。</source>
        <translation>Probably “{places}”: {how}, now {shown}{said}. Change it to {value} and everything balances.</translation>
    </message>
    <message>
        <source>；{said}</source>
        <translation>; {said}</translation>
    </message>
    <message>
        <source>填错</source>
        <translation>wrong figure</translation>
    </message>
    <message>
        <source>数字颠倒</source>
        <translation>digits swapped</translation>
    </message>
    <message>
        <source>多了一个 0</source>
        <translation>one 0 too many</translation>
    </message>
    <message>
        <source>少了一个 0</source>
        <translation>a 0 is missing</translation>
    </message>
    <message>
        <source>串列</source>
        <translation>wrong column</translation>
    </message>
    <message>
        <source>串行</source>
        <translation>wrong row</translation>
    </message>
    <message>
        <source>必须改</source>
        <translation>Must fix</translation>
    </message>
    <message>
        <source>须说明</source>
        <translation>Must explain</translation>
    </message>
    <message>
        <source>请留意</source>
        <translation>Please note</translation>
    </message>
    <message>
        <source>上级核</source>
        <translation>For the reviewer</translation>
    </message>
    <message>
        <source>这是「{name}」里带着的年报数据，没有批注和送审记录。请核对后保存。</source>
        <translation>This is the report that “{name}” carries, without remarks and review history. Please check it, then save.</translation>
    </message>
    <message>
        <source>从「{name}」读入 {count} 个数，原件里写的是什么，这里就是什么。</source>
        <translation>Figures read from “{name}”: {count}. They stand here as they stand in the document. </translation>
    </message>
    <message>
        <source>请核对后保存。</source>
        <translation>Please check, then save.</translation>
    </message>
    <message>
        <source>有 {count} 处拿不准，请逐处对照原件。</source>
        <translation>Doubtful places: {count}. Please hold each against the document.</translation>
    </message>
    <message>
        <source>「{name}」里有 {count} 处拿不准。</source>
        <translation>Doubtful places in “{name}”: {count}.</translation>
    </message>
    <message>
        <source>第一处：{sentence} 可以先把它打开，核对好、保存了，再承接。</source>
        <translation>The first one: {sentence} You can open the document first, check and save it, and then take it over.</translation>
    </message>
    <message>
        <source>先不承接</source>
        <translation>Don&apos;t take over yet</translation>
    </message>
    <message>
        <source>照样承接</source>
        <translation>Take over all the same</translation>
    </message>
    <message>
        <source>没有打印：打印机没有接受这份报告。请看看打印机是否开着、连着，再打印一次；也可以先导出 PDF。</source>
        <translation>Not printed: the printer did not accept the report. Check that it is switched on and connected, then print again; or export a PDF first.</translation>
    </message>
    <message>
        <source>没有打印完：打印机中途停了。请看看打印机是否缺纸、断线，收起已经印出的页，再打印一次。</source>
        <translation>Not printed to the end: the printer stopped halfway. Check its paper and its cable, put the printed pages aside, then print again.</translation>
    </message>
    <message>
        <source>选中 {count} 格</source>
        <translation>Selected cells: {count}</translation>
    </message>
    <message>
        <source>合计 {sum}</source>
        <translation>Sum {sum}</translation>
    </message>
    <message>
        <source>将填 {all} 格，其中 {changed} 格有变化</source>
        <translation>Will fill {all} cells and change {changed} of them</translation>
    </message>
    <message>
        <source>没有可以填的数</source>
        <translation>No figures to fill in</translation>
    </message>
    <message>
        <source>按行名对号入座</source>
        <translation>matched by row names</translation>
    </message>
    <message>
        <source>{count} 个总计与算得的不同，会列出来核对</source>
        <translation>totals that differ from the computed ones: {count}, listed for checking</translation>
    </message>
    <message>
        <source>{count} 个总计核对相符</source>
        <translation>totals that agree: {count}</translation>
    </message>
    <message>
        <source>{count} 格不是数，不填：{first}</source>
        <translation>cells that are no figures and stay out: {count}: {first}</translation>
    </message>
    <message>
        <source>{count} 处放不下：{some}</source>
        <translation>does not fit: {count}: {some}</translation>
    </message>
    <message>
        <source>{parts}。</source>
        <translation>{parts}.</translation>
    </message>
    <message>
        <source>未填</source>
        <translation>not filled in</translation>
    </message>
    <message>
        <source>由程序计算</source>
        <translation>computed</translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>依据：</source>
        <translation>According to </translation>
    </message>
    <message>
        <source>{row}：{definition}（{source}）</source>
        <translation>{row}: {definition} ({source})</translation>
    </message>
    <message>
        <source>有错误</source>
        <translation>has an error</translation>
    </message>
    <message>
        <source>还不能算：有空格</source>
        <translation>cannot be computed: blanks</translation>
    </message>
    <message>
        <source>{place} = {sum} = {total}</source>
        <translation>{place} = {sum} = {total}</translation>
    </message>
    <message>
        <source>去年 {then}</source>
        <translation>last year {then}</translation>
    </message>
    <message>
        <source>去年 {then}，相同</source>
        <translation>last year {then}, the same</translation>
    </message>
    <message>
        <source>多</source>
        <translation>more</translation>
    </message>
    <message>
        <source>少</source>
        <translation>fewer</translation>
    </message>
    <message>
        <source>去年 {then}，{more} {by}</source>
        <translation>last year {then}, {by} {more}</translation>
    </message>
    <message>
        <source>已把 {count} 个空格填成 0，Ctrl+Z 撤销。</source>
        <translation>Blanks filled with 0: {count}. Ctrl+Z undoes it.</translation>
    </message>
    <message>
        <source>没有空格要补零。</source>
        <translation>There are no blanks to fill.</translation>
    </message>
    <message>
        <source>不等了</source>
        <translation>Stop waiting</translation>
    </message>
    <message>
        <source>正在排版…</source>
        <translation>Laying out the pages…</translation>
    </message>
    <message>
        <source>正在写「{name}」…</source>
        <translation>Writing “{name}”…</translation>
    </message>
    <message>
        <source>正在保存「{name}」…</source>
        <translation>Saving “{name}”…</translation>
    </message>
    <message>
        <source>正在留备份…</source>
        <translation>Making a backup…</translation>
    </message>
    <message>
        <source>正在打开「{name}」…</source>
        <translation>Opening “{name}”…</translation>
    </message>
    <message>
        <source>正在看磁盘…</source>
        <translation>Looking at the disk…</translation>
    </message>
    <message>
        <source>正在核对「{name}」…</source>
        <translation>Checking “{name}”…</translation>
    </message>
    <message>
        <source>正在读「{name}」…</source>
        <translation>Reading “{name}”…</translation>
    </message>
    <message>
        <source>草稿</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>已送审</source>
        <translation>Handed over</translation>
    </message>
    <message>
        <source>退回修改</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>已定稿</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>更正中</source>
        <translation>Under correction</translation>
    </message>
    <message>
        <source>交给上级</source>
        <translation>Handed over</translation>
    </message>
    <message>
        <source>同意定稿</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>更正</source>
        <translation>Correction</translation>
    </message>
    <message>
        <source>合并</source>
        <comment>was done</comment>
        <translation>Merged</translation>
    </message>
    <message>
        <source>数字</source>
        <translation>Figure</translation>
    </message>
    <message>
        <source>纸上的总计</source>
        <translation>Total on paper</translation>
    </message>
    <message>
        <source>文字</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>封面内容</source>
        <translation>Cover</translation>
    </message>
    <message>
        <source>建议</source>
        <translation>Suggestion</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Explanation</translation>
    </message>
    <message>
        <source>对说明的审核</source>
        <translation>Review of the explanation</translation>
    </message>
    <message>
        <source>历次记录</source>
        <translation>History</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>去年的报告</source>
        <translation>Last year&apos;s report</translation>
    </message>
    <message>
        <source>本程序不认识的内容</source>
        <translation>Content that this program does not know</translation>
    </message>
    <message>
        <source>{section} ·「{quote}」</source>
        <translation>{section} · “{quote}”</translation>
    </message>
    <message>
        <source>全文</source>
        <translation>Whole report</translation>
    </message>
    <message>
        <source>空白</source>
        <translation>blank</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>来源</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>报告</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>经手</source>
        <translation>By</translation>
    </message>
    <message>
        <source>到现在</source>
        <translation>Since then</translation>
    </message>
    <message>
        <source>备份</source>
        <translation>Backup</translation>
    </message>
    <message>
        <source> · 电脑「{name}」</source>
        <translation> · computer “{name}”</translation>
    </message>
    <message>
        <source>{kind} · 修订 {revision}</source>
        <translation>{kind} · revision {revision}</translation>
    </message>
    <message>
        <source>{count} 处必须改</source>
        <translation>{count} to fix</translation>
    </message>
    <message>
        <source>{count} 处须说明</source>
        <translation>{count} to explain</translation>
    </message>
    <message>
        <source>没有要改的</source>
        <translation>Nothing to fix</translation>
    </message>
    <message>
        <source>相同</source>
        <translation>The same</translation>
    </message>
    <message>
        <source>填好后交给上级审核；文件用 U 盘或聊天软件传过去就行。</source>
        <translation>Fill it in, then hand it over for review; a USB stick or a chat program will carry the file.</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>{who} 交给上级（修订 {revision}），之后又改过，上级手里的没有。先收回，改好再交。</source>
        <translation>{who} handed it over (revision {revision}) and it was changed since; the supervisor&apos;s copy lacks that. Take it back first, then hand it over again.</translation>
    </message>
    <message>
        <source>{who} 交给上级（修订 {revision}），等待审核。还要改就先收回。</source>
        <translation>{who} handed it over (revision {revision}); it waits for review. To change it, take it back first.</translation>
    </message>
    <message>
        <source>{who} 送审（修订 {revision}）{reason}</source>
        <translation>{who} handed it over (revision {revision}){reason}</translation>
    </message>
    <message>
        <source>，附言：{text}</source>
        <translation>, with a note: {text}</translation>
    </message>
    <message>
        <source>{who} {verb}：{reason}</source>
        <translation>{who} · {verb}: {reason}</translation>
    </message>
    <message>
        <source>文件写着「已定稿」，却没有谁同意定稿的记录。用「更正」重新送审。</source>
        <translation>The file says “Approved”, but nobody is on record as having approved it. Use “Correct” to have it reviewed again.</translation>
    </message>
    <message>
        <source>定稿以后改过{changed}，现在印出来的和定稿不是同一份。改回去，或者用「更正」重新送审。</source>
        <translation>Changed after approval{changed}: what prints now is not what was approved. Change it back, or use “Correct” to have it reviewed again.</translation>
    </message>
    <message>
        <source>（{changed}）</source>
        <translation> ({changed})</translation>
    </message>
    <message>
        <source>{who} 同意定稿 · 定稿指纹 {fingerprint}，核对一致</source>
        <translation>{who} approved it · content fingerprint {fingerprint}, it matches</translation>
    </message>
    <message>
        <source>{name}：{text}</source>
        <translation>{name}: {text}</translation>
    </message>
    <message>
        <source>……（以下 {count} 字略去）</source>
        <translation>… ({count} more characters)</translation>
    </message>
    <message>
        <source>看全文</source>
        <translation>Read in full</translation>
    </message>
    <message>
        <source>（前面 {count} 句略去）</source>
        <translation>(earlier entries left out: {count})</translation>
    </message>
    <message>
        <source>再提</source>
        <translation>Reopen</translation>
    </message>
    <message>
        <source>答复</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>了结</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>继续追问</source>
        <translation>Ask again</translation>
    </message>
    <message>
        <source>补充</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>建议改成「{after}」
改动：「{old}」→「{new}」</source>
        <translation>Suggests “{after}”
Change: “{old}” → “{new}”</translation>
    </message>
    <message>
        <source>建议把 {before} 改成 {after}</source>
        <translation>Suggests {after} instead of {before}</translation>
    </message>
    <message>
        <source>建议改成 {after}，现在 {now}</source>
        <translation>Suggests {after}; now {now}</translation>
    </message>
    <message>
        <source>待经办取舍</source>
        <translation>For the clerk</translation>
    </message>
    <message>
        <source>已采纳</source>
        <translation>Taken</translation>
    </message>
    <message>
        <source>已撤回</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>未采纳</source>
        <translation>Not taken</translation>
    </message>
    <message>
        <source>采纳</source>
        <translation>Take</translation>
    </message>
    <message>
        <source>不采纳</source>
        <translation>Don&apos;t take</translation>
    </message>
    <message>
        <source>撤回</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>待审核</source>
        <translation>To be reviewed</translation>
    </message>
    <message>
        <source>已认可</source>
        <translation>Accepted</translation>
    </message>
    <message>
        <source>存疑，请重写说明</source>
        <translation>Questioned, rewrite it</translation>
    </message>
    <message>
        <source>认可</source>
        <translation>Accept</translation>
    </message>
    <message>
        <source>存疑</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>写成批注</source>
        <translation>Make it a remark</translation>
    </message>
    <message>
        <source>交给上级时</source>
        <translation>the state handed over</translation>
    </message>
    <message>
        <source>上次退回</source>
        <translation>the last return</translation>
    </message>
    <message>
        <source>定稿</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>上次</source>
        <translation>the last time</translation>
    </message>
    <message>
        <source>与{then}（修订 {revision}）相比：{counts}</source>
        <translation>Against {then} (revision {revision}): {counts}</translation>
    </message>
    <message>
        <source>{at}/{count}  {place}：{before} → {after}</source>
        <translation>{at}/{count}  {place}: {before} → {after}</translation>
    </message>
    <message>
        <source>它是什么</source>
        <translation>What it is</translation>
    </message>
    <message>
        <source>定稿指纹由印出来的内容算出：机关、年度、全部文字和数字、合计、落款日期。内容相同，指纹就相同，不管文件在谁手里、哪天保存；改一个字、一个数，指纹就变。批注、说明、送审记录不印，改了不影响指纹。</source>
        <translation>The content fingerprint is computed from what prints: organ, year, all texts and figures, totals, and the date of signature. The same content has the same fingerprint, whoever holds the file and whenever it was saved; change one character or one figure, and it changes. Remarks, explanations and the review history do not print and do not count.</translation>
    </message>
    <message>
        <source>能证明</source>
        <translation>What it proves</translation>
    </message>
    <message>
        <source>抄下来的指纹对得上：文件还是那一份内容，抄错一位会被校验位认出来。PDF 对得上：随附的数据相同，而且重新印一遍，每一页都相同。</source>
        <translation>A copied fingerprint matches: the file still has that content; a slip in copying is caught by check digits. A PDF matches: the data it carries are the same, and every page comes out the same when printed again.</translation>
    </message>
    <message>
        <source>不能证明</source>
        <translation>What it does not prove</translation>
    </message>
    <message>
        <source>不能证明是谁同意的：姓名是自己填的，谁都能在自己电脑上改了内容再定一次稿，得到一个新指纹。它不是电子签名，也不是时间戳。所以定稿时请把指纹写在审批单上，或者用别的途径告诉对方；以后拿它核对，才说明内容没有变。</source>
        <translation>It does not prove who approved: people type their own names, and anyone can change the content on their own computer, approve it again and get a new fingerprint. It is neither an electronic signature nor a time stamp. So write the fingerprint on the approval form, or tell it to the other side in another way; only then does checking it later show that the content is unchanged.</translation>
    </message>
    <message>
        <source>未了 {count}</source>
        <translation>open: {count}</translation>
    </message>
    <message>
        <source>都已了结</source>
        <translation>all closed</translation>
    </message>
    <message>
        <source>批注 {count} · {stands}</source>
        <translation>Remarks: {count} · {stands}</translation>
    </message>
    <message>
        <source>上级核 {count}</source>
        <translation>For the reviewer: {count}</translation>
    </message>
    <message>
        <source>说明 {count}</source>
        <translation>Explanations: {count}</translation>
    </message>
    <message>
        <source> · 待认可 {count}</source>
        <translation> · to accept: {count}</translation>
    </message>
    <message>
        <source>还有 {count} 处必须改，第一处：{sentence}</source>
        <translation>Still to fix: {count}; the first: {sentence}</translation>
    </message>
    <message>
        <source>还有 {count} 处须说明，第一处：{sentence}</source>
        <translation>Still to explain: {count}; the first: {sentence}</translation>
    </message>
    <message>
        <source>还有 {count} 格空着。</source>
        <translation>Cells still blank: {count}.</translation>
    </message>
    <message>
        <source>批注未了 {count} 条。</source>
        <translation>Open remarks: {count}.</translation>
    </message>
    <message>
        <source>照样可以交，但上级还不能定稿。</source>
        <translation>You can hand it over all the same, but it cannot be approved yet.</translation>
    </message>
    <message>
        <source>{count} 条批注没有了结</source>
        <translation>open remarks: {count}</translation>
    </message>
    <message>
        <source>{count} 条改稿建议没有取舍</source>
        <translation>undecided suggestions: {count}</translation>
    </message>
    <message>
        <source>{count} 条说明存疑</source>
        <translation>questioned explanations: {count}</translation>
    </message>
    <message>
        <source>还有 {parts}；定稿以后仍然可以了结，不影响指纹。</source>
        <translation>There are {parts}; they can be settled after approval too, the fingerprint stays the same.</translation>
    </message>
    <message>
        <source>已了结</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>已答复，待审核</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>待经办答复</source>
        <translation>For the clerk</translation>
    </message>
    <message>
        <source>程序出了一个错。报告还开着，草稿照常留存；建议现在保存一次。</source>
        <translation>The program made an error. The report is still open and its draft is kept as usual; better save it now.</translation>
    </message>
    <message>
        <source>下面的记录不含填报内容，可以复制给维护人员。</source>
        <translation>The record below holds nothing of the report; you can copy it for whoever looks after the program. </translation>
    </message>
    <message>
        <source>以前的记录在「{log}」。</source>
        <translation>Earlier records are in “{log}”.</translation>
    </message>
    <message>
        <source>复制记录</source>
        <translation>Copy the record</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>今天 {time}</source>
        <translation>Today {time}</translation>
    </message>
    <message>
        <source>写了一半的{kind}，原来的地方已经没有了，请另外记下：</source>
        <translation>The place of something half written is gone ({kind}). Please note it elsewhere:</translation>
    </message>
    <message>
        <source>有一条{kind}写了一半：「{words}」</source>
        <translation>Something is half written ({kind}): “{words}”</translation>
    </message>
    <message>
        <source>要记下来吗？</source>
        <translation>Keep it?</translation>
    </message>
    <message>
        <source>记下</source>
        <translation>Keep</translation>
    </message>
    <message>
        <source>不要了</source>
        <translation>Drop it</translation>
    </message>
    <message>
        <source>回去接着写</source>
        <translation>Go back and finish it</translation>
    </message>
    <message>
        <source>单页右、双页左（公文格式）</source>
        <translation>Odd pages right, even pages left (official style)</translation>
    </message>
    <message>
        <source>居中</source>
        <translation>Centred</translation>
    </message>
    <message>
        <source>页码位置</source>
        <translation>Page numbers</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>空</source>
        <translation>blank</translation>
    </message>
    <message>
        <source>剪切</source>
        <translation>Cut</translation>
    </message>
    <message>
        <source>复制</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>粘贴</source>
        <translation>Paste</translation>
    </message>
    <message>
        <source>全选</source>
        <translation>Select all</translation>
    </message>
    <message>
        <source>向下填充</source>
        <translation>Fill down</translation>
    </message>
    <message>
        <source>向右填充</source>
        <translation>Fill right</translation>
    </message>
    <message>
        <source>查找…</source>
        <translation>Find…</translation>
    </message>
    <message>
        <source>替换…</source>
        <translation>Replace…</translation>
    </message>
    <message>
        <source>纸上的</source>
        <translation>on paper</translation>
    </message>
    <message>
        <source>到旁边一格，灰色格也到</source>
        <translation>To the next cell, computed ones too</translation>
    </message>
    <message>
        <source>到这一行、这一列的头尾</source>
        <translation>To the edge of the row or column</translation>
    </message>
    <message>
        <source>到这一行的头尾</source>
        <translation>To the ends of the row</translation>
    </message>
    <message>
        <source>到全表的头尾</source>
        <translation>To the ends of the table</translation>
    </message>
    <message>
        <source>到这一列的头尾</source>
        <translation>To the ends of the column</translation>
    </message>
    <message>
        <source>扩大选区，输入仍落在第一格</source>
        <translation>Extend the selection; typing lands in its first cell</translation>
    </message>
    <message>
        <source>选到这一行的头尾</source>
        <translation>Select to the end of the row</translation>
    </message>
    <message>
        <source>选整行</source>
        <translation>Select the row</translation>
    </message>
    <message>
        <source>选整列</source>
        <translation>Select the column</translation>
    </message>
    <message>
        <source>填好，往下一格，跳过灰色格；Tab 之后回到开始的那一列</source>
        <translation>Enter and go down, past computed cells; after Tabs, back to the column where they began</translation>
    </message>
    <message>
        <source>填好，往上一格</source>
        <translation>Enter and go up</translation>
    </message>
    <message>
        <source>填好，往后、往前一格，跳过灰色格</source>
        <translation>Enter and go to the next or previous cell, past computed ones</translation>
    </message>
    <message>
        <source>正在输入的数填满选区</source>
        <translation>Fill the selection with what is being typed</translation>
    </message>
    <message>
        <source>改这一格，光标在数的末尾；再按一次，方向键离开格子</source>
        <translation>Edit the cell, caret at the end; once more, and arrows leave the cell</translation>
    </message>
    <message>
        <source>不要正在输入的</source>
        <translation>Drop what is being typed</translation>
    </message>
    <message>
        <source>清空选中的格</source>
        <translation>Blank the selected cells</translation>
    </message>
    <message>
        <source>粘贴，先看落在哪里</source>
        <translation>Paste, shown before it lands</translation>
    </message>
    <message>
        <source>从合计到它的各项</source>
        <translation>From a total to its addends</translation>
    </message>
    <message>
        <source>纸上的总计 {paper}</source>
        <translation>total on paper {paper}</translation>
    </message>
    <message>
        <source>{place}：纸上的总计，只用来核对</source>
        <translation>{place}: total on paper, for checking only</translation>
    </message>
    <message>
        <source>{place}：纸上的总计不再核对。</source>
        <translation>{place}: the total on paper is no longer checked.</translation>
    </message>
    <message>
        <source>{place}：纸上的总计 {paper} 只用来核对，不会印出来，</source>
        <translation>{place}: the total on paper, {paper}, is for checking only and does not print; </translation>
    </message>
    <message>
        <source>各项还没有填完。</source>
        <translation>not all addends are filled yet.</translation>
    </message>
    <message>
        <source>与算得的相同。</source>
        <translation>it equals the computed one.</translation>
    </message>
    <message>
        <source>算得 {now}，差 {by}。</source>
        <translation>computed {now}, off by {by}.</translation>
    </message>
    <message>
        <source>手册</source>
        <translation>Handbook</translation>
    </message>
    <message>
        <source>按键</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>帮助</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>粘贴整份…</source>
        <translation>Paste a whole report…</translation>
    </message>
    <message>
        <source>就用原件</source>
        <translation>Take the original</translation>
    </message>
    <message>
        <source>改为…</source>
        <translation>Correct…</translation>
    </message>
    <message>
        <source>不取</source>
        <translation>Leave out</translation>
    </message>
    <message>
        <source>全部照原件</source>
        <translation>Take all as in the original</translation>
    </message>
    <message>
        <source>剪贴板里没有文字。</source>
        <translation>There is no text on the clipboard.</translation>
    </message>
    <message>
        <source>请在网页、Word 或 WPS 里全选、复制，再回来粘贴。</source>
        <translation>Select all in the web page, Word or WPS, copy, and paste again here.</translation>
    </message>
    <message>
        <source>剪贴板里没有一份年报。</source>
        <translation>There is no annual report on the clipboard.</translation>
    </message>
    <message>
        <source>剪贴板</source>
        <translation>Clipboard</translation>
    </message>
    <message>
        <source>可以把它的页摆在一张空表旁边，对着填。</source>
        <translation>Its pages can stand beside an empty form, to fill it in from them.</translation>
    </message>
    <message>
        <source>对着填…</source>
        <translation>Fill in beside it…</translation>
    </message>
    <message>
        <source>先不填</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>「{name}」是扫描件，没有读出数字。请对着右边的页填写。</source>
        <translation>“{name}” is a scan; no figures were read. Please fill in the form from the pages at the right.</translation>
    </message>
    <message>
        <source>新开窗口</source>
        <translation>New window</translation>
    </message>
    <message>
        <source>{organ} {year} 年 — {name}</source>
        <translation>{organ} {year} — {name}</translation>
    </message>
    <message>
        <source>还没有</source>
        <translation>None yet</translation>
    </message>
    <message>
        <source>打开文件夹…</source>
        <translation>Open folder…</translation>
    </message>
    <message>
        <source>下一份</source>
        <translation>Next report</translation>
    </message>
    <message>
        <source>上一份</source>
        <translation>Previous report</translation>
    </message>
    <message>
        <source>回到台账</source>
        <translation>Back to the board</translation>
    </message>
    <message>
        <source>{folder} · 第 {at} 份，共 {count} 份</source>
        <translation>{folder} · report {at} of {count}</translation>
    </message>
    <message>
        <source>内容刚才变了，没有动它；请再看一遍。</source>
        <translation>Its content has just changed; it was left alone. Please look again.</translation>
    </message>
    <message>
        <source>做好 {good} 份，没有做成 {bad} 份。</source>
        <translation>{good} done, {bad} not done.</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Organ</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>未交</source>
        <translation>Missing</translation>
    </message>
    <message>
        <source>待审</source>
        <translation>To review</translation>
    </message>
    <message>
        <source>退回未再交</source>
        <translation>Returned, not back</translation>
    </message>
    <message>
        <source>要留意的</source>
        <translation>To be looked at</translation>
    </message>
    <message>
        <source>逾期 {days} 天</source>
        <translation>{days} days late</translation>
    </message>
    <message>
        <source>算进 {count} 份。</source>
        <translation>{count} reports are added up.</translation>
    </message>
    <message>
        <source>没有算进「{organ}」：{reason}。</source>
        <translation>Not added up: “{organ}”: {reason}.</translation>
    </message>
    <message>
        <source>另有 {count} 份没有算进。</source>
        <translation>Another {count} are not added up.</translation>
    </message>
    <message>
        <source>没有交来 {count} 个：{names}。</source>
        <translation>{count} have sent nothing: {names}.</translation>
    </message>
    <message>
        <source>正在写完最后的内容…</source>
        <translation>Writing the last of it…</translation>
    </message>
    <message>
        <source>还在打印，印完就关。不等的话，后面的页不会印出来。</source>
        <translation>Still printing; the window closes when it is done. If you stop waiting, the remaining pages will not print.</translation>
    </message>
    <message>
        <source>自动（优先用本机的公文字体）</source>
        <translation>Automatic (this computer&apos;s official fonts first)</translation>
    </message>
    <message>
        <source>程序自带的字体</source>
        <translation>The program&apos;s own fonts</translation>
    </message>
    <message>
        <source>字体</source>
        <translation>Fonts</translation>
    </message>
    <message>
        <source>离线填报、检查、打印政府信息公开工作年度报告。程序不连网。</source>
        <translation>Fills, checks and prints the annual report on government information disclosure, offline. The program opens no connection.</translation>
    </message>
    <message>
        <source>构建：{build}</source>
        <translation>Build: {build}</translation>
    </message>
    <message>
        <source>源码</source>
        <translation>sources</translation>
    </message>
    <message>
        <source>系统：{system}</source>
        <translation>System: {system}</translation>
    </message>
    <message>
        <source>Python {python}，Qt {qt}（{platform}）</source>
        <translation>Python {python}, Qt {qt} ({platform})</translation>
    </message>
    <message>
        <source>字体：随程序 {count} 种，在 {folder}</source>
        <translation>Fonts: {count} come with the program, in {folder}</translation>
    </message>
    <message>
        <source>日志：{log}</source>
        <translation>Log: {log}</translation>
    </message>
    <message>
        <source>没有可写的地方</source>
        <translation>there is no place to write it</translation>
    </message>
    <message>
        <source>Apache-2.0 许可。使用 Qt（LGPL-3.0）、ReportLab、TinyDB 等开源软件和开源字体，各自的许可见随程序附带的 THIRD_PARTY_NOTICES.md。</source>
        <translation>Licence: Apache-2.0. It uses Qt (LGPL-3.0), ReportLab, TinyDB and other open source software and open fonts; their licences stand in THIRD_PARTY_NOTICES.md, which comes with the program.</translation>
    </message>
    <message>
        <source>年报台 {version}</source>
        <translation>Report Desk {version}</translation>
    </message>
    <message>
        <source>一致：用文件夹里的报告重算，是同样的数。</source>
        <translation>The same: the reports of the folder, added up again, give these numbers.</translation>
    </message>
    <message>
        <source>另有 {count} 处变化。</source>
        <translation>{count} more changes.</translation>
    </message>
    <message>
        <source>PDF 文件 (*.pdf)</source>
        <translation>PDF files (*.pdf)</translation>
    </message>
    <message>
        <source>上年结转不一致：{organ}，{place}：去年结转下年 {last}，今年上年结转 {now}。</source>
        <translation>Carried over differently: {organ}, {place}: handed on last year {last}, taken over this year {now}.</translation>
    </message>
    <message>
        <source>另有 {count} 处上年结转不一致，都在底稿里。</source>
        <translation>{count} more carried over differently are in the annex.</translation>
    </message>
    <message>
        <source>不知道</source>
        <translation>not known</translation>
    </message>
    <message>
        <source>表里是突出的和最大的，共 {count} 个。</source>
        <translation>The table has those that stand out and the largest, {count} in all.</translation>
    </message>
    <message>
        <source>未送审</source>
        <translation>Not submitted</translation>
    </message>
    <message>
        <source>已交</source>
        <translation>Came</translation>
    </message>
    <message>
        <source>再交</source>
        <translation>Came again</translation>
    </message>
    <message>
        <source>定稿后改过</source>
        <translation>Changed since</translation>
    </message>
    <message>
        <source>读不出</source>
        <translation>Unreadable</translation>
    </message>
    <message>
        <source>定稿</source>
        <comment>the state then</comment>
        <translation>the approved state</translation>
    </message>
    <message>
        <source>PDF「{paper}」和汇总报告「{name}」数据一致。</source>
        <translation>The PDF “{paper}” and the region&apos;s report “{name}” have the same data. </translation>
    </message>
    <message>
        <source>PDF「{paper}」和汇总报告「{name}」数据不一致，有 {count} 处不同：</source>
        <translation>The PDF “{paper}” and the region&apos;s report “{name}” differ in {count} places:</translation>
    </message>
    <message>
        <source>{place}：PDF 里是 {before}，报告里是 {after}。</source>
        <translation>{place}: {before} in the PDF, {after} in the report.</translation>
    </message>
    <message>
        <source>另有 {count} 处不同。</source>
        <translation>And {count} more.</translation>
    </message>
    <message>
        <source>PDF「{paper}」里没有来源，文件夹里和它旁边也没有它的汇总报告（.rdesk）。把汇总报告放在 PDF 旁边再核对，或者直接选汇总报告。</source>
        <translation>The PDF “{paper}” has no sources, and its region&apos;s report (.rdesk) is neither beside it nor in the folder. Put the report beside the PDF and check again, or choose the report itself.</translation>
    </message>
    <message>
        <source>取消了，没有动它。</source>
        <translation>Cancelled; it was left as it is.</translation>
    </message>
    <message>
        <source>已取消。</source>
        <translation>Cancelled.</translation>
    </message>
    <message>
        <source>「{organ}」退回了</source>
        <translation>“{organ}” was returned</translation>
    </message>
    <message>
        <source>「{organ}」定稿了</source>
        <translation>“{organ}” was approved</translation>
    </message>
    <message>
        <source>刚才有人存过它（批注或者状态变了），没有动它；请再看一遍。</source>
        <translation>Somebody has just saved it (its remarks or its state changed); it was left alone. Please look at it again.</translation>
    </message>
    <message>
        <source>另一个窗口正打开着它，没有动它。</source>
        <translation>Another window has it open; it was left alone.</translation>
    </message>
    <message>
        <source>文件上的名称是「{organ}」</source>
        <translation>The file says “{organ}”</translation>
    </message>
    <message>
        <source>是哪个应报单位…</source>
        <translation>Which Listed Organ…</translation>
    </message>
    <message>
        <source>电脑「{computer}」正在保存</source>
        <translation>Being saved on the computer “{computer}”</translation>
    </message>
    <message>
        <source>正在电脑「{computer}」上打开</source>
        <translation>Open on the computer “{computer}”</translation>
    </message>
    <message>
        <source>正由 {person} 在电脑「{computer}」打开</source>
        <translation>{person} has it open on the computer “{computer}”</translation>
    </message>
    <message>
        <source>{held}，没有动它。</source>
        <translation>{held}: it was left alone.</translation>
    </message>
    <message>
        <source>{who} 正在保存</source>
        <translation>Saving: {who}</translation>
    </message>
    <message>
        <source>{who} 打开着</source>
        <translation>Open: {who}</translation>
    </message>
    <message>
        <source>收下，算该单位交来的…</source>
        <translation>Take in as handed in by its organ…</translation>
    </message>
    <message>
        <source>「{organ}」收下了</source>
        <translation>“{organ}” was taken in</translation>
    </message>
    <message>
        <source>{count} 处其他内容</source>
        <translation>{count} other things</translation>
    </message>
    <message>
        <source>对汇总数的订正</source>
        <translation>Correction of a sum</translation>
    </message>
    <message>
        <source>汇总的来源</source>
        <translation>Sources of the sums</translation>
    </message>
</context>
<context>
    <name>AcrossDialog</name>
    <message>
        <source>横向比较 — {year} 年度，{count} 个单位</source>
        <translation>Compare — {year}, {count} organs</translation>
    </message>
    <message>
        <source>正在看每一份报告…</source>
        <translation>Reading every report…</translation>
    </message>
    <message>
        <source>数字</source>
        <translation>Figures</translation>
    </message>
    <message>
        <source>雷同的文字</source>
        <translation>Copied texts</translation>
    </message>
    <message>
        <source>存成 PDF…</source>
        <translation>Save as PDF…</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>雷同的文字 {count}</source>
        <translation>Copied texts {count}</translation>
    </message>
    <message>
        <source>横向比较存成 PDF</source>
        <translation>Save the comparison as PDF</translation>
    </message>
    <message>
        <source>横向比较已存到 {path}</source>
        <translation>The comparison is saved in {path}</translation>
    </message>
</context>
<context>
    <name>AlikePage</name>
    <message>
        <source>哪一节</source>
        <translation>Section</translation>
    </message>
    <message>
        <source>几个单位</source>
        <translation>Organs</translation>
    </message>
    <message>
        <source>是哪些</source>
        <translation>Which</translation>
    </message>
    <message>
        <source>雷同的文字</source>
        <translation>Copied texts</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Organ</translation>
    </message>
    <message>
        <source>相同约</source>
        <translation>Alike, about</translation>
    </message>
    <message>
        <source>写得一样的单位</source>
        <translation>Organs that wrote the same</translation>
    </message>
    <message>
        <source>{count} 组单位写得几乎一样（数字、单位名称、标点不算）。</source>
        <translation>{count} groups of organs wrote nearly the same (numbers, names and punctuation aside). </translation>
    </message>
    <message>
        <source>选一组，再选一个单位，和这一组的第一个对照；相同的句子有底色。</source>
        <translation>Choose a group, then an organ, to see it beside the first of the group; sentences that both have are shaded.</translation>
    </message>
    <message>
        <source>没有写得几乎一样的。</source>
        <translation>No two organs wrote nearly the same.</translation>
    </message>
    <message>
        <source>对照</source>
        <translation>Compared with</translation>
    </message>
</context>
<context>
    <name>BoardModel</name>
    <message>
        <source>单位</source>
        <translation>Organ</translation>
    </message>
    <message>
        <source>层级</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>必须改</source>
        <translation>Must fix</translation>
    </message>
    <message>
        <source>须说明</source>
        <translation>To explain</translation>
    </message>
    <message>
        <source>批注</source>
        <translation>Remarks</translation>
    </message>
    <message>
        <source>经手 / 联系</source>
        <translation>Last hand / contact</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>这份报告里必须改的有几处</source>
        <translation>How many points of the report must be fixed</translation>
    </message>
    <message>
        <source>这份报告里还没有写说明的须说明有几处</source>
        <translation>How many points of the report still want an explanation</translation>
    </message>
    <message>
        <source>没有了结的批注有几条</source>
        <translation>How many remarks are not settled</translation>
    </message>
    <message>
        <source>最后经谁的手、什么时候；没有交来的，是联系人和电话；别人正打开着的，是谁</source>
        <translation>Who had the report last, and when; where nothing has come, the contact and the telephone; where somebody has it open, who</translation>
    </message>
</context>
<context>
    <name>BoardTable</name>
    <message>
        <source>台账</source>
        <translation>Board</translation>
    </message>
</context>
<context>
    <name>ChangesCard</name>
    <message>
        <source>上一处</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>下一处 F7</source>
        <translation>Next F7</translation>
    </message>
    <message>
        <source>逐处看 F7</source>
        <translation>One by one F7</translation>
    </message>
</context>
<context>
    <name>ChartView</name>
    <message>
        <source>图</source>
        <translation>Chart</translation>
    </message>
</context>
<context>
    <name>Choice</name>
    <message>
        <source>我的</source>
        <translation>Mine</translation>
    </message>
    <message>
        <source>对方的</source>
        <translation>Theirs</translation>
    </message>
    <message>
        <source>共同的原稿：{text}</source>
        <translation>Common original: {text}</translation>
    </message>
    <message>
        <source>这一处留我的；对方的记成一条未了的批注。</source>
        <translation>Mine stays here; theirs becomes an open remark.</translation>
    </message>
    <message>
        <source>{name}：{text}</source>
        <translation>{name}: {text}</translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message>
        <source>比较</source>
        <translation>Compare</translation>
    </message>
    <message>
        <source>左边</source>
        <translation>Left</translation>
    </message>
    <message>
        <source>右边</source>
        <translation>Right</translation>
    </message>
    <message>
        <source>去这一处</source>
        <translation>Go there</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>文件…</source>
        <translation>File…</translation>
    </message>
    <message>
        <source>选另一个年报文件</source>
        <translation>Choose another report file</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>选一个文件来比较</source>
        <translation>Choose a file to compare</translation>
    </message>
    <message>
        <source>年报文件 (*.rdesk)</source>
        <translation>Report files (*.rdesk)</translation>
    </message>
    <message>
        <source>没有不同。</source>
        <translation>No differences.</translation>
    </message>
    <message>
        <source>这是两份不同的报告。</source>
        <translation>These are two different reports. </translation>
    </message>
</context>
<context>
    <name>Comparing</name>
    <message>
        <source>现在这一份</source>
        <translation>This copy now</translation>
    </message>
    <message>
        <source>和哪个文件比较</source>
        <translation>Which file to compare with</translation>
    </message>
    <message>
        <source>合并哪个文件</source>
        <translation>Which file to merge</translation>
    </message>
    <message>
        <source>这两个文件不是同一份报告，不能合并。</source>
        <translation>These two files are not the same report and cannot be merged.</translation>
    </message>
    <message>
        <source>合并只用于从同一份报告分头改出来的两个文件；不同的报告可以「比较」。</source>
        <translation>Merging is for two files that were changed apart from one report. Use “Compare” for different reports.</translation>
    </message>
    <message>
        <source>不用合并：对方这一份比现在的旧，里面的改动都已在这里。</source>
        <translation>No need to merge: the other copy is older, and all its changes are already here.</translation>
    </message>
    <message>
        <source>要看差在哪里，用「比较」。</source>
        <translation>Use “Compare” to see the differences.</translation>
    </message>
    <message>
        <source>它们由同一个文件改成，机关或年度不同：{mine}，{theirs}。</source>
        <translation>They were made from one file, but organ or year differ: {mine}, {theirs}.</translation>
    </message>
    <message>
        <source>找不到两份共同的原稿。</source>
        <translation>The original that both copies come from is not to be found.</translation>
    </message>
    <message>
        <source>选出分头改之前的那个文件，合并就只问两边都改过的地方；没有原稿，凡是不同的都要选。</source>
        <translation>Choose the file from before the two were changed apart, and you are only asked where both changed. Without it you choose at every difference.</translation>
    </message>
    <message>
        <source>选原稿文件…</source>
        <translation>Choose the original…</translation>
    </message>
    <message>
        <source>不用原稿</source>
        <translation>Without the original</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>共同的原稿</source>
        <translation>Common original</translation>
    </message>
    <message>
        <source>这不是两份共同的原稿，不能用它合并。</source>
        <translation>This is not the original of both copies and cannot be used for merging.</translation>
    </message>
    <message>
        <source>原稿是分头改之前保存过的那一份；两份中改过的任何一份都不是。没有它就选「不用原稿」。</source>
        <translation>The original is the copy saved before the two were changed apart; neither of the two is it. If you don&apos;t have it, choose “Without the original”.</translation>
    </message>
    <message>
        <source>年报文件 (*.rdesk)</source>
        <translation>Report files (*.rdesk)</translation>
    </message>
</context>
<context>
    <name>Confirming</name>
    <message>
        <source>原件里还有 {count} 段文字没有放进任何一节。</source>
        <translation>{count} passages of the original have not been put into any section.</translation>
    </message>
    <message>
        <source>它们不在年报里，关了就要重新打开原件才看得到。</source>
        <translation>They are not in the report; once it is closed, only the original shows them again.</translation>
    </message>
    <message>
        <source>回去放</source>
        <translation>Go back and place them</translation>
    </message>
    <message>
        <source>不要了</source>
        <translation>Drop it</translation>
    </message>
    <message>
        <source>{count} 处都照原件取了。</source>
        <translation>All {count} were taken as in the original.</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>照原件取了 {done} 处；还有 {left} 处原件写的不是数，或者没有去处：{names}</source>
        <translation>{done} taken as in the original; {left} are no numbers there, or have no place: {names}</translation>
    </message>
    <message>
        <source>这一节放不下这么多字，没有放进去。</source>
        <translation>This section has no room for so much text; it was not put in.</translation>
    </message>
</context>
<context>
    <name>Correction</name>
    <message>
        <source>改成</source>
        <translation>Change to</translation>
    </message>
</context>
<context>
    <name>CorrectionDialog</name>
    <message>
        <source>订正</source>
        <translation>Corrections</translation>
    </message>
    <message>
        <source>加减多少，如 -1</source>
        <translation>How much is added, such as -1</translation>
    </message>
    <message>
        <source>如：两个单位联合制发，只计一件</source>
        <translation>Such as: issued by two organs together, counted once</translation>
    </message>
    <message>
        <source>加减</source>
        <translation>Added</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
</context>
<context>
    <name>CoverPage</name>
    <message>
        <source>按上面的内容重写</source>
        <translation>Rewrite from the above</translation>
    </message>
    <message>
        <source>选择去年的报告…</source>
        <translation>Choose last year&apos;s report…</translation>
    </message>
    <message>
        <source>印在标题之下。没有改动过时，随机关和联系方式自动更新。</source>
        <translation>Printed below the title. Unless you change it, it follows the organ and the contacts.</translation>
    </message>
    <message>
        <source>机关名称</source>
        <translation>Organ</translation>
    </message>
    <message>
        <source>{year} 年 · {edition}</source>
        <translation>{year} · {edition}</translation>
    </message>
    <message>
        <source>报告年度</source>
        <translation>Year of the report</translation>
    </message>
    <message>
        <source>去年报告</source>
        <translation>Last year&apos;s report</translation>
    </message>
    <message>
        <source>（未选）</source>
        <translation>(not chosen)</translation>
    </message>
    <message>
        <source>已承接 {year} 年报告：联系方式、结转、现行有效；各项与去年比对。</source>
        <translation>The report of {year} is taken over: contacts, carried-over requests, documents in force. All is compared with it.</translation>
    </message>
    <message>
        <source>还没有。承接后自动填好联系方式、上年结转，并与去年比对。</source>
        <translation>None yet. Taking it over fills in contacts and carried-over requests, and compares all with last year.</translation>
    </message>
    <message>
        <source>重写{name}</source>
        <translation>Write the {name} again</translation>
    </message>
</context>
<context>
    <name>Deeds</name>
    <message>
        <source>上一件还在做，请稍候。</source>
        <translation>The last job is still being done; please wait.</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Organ</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>有问题的文件都在这里，一个也没有动。</source>
        <translation>These files have something wrong; none was touched.</translation>
    </message>
    <message>
        <source>什么问题</source>
        <translation>What is wrong</translation>
    </message>
    <message>
        <source>有问题的文件</source>
        <translation>Files with problems</translation>
    </message>
    <message>
        <source>这些都没有必须改、须说明和没了结的批注。同意以后记下各自的定稿指纹。</source>
        <translation>None of these has anything to fix or to explain, nor an open remark. Approval records the fingerprint of each.</translation>
    </message>
    <message>
        <source>同意定稿</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>定稿了</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>每一处必须改、须说明写成一条批注，再退回。选中几份就只退那几份，不选就是现在看到的。</source>
        <translation>Each thing to fix or to explain becomes a remark, then the report is returned. Of those that are shown, or only of those that you have selected.</translation>
    </message>
    <message>
        <source>退回修改</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>退回了</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>没有可以{verb}的。</source>
        <translation>There is nothing here for: {verb}.</translation>
    </message>
    <message>
        <source>必须改</source>
        <translation>Must fix</translation>
    </message>
    <message>
        <source>须说明</source>
        <translation>To explain</translation>
    </message>
    <message>
        <source>批注</source>
        <translation>Remarks</translation>
    </message>
    <message>
        <source>{verb} {count} 份</source>
        <translation>{verb}: {count}</translation>
    </message>
    <message>
        <source>有 {count} 格因为有单位没填而没有合计。</source>
        <translation>{count} cells have no sum, as an organ has left them blank.</translation>
    </message>
    <message>
        <source>另一份是「{name}」：用菜单「送审 · 合并…」选它，两边的改动都会留下。</source>
        <translation>The other one is “{name}”: choose it by “Review · Merge…”; the changes of both sides are kept.</translation>
    </message>
    <message>
        <source>Excel 工作簿 (*.xlsx)</source>
        <translation>Excel workbook (*.xlsx)</translation>
    </message>
    <message>
        <source>底稿已存到 {path}</source>
        <translation>The sources are in {path}</translation>
    </message>
    <message>
        <source>PDF 文件 (*.pdf)</source>
        <translation>PDF files (*.pdf)</translation>
    </message>
    <message>
        <source>底稿存成文件</source>
        <translation>Save the sources as a file</translation>
    </message>
    <message>
        <source>还没有报告可以比较。</source>
        <translation>There is no report yet to compare.</translation>
    </message>
    <message>
        <source>底稿：选本地区的报告，或者它的 PDF</source>
        <translation>Sources: choose the region&apos;s report, or its PDF</translation>
    </message>
    <message>
        <source>年报文件、PDF (*.rdesk *.pdf);;所有文件 (*)</source>
        <translation>Reports, PDF (*.rdesk *.pdf);;All files (*)</translation>
    </message>
    <message>
        <source>正在{verb}…</source>
        <translation>At it: {verb}…</translation>
    </message>
    <message>
        <source>前一件做完，就看拖进来的文件。</source>
        <translation>The dropped files come once this is done.</translation>
    </message>
    <message>
        <source>拖进来的 {count} 项还没有看，没有收；请回到文件夹再拖一次。</source>
        <translation>{count} dropped items were not looked at and not taken; drop them on the folder again.</translation>
    </message>
</context>
<context>
    <name>DoubtBar</name>
    <message>
        <source>上一处</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>下一处</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>拿不准：还有 {left} 处，共 {total} 处</source>
        <translation>Doubtful: {left} left of {total}</translation>
    </message>
    <message>
        <source>{total} 处拿不准都看过了</source>
        <translation>All {total} doubtful places looked at</translation>
    </message>
    <message>
        <source>没有去处的文字</source>
        <translation>Text without a place</translation>
    </message>
    <message>
        <source>还有 {count} 格</source>
        <translation>{count} cells left</translation>
    </message>
    <message>
        <source>放进一节</source>
        <translation>Put into a section</translation>
    </message>
    <message>
        <source>按 F8 从第一处看起。</source>
        <translation>F8 begins with the first.</translation>
    </message>
</context>
<context>
    <name>DoubtsDialog</name>
    <message>
        <source>拿不准的地方</source>
        <translation>Doubtful places</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>为什么</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>原件</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>去这一处</source>
        <translation>Go there</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>原件没有写清的，程序不猜。请对照原件改好；没有问题的不用动。</source>
        <translation>What the document leaves unclear is not guessed. Please correct it by the document; leave alone what is right.</translation>
    </message>
</context>
<context>
    <name>EntryForm</name>
    <message>
        <source>您的姓名，只问一次</source>
        <translation>Your name, asked only once</translation>
    </message>
    <message>
        <source>您的姓名</source>
        <translation>Your name</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>ExplanationForm</name>
    <message>
        <source>写清原因，如：上年 1 件申请人撤回，已计入其他处理。空着保存就是撤回说明。</source>
        <translation>State the reason, for example: one request of last year was withdrawn and is counted under other. Saving it empty withdraws the explanation.</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Explanation</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>说明人姓名</source>
        <translation>Name of who explains</translation>
    </message>
    <message>
        <source>说明：{finding}</source>
        <translation>Explanation: {finding}</translation>
    </message>
    <message>
        <source>保存说明</source>
        <translation>Save explanation</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>数字变了，原来的说明不再算数；还适用就改一改再保存。</source>
        <translation>The figures changed, so the old explanation no longer counts; if it still fits, adapt it and save.</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>导出</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>打印报告</source>
        <translation>Print report</translation>
    </message>
    <message>
        <source>导出 PDF</source>
        <translation>Export PDF</translation>
    </message>
    <message>
        <source>加一页封面</source>
        <translation>Add a cover page</translation>
    </message>
    <message>
        <source>文末印落款（机关名称和日期）</source>
        <translation>Sign at the end (organ and date)</translation>
    </message>
    <message>
        <source>末页印上定稿指纹</source>
        <translation>Content fingerprint on the last page</translation>
    </message>
    <message>
        <source>存到</source>
        <translation>Save to</translation>
    </message>
    <message>
        <source>页码位置</source>
        <translation>Page numbers</translation>
    </message>
    <message>
        <source>可以{verb}正式稿。</source>
        <translation>{verb}: ready for the final copy.</translation>
    </message>
    <message>
        <source>还有 {count} 处必须改，现在只能{verb}草稿：每页印有「草稿」字样。</source>
        <translation>{verb}: only a draft for now, still to fix: {count}. Every page is marked as a draft.</translation>
    </message>
    <message>
        <source>还有 {count} 处须说明没有写说明，定稿以前要写。</source>
        <translation>Explanations still missing: {count}. They are needed before approval.</translation>
    </message>
    <message>
        <source>选择…</source>
        <translation>Choose…</translation>
    </message>
    <message>
        <source>PDF 文件 (*.pdf)</source>
        <translation>PDF files (*.pdf)</translation>
    </message>
    <message>
        <source>{verb}草稿</source>
        <translation>{verb} draft</translation>
    </message>
    <message>
        <source>{verb}</source>
        <translation>{verb}</translation>
    </message>
    <message>
        <source>回去改</source>
        <translation>Go back and fix</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>落款日期还没有填，在「{page}」里填。</source>
        <translation>The date of signature is missing; fill it in under “{page}”.</translation>
    </message>
    <message>
        <source>字体</source>
        <translation>Fonts</translation>
    </message>
</context>
<context>
    <name>Exported</name>
    <message>
        <source>已导出到 {path}</source>
        <translation>Exported to {path}</translation>
    </message>
    <message>
        <source>这台电脑上没有程序能打开它。文件在 {path}</source>
        <translation>No program on this computer can open it. The file is at {path}</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>有 {count} 个字印不出来，印成了〓：{signs}</source>
        <translation>Characters that cannot be printed and stand as 〓: {count}: {signs}</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>已交给打印机。</source>
        <translation>Handed to the printer.</translation>
    </message>
    <message>
        <source>正在打印… {percent}%</source>
        <translation>Printing… {percent}%</translation>
    </message>
    <message>
        <source>没有写出 PDF，原来的文件都没有动。</source>
        <translation>No PDF was written, and no file was touched.</translation>
    </message>
    <message>
        <source>换个地方…</source>
        <translation>Another place…</translation>
    </message>
    <message>
        <source>先不导出</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>装上「年报台生僻字字库」或者有这些字的字体，再来一次；或者换成通用的字。</source>
        <translation>Install the package report-desk-rare-characters or a font that has these characters and try again, or use common ones.</translation>
    </message>
</context>
<context>
    <name>FiguresPage</name>
    <message>
        <source>找一个数</source>
        <translation>Find a figure</translation>
    </message>
    <message>
        <source>只看有突出的</source>
        <translation>Only where something stands out</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Figure</translation>
    </message>
    <message>
        <source>突出</source>
        <translation>Stand out</translation>
    </message>
    <message>
        <source>报告里的数</source>
        <translation>Figures of the report</translation>
    </message>
    <message>
        <source>各单位</source>
        <translation>Each organ</translation>
    </message>
    <message>
        <source>历年合计</source>
        <translation>Sum by year</translation>
    </message>
    <message>
        <source>所选单位历年</source>
        <translation>Chosen organ by year</translation>
    </message>
    <message>
        <source>画什么</source>
        <translation>What is drawn</translation>
    </message>
    <message>
        <source>各单位的这个数</source>
        <translation>This figure of each organ</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Organ</translation>
    </message>
    <message>
        <source>为什么突出</source>
        <translation>Why it stands out</translation>
    </message>
    <message>
        <source>（{unit}）</source>
        <translation> ({unit})</translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>看哪些单位</source>
        <translation>Which organs to show</translation>
    </message>
    <message>
        <source>{name}，{count} 个</source>
        <translation>{name}, {count}</translation>
    </message>
</context>
<context>
    <name>FindingDelegate</name>
    <message>
        <source>收起</source>
        <translation>Fold</translation>
    </message>
    <message>
        <source>已说明</source>
        <translation>Explained</translation>
    </message>
</context>
<context>
    <name>FindingsModel</name>
    <message>
        <source>说明（{by}，{at}）：{text}</source>
        <translation>Explanation ({by}, {at}): {text}</translation>
    </message>
    <message>
        <source>同类还有 {count} 处</source>
        <translation>More of this kind: {count}</translation>
    </message>
    <message>
        <source>{level}：{sentence}</source>
        <translation>{level}: {sentence}</translation>
    </message>
    <message>
        <source>这样改好，另外 {count} 处也就对了</source>
        <translation>This fix settles {count} more</translation>
    </message>
</context>
<context>
    <name>FindingsPanel</name>
    <message>
        <source>本部分没有要改的。</source>
        <translation>Nothing to fix in this part.</translation>
    </message>
    <message>
        <source>只看本部分</source>
        <translation>Only this part</translation>
    </message>
    <message>
        <source>检查结果</source>
        <translation>Findings</translation>
    </message>
    <message>
        <source>写说明</source>
        <translation>Write explanation</translation>
    </message>
    <message>
        <source>{count} 处{level}</source>
        <translation>{level}: {count}</translation>
    </message>
    <message>
        <source>     F8 下一处</source>
        <translation>     F8 Next</translation>
    </message>
    <message>
        <source>没有要改的，可以导出了。</source>
        <translation>Nothing to fix; ready to export.</translation>
    </message>
    <message>
        <source>展开</source>
        <translation>Unfold</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Fold</translation>
    </message>
</context>
<context>
    <name>FolderRoom</name>
    <message>
        <source>{folder} — 年报台</source>
        <translation>{folder} — Report Desk</translation>
    </message>
    <message>
        <source>{folder} · {count} 个文件</source>
        <translation>{folder} · {count} files</translation>
    </message>
    <message>
        <source>「{organ}」还没有交来。</source>
        <translation>Nothing has come from “{organ}” yet.</translation>
    </message>
    <message>
        <source>正在看文件夹里的报告…</source>
        <translation>Looking at the reports of the folder…</translation>
    </message>
</context>
<context>
    <name>FolderView</name>
    <message>
        <source>找单位：全称、简称、首字母</source>
        <translation>Find: name, short name, initials</translation>
    </message>
    <message>
        <source>找单位</source>
        <translation>Find an organ</translation>
    </message>
    <message>
        <source>这一份里没有解决的</source>
        <translation>What is open in this report</translation>
    </message>
    <message>
        <source>同意 {count} 份没有问题的…</source>
        <translation>Approve {count} clean…</translation>
    </message>
    <message>
        <source>有问题的文件 {count}…</source>
        <translation>Files with problems: {count}…</translation>
    </message>
    <message>
        <source>修订 {number}</source>
        <translation>revision {number}</translation>
    </message>
    <message>
        <source>没有要说的。</source>
        <translation>Nothing to say.</translation>
    </message>
    <message>
        <source>{year} 年度 · 应报 {count}</source>
        <translation>{year} · {count} to report</translation>
    </message>
    <message>
        <source>{year} 年度 · {count} 个单位</source>
        <translation>{year} · {count} organs</translation>
    </message>
    <message>
        <source>还没有报告</source>
        <translation>No reports yet</translation>
    </message>
    <message>
        <source>已交</source>
        <translation>Came</translation>
    </message>
    <message>
        <source>定稿</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>未交</source>
        <translation>Missing</translation>
    </message>
    <message>
        <source>打开审阅 Enter</source>
        <translation>Open for review Enter</translation>
    </message>
    <message>
        <source>合并两份…</source>
        <translation>Merge both…</translation>
    </message>
    <message>
        <source>收件…</source>
        <translation>Receive…</translation>
    </message>
    <message>
        <source>应报单位…</source>
        <translation>Roster…</translation>
    </message>
    <message>
        <source>催报…</source>
        <translation>Chase…</translation>
    </message>
    <message>
        <source>发回…</source>
        <translation>Send back…</translation>
    </message>
    <message>
        <source>退回有问题的…</source>
        <translation>Return faulty…</translation>
    </message>
    <message>
        <source>生成本地区报告…</source>
        <translation>Add up the region&apos;s report…</translation>
    </message>
    <message>
        <source>底稿…</source>
        <translation>Sources…</translation>
    </message>
    <message>
        <source>横向比较…</source>
        <translation>Compare…</translation>
    </message>
    <message>
        <source>应报 {count}，还没有报告</source>
        <translation>{count} must report; no report yet</translation>
    </message>
    <message>
        <source>还没有收到报告：把文件、文件夹或者 U 盘拖到这里，或者按「收件…」。
填了「应报单位…」，就知道谁还没有交。</source>
        <translation>No report has come yet: drop files, a folder or a USB stick here, or press “Receive…”.
With a roster it shows who has not reported.</translation>
    </message>
    <message>
        <source>没有找到「{words}」。</source>
        <translation>Nothing is called “{words}”.</translation>
    </message>
    <message>
        <source>这一类里没有单位。</source>
        <translation>No organ is of this kind.</translation>
    </message>
</context>
<context>
    <name>FontsUsed</name>
    <message>
        <source>有 {count} 个字本机的公文字体里没有，换别的字体印：{signs}</source>
        <translation>{count} characters are missing from this computer&apos;s official fonts and are set in others: {signs}</translation>
    </message>
    <message>
        <source>用的是本机的字体：{names}。</source>
        <translation>Set in this computer&apos;s fonts: {names}.</translation>
    </message>
    <message>
        <source>本机的字体：{names}；其余用程序自带的。</source>
        <translation>This computer&apos;s fonts: {names}; the rest in the program&apos;s own.</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>用的是程序自带的字体，在哪台电脑上印都一样。</source>
        <translation>Set in the program&apos;s own fonts: the same on every computer.</translation>
    </message>
    <message>
        <source>本机没有能用的公文字体，用的是程序自带的。</source>
        <translation>This computer has no official fonts that can be used; set in the program&apos;s own.</translation>
    </message>
    <message>
        <source>有 {count} 个字哪种字体都没有，印成〓（可以装「年报台生僻字字库」）：{signs}</source>
        <translation>{count} characters are in no font and print as 〓 (the package report-desk-rare-characters may have them): {signs}</translation>
    </message>
</context>
<context>
    <name>Handbook</name>
    <message>
        <source>年报台手册.pdf</source>
        <translation>Report Desk handbook.pdf</translation>
    </message>
    <message>
        <source>存成 PDF</source>
        <translation>Save as PDF</translation>
    </message>
    <message>
        <source>PDF 文件 (*.pdf)</source>
        <translation>PDF files (*.pdf)</translation>
    </message>
    <message>
        <source>手册已存到 {path}</source>
        <translation>Handbook saved to {path}</translation>
    </message>
</context>
<context>
    <name>HandbookWindow</name>
    <message>
        <source>手册 — 年报台</source>
        <translation>Handbook — Report Desk</translation>
    </message>
    <message>
        <source>目录</source>
        <translation>Contents</translation>
    </message>
    <message>
        <source>在手册里查找，回车看下一处</source>
        <translation>Search the handbook; Enter goes on</translation>
    </message>
    <message>
        <source>查找</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>存成 PDF…</source>
        <translation>Save as PDF…</translation>
    </message>
    <message>
        <source>{count} 处</source>
        <translation>{count} found</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>{organ} · {year} 年度报告</source>
        <translation>{organ} · report of {year}</translation>
    </message>
    <message>
        <source>（未填机关）</source>
        <translation>(organ not filled in)</translation>
    </message>
    <message>
        <source>最近</source>
        <translation>Recent</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>历次记录</source>
        <translation>History</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Event</translation>
    </message>
    <message>
        <source>谁</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>修订</source>
        <translation>Revision</translation>
    </message>
    <message>
        <source>指纹</source>
        <translation>Fingerprint</translation>
    </message>
    <message>
        <source>原因和附言</source>
        <translation>Reason or note</translation>
    </message>
    <message>
        <source>和现在比较</source>
        <translation>Compare with now</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>还没有交给上级过。每次送审、退回、定稿、更正、合并都会记在这里，跟着文件走。</source>
        <translation>Not handed over yet. Every hand-over, return, approval, correction and merge is recorded here and travels with the file.</translation>
    </message>
    <message>
        <source>现在的指纹是 {fingerprint}。</source>
        <translation>The fingerprint is now {fingerprint}. </translation>
    </message>
    <message>
        <source>和定稿时一致。</source>
        <translation>It is the approved one.</translation>
    </message>
    <message>
        <source>和定稿时不一致：定稿以后改过。</source>
        <translation>It is not the approved one: there were changes after approval.</translation>
    </message>
</context>
<context>
    <name>LastYearText</name>
    <message>
        <source>去年的文字</source>
        <translation>Last year&apos;s text</translation>
    </message>
    <message>
        <source>{year} 年的文字 · 今年有 {share}% 与它一字不差（标出的句子）</source>
        <translation>Text of {year} · {share}% of this year&apos;s is the same word for word (marked)</translation>
    </message>
    <message>
        <source>照抄这一段</source>
        <translation>Copy this paragraph</translation>
    </message>
    <message>
        <source>光标所在的一段，抄到今年这一节的末尾；年份和数字要自己改</source>
        <translation>The paragraph with the caret goes to the end of this year&apos;s section; change year and figures yourself</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>正在保存这一步，存好就关。</source>
        <translation>Saving this step; the window closes when it is saved.</translation>
    </message>
    <message>
        <source>磁盘一直没有回音，还没有存好。</source>
        <translation>The disk does not answer; nothing is saved yet.</translation>
    </message>
    <message>
        <source>可以再等等。不等的话，内容已经作为草稿留在这台电脑上，下次打开程序可以找回。</source>
        <translation>You can wait a little longer. If you don&apos;t, the content is kept on this computer as a draft, and can be recovered at the next start.</translation>
    </message>
    <message>
        <source>再等等</source>
        <translation>Wait</translation>
    </message>
    <message>
        <source>不等了</source>
        <translation>Stop waiting</translation>
    </message>
</context>
<context>
    <name>ListDialog</name>
    <message>
        <source>审核人</source>
        <translation>Reviewer</translation>
    </message>
    <message>
        <source>复制这张表</source>
        <translation>Copy this table</translation>
    </message>
</context>
<context>
    <name>Mailing</name>
    <message>
        <source>还没有退回或者定稿的。</source>
        <translation>Nothing is returned or approved yet.</translation>
    </message>
    <message>
        <source>发回：放到哪个文件夹（一个单位一个子文件夹）</source>
        <translation>Send back: into which folder (one folder for each organ)</translation>
    </message>
    <message>
        <source>放好了</source>
        <translation>Put there</translation>
    </message>
    <message>
        <source>正在放好…</source>
        <translation>Putting them there…</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Organ</translation>
    </message>
    <message>
        <source>联系人</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>应报日期</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>还有 {count} 个单位没有交。</source>
        <translation>{count} organs have sent nothing yet.</translation>
    </message>
    <message>
        <source>先在「应报单位」里写明谁应报，才知道谁没交。</source>
        <translation>State first under “Roster” who must report; only then is it known who has not.</translation>
    </message>
    <message>
        <source>写催报函…</source>
        <translation>Write letters…</translation>
    </message>
    <message>
        <source>催报</source>
        <translation>Chase</translation>
    </message>
    <message>
        <source>催报函：放到哪个文件夹（一个单位一个子文件夹）</source>
        <translation>Letters: into which folder (one folder for each organ)</translation>
    </message>
    <message>
        <source>正在写催报函…</source>
        <translation>Writing letters…</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>正在打开…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>没有打开新的窗口：系统不让再开一个程序。</source>
        <translation>No window was opened: the system does not let another program start.</translation>
    </message>
</context>
<context>
    <name>MatchDialog</name>
    <message>
        <source>是哪个应报单位</source>
        <translation>Which Listed Organ</translation>
    </message>
    <message>
        <source>文件上的单位</source>
        <translation>Organ in the File</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>（都不是）</source>
        <translation>(none of these)</translation>
    </message>
    <message>
        <source>「{name}」是哪个应报单位</source>
        <translation>Which listed organ “{name}” is</translation>
    </message>
    <message>
        <source>记下</source>
        <translation>Keep</translation>
    </message>
    <message>
        <source>这些文件上的单位不在应报单位里。改了名的、写法不同的，选它是哪个单位；名称记在「曾用名、别名」里，以后都认得。文件不动。</source>
        <translation>The organs in these files are not listed. Where one was renamed or is written in another way, choose which organ it is; the name is kept under “Other names” and known from then on. The files are left alone.</translation>
    </message>
</context>
<context>
    <name>MergeDialog</name>
    <message>
        <source>合并</source>
        <translation>Merge</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>只有对方改过的 {taken} 处直接采用，列在下面。</source>
        <translation>Changed only by the other side and taken as they are: {taken}, listed below. </translation>
    </message>
    <message>
        <source>两边都改过的 {count} 处，请逐处选一个；没选上的记在批注里，不会丢。</source>
        <translation>Changed by both sides: {count}. Please choose at each; what is not chosen is kept in a remark. </translation>
    </message>
    <message>
        <source>合并后再保存才写到盘上。</source>
        <translation>Nothing is written to disk until you save after merging.</translation>
    </message>
    <message>
        <source>直接采用的 {count} 处</source>
        <translation>Taken as they are: {count}</translation>
    </message>
    <message>
        <source>直接采用的改动</source>
        <translation>Changes taken as they are</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>我的</source>
        <translation>Mine</translation>
    </message>
    <message>
        <source>采用后</source>
        <translation>After</translation>
    </message>
    <message>
        <source>冲突 {count} 处</source>
        <translation>Conflicts: {count}</translation>
    </message>
    <message>
        <source>全用我的</source>
        <translation>All mine</translation>
    </message>
    <message>
        <source>全用对方的</source>
        <translation>All theirs</translation>
    </message>
</context>
<context>
    <name>NewReportDialog</name>
    <message>
        <source>新建报告</source>
        <translation>New report</translation>
    </message>
    <message>
        <source>机关全称，与公章一致</source>
        <translation>Full name of the organ, as on its seal</translation>
    </message>
    <message>
        <source>机关名称</source>
        <translation>Organ</translation>
    </message>
    <message>
        <source>报告年度</source>
        <translation>Year of the report</translation>
    </message>
    <message>
        <source>选择文件…</source>
        <translation>Choose file…</translation>
    </message>
    <message>
        <source>不承接</source>
        <translation>Don&apos;t take over</translation>
    </message>
    <message>
        <source>新建</source>
        <translation>Create</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>承接去年</source>
        <translation>Take over last year</translation>
    </message>
    <message>
        <source>不承接：去年的数字不比对，结转自己填</source>
        <translation>Not taken over: no comparison with last year; fill in carried-over requests yourself</translation>
    </message>
    <message>
        <source>{name}（结转、现行有效、联系方式自动填好）</source>
        <translation>{name} (fills in carried-over requests, documents in force and contacts)</translation>
    </message>
    <message>
        <source>去年的报告</source>
        <translation>Last year&apos;s report</translation>
    </message>
    <message>
        <source>去年的报告，什么文件都行 ({patterns});;所有文件 (*)</source>
        <translation>Last year&apos;s report, any kind of file ({patterns});;All files (*)</translation>
    </message>
</context>
<context>
    <name>NoteEditor</name>
    <message>
        <source>表后说明</source>
        <translation>Note below the table</translation>
    </message>
    <message>
        <source>表后没有说明就空着。</source>
        <translation>Leave it empty where the table has no note.</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>比较</source>
        <translation>Compare</translation>
    </message>
    <message>
        <source>合并</source>
        <translation>Merge</translation>
    </message>
    <message>
        <source>改用磁盘上的</source>
        <translation>Use the one on disk</translation>
    </message>
    <message>
        <source>另存一份…</source>
        <translation>Save a copy…</translation>
    </message>
    <message>
        <source>找回</source>
        <translation>Recover</translation>
    </message>
    <message>
        <source>看拿不准的地方</source>
        <translation>See doubtful places</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>打开所在文件夹</source>
        <translation>Open its folder</translation>
    </message>
    <message>
        <source>打印…</source>
        <translation>Print…</translation>
    </message>
</context>
<context>
    <name>NumberPicker</name>
    <message>
        <source>查找要引用的数字</source>
        <translation>Find a figure to quote</translation>
    </message>
    <message>
        <source>找到的数字</source>
        <translation>Figures found</translation>
    </message>
    <message>
        <source>Enter 引用，随表中数字变化   Shift+Enter 逐个相加   Esc 只输入 @</source>
        <translation>Enter quotes it, and it follows the table   Shift+Enter adds up   Esc types @ only</translation>
    </message>
    <message>
        <source>未填</source>
        <translation>not filled in</translation>
    </message>
    <message>
        <source>输入表中的名称，如 本年新收、予以公开 自然人、复议+诉讼</source>
        <translation>Type names from the table, in the words of the form</translation>
    </message>
    <message>
        <source>已选 {count} 格，合计 {sum}：再选一格相加，或 Enter 引用</source>
        <translation>Chosen cells: {count}, sum {sum}. Add another one, or press Enter to quote</translation>
    </message>
</context>
<context>
    <name>OnDisk</name>
    <message>
        <source>别人（或另一个窗口）刚保存过这个文件。您这边的内容没有动：可以比较，也可以把两边合并起来。</source>
        <translation>Somebody else (or another window) has just saved this file. What you have here is untouched: you can compare the two, or merge them.</translation>
    </message>
    <message>
        <source>这个文件被换成了较早的一份（修订 {theirs}，您这边是修订 {ours}）。您这边的内容没有动：可以比较，也可以另存一份。</source>
        <translation>This file was replaced by an earlier copy (revision {theirs}; yours is revision {ours}). What you have here is untouched: you can compare the two, or save a copy.</translation>
    </message>
    <message>
        <source>现在找不到这个文件：U 盘拔了、网络盘断了，或者它被移走、改了名。填的内容都还在这里，可以接着填；接上后照常保存，也可以另存一份。</source>
        <translation>The file cannot be found now: the USB stick was pulled out, the network drive is gone, or the file was moved or renamed. All you typed is still here and you can go on. Save as usual once it is back, or save a copy.</translation>
    </message>
    <message>
        <source>盘上那一份</source>
        <translation>The copy on disk</translation>
    </message>
</context>
<context>
    <name>OpenReport</name>
    <message>
        <source>已改用磁盘上的内容。</source>
        <translation>Now showing what is on disk.</translation>
    </message>
    <message>
        <source>{organ} {year} 年度报告[*] — 年报台</source>
        <translation>{organ} · report of {year}[*] — Report Desk</translation>
    </message>
    <message>
        <source>只读</source>
        <translation>Read-only</translation>
    </message>
    <message>
        <source>只读 · </source>
        <translation>Read-only · </translation>
    </message>
    <message>
        <source>未保存的修改</source>
        <translation>Unsaved changes</translation>
    </message>
    <message>
        <source>还没有保存过</source>
        <translation>Never saved</translation>
    </message>
    <message>
        <source>已保存</source>
        <translation>Saved</translation>
    </message>
    <message>
        <source>已保存 {time}</source>
        <translation>Saved {time}</translation>
    </message>
    <message>
        <source> · 草稿已留存 {time}</source>
        <translation> · draft kept {time}</translation>
    </message>
</context>
<context>
    <name>OriginalPane</name>
    <message>
        <source>原件里没有读到这一格。</source>
        <translation>This cell was not read from the document.</translation>
    </message>
    <message>
        <source>空白</source>
        <translation>blank</translation>
    </message>
    <message>
        <source>原件的表</source>
        <translation>Table of the document</translation>
    </message>
    <message>
        <source>原件：{name}</source>
        <translation>Document: {name}</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Fold</translation>
    </message>
    <message>
        <source>不再看原件；填好的内容都在</source>
        <translation>Close the document; what is filled in stays</translation>
    </message>
    <message>
        <source>{place}「{text}」</source>
        <translation>{place}: “{text}”</translation>
    </message>
    <message>
        <source>这是图片，没有文字：请对着填。</source>
        <translation>This is a picture without text: please fill in from it.</translation>
    </message>
    <message>
        <source>上一页</source>
        <translation>Previous page</translation>
    </message>
    <message>
        <source>下一页</source>
        <translation>Next page</translation>
    </message>
</context>
<context>
    <name>Outline</name>
    <message>
        <source>报告各部分</source>
        <translation>Parts of the report</translation>
    </message>
</context>
<context>
    <name>OutlineModel</name>
    <message>
        <source>没有填</source>
        <translation>not begun</translation>
    </message>
    <message>
        <source>没有填完</source>
        <translation>not complete</translation>
    </message>
    <message>
        <source>已填好</source>
        <translation>complete</translation>
    </message>
    <message>
        <source>{count} 处必须改</source>
        <translation>{count} to fix</translation>
    </message>
    <message>
        <source>{count} 处须说明</source>
        <translation>{count} to explain</translation>
    </message>
    <message>
        <source>{count} 条批注未了</source>
        <translation>open remarks: {count}</translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>PageStack</name>
    <message>
        <source>预览</source>
        <translation>Preview</translation>
    </message>
</context>
<context>
    <name>PageView</name>
    <message>
        <source>第 {number}/{count} 页</source>
        <translation>Page {number} of {count}</translation>
    </message>
</context>
<context>
    <name>Passages</name>
    <message>
        <source>（表后说明）</source>
        <translation> (note below the table)</translation>
    </message>
    <message>
        <source>放进哪一节</source>
        <translation>Into which section</translation>
    </message>
    <message>
        <source>放进去</source>
        <translation>Put in</translation>
    </message>
    <message>
        <source>这一节放不下这么多字，没有放进去。</source>
        <translation>This section has no room for so much text; it was not put in.</translation>
    </message>
    <message>
        <source>没找到去处的文字：还有 {count} 段</source>
        <translation>Text that found no place: {count} left</translation>
    </message>
    <message>
        <source>没找到去处的文字都放好了</source>
        <translation>All text that found no place is dealt with</translation>
    </message>
    <message>
        <source>不要</source>
        <translation>dropped</translation>
    </message>
    <message>
        <source>✓ {where}：{words}</source>
        <translation>✓ {where}: {words}</translation>
    </message>
    <message>
        <source>没找到去处的文字</source>
        <translation>Text that found no place</translation>
    </message>
    <message>
        <source>可以拖到左边的一节上，或者拖进正文里</source>
        <translation>Can be dragged onto a section at the left, or into its text</translation>
    </message>
</context>
<context>
    <name>PhraseButton</name>
    <message>
        <source>常用意见</source>
        <translation>Phrases</translation>
    </message>
    <message>
        <source>插入一句常用意见：Alt+1 到 Alt+9</source>
        <translation>Insert a phrase: Alt+1 to Alt+9</translation>
    </message>
    <message>
        <source>把写的这句记成常用意见</source>
        <translation>Keep what is written as a phrase</translation>
    </message>
    <message>
        <source>在「设置」里改</source>
        <translation>Change them in the settings</translation>
    </message>
</context>
<context>
    <name>PreviewPanel</name>
    <message>
        <source>正在排版…</source>
        <translation>Laying out the pages…</translation>
    </message>
    <message>
        <source>第 {page} 页 / 共 {pages} 页 · 与导出的 PDF 完全一致</source>
        <translation>Page {page} of {pages} · exactly as in the exported PDF</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>做到哪里</source>
        <translation>How far it is</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>正在停下…</source>
        <translation>Stopping…</translation>
    </message>
</context>
<context>
    <name>ProofDialog</name>
    <message>
        <source>定稿指纹</source>
        <translation>Content fingerprint</translation>
    </message>
    <message>
        <source>抄下纸上的指纹，全角、横线、空格、大小写都可以</source>
        <translation>Type the fingerprint from the paper; dashes, spaces and case don&apos;t matter</translation>
    </message>
    <message>
        <source>纸上的定稿指纹</source>
        <translation>Content fingerprint on paper</translation>
    </message>
    <message>
        <source>核对</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>核对一份 PDF…</source>
        <translation>Check a PDF…</translation>
    </message>
    <message>
        <source>复制</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>核对的结果</source>
        <translation>Result of the check</translation>
    </message>
    <message>
        <source>正在核对「{name}」…</source>
        <translation>Checking “{name}”…</translation>
    </message>
    <message>
        <source>现在这一份</source>
        <translation>This copy now</translation>
    </message>
    <message>
        <source>导出或打印时选「印上定稿指纹」，它就印在最后一页的页脚。</source>
        <translation>Choose “Content fingerprint on the last page” when you export or print, and it stands in the footer of the last page.</translation>
    </message>
    <message>
        <source>或者把 PDF 拖到这里</source>
        <translation>Or drop a PDF here</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>先把纸上的指纹抄在这里。</source>
        <translation>Type the fingerprint from the paper here first.</translation>
    </message>
    <message>
        <source>指纹一致：就是这一份内容。纸上的各页请自己对着看，或者核对 PDF。</source>
        <translation>The fingerprint matches: it is this content. Please compare the pages on paper yourself, or check a PDF.</translation>
    </message>
    <message>
        <source>指纹不一致：抄下来的指纹没有抄错，但不是这一份内容的。</source>
        <translation>The fingerprint does not match: it was copied without a slip, but belongs to other content.</translation>
    </message>
    <message>
        <source>核对哪一份 PDF</source>
        <translation>Which PDF to check</translation>
    </message>
    <message>
        <source>PDF 文件 (*.pdf)</source>
        <translation>PDF files (*.pdf)</translation>
    </message>
    <message>
        <source>数据不一致：「{name}」是「{organ}」{year} 年的，定稿指纹 {fingerprint}，不是这一份。</source>
        <translation>The data do not match: “{name}” is the report of “{organ}” for {year}, content fingerprint {fingerprint}; it is not this one.</translation>
    </message>
    <message>
        <source>没有写</source>
        <translation>none</translation>
    </message>
    <message>
        <source>数据一致：「{name}」随附的数据就是这一份。{pages}</source>
        <translation>The data match: what “{name}” carries is this report. {pages}</translation>
    </message>
</context>
<context>
    <name>ProseEditor</name>
    <message>
        <source>引用表中数字</source>
        <translation>Quote a figure</translation>
    </message>
    <message>
        <source>{table}「{cell}」</source>
        <translation>{table} “{cell}”</translation>
    </message>
    <message>
        <source>（双击去这一格）</source>
        <translation> (double-click goes to the cell)</translation>
    </message>
    <message>
        <source>输入</source>
        <translation>Typing</translation>
    </message>
    <message>
        <source>这一节最多 {most} 字，刚才的没有放进去。</source>
        <translation>This section holds at most {most} characters; what you just entered was left out.</translation>
    </message>
    <message>
        <source>图片不能放进年报的文字里，没有粘贴图片。</source>
        <translation>Pictures cannot stand in the text of the report; none was pasted.</translation>
    </message>
    <message>
        <source>表格放成了文字，一行一段；法定的三张表请到各自的部分粘贴。</source>
        <translation>The table became text, a paragraph for each row; paste the three statutory tables in their own sections.</translation>
    </message>
</context>
<context>
    <name>ProsePage</name>
    <message>
        <source>在这里写，或从 Word 粘贴。输入 @ 引用表中的数字。</source>
        <translation>Write here, or paste from Word. Type @ to quote a figure of the tables.</translation>
    </message>
    <message>
        <source>写入 {count} 个小标题</source>
        <translation>Insert headings: {count}</translation>
    </message>
    <message>
        <source>引用表中数字 @</source>
        <translation>Quote a figure @</translation>
    </message>
    <message>
        <source>本节 {count} 字</source>
        <translation>Characters in this section: {count}</translation>
    </message>
    <message>
        <source>{count} 字</source>
        <translation>Characters: {count}</translation>
    </message>
    <message>
        <source> / 建议 {limit} 字内</source>
        <translation> / advised at most {limit}</translation>
    </message>
    <message>
        <source>常用句</source>
        <translation>Usual sentences</translation>
    </message>
</context>
<context>
    <name>Receiving</name>
    <message>
        <source>年报文件、Word、Excel、PDF、网页 ({patterns});;所有文件 (*)</source>
        <translation>Report files, Word, Excel, PDF, web pages ({patterns});;All files (*)</translation>
    </message>
    <message>
        <source>收件：选收到的文件，可以一次选许多</source>
        <translation>Receive: choose the files that came, as many as you like</translation>
    </message>
    <message>
        <source>正在看收到的文件…</source>
        <translation>Looking at what arrived…</translation>
    </message>
    <message>
        <source>正在收下…</source>
        <translation>Receiving…</translation>
    </message>
    <message>
        <source>收 {taken} 份，不收 {left} 份。原来的文件不动，已有的不覆盖。</source>
        <translation>{taken} are taken, {left} are not. The originals stay as they are, and nothing is overwritten.</translation>
    </message>
    <message>
        <source>收 {taken} 份，核对 {asked} 份，不收 {left} 份。原来的文件不动，已有的不覆盖。</source>
        <translation>{taken} are taken, {asked} are to be checked, {left} are not taken. The originals stay as they are, and nothing is overwritten.</translation>
    </message>
    <message>
        <source>收不收</source>
        <translation>Taken</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Organ</translation>
    </message>
    <message>
        <source>年度</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>收件</source>
        <translation>Receive</translation>
    </message>
    <message>
        <source>拿不准</source>
        <translation>Doubts</translation>
    </message>
    <message>
        <source>为什么</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>核对</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>收</source>
        <translation>Take</translation>
    </message>
    <message>
        <source>不收</source>
        <translation>Leave</translation>
    </message>
    <message>
        <source>收下 {taken} 份，再核对 {asked} 份…</source>
        <translation>Take {taken}, then check {asked}…</translation>
    </message>
    <message>
        <source>收下 {count} 份</source>
        <translation>Take {count}</translation>
    </message>
    <message>
        <source>读进来…</source>
        <translation>Read it in…</translation>
    </message>
    <message>
        <source>逐份核对 {count} 份…</source>
        <translation>Check {count} one by one…</translation>
    </message>
    <message>
        <source>收下了</source>
        <translation>Taken</translation>
    </message>
    <message>
        <source>收下 {count} 份。</source>
        <translation>{count} taken.</translation>
    </message>
</context>
<context>
    <name>RecentList</name>
    <message>
        <source>最近的报告</source>
        <translation>Recent reports</translation>
    </message>
</context>
<context>
    <name>RecentModel</name>
    <message>
        <source>{year} 年</source>
        <translation>{year}</translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>RecoveryDialog</name>
    <message>
        <source>找回</source>
        <translation>Recover</translation>
    </message>
    <message>
        <source>草稿和备份</source>
        <translation>Drafts and backups</translation>
    </message>
    <message>
        <source>打开这一份</source>
        <translation>Open this one</translation>
    </message>
    <message>
        <source>并排比较</source>
        <translation>Compare side by side</translation>
    </message>
    <message>
        <source>不要这份草稿</source>
        <translation>Discard this draft</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>草稿是意外退出时留下的，备份是保存时留下的。</source>
        <translation>Drafts were left when the program ended unexpectedly; backups are made at each save. </translation>
    </message>
    <message>
        <source>没有草稿，也没有备份。保存过的报告，每次保存的样子会留在这里。</source>
        <translation>There are no drafts and no backups. Every saved state of a report will be kept here. </translation>
    </message>
    <message>
        <source>恢复以后可以撤销，再保存才写到盘上；这里的都还在。</source>
        <translation>Restoring can be undone, and nothing is written to disk until you save; all that is listed stays here.</translation>
    </message>
    <message>
        <source>打开以后，再保存才写到盘上；这里的都还在。</source>
        <translation>Nothing is written to disk until you save; all that is listed stays here.</translation>
    </message>
    <message>
        <source>恢复成这一份</source>
        <translation>Restore this one</translation>
    </message>
</context>
<context>
    <name>RegionDialog</name>
    <message>
        <source>生成本地区报告</source>
        <translation>Add up the region&apos;s report</translation>
    </message>
    <message>
        <source>本地区的机关全称</source>
        <translation>Full name of the region</translation>
    </message>
    <message>
        <source>只算定稿的</source>
        <translation>Only approved ones</translation>
    </message>
    <message>
        <source>送审了的都算</source>
        <translation>All that were handed over</translation>
    </message>
    <message>
        <source>交来的都算</source>
        <translation>All that came</translation>
    </message>
    <message>
        <source>机关名称</source>
        <translation>Organ</translation>
    </message>
    <message>
        <source>算哪些</source>
        <translation>Which ones</translation>
    </message>
    <message>
        <source>生成</source>
        <translation>Add up</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>没有选</source>
        <translation>None chosen</translation>
    </message>
    <message>
        <source>选文件…</source>
        <translation>Choose file…</translation>
    </message>
    <message>
        <source>本地区 {year} 年的报告</source>
        <translation>The region&apos;s report for {year}</translation>
    </message>
    <message>
        <source>选本地区去年的报告</source>
        <translation>Choose the region&apos;s report of last year</translation>
    </message>
    <message>
        <source>年报文件 (*.rdesk);;所有文件 (*)</source>
        <translation>Report files (*.rdesk);;All files (*)</translation>
    </message>
</context>
<context>
    <name>RemarkForm</name>
    <message>
        <source>写批注</source>
        <translation>Write remark</translation>
    </message>
    <message>
        <source>记下</source>
        <translation>Keep</translation>
    </message>
    <message>
        <source>批注的地方</source>
        <translation>Place of the remark</translation>
    </message>
    <message>
        <source>改成（留给经办采纳）</source>
        <translation>Change to (left to the clerk to take)</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>批注都已了结。</source>
        <translation>All remarks are closed.</translation>
    </message>
    <message>
        <source>没有上次审核以来的改动。</source>
        <translation>No changes since the last review.</translation>
    </message>
    <message>
        <source>已记成改稿建议，由经办采纳；表里的数没有动。</source>
        <translation>Recorded as a suggestion for the clerk to take; the figures in the table are untouched.</translation>
    </message>
    <message>
        <source>现在只批注，不改数。要改，请在上面换成「改稿」或「填报」。</source>
        <translation>You are in “Remark only”: nothing is changed. To change something, switch to “Suggest” or “Fill in” above.</translation>
    </message>
    <message>
        <source>这一项不能记成建议。要直接改，请在上面换成「填报」。</source>
        <translation>This cannot be recorded as a suggestion. To change it directly, switch to “Fill in” above.</translation>
    </message>
    <message>
        <source>填报：直接改数改字。</source>
        <translation>Fill in: change figures and texts directly.</translation>
    </message>
    <message>
        <source>只批注：选中格子或句子，按「＋ 批注」。</source>
        <translation>Remark only: select a cell or a sentence, then press “+ Remark”.</translation>
    </message>
    <message>
        <source>改稿：直接改数；改文字先选中句子，再按「＋ 批注」。都留作建议。</source>
        <translation>Suggest: type over figures; for texts select a sentence, then press “+ Remark”. All of it stays a suggestion.</translation>
    </message>
    <message>
        <source>了结批注</source>
        <translation>Close remark</translation>
    </message>
    <message>
        <source>采纳</source>
        <translation>Take</translation>
    </message>
    <message>
        <source>不采纳</source>
        <translation>Don&apos;t take</translation>
    </message>
    <message>
        <source>撤回建议</source>
        <translation>Withdraw suggestion</translation>
    </message>
    <message>
        <source>审核说明</source>
        <translation>Review explanation</translation>
    </message>
    <message>
        <source>选中格子或句子，按「＋ 批注」写给对方。批注跟着文件走，不打印，也不影响定稿指纹。</source>
        <translation>Select a cell or a sentence and press “+ Remark” to write to the other side. Remarks travel with the file; they do not print and do not change the content fingerprint.</translation>
    </message>
</context>
<context>
    <name>ReviewPanel</name>
    <message>
        <source>＋ 批注</source>
        <translation>+ Remark</translation>
    </message>
    <message>
        <source>对选中的格子、句子、本部分或全文写批注  Ctrl+Alt+M</source>
        <translation>Write a remark on the selected cell or sentence, on this part or on the whole report  Ctrl+Alt+M</translation>
    </message>
    <message>
        <source>还有 {count} 条没有列出，了结前面的就会出来。</source>
        <translation>Not listed: {count}. They appear as those above are closed.</translation>
    </message>
</context>
<context>
    <name>RosterDialog</name>
    <message>
        <source>应报单位</source>
        <translation>Roster</translation>
    </message>
    <message>
        <source>单位全称</source>
        <translation>Full name</translation>
    </message>
    <message>
        <source>简称</source>
        <translation>Short name</translation>
    </message>
    <message>
        <source>层级</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>上级</source>
        <translation>Parent</translation>
    </message>
    <message>
        <source>联系人</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>应报日期</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>一行一个单位。从 Excel 或文字里复制以后，在这里按 Ctrl+V；第一行是表头也认得。</source>
        <translation>One organ a line. Copy from Excel or a text and press Ctrl+V here; a line of heads is understood.</translation>
    </message>
    <message>
        <source>粘贴</source>
        <translation>Paste</translation>
    </message>
    <message>
        <source>从文件读…</source>
        <translation>Read a file…</translation>
    </message>
    <message>
        <source>加一行</source>
        <translation>Add a line</translation>
    </message>
    <message>
        <source>用文件夹里的单位</source>
        <translation>Take those of the folder</translation>
    </message>
    <message>
        <source>存下</source>
        <translation>Keep</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>{count} 个单位</source>
        <translation>{count} organs</translation>
    </message>
    <message>
        <source>应报单位的名单</source>
        <translation>The list of organs that must report</translation>
    </message>
    <message>
        <source>文本、CSV、Excel (*.txt *.csv *.xlsx *.xls *.et);;所有文件 (*)</source>
        <translation>Text, CSV, Excel (*.txt *.csv *.xlsx *.xls *.et);;All files (*)</translation>
    </message>
    <message>
        <source>正在读「{name}」…</source>
        <translation>Reading “{name}”…</translation>
    </message>
    <message>
        <source>曾用名、别名</source>
        <translation>Other names</translation>
    </message>
    <message>
        <source>名单改过，还没有存下。</source>
        <translation>The list was changed and is not stored yet.</translation>
    </message>
    <message>
        <source>要存下吗？</source>
        <translation>Store it?</translation>
    </message>
    <message>
        <source>不要了</source>
        <translation>Drop it</translation>
    </message>
    <message>
        <source>回去接着改</source>
        <translation>Go back and go on</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>年报文件 (*.rdesk)</source>
        <translation>Report files (*.rdesk)</translation>
    </message>
    <message>
        <source>保存报告</source>
        <translation>Save report</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>在各节文字里查找</source>
        <translation>Find in all texts</translation>
    </message>
    <message>
        <source>查找</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>替换为</source>
        <translation>Replace with</translation>
    </message>
    <message>
        <source>上一处</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>下一处</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>替换</source>
        <translation>Replace</translation>
    </message>
    <message>
        <source>全部替换</source>
        <translation>Replace all</translation>
    </message>
    <message>
        <source>关闭 Esc</source>
        <translation>Close Esc</translation>
    </message>
    <message>
        <source>都替换了</source>
        <translation>All replaced</translation>
    </message>
    <message>
        <source>替换了 {count} 处</source>
        <translation>Replaced: {count}</translation>
    </message>
    <message>
        <source>没有找到</source>
        <translation>Not found</translation>
    </message>
    <message>
        <source>第 {place} 处，共 {count} 处</source>
        <translation>{place} of {count}</translation>
    </message>
    <message>
        <source>共 {count} 处</source>
        <translation>Found: {count}</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>打开报告</source>
        <translation>Open report</translation>
    </message>
    <message>
        <source>年报文件、Word、Excel、PDF、网页 ({patterns});;所有文件 (*)</source>
        <translation>Report files, Word, Excel, PDF, web pages ({patterns});;All files (*)</translation>
    </message>
    <message>
        <source>选择 {year} 年的报告</source>
        <translation>Choose the report of {year}</translation>
    </message>
    <message>
        <source>去年的报告，什么文件都行 ({patterns});;所有文件 (*)</source>
        <translation>Last year&apos;s report, any kind of file ({patterns});;All files (*)</translation>
    </message>
    <message>
        <source>承接去年</source>
        <translation>Take over last year</translation>
    </message>
    <message>
        <source>找回</source>
        <translation>Recover</translation>
    </message>
    <message>
        <source>上次意外退出时留下 {count} 份草稿（{organ} {year}）。</source>
        <translation>Drafts left when the program last ended unexpectedly: {count} ({organ} {year}).</translation>
    </message>
    <message>
        <source>{organ} {year} 年报告</source>
        <translation>{organ}, report of {year}</translation>
    </message>
    <message>
        <source>「{name}」还有没保存的修改。</source>
        <translation>“{name}” has unsaved changes.</translation>
    </message>
    <message>
        <source>现在保存吗？</source>
        <translation>Save them now?</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>不保存</source>
        <translation>Don&apos;t save</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>「{name}」已经在另一个窗口打开。</source>
        <translation>“{name}” is already open in another window.</translation>
    </message>
    <message>
        <source>两边都改，后保存的一边会收到提醒，不会悄悄覆盖。</source>
        <translation>If both are changed, whoever saves last is warned; nothing is overwritten silently.</translation>
    </message>
    <message>
        <source>不打开</source>
        <translation>Don&apos;t open</translation>
    </message>
    <message>
        <source>仍然打开</source>
        <translation>Open all the same</translation>
    </message>
    <message>
        <source>这份草稿是电脑「{name}」留的，那边可能还开着。</source>
        <translation>This draft was left by the computer “{name}”; it may still be open there.</translation>
    </message>
    <message>
        <source>去掉以后，那边没有保存的内容万一丢了就找不回来。</source>
        <translation>Once discarded, what was not saved there cannot be recovered should it get lost.</translation>
    </message>
    <message>
        <source>留着</source>
        <translation>Keep</translation>
    </message>
    <message>
        <source>仍然去掉</source>
        <translation>Discard all the same</translation>
    </message>
    <message>
        <source>已恢复，请核对后保存。</source>
        <translation>Restored. Please check, then save.</translation>
    </message>
    <message>
        <source>选的是「{organ}」{year} 年的报告。</source>
        <translation>You chose the report of “{organ}” for {year}.</translation>
    </message>
    <message>
        <source>本报告是「{organ}」{year} 年的。仍然承接吗？</source>
        <translation>This report is of “{organ}” for {year}. Take it over all the same?</translation>
    </message>
    <message>
        <source>仍然承接</source>
        <translation>Take over all the same</translation>
    </message>
    <message>
        <source>不承接</source>
        <translation>Don&apos;t take over</translation>
    </message>
    <message>
        <source>「{organ}」{year} 年的报告已经有一份：{name}。</source>
        <translation>There is a report of {organ} for {year} already: {name}.</translation>
    </message>
    <message>
        <source>接着填那一份，还是另外新建一份？</source>
        <translation>Go on with it, or begin another one?</translation>
    </message>
    <message>
        <source>打开那一份</source>
        <translation>Open it</translation>
    </message>
    <message>
        <source>另外新建</source>
        <translation>Begin another</translation>
    </message>
    <message>
        <source>打开收年报的文件夹</source>
        <translation>Open the folder of reports</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>新建报告时用</source>
        <translation>Used for new reports</translation>
    </message>
    <message>
        <source>写说明和批注时署名</source>
        <translation>Signs explanations and remarks</translation>
    </message>
    <message>
        <source>打开和保存时先看这里</source>
        <translation>Where opening and saving begin</translation>
    </message>
    <message>
        <source>跟随系统</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>浅色</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>深色</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>下次打开程序时换用。</source>
        <translation>Takes effect at the next start.</translation>
    </message>
    <message>
        <source>程序不连网。设置、草稿和备份都只在这台电脑上。</source>
        <translation>The program never uses the network. Settings, drafts and backups are on this computer only.</translation>
    </message>
    <message>
        <source>选择…</source>
        <translation>Choose…</translation>
    </message>
    <message>
        <source>本机关</source>
        <translation>My organ</translation>
    </message>
    <message>
        <source>我的姓名</source>
        <translation>My name</translation>
    </message>
    <message>
        <source>常用文件夹</source>
        <translation>Usual folder</translation>
    </message>
    <message>
        <source>外观</source>
        <translation>Look</translation>
    </message>
    <message>
        <source>字号</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>页码位置</source>
        <translation>Page numbers</translation>
    </message>
    <message>
        <source>语言 / Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>确定</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>一行一句，写批注时按 Alt+1 到 Alt+9 插入</source>
        <translation>One a line; Alt+1 to Alt+9 insert them into a remark</translation>
    </message>
    <message>
        <source>常用意见</source>
        <translation>Phrases</translation>
    </message>
</context>
<context>
    <name>Settling</name>
    <message>
        <source>就用原件</source>
        <translation>Take the original</translation>
    </message>
    <message>
        <source>不取</source>
        <translation>Leave out</translation>
    </message>
    <message>
        <source>全部照原件</source>
        <translation>Take all as in the original</translation>
    </message>
    <message>
        <source>放入文字</source>
        <translation>put in text</translation>
    </message>
</context>
<context>
    <name>SourcesDialog</name>
    <message>
        <source>底稿 — {organ} {year}</source>
        <translation>Sources — {organ} {year}</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>报告里</source>
        <translation>In the report</translation>
    </message>
    <message>
        <source>各单位合计</source>
        <translation>Sum of the organs</translation>
    </message>
    <message>
        <source>订正</source>
        <translation>Corrections</translation>
    </message>
    <message>
        <source>报告里的数</source>
        <translation>Numbers of the report</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Organ</translation>
    </message>
    <message>
        <source>数</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>这个数的来源</source>
        <translation>Where this number comes from</translation>
    </message>
    <message>
        <source>存成 Excel…</source>
        <translation>Keep as a workbook…</translation>
    </message>
    <message>
        <source>订正这个数…</source>
        <translation>Correct this number…</translation>
    </message>
    <message>
        <source>存成 PDF…</source>
        <translation>Save as PDF…</translation>
    </message>
    <message>
        <source>左边选一个数，右边是它由哪些单位来；双击一个单位打开它的报告，停在那一格。</source>
        <translation>Choose a number at the left to see at the right which organs it comes from; a double click on an organ opens its report at that cell.</translation>
    </message>
    <message>
        <source>核对 PDF…</source>
        <translation>Check a PDF…</translation>
    </message>
    <message>
        <source>核对：选本地区报告的 PDF</source>
        <translation>Check: choose a PDF of the region&apos;s report</translation>
    </message>
    <message>
        <source>PDF、年报文件 (*.pdf *.rdesk);;所有文件 (*)</source>
        <translation>PDF, reports (*.pdf *.rdesk);;All files (*)</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>新建 {year} 年报告</source>
        <translation>New report of {year}</translation>
    </message>
    <message>
        <source>打开文件</source>
        <translation>Open file</translation>
    </message>
    <message>
        <source>找回</source>
        <translation>Recover</translation>
    </message>
    <message>
        <source>意外退出留下的草稿，和每次保存的备份</source>
        <translation>Drafts and backups</translation>
    </message>
    <message>
        <source>比较两份年报…</source>
        <translation>Compare two reports…</translation>
    </message>
    <message>
        <source>看一份改成另一份改了哪些数、哪些话，两个文件都不动</source>
        <translation>See which figures and sentences were changed from one to the other; both files stay as they are</translation>
    </message>
    <message>
        <source>还没有报告。新建一份，或者打开别人发来的 .rdesk 文件。</source>
        <translation>No reports yet. Make a new one, or open an .rdesk file that somebody sent you.</translation>
    </message>
    <message>
        <source>选好机关和年度，可承接去年的报告</source>
        <translation>Choose organ and year</translation>
    </message>
    <message>
        <source>{organ} · 可选去年的报告来承接</source>
        <translation>{organ} · can follow last year&apos;s</translation>
    </message>
    <message>
        <source>{organ} · 承接 {last} 年结转</source>
        <translation>{organ} · follows {last}</translation>
    </message>
    <message>
        <source>年报台</source>
        <translation>Report Desk</translation>
    </message>
    <message>
        <source>政府信息公开工作年度报告 · 离线填报、检查、打印、交审</source>
        <translation>Annual report on government information disclosure · fill in, check, print, hand over; all offline</translation>
    </message>
    <message>
        <source>最近</source>
        <translation>Recent</translation>
    </message>
    <message>
        <source>看看并恢复</source>
        <translation>Look and restore</translation>
    </message>
    <message>
        <source>年报文件，或者 Word、Excel、PDF、网页</source>
        <translation>A report file, or Word, Excel, PDF, a web page</translation>
    </message>
    <message>
        <source>粘贴整份…</source>
        <translation>Paste a whole report…</translation>
    </message>
    <message>
        <source>在网页、Word 或 WPS 里全选、复制的一份年报</source>
        <translation>A report that was copied whole in a web page, Word or WPS</translation>
    </message>
    <message>
        <source>收一批年报…</source>
        <translation>Collect reports…</translation>
    </message>
    <message>
        <source>打开一个文件夹：谁交了、谁没交，一份一份审，汇总</source>
        <translation>Open a folder: who has reported and who has not, review one after the other, add up</translation>
    </message>
</context>
<context>
    <name>StartRoom</name>
    <message>
        <source>开始 — 年报台</source>
        <translation>Start — Report Desk</translation>
    </message>
</context>
<context>
    <name>StepDialog</name>
    <message>
        <source>会记在文件里，只问一次</source>
        <translation>Recorded in the file; asked only once</translation>
    </message>
    <message>
        <source>您的姓名</source>
        <translation>Your name</translation>
    </message>
    <message>
        <source>U 盘或文件夹；空着就不另存</source>
        <translation>USB stick or folder; leave it empty to save no copy</translation>
    </message>
    <message>
        <source>另存一份到</source>
        <translation>Save a copy to</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>选择…</source>
        <translation>Choose…</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>上一步还在保存，请稍候。</source>
        <translation>The last step is still being saved. Please wait.</translation>
    </message>
    <message>
        <source>没有选保存的地方，这一步没有做。</source>
        <translation>No place to save was chosen; the step was not taken.</translation>
    </message>
    <message>
        <source>这一份就在那个文件夹里，不用再另存。</source>
        <translation>This file is in that folder already; no copy is needed.</translation>
    </message>
    <message>
        <source>没有保存成，「{step}」这一步没有做。</source>
        <translation>It could not be saved, so this step was not taken: “{step}”.</translation>
    </message>
    <message>
        <source>自己的文件已经保存并记下了这一步；换一个地方，用「另存为」再存一份就行。</source>
        <translation>Your own file is saved and has the step on record. Choose another place and use “Save as” for the copy.</translation>
    </message>
    <message>
        <source>已另存 {path}，可以交给上级了。</source>
        <translation>A copy is saved as {path}; you can give it to the supervisor.</translation>
    </message>
    <message>
        <source>已另存 {path}，可以交还经办了。</source>
        <translation>A copy is saved as {path}; you can give it back to the clerk.</translation>
    </message>
    <message>
        <source>还不能定稿：有 {count} 处没有解决。</source>
        <translation>It cannot be approved yet. Unresolved: {count}.</translation>
    </message>
    <message>
        <source>交给上级</source>
        <translation>Hand over</translation>
    </message>
    <message>
        <source>先保存，再把同样的一份另存到 U 盘或文件夹，交给上级。自己的文件留着。</source>
        <translation>Saves first, then saves the same again on a USB stick or in a folder for the supervisor. You keep your own file.</translation>
    </message>
    <message>
        <source>附言</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>可以不写</source>
        <translation>Optional</translation>
    </message>
    <message>
        <source>收回修改</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>收回后可以接着改，改好再交一次。上级手里的那一份就旧了，请告诉上级。</source>
        <translation>Once taken back you can go on changing it, and hand it over again. The supervisor&apos;s copy is then out of date; please tell the supervisor.</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>如：漏填了表四，收回补上</source>
        <translation>For example: table 4 was left out; taken back to fill it in</translation>
    </message>
    <message>
        <source>收回</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>退给经办修改。批注（未了 {count} 条）和改稿建议都在文件里，一起回去。</source>
        <translation>Returns it to the clerk. The remarks (open: {count}) and suggestions go along in the file.</translation>
    </message>
    <message>
        <source>退回修改</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>退回原因</source>
        <translation>Reason for the return</translation>
    </message>
    <message>
        <source>可以不写，记成「见批注」</source>
        <translation>Optional; if empty it says to see the remarks</translation>
    </message>
    <message>
        <source>经办打开文件就看到这句话</source>
        <translation>The clerk sees this when opening the file</translation>
    </message>
    <message>
        <source>记下定稿指纹 {fingerprint}。以后印出来的内容有一个字不同，打开就看得出来。</source>
        <translation>Records the content fingerprint {fingerprint}. Should what prints ever differ by one character, it shows as soon as the file is opened.</translation>
    </message>
    <message>
        <source>同意定稿</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>意见</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>更正</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>定稿或公布以后发现差错，写明原因再改。原来的定稿和这次更正都留在历次记录里。</source>
        <translation>For an error found after approval or publication: state the reason, then change it. The approved state and this correction both stay in the history.</translation>
    </message>
    <message>
        <source>更正原因</source>
        <translation>Reason for the correction</translation>
    </message>
    <message>
        <source>如：表三「上年结转」漏计 1 件</source>
        <translation>For example: one carried-over request is missing in table 3</translation>
    </message>
    <message>
        <source>开始更正</source>
        <translation>Begin correction</translation>
    </message>
    <message>
        <source>记作「{organ}」用「{source}」交来的，由您核对收下，存进文件夹。</source>
        <translation>It is recorded as handed in by “{organ}” as “{source}”, looked through and taken in by you, and saved into the folder.</translation>
    </message>
    <message>
        <source>收下</source>
        <translation>Take in</translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <source>取消 Esc</source>
        <translation>Cancel Esc</translation>
    </message>
</context>
<context>
    <name>TableModel</name>
    <message>
        <source>填数</source>
        <translation>Fill in</translation>
    </message>
    <message>
        <source>纸上的总计</source>
        <translation>Total on paper</translation>
    </message>
    <message>
        <source>填满选区</source>
        <translation>Fill selection</translation>
    </message>
</context>
<context>
    <name>TablePage</name>
    <message>
        <source>空白补零</source>
        <translation>Fill blanks with 0</translation>
    </message>
    <message>
        <source>从 Excel / WPS 粘贴</source>
        <translation>Paste from Excel / WPS</translation>
    </message>
    <message>
        <source>表后说明</source>
        <translation>Note below the table</translation>
    </message>
    <message>
        <source>清空</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>向下填充</source>
        <translation>Fill down</translation>
    </message>
    <message>
        <source>剪贴板里没有可以粘贴的数字。先在 Excel、WPS 或网页里复制一块表格。</source>
        <translation>There are no figures to paste on the clipboard. First copy part of a table in Excel, WPS or a web page.</translation>
    </message>
    <message>
        <source>粘贴 Enter</source>
        <translation>Paste Enter</translation>
    </message>
    <message>
        <source>粘贴</source>
        <translation>Paste</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>剪切</source>
        <translation>Cut</translation>
    </message>
    <message>
        <source>复制</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>看各项</source>
        <translation>Show addends</translation>
    </message>
    <message>
        <source>填报口径</source>
        <translation>Definition</translation>
    </message>
    <message>
        <source>灰色格由程序计算，也可输入纸上的总计来核对</source>
        <translation>Grey cells are computed; type a printed total to check it</translation>
    </message>
    <message>
        <source>向右填充</source>
        <translation>Fill right</translation>
    </message>
    <message>
        <source>    Ctrl+[ 看各项；纸上印着总计的，直接输入就能核对</source>
        <translation>    Ctrl+[ shows the addends; type a printed total to check it</translation>
    </message>
    <message>
        <source>填报口径 Shift+F1</source>
        <translation>Definition Shift+F1</translation>
    </message>
</context>
<context>
    <name>TurnBar</name>
    <message>
        <source>逐处看</source>
        <translation>One by one</translation>
    </message>
    <message>
        <source>填报</source>
        <translation>Fill in</translation>
    </message>
    <message>
        <source>直接改数改字</source>
        <translation>Change figures and texts directly</translation>
    </message>
    <message>
        <source>只批注</source>
        <translation>Remark only</translation>
    </message>
    <message>
        <source>审核：看和写批注，不改数</source>
        <translation>Review: read and write remarks, change nothing</translation>
    </message>
    <message>
        <source>改稿</source>
        <translation>Suggest</translation>
    </message>
    <message>
        <source>审核：改的留作建议，由经办采纳</source>
        <translation>Review: changes stay suggestions for the clerk to take</translation>
    </message>
    <message>
        <source>方式</source>
        <translation>Mode</translation>
    </message>
</context>
<context>
    <name>Turns</name>
    <message>
        <source>{format} 格式</source>
        <translation>Format {format}</translation>
    </message>
    <message>
        <source> · 指纹 {fingerprint}</source>
        <translation> · fingerprint {fingerprint}</translation>
    </message>
    <message>
        <source>PDF 文件 (*.pdf)</source>
        <translation>PDF files (*.pdf)</translation>
    </message>
    <message>
        <source>导出审核意见单</source>
        <translation>Export review sheet</translation>
    </message>
    <message>
        <source>已导出到 {path}</source>
        <translation>Exported to {path}</translation>
    </message>
    <message>
        <source>盘上那一份</source>
        <translation>The copy on disk</translation>
    </message>
    <message>
        <source>已合并，请核对后保存。两份原来的内容都还在（盘上和备份里）。</source>
        <translation>Merged. Please check, then save. Both copies are still there as they were (on disk and in the backups).</translation>
    </message>
    <message>
        <source>草稿</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>备份</source>
        <translation>Backup</translation>
    </message>
</context>
<context>
    <name>Undoing</name>
    <message>
        <source>「{step}」以前的改动不能撤销：要再改，用「收回修改」或「更正」。</source>
        <translation>Changes before this step cannot be undone: “{step}”. To change more, use “Take back” or “Correct”.</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>重做</source>
        <translation>Redo</translation>
    </message>
</context>
<context>
    <name>WholeDialog</name>
    <message>
        <source>全文</source>
        <translation>Full text</translation>
    </message>
    <message>
        <source>{name}：{text}</source>
        <translation>{name}: {text}</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>Writing</name>
    <message>
        <source>写答复</source>
        <translation>Write answer</translation>
    </message>
    <message>
        <source>记下</source>
        <translation>Keep</translation>
    </message>
    <message>
        <source>先把这一条写完：记下，或者取消。</source>
        <translation>Finish this one first: keep it or cancel.</translation>
    </message>
    <message>
        <source>还没有记下，写的都留着：要丢掉就按「取消」。</source>
        <translation>Not kept yet, and nothing is lost: press “Cancel” to drop it.</translation>
    </message>
    <message>
        <source>批注</source>
        <translation>Remarks</translation>
    </message>
    <message>
        <source>答复批注</source>
        <translation>Answer remark</translation>
    </message>
</context>
</TS>
