"""One offline HTML page (离线简报页): chain map, findings, sources and what the answer rests on.

No script and nothing loaded from elsewhere: a content security policy in the
page forbids both. Prints on A4 across. Everything from data is escaped; only
`svg` goes in as it is and must come from `api.figures.svg.draw_svg`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from api.figures.chain_map import BASES, STAGES
from api.figures.svg import FONTS, xml_text

KINDS: Final[Mapping[str, str]] = {
    "missing": "缺链",
    "weak": "弱链",
    "broken": "断链",
    "short": "短链",
    "hidden": "隐性缺口",
}
STATES: Final[Mapping[str, str]] = {
    "not_looked": "未查看（没有来源声明覆盖此处，或此环节不能由已加载资料归类）",
    "none_found": "已查看，未见（来源覆盖此处，但不完整）",
    "looked_none": "已查全，确无（来源覆盖此处且完整）",
    "found": "有企业",
}
COUNTS: Final[Mapping[str, str]] = {
    "companies": "企业",
    "capital": "注册资本（元）",
    "leaders": "链主",
    "hhi": "集中度 HHI",
    "location_quotient": "区位商",
    "upstream": "上游企业",
    "downstream": "下游企业",
}
BASIS: Final[Mapping[str, str]] = {
    "projection": "图谱版本",
    "projection_version": "图谱版本",
    "version": "图谱版本",
    "hash": "内容哈希",
    "built_at": "生成时间",
    "sources": "来源数",
    "newest": "最新日期",
    "newest_date": "最新日期",
    "zones": "查看的区域",
    "industries": "查看的产业",
    "registrations": "登记条数",
    "until": "截至",
}
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE: Final = (
    f"body{{font-family:{FONTS};color:#1d2733;margin:24px auto;max-width:1240px}}"
    "body{padding:0 16px;line-height:1.6}"
    "h1{font-size:22px;color:#0e2f5f}h2{font-size:17px;color:#0e2f5f;margin-top:28px}"
    "figure{margin:0;overflow-x:auto}svg{max-width:100%;height:auto}"
    "table{border-collapse:collapse;width:100%;font-size:13px}"
    "th,td{border:1px solid #c9d3df;padding:5px 8px;text-align:left;vertical-align:top}"
    "td{overflow-wrap:anywhere}th,.short{white-space:nowrap}"
    "th{background:#eef3f9}caption{text-align:left;color:#55616f;font-size:13px}"
    "ul{margin:0;padding-left:1.2em}"
    ".warning{border-left:4px solid #c27c06;padding:4px 10px;background:#fff8ea}"
    "@page{size:A4 landscape;margin:12mm}"
    "@media print{body{margin:0;max-width:none;padding:0}thead{display:table-header-group}"
    "figure{overflow:visible}svg{max-height:165mm}"
    "tr,figure{break-inside:avoid}h2,caption{break-after:avoid}}"
)


def _plain(value: Any) -> str:
    """Words for any JSON value: names of things, numbers as they are, lists joined."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Mapping):
        for key in ("name", "title", "text", "message"):
            if value.get(key):
                return str(value[key])
        return "，".join(f"{BASIS.get(str(k), str(k))} {_plain(v)}" for k, v in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "、".join(_plain(item) for item in value) or "—"
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".")
    return str(value)


def _cell(value: Any, short: bool = False) -> str:
    start = '<td class="short">' if short else "<td>"
    return f"{start}{xml_text(_plain(value))}</td>"


def _list_cell(lines: Sequence[str], otherwise: str, short: bool = False) -> str:
    if not lines:
        return f"<td>{xml_text(otherwise)}</td>"
    start = '<td class="short">' if short else "<td>"
    return start + "<ul>" + "".join(f"<li>{xml_text(line)}</li>" for line in lines) + "</ul></td>"


def _filler(entry: Any) -> str:
    if not isinstance(entry, Mapping):
        return _plain(entry)
    zone = f"（{_plain(entry['zone'])}）" if entry.get("zone") else ""
    why = f"：{_plain(entry['why'])}" if entry.get("why") else ""
    return f"{_plain(entry.get('company'))}{zone}{why}"


def _finding_row(finding: Mapping[str, Any]) -> str:
    link = finding.get("link")
    stage = basis = ""
    if isinstance(link, Mapping):
        stage = STAGES.get(str(link.get("stage", "")), "")
        basis = str(link.get("basis") or "")
    name = _plain(link)
    about = f"{stage} {name}".strip() + (f"（环节依据：{BASES.get(basis, basis)}）" if basis else "")
    counts = finding.get("counts") or {}
    counted = [f"{COUNTS.get(str(k), str(k))} {_plain(v)}" for k, v in counts.items() if v is not None]
    nobody = str(finding.get("who_could_fill_reason") or "已加载的资料中没有企业可补")
    rule = finding.get("rule")
    rule_text = rule.get("text") or rule.get("id") if isinstance(rule, Mapping) else rule
    reasons = finding.get("reasons") or []
    reason_lines = [reasons] if isinstance(reasons, str) else [_plain(r) for r in reasons]
    return (
        "<tr>"
        + _cell(KINDS.get(str(finding.get("kind")), finding.get("kind")), short=True)
        + _cell(about)
        + _cell(finding.get("zone") or finding.get("city"), short=True)
        + _cell(STATES.get(str(finding.get("state")), finding.get("state")))
        + _list_cell(counted, "—", short=True)
        + _cell(rule_text)
        + _list_cell([_filler(entry) for entry in finding.get("who_could_fill") or []], nobody)
        + _list_cell(reason_lines, "—")
        + "</tr>"
    )


def _table(caption: str, heads: Sequence[str], rows: Sequence[str]) -> str:
    head = "".join(f'<th scope="col">{xml_text(h)}</th>' for h in heads)
    return (
        f"<table><caption>{xml_text(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _findings(findings: Sequence[Mapping[str, Any]]) -> str:
    if not findings:
        return "<p>按现有规则没有发现缺口。没有发现不等于没有：请看下面的依据。</p>"
    heads = ("类别", "环节", "区域", "状态", "数量", "规则", "谁可补", "理由")
    return _table(f"共 {len(findings)} 条", heads, [_finding_row(f) for f in findings])


def _sources(sources: Sequence[Mapping[str, Any]]) -> str:
    if not sources:
        return "<p>没有列出来源。</p>"
    rows = [
        "<tr>"
        + _cell(s.get("title"))
        + _cell(s.get("publisher"))
        + _cell(s.get("published_on") or s.get("date"))
        + _cell(s.get("locator"))
        + "</tr>"
        for s in sources
    ]
    return _table(f"共 {len(sources)} 个", ("标题", "发布者", "日期", "位置"), rows)


def _basis(basis: Mapping[str, Any]) -> str:
    given = basis.get("warnings") or []
    warnings = [given] if isinstance(given, str) else given
    told = "".join(f'<p class="warning">注意：{xml_text(_plain(warning))}</p>' for warning in warnings)
    rows = [
        f'<tr><th scope="row">{xml_text(BASIS.get(str(key), str(key)))}</th>{_cell(value)}</tr>'
        for key, value in basis.items()
        if key != "warnings"
    ]
    table = f"<table><tbody>{''.join(rows)}</tbody></table>" if rows else ""
    return (told + table) or "<p>没有说明依据。</p>"


def brief_page(
    title: str,
    svg: str,
    findings: Sequence[Mapping[str, Any]],
    sources: Sequence[Mapping[str, Any]],
    basis: Mapping[str, Any],
) -> str:
    """The whole page as text (UTF-8 when written).

    `findings` are gaps as the API answers them; `sources` have title, publisher,
    published_on, locator; `basis` is the answer's basis with its warnings.
    """
    head = xml_text(title)
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{head}</title><style>{_STYLE}</style></head>\n<body><h1>{head}</h1>\n"
        f"<figure>{svg}</figure>\n"
        f"<section><h2>发现</h2>{_findings(findings)}</section>\n"
        f"<section><h2>来源</h2>{_sources(sources)}</section>\n"
        f"<section><h2>依据与注意</h2>{_basis(basis)}</section>\n</body></html>\n"
    )
