"""Offices, institutes, schools, associations by their endings; short forms of offices (机构).

市南区文旅局 and 市南区文化和旅游局 are one office: the pairs of short and long endings
are read from the pack's own offices. Bodies of the pack are found by the scanner.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from ingest.documents import layout
from ingest.documents.articles import Sentence
from ingest.documents.boundary import behind_deed, is_brand_like, name_start, placed_start
from ingest.documents.frame import Context
from ingest.documents.known import KnownHit, cuts_word, ends_in_word, known_names, names_place, unit_end
from ingest.documents.rules.companies import RULE_KNOWN, defined_names, is_place, listed_hits, start_by_listed
from ingest.documents.rules.office_forms import full_form, of_state, short_office_endings
from ingest.sieve import Regex, regex
from schema.ids import name_id
from schema.pack_model import KnownNameRow
from schema.scanner import Scanner
from schema.tokens import dictionary_words, tagged
from schema.words import longest_first, word_set

RULE: Final = "organization-ending"
OFFICE, BODY, LISTED = "0.85", "0.75", "0.9"
# An office stands behind its area or level; 局 and 部 alone end many words (格局, 内部).
_AREA: Final = re.compile(
    r"^(?:国家|中央|全国|中共|中国|共青团|[\u4e00-\u9fff]{1,8}?[省市区县州盟旗镇乡]|[省市区县州镇])"
)
_OFFICE_KINDS: Final = (
    "局",
    "厅",
    "法院",
    "办公室",
    "委员会",
    "检察院",
    "政府",
    "医院",
    "中心",
    "学会",
    "协会",
    "公安部门",
)
# 各区(市)人民政府, 各区、市政府 are those whom a notice is sent to.
_ADDRESSED: Final = re.compile(r"(?:各|各地)[省市区县镇街道、]{0,4}[(、]?[(省市区县镇街]$")
_ALONE: Final = 3
_SHORTEST_KNOWN: Final = 3
_PARTY: Final = re.compile(r"(?:政府|[省市区县]委)(?=[省市区县]?(?:政府|人大))")


@cache
def _offices() -> Regex:
    # 部 ends the names of departments behind what they do: 科技创新部.
    departments = f"(?:{'|'.join(longest_first('department_tasks'))})部"
    # 市委|金融办, 区委|宣传部; 市|口岸办.
    party = rf"(?<=[省市区县]委)(?:{'|'.join(longest_first('party_tasks'))})(?:办公室|办(?![公理事法结好成到])|部(?!门)|委(?!员))"
    offices = rf"(?<=[省市区县])(?<![城都]市)(?<![园城社小街]区)(?:{'|'.join(longest_first('office_tasks'))})办(?![公理事法结好成到])"
    return regex("|".join([*map(re.escape, longest_first("office_endings")), party, offices, departments]))


_WITH_PARTS: Final = ("管委会", "管理委员会")


@cache
def _departments() -> Regex:
    # 甲管委会|产业发展部.
    tasks = "|".join(longest_first("department_tasks"))
    return regex(f"(?:{tasks})(?:{tasks})?(?:与|和)?(?:{tasks})?部(?![门分署队长])")


@cache
def _bodies() -> Regex:
    return regex("|".join(map(re.escape, longest_first("body_endings"))))


@cache
def _known() -> frozenset[str]:
    """Bodies that jieba's dictionary lists and whose names end like one: 外交部, 世界银行 are its words."""
    ending = re.compile(rf"(?:{_offices().re.pattern}|{_bodies().re.pattern}|银行|部|署|组织|法院|大学|队|社)$")
    generic = word_set("generic_heads")
    return frozenset(
        word
        for word in dictionary_words("nt")
        if len(word) >= _SHORTEST_KNOWN
        and (m := ending.search(word))
        and word[: m.start()] not in generic | {""}
        # 民政局 alone is a kind of office.
        and (
            not word.endswith(_OFFICE_KINDS)
            or is_place(word)
            or word.startswith(("中国", "国家", "全国", "中央", "中共"))
        )
    )


@cache
def _known_scanner() -> Scanner:
    return Scanner((word, "Organization", word) for word in sorted(_known()))


class Span(NamedTuple):
    """A body at `[start, end)` of a sentence, its kind, and its row where the packs list it."""

    start: int
    end: int
    kind: str
    confidence: str
    row: KnownNameRow | None = None


def organizations(context: Context) -> None:
    """Offices behind an area, institutes, schools, associations with a name of their own, and listed bodies."""
    shorts = short_office_endings(context.packs)
    defined = defined_names(context.article)
    for sentence in context.article.sentences:
        if sentence.kind == layout.BYLINE:
            continue
        for span in sorted(_spans(context, sentence, defined), key=lambda one: one[:2]):
            _put(context, sentence, span, shorts)


def _put(context: Context, sentence: Sentence, span: Span, shorts: dict[str, str]) -> None:
    """Put down a body; an office's short ending becomes the long one, the name that the list holds stays as it is."""
    printed = sentence.shadow.text[span.start : span.end]
    name = context.surface(sentence, span.start, span.end)
    row = span.row or known_names(context.packs).row_of(printed)
    if row is not None and row.label == "Organization":
        key, kind = printed, row.kind
    else:
        key, kind = full_form(printed, shorts), span.kind
    local_id = name_id("Organization", key, context.scope)
    aliases = [name] if key not in (printed, name) else []
    shown = name if key == printed else key
    rule = RULE if span.row is None else RULE_KNOWN
    context.node(
        sentence, "Organization", local_id, shown, rule, confidence=span.confidence, aliases=aliases,
        properties={"kind": kind},
    )  # fmt: skip
    context.mention(sentence, span.start, span.end, "Organization", local_id, "alias" if aliases else "name")
    context.tell(sentence, "Organization", local_id, rule)


def _spans(context: Context, sentence: Sentence, defined: frozenset[str]) -> list[Span]:
    text = sentence.shadow.text
    found: list[Span] = []
    packed = [h for h in context.names.get(sentence.number, ()) if h.label == "Organization"]
    listed = listed_hits(context, sentence, defined)

    def put(start: int, end: int, kind: str, confidence: str, row: KnownNameRow | None = None) -> None:
        clash = any(s.start < end and start < s.end for s in found) or not context.free(sentence, start, end)
        # A body of the pack that covers as much, but for a sign before it (请|市科技局), is the pack's to tell.
        if clash or any(h.start <= start + 1 and end <= h.end and (h.start <= start or h.end == end) for h in packed):
            return
        found.append(Span(start, end, kind, confidence, row))

    for match in _offices().finditer(text):
        start = start_by_listed(text, listed, name_start(text, match.start()), match.span())
        if start is None or text.startswith("门", match.end()) or _HEAD.search(text, start, match.end() + 1):
            continue
        # 甲区统计局 乙区教育局: two that sign, the blank between them is gone.
        before = max((s.end for s in found if start < s.end < match.start()), default=start)
        start = before if _AREA.match(text[before : match.start()]) else start
        # 海洋工程装备满 市统计局通报: in a heading a blank parts clauses.
        start = max((at for at in _blanks(sentence) if start < at and _area_at(text, at, match)), default=start)
        cut = [m.end() for m in _PARTY.finditer(text, start, match.end()) if m.end() < match.start()]
        start = cut[-1] if cut else start
        if _office(text, start, match):
            end = unit_end(text, match.end(), "Organization")
            department = _departments().re.match(text, end) if match[0] in _WITH_PARTS else None
            put(start, department.end() if department is not None else end, "office", OFFICE)
    for match in _bodies().finditer(text):
        start = start_by_listed(text, listed, _begins(text, match.start()), match.span())
        if start is None or ends_in_word(text, match.end()):
            continue
        if _body(text, start, match) and not _goes_on(text, match.end()) and not _visited(text, start, match):
            put(start, match.end(), _body_kind(match[0]), BODY)
    for hit in listed:
        _put_listed(text, hit, put)
    _join_schools(text, found)
    for word in _known_scanner().scan(text):
        if word.surface in word_set("not_bodies") or text.startswith("门", word.end):
            continue
        if not cuts_word(text, word.start, word.end) and not names_place(text, word.end):
            put(word.start, word.end, "office", BODY)
    return found


def _blanks(sentence: Sentence) -> list[int]:
    """Places of a heading before which a blank was left out."""
    if sentence.kind != layout.HEADING:
        return []
    return [at for at, (one, other) in enumerate(pairwise(sentence.shadow.index), start=1) if other - one > 1]


def _area_at(text: str, at: int, match: re.Match[str]) -> bool:
    """Whether the name of an office begins at a place: 市|统计局."""
    return at < match.start() and _AREA.match(text[at : match.start()]) is not None and _office(text, at, match)


def _begins(text: str, ending: int) -> int:
    """Where a body's name begins: at the place shortly before, where only what bodies do stands between: 青岛|低空应用|研究院."""
    start = name_start(text, ending)
    while (placed := placed_start(text, start, ending)) < start:
        between = tagged(text[placed:start])
        if any(
            t.tag.startswith("v") and t.text not in word_set("body_deeds") | word_set("name_verbs") for t in between
        ):
            break
        start = placed
    return behind_deed(text, _behind_words(text, start, ending), ending, firm=False)


# 建成|后胶州湾算力中心, 前不久获|青岛市设计师协会: what happened to it before.
_HAPPENED: Final = re.compile("(?:后|[\u4e00-\u9fff]{0,8}?(?:获得?|被|经|据))(?=[\u4e00-\u9fff]{2})")


# 甲区新设|区场景促进中心.
_SET_UP_THERE: Final = re.compile(
    "[\u4e00-\u9fff]{2,6}[市区县镇](?:新设|增设|设立|成立|组建|筹建)了?(?=[市区县]?[\u4e00-\u9fff]{4})"
)


def _behind_words(text: str, start: int, ending: int) -> int:
    """The start of a name, behind a word of time or a deed that stands before its place."""
    if (made := _SET_UP_THERE.match(text, start, ending)) is not None:
        return made.end()
    lead = _HAPPENED.match(text, start, ending)
    behind = lead.end() if lead is not None else start
    return behind if behind > start and is_place(text[behind:ending]) else start


@cache
def _sport() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, longest_first("talk_of_sport"))))


def _put_listed(text: str, hit: KnownHit, put: Callable[..., None]) -> None:
    """A listed body, or its department where one follows; a team's 队 belongs to its name."""
    # 员工76人 is no team.
    if hit.row.label != "Organization" or (text[hit.start].isdigit() and not _sport().search(text)):
        return
    if hit.row.kind == "team" and text.startswith("队", hit.end):
        put(hit.start, hit.end + 1, hit.row.kind, LISTED, hit.row)
        return
    end = unit_end(text, hit.end, "Organization") if hit.row.kind in _WITH_DEPARTMENTS else hit.end
    if end > hit.end:
        put(hit.start, end, hit.row.kind, BODY)
    else:
        put(hit.start, end, hit.row.kind, LISTED, hit.row)


# 市科技局副局|长: the head of an office named right before.
_HEAD: Final = re.compile(r"[局厅委办](?:副|党组成员、?)?(?:局|厅)长$")
_WITH_DEPARTMENTS: Final = ("office", "university", "institute", "army")
_SIGHTS: Final = ("博物馆", "图书馆", "美术馆", "文化馆", "科技馆")
_ACTS: Final = re.compile(
    r"[^，。；、]{0,6}?(?:馆长|举办|主办|承办|推出|出品|制作|监制|创作|研发|宣布|发布|收藏了|表示|介绍|联合|负责人|工作人员|(?:与|和)[^，。]{2,12}(?:合作|联合|共建|签))"
)
_ACTED: Final = re.compile(r"(?:由|据|联合|单位:?)$")


def _visited(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a museum or library is only a place that one visits: nothing says that it does anything."""
    if match[0] not in _SIGHTS:
        return False
    return _ACTS.match(text, match.end()) is None and _ACTED.search(text, 0, start) is None


def _join_schools(text: str, found: list[Span]) -> None:
    """甲大学乙与丙学院 is one name: the school of the university."""
    found.sort(key=lambda span: span[:2])
    for i in range(len(found) - 1, 0, -1):
        (s, e, kind, *_), (s2, e2, *_) = found[i - 1], found[i]
        gap = text[e:s2]
        if (
            text[s:e].endswith(("大学", "科学院", "工程院", "研究院"))
            and text[s2:e2].endswith(("学院", "研究院", "研究所", "实验室", "医院", "系"))
            and len(gap) <= 10
            and not re.search("[，。；;、:“”院所司了]", gap)
            and not gap.startswith(("和", "与", "及"))
        ):
            found[i - 1 : i + 1] = [Span(s, e2, kind, BODY)]


def _goes_on(text: str, end: int) -> bool:
    return bool(re.match(r"路|站|生|城|[一二三四]期|项目|园区|校区|系(?!统)|化|型|门口|楼", text[end : end + 2]))


def _office(text: str, start: int, match: re.Match[str]) -> bool:
    body, ending = text[start : match.start()], match[0]
    whole = body + ending
    if (len(ending) == 1 and not body) or _ADDRESSED.search(text, 0, start + 1):
        return False
    if not body:
        return len(ending) >= _ALONE and whole in _known() | word_set("office_endings") and ending not in _NOT_ALONE
    if _common(text, match.start(), match.end()):
        return False
    if of_state(body, ending):
        return True
    if ending in ("政府", "委员会", "局", "厅", "办公室", "分局", "支局", "法院", "检察院", "党委"):
        government = ending == "政府" and (is_place(body) or body in word_set("countries"))
        return (government or _AREA.match(body) is not None) and body not in word_set("generic_heads")
    if ending.endswith(("部", "办")) and ending not in word_set("office_endings"):
        # 市委|金融办 is one name, of a zone's department (高新区|科技创新部) more is told.
        party = _COMMITTEE.search(body) is not None
        return party or (_AREA.match(body) is not None and (len(body) >= _ALONE or ending.endswith("办")))
    if ending in word_set("generic_heads") or body in word_set("generic_heads"):
        return False
    return _AREA.match(body) is not None or is_brand_like(body) or whole in _known()


_COMMITTEE: Final = re.compile("[省市区县]委$")
_NOT_ALONE: Final = frozenset(
    {"委员会", "人民政府", "办公厅", "办公室", "管委会", "检察院", "公安局", "派出所", "大使馆", "领事馆", "管理委员会", "政府办公厅", "政府办公室", "消防队", "新闻办公室", "新闻办"}
)  # fmt: skip


def _common(text: str, ending: int, end: int) -> bool:
    """Whether the ending is only the last character of a common word (布局, 内部)."""
    low = max(0, ending - 3)
    for token in tagged(text[low:end]):
        if low + token.end == end:
            return len(token.text) == 2 and end - ending == 1 and token.tag not in ("nt", "j", "")
    return False


# 省内9家医院, 1200台设备进医院: a count stands in no name.
_COUNTED: Final = re.compile(r"\d+(?:多|余)?(?:\([^()]*\))?(?:家|台|所|个|座|间|套|名|位|项)")


# 省级以上重点|实验室, 国家级工业设计中心|12家: a kind of bodies, of which there are so many.
_KIND_OF: Final = re.compile("(?:国家|[省市区县])级?及?以上")
_KINDS: Final = re.compile(r"(?:已|达到?|有|共|近|约|超过?|逾|增至|总数)*\d[\d.]*[余多]?(?:家|所)")


# 青岛多式联运中心 is a body, 上海国际金融中心 what a city wants to be.
_CENTRE: Final = re.compile("(?:联运|转运|检验|检测|计量|技术转移|急救|实训|交易|调度|指挥|监测|结算)$")


def _body(text: str, start: int, match: re.Match[str]) -> bool:
    body = text[start : match.start()]
    if (
        len(body) < 2
        or _MANY.match(body)
        or body in word_set("generic_heads")
        or body + match[0] in word_set("not_bodies")
    ):
        return False
    if _COUNTED.search(body) or _KIND_OF.search(body) or _KINDS.match(text, match.end()):
        return False
    if body + match[0] in _known():
        return True
    if match[0] == "中心":
        if (area := _AREA.match(body)) is None:
            return is_place(body) and _CENTRE.search(body) is not None
        return not area[0].endswith(("城市", "都市")) and len(body) - area.end() >= 2
    if match[0] in _ROOMS and _ROOM.fullmatch(body):
        return False
    tokens = tagged(body)
    place = (
        tokens[0].tag == "ns"
        or tokens[0].text in ("中国", "国家", "全国", "世界", "国际", "亚洲", "首都")
        or bool(_AREA.match(body))
    )
    if place:
        # 国家重点实验室 and 市级研究院 are kinds of bodies.
        rest = re.sub(r"^(?:国家|全国|世界|国际|[省市区县])(?:级)?(?:重点|工程|技术)*", "", body)
        return len(body) >= 2 and bool(rest)
    return is_brand_like(body)


# 一间间实验室, 区市医院, 在市南区建设护理学院: many, or one to be built.
_MANY: Final = re.compile(r"一(?P<one>[\u4e00-\u9fff])(?P=one)|(?:区市|市区|区县|县区|各[省市区县])$")
_ROOMS: Final = ("实验室", "研究室", "试验室")
# 园内的恒温校准实验室, 无尘检测实验室: a room by what is done in it, and nobody.
_ROOM: Final = re.compile(
    r"(?:[\u4e00-\u9fff]{0,12}[内里中的])?(?:恒温|恒湿|低温|高温|超净|洁净|净化|无尘|无菌|千级|万级|百级|屏蔽|电波|消音|消声|静音|半?电波暗|防静电|共享|公共|开放|小型|大型|中央|现代化|标准化?|智能化?|数字化?|专业|"
    r"理化|化学|物理|生物|微生物|材料|环境|力学|光学|声学|电学|电气|电磁|电磁兼容|可靠性|安全|性能|质量|产品|零部件|芯片|整机|振动|冲击|老化|气候|模拟|"
    r"校准|检定|检测|检验|测试|化验|标定|计量|调试|分析|仿真|培养|试验|实验|实训|实操|教学|演示|体验|展示|互动|研发|中试|验证)*"
)


def _body_kind(ending: str) -> str:
    if ending in ("大学", "学院", "中学", "小学", "幼儿园"):
        return "university"
    if ending in ("协会", "学会", "商会", "联合会", "促进会", "基金会", "联盟", "工会", "总工会", "红十字会", "俱乐部"):
        return "association"
    return "institute"
