# ruff: noqa: E501 - a paragraph of a report is one line
"""Writes the two sample reports of an invented organ, which belong together year on year.

``python packaging/samples.py`` renews ``resources/samples/``; `make run`, tests and pictures use them.
"""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from report_desk import resources
from report_desk.core.edits.apply import SetDetail, SetFigures, SetText, ZeroBlanks, apply
from report_desk.core.edits.new_report import format_for, new_report, takeover
from report_desk.core.form.edition import Address
from report_desk.core.record import codec
from report_desk.core.report.model import Revision
from report_desk.core.sheet import Sheet, evaluate

ORGAN = "示例区文化和旅游局"
FOLDER = Path(__file__).resolve().parents[1] / "resources" / "samples"
DETAILS = {
    "level": "county",
    "address": "示例区文化路1号",
    "postcode": "100000",
    "phone": "010-62000000",
    "email": "wlj@example.cn",
    "website": "www.example.cn",
    "contact_office": "示例区文化和旅游局办公室",
}
FIGURES: dict[int, dict[str, int | str]] = {
    2024: {
        "disclosure.normative.issued": 2,
        "disclosure.normative.repealed": 1,
        "disclosure.normative.in_force": 9,
        "disclosure.permit.decisions": 168,
        "disclosure.penalty.decisions": 27,
        "disclosure.coercion.decisions": 2,
        "disclosure.fees.amount": "11.8600",
        "requests.new.individual": 35,
        "requests.new.business": 5,
        "requests.new.legal": 2,
        "requests.carried_in.individual": 2,
        "requests.granted.individual": 16,
        "requests.granted.business": 3,
        "requests.granted.legal": 1,
        "requests.partial.individual": 5,
        "requests.deny_third_party.individual": 2,
        "requests.deny_internal.individual": 1,
        "requests.deny_process.business": 1,
        "requests.unable_not_held.individual": 7,
        "requests.unable_not_held.business": 1,
        "requests.refuse_petition.individual": 2,
        "requests.other_misc.individual": 1,
        "requests.carried_out.individual": 3,
        "requests.carried_out.legal": 1,
        "remedies.review.upheld": 1,
        "remedies.review.corrected": 1,
        "remedies.suit_after_review.upheld": 1,
    },
    2025: {
        "disclosure.normative.issued": 3,
        "disclosure.normative.repealed": 2,
        "disclosure.normative.in_force": 10,
        "disclosure.permit.decisions": 182,
        "disclosure.penalty.decisions": 31,
        "disclosure.coercion.decisions": 1,
        "disclosure.fees.amount": "12.4350",
        "requests.new.individual": 41,
        "requests.new.business": 6,
        "requests.new.nonprofit": 1,
        "requests.new.legal": 2,
        "requests.carried_in.individual": 3,
        "requests.carried_in.legal": 1,
        "requests.granted.individual": 18,
        "requests.granted.business": 3,
        "requests.granted.nonprofit": 1,
        "requests.granted.legal": 1,
        "requests.partial.individual": 6,
        "requests.partial.business": 1,
        "requests.partial.legal": 1,
        "requests.deny_law_forbids.individual": 1,
        "requests.deny_third_party.individual": 2,
        "requests.deny_internal.individual": 1,
        "requests.deny_process.business": 1,
        "requests.deny_enforcement_file.individual": 2,
        "requests.unable_not_held.individual": 7,
        "requests.unable_not_held.business": 1,
        "requests.unable_not_held.legal": 1,
        "requests.unable_must_create.individual": 1,
        "requests.refuse_petition.individual": 2,
        "requests.refuse_repeat.individual": 1,
        "requests.other_misc.individual": 1,
        "requests.carried_out.individual": 2,
        "remedies.review.upheld": 2,
        "remedies.review.corrected": 1,
        "remedies.suit_after_review.upheld": 1,
        "remedies.suit_after_review.pending": 1,
    },
}
SECTIONS = {
    2024: {
        "overview": """2024年，本局认真执行《中华人民共和国政府信息公开条例》，围绕公共文化服务、文物保护和旅游市场监管做好公开工作。
（一）主动公开。通过区政府网站公开信息214条，其中政策解读9件；制发行政规范性文件⟦disclosure.normative.issued⟧件，废止⟦disclosure.normative.repealed⟧件，全部及时公开。
（二）依申请公开。全年收到政府信息公开申请⟦requests.new.total⟧件，上年结转⟦requests.carried_in.total⟧件，办结⟦requests.total.total⟧件，结转下年⟦requests.carried_out.total⟧件，均在法定期限内答复。
（三）政府信息管理。建立公文公开属性源头认定制度，拟文时同步确定公开属性并说明理由。
（四）政府信息公开平台建设。区图书馆、文化馆各设政府信息查阅点1处，全年接待查阅320人次。
（五）监督保障。召开专题会议2次，组织业务培训1次，未发生责任追究情形。""",
        "problems": """存在的主要问题：一是部分栏目更新不够及时；二是依申请公开答复文书说理不够充分。
改进情况：一是明确各科室栏目责任，每月通报更新情况；二是统一答复文书样式，疑难件集体会商。""",
        "other": "2024年，本局没有发出信息处理费收费通知，未收取信息处理费。",
    },
    2025: {
        "overview": """2025年，本局坚持以公开为常态、不公开为例外，把政府信息公开融入公共文化服务、文物保护和旅游市场监管全过程。
（一）主动公开。全年通过区政府网站公开信息257条，其中政策解读12件；制发行政规范性文件⟦disclosure.normative.issued⟧件，废止⟦disclosure.normative.repealed⟧件，现行有效⟦disclosure.normative.in_force⟧件，集中公开并标注效力。旅游市场执法决定按照“谁执法、谁公示”的要求在20个工作日内公示。
（二）依申请公开。收到政府信息公开申请⟦requests.new.total⟧件，上年结转⟦requests.carried_in.total⟧件，办结⟦requests.total.total⟧件，结转下年⟦requests.carried_out.total⟧件。申请集中在文物保护范围划定、演出审批和旅行社监管三个方面，均在法定期限内答复。因政府信息公开被申请行政复议⟦remedies.review.total⟧件，被提起行政诉讼⟦remedies.suit_direct.total+remedies.suit_after_review.total⟧件。
（三）政府信息管理。修订政府信息公开指南和目录，完善公文公开属性源头认定机制，落实公开前保密审查；对2019年以前的文件逐件复核，新增公开17件。
（四）政府信息公开平台建设。优化网站“文旅服务”专题，场馆开放时间、展览预告、演出许可等信息一页可查；区图书馆、文化馆查阅点全年接待查阅410人次。
（五）监督保障。召开专题会议3次，举办培训2次、120人次；委托第三方开展社会评议1次，评议结果为良好；未发生责任追究情形。""",
        "problems": """存在的主要问题：一是政策解读形式比较单一，图解、视频解读占比不到三成；二是申请人对文物保护类信息的需求增长较快，主动公开的深度还不够；三是基层文化站公开工作力量薄弱。
改进情况：一是规范性文件出台时同步制作图解，重点文件配发短视频；二是梳理近三年申请较多的事项，把不可移动文物名录、保护范围等信息转为主动公开；三是编印公开工作口袋书，对镇街文化站开展上门指导，全年覆盖全部8个镇街。上年报告中“部分栏目更新不够及时”的问题已经整改，栏目按月巡查，超期更新为零。""",
        "other": "2025年，本局没有发出信息处理费收费通知，未收取信息处理费。",
    },
}


def sample(year: int, last: Sheet | None) -> Sheet:
    """The complete report of one year, taken over from the year before where there is one."""
    form = format_for(year, resources.formats())
    sheet = evaluate(form, new_report(form, f"00000000-0000-4000-8000-00000000{year}", ORGAN, year))
    if last is not None:
        sheet = apply(sheet, takeover(sheet, last)).sheet
    for name, text in DETAILS.items():
        sheet = apply(sheet, SetDetail(name, text)).sheet
    sheet = apply(sheet, SetDetail("signed_on", f"{year + 1}年1月20日")).sheet
    sheet = apply(sheet, SetFigures({Address(name): figure for name, figure in FIGURES[year].items()})).sheet
    sheet = apply(sheet, ZeroBlanks()).sheet
    for section, text in SECTIONS[year].items():
        sheet = apply(sheet, SetText(section, text)).sheet
    if sheet.findings:
        raise SystemExit("\n".join(finding.sentence for finding in sheet.findings))
    return sheet


def main() -> None:
    """Write both samples."""
    last: Sheet | None = None
    for year in sorted(FIGURES):
        sheet = sample(year, last)
        revision = Revision(number=1, id=f"00000000-0000-4000-9000-00000000{year}")
        report = replace(sheet.report, revision=revision)
        (FOLDER / f"{year}.rdesk").write_bytes(codec.write(report))
        last = evaluate(sheet.form, report)


if __name__ == "__main__":
    main()
