"""Printouts for the tests of the page, made by hand from the formats and invented prose."""

from __future__ import annotations

from report_desk import resources
from report_desk.core.layout import Role, grid
from report_desk.core.printout import Heading, Paragraph, PrintOptions, Printout, TableBlock

ORGAN = "云溪县文化和旅游局"
PREFACE = (
    "根据《中华人民共和国政府信息公开条例》第五十条规定，现公布云溪县文化和旅游局2024年政府信息公开工作年度报告。"
    "本报告由总体情况，主动公开政府信息情况，收到和处理政府信息公开申请情况，政府信息公开行政复议、行政诉讼情况，"
    "存在的主要问题及改进情况，其他需要报告的事项等六部分组成。报告所列数据的统计期限自2024年1月1日起，至2024年12月31日止。"
    "如对本报告有疑问，请与云溪县文化和旅游局办公室联系（地址：云溪县人民路18号；邮编：255000；电话：0533-2880386；"
    "电子邮箱：wlj@yunxi.example）。"
)
OVERVIEW = (
    "2024年，云溪县文化和旅游局坚持以习近平新时代中国特色社会主义思想为指导，认真贯彻落实《中华人民共和国政府信息公开条例》"
    "和县委、县政府关于政务公开工作的部署要求，坚持“以公开为常态、不公开为例外”，围绕群众关切深化公开内容、拓展公开渠道，"
    "各项工作取得新的进展。",
    "（一）主动公开。全年通过县政府门户网站主动公开信息1,286条，其中公共文化服务类信息512条、旅游市场监管类信息308条、"
    "文物保护类信息196条；制发行政规范性文件2件，废止1件，现行有效9件；发布政策解读18篇，其中图解12篇，解读率达100%；"
    "举办“政府开放日”活动3场，邀请市民代表126人次走进图书馆、博物馆、非物质文化遗产展示中心——听取意见建议47条，全部办结……",
    "（二）依申请公开。全年收到政府信息公开申请36件，上年结转2件，办结35件，结转下年度3件。其中予以公开21件，部分公开4件，"
    "不予公开5件，无法提供3件，其他处理2件。",
    "（三）政府信息管理。严格执行“先审查、后公开”和“一事一审”制度，明确拟稿、审核、签发三级责任；（1）修订《政府信息公开指南》；"
    "（2）清理失效文件14件；（3）对2019年以来公开的3,407条信息开展隐私信息“回头看”。",
    "（四）政府信息公开平台建设。优化“云溪文旅”微信公众号（粉丝12.8万人）栏目设置，新增“演出预告”“场馆预约”2个栏目，全年推送"
    "信息932条，阅读量1,052.6万次。",
    "（五）监督保障。局党组专题研究政务公开工作2次，开展业务培训4次、参训160余人次；将政务公开纳入科室年度考核，占比5%。"
    "全年未发生责任追究情形。",
)
PROBLEMS = (
    "2024年，我局政府信息公开工作虽取得一定成效，但仍存在以下问题：一是政策解读形式不够丰富，多以文字为主；二是个别科室对"
    "依申请公开答复的规范性把握不准，存在“重内容、轻程序”的现象。",
    "2025年，我局将重点做好以下工作：",
    "1.丰富解读形式。综合运用图表、短视频、新闻发布会等方式，力争多元化解读占比达到80%以上。",
    "2.规范申请办理。编制《依申请公开答复示范文本》，对答复书实行“双人复核、法制审核”，确保按时答复率100%。",
)
OTHER = ("2024年，本机关未收取政府信息公开信息处理费。", "无其他需要报告的事项。")
PROSE = {"preface": (PREFACE,), "overview": OVERVIEW, "problems": PROBLEMS, "other": OTHER}


def figures_of(format_id: str, *, digits: int = 0) -> dict[str, str]:
    """A text for every figure of a format: small varied counts, or each of that many digits."""
    form = resources.format_by_id(format_id)
    values = {}
    for number, table in enumerate(form.tables):
        for place in grid(table).places:
            if place.role is Role.FIGURE and place.address is not None:
                varied = (place.line * 31 + place.column * 17 + number) % 58
                values[str(place.address)] = str(varied) if not digits else str(10**digits - 1 - varied)
    return values


def printout_with(
    prose: dict[str, tuple[str, ...]] | None = None,
    *,
    format_id: str = "2021",
    values: dict[str, str] | None = None,
    options: PrintOptions = PrintOptions(),
    title: tuple[str, ...] = (ORGAN, "2024年政府信息公开工作年度报告"),
    record: bytes = b"",
) -> Printout:
    """A printout of the given prose and figures; what is not given is invented."""
    prose = PROSE if prose is None else prose
    values = figures_of(format_id) if values is None else values
    form = resources.format_by_id(format_id)
    blocks: list[Heading | Paragraph | TableBlock] = [
        Paragraph(text, "preface") for text in prose.get("preface", ())
    ]
    for section in form.sections:
        blocks.append(Heading(section.heading, section.id))
        if section.table:
            table = form.table(section.table)
            drawn = grid(table)
            shown = {
                place.address: values.get(str(place.address), "")
                for place in drawn.places
                if place.role is Role.FIGURE and place.address is not None
            }
            blocks.append(TableBlock(table.id, table.name, drawn, shown))
        blocks += [Paragraph(text, section.id) for text in prose.get(section.id, ())]
    return Printout(title, ORGAN, 2024, tuple(blocks), options, "7Q4M-X2KD-9RTB-5HWC-N", record=record)


def paragraphs_of_words(length: int, salt: str) -> tuple[str, ...]:
    """About ``length`` characters of office prose in paragraphs, the same for the same ``salt``."""
    sentences = [sentence + "。" for text in OVERVIEW + PROBLEMS for sentence in text.split("。") if sentence]
    start, paragraphs, count = sum(map(ord, salt)), [], 0
    while count < length:
        step = len(paragraphs)
        chosen = [
            sentences[(start + step * 5 + offset * 3) % len(sentences)] for offset in range(2 + step % 4)
        ]
        paragraphs.append("".join(chosen))
        count += len(paragraphs[-1])
    return tuple(paragraphs)
