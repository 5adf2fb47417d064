"""Companies: full legal names, names by a shorter ending, names defined in the text, and their short forms (企业).

What a registry decides is decided at build: a short form that stands without its full name keeps
what is printed as its name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from ingest.documents import layout
from ingest.documents.articles import Article, Sentence, sifted
from ingest.documents.boundary import behind_deed, is_brand_like, name_start, other_starts, own_word, placed_start
from ingest.documents.frame import Context, Firm
from ingest.documents.known import KnownHit, ends_in_word, is_one_name, known_names, names_place, unit_end
from ingest.documents.rules.firm_forms import (
    BRANCHES,
    COUNTED,
    begins_longer,
    full_endings,
    inside_word,
    is_branch,
    is_place_word,
    names_project,
    short_forms,
)
from ingest.sieve import Regex, regex
from schema.ids import name_id, normal_name
from schema.scanner import Forms
from schema.tokens import tagged
from schema.words import longest_first, word_set

RULE_FULL: Final = "company-full-name"
RULE_SHORT: Final = "company-ending"
RULE_ALIAS: Final = "company-alias"
RULE_KNOWN: Final = "known-body"
# 省市区 name or word of one's own in front: seen at both ends. Otherwise only the ending is sure.
ANCHORED, WALKED, SHORT, KNOWN = "0.9", "0.7", "0.7", "0.9"
_DEFINED: Final = regex(r"称(?:之)?(?:为|作)?:?[“‘]?(?P<alias>[^()“”‘’，。]{2,24})[”’]?\)")
_BANKS: Final = frozenset({"银行", "分行", "支行"})
# 武汉分行 is anyone's; 青岛银海科技支行 has a name of its own.
_BRANCH_NAME: Final = 4
_OWN_FORM: Final = re.compile(r"公司(?![法章制])|集团(?![军化])|控股(?=公司|集团)")
# 沪上各主要商业银行, 发卡银行: a kind of bank, whatever stands before it.
_KIND_OF_BANK: Final = re.compile(
    r"(?:商业|国有|股份制|中小|外资|发卡|网上|手机|电话|电子|私人|开户|政策性|各|某|一|几|多|两|家|主要|名|该|路)$"
)
# 公司全资子公司, 集团下属公司, 在|华子公司: how firms are related, and no name.
_KIN: Final = re.compile(
    r"(?:全资|控股|参股|下属|旗下|所属|关联|合资)(?:[子分孙母]?公司|企业|集团)$|^(?:该|本)?(?:公司|企业)"
    r"|(?:^|[华内外地资个]|现有|已有|拥有|[下另还建]设|设有|下辖|共有)(?:[子孙母]|分支?)公司$"
)
# 研发者|青岛甲有限公司, 一直用|山东乙有限公司: words before a place that begin no name.
_FUNCTION: Final = re.compile(
    "[\u4e00-\u9fff]{0,3}?(?:者|商|用|给|向|找|让|把|被|从|到|由|数|当属)(?=[\u4e00-\u9fff]{2})"
)
# 甲有限公司青岛研发中心: a place must say that it is one of several.
_CENTRE: Final = re.compile(r"(?P<at>[\u4e00-\u9fff]{2,4}?)(?:研发|设计|创新|运营|结算|技术|制造|营销|工程)中心")
_UNIT: Final = re.compile(rf"[\u4e00-\u9fff]{{2,8}}?(?:{'|'.join(BRANCHES)})")


@cache
def _short() -> Regex:
    return regex("|".join(map(re.escape, longest_first("company_short_endings"))))


def _generic(body: str) -> bool:
    """Whether the words before an ending only make a common noun of it: 有关公司, 国内小贷公司."""
    tokens = [t.text for t in tagged(body)]
    return not tokens or all(t in word_set("generic_heads") or t in "的()" for t in tokens)


def is_place(word: str) -> bool:
    """Whether the dictionary knows a word as a place."""
    found = tagged(word)
    return bool(found) and found[0].tag == "ns"


def _begins_with_place(body: str) -> bool:
    found = tagged(body)
    # One character, such as 锦 of 锦包装, is a place to the dictionary and seldom to a firm.
    return bool(found) and ((found[0].tag == "ns" and len(found[0].text) > 1) or found[0].text in ("中国", "国家"))


class Span(NamedTuple):
    """A name at `[start, end)` of a sentence and the rule that found it."""

    start: int
    end: int
    rule: str
    confidence: str
    others: tuple[int, ...] = ()
    """Other starts that a register may know."""


def company_names(context: Context) -> None:
    """Companies by their endings and listed ones, with the short forms that the text defines or that follow from the full name."""
    firms: dict[str, Firm] = {}
    readable = [s for s in context.article.sentences if s.kind != layout.BYLINE]
    defined = defined_names(context.article)
    spans = [(sentence, span) for sentence in readable for span in _spans(context, sentence, defined)]
    for sentence, span in spans:
        if span.rule != RULE_KNOWN:
            _put(context, firms, sentence, span)
    # What another article of the page calls by its full name: 甲科技 there, 甲 here.
    earlier = {firm.id: firm for firm in context.page.firms if firm.id not in {f.id for f in firms.values()}}
    # A well-known name is short for a firm only where the text names that firm.
    owners = _owners(firms)
    elsewhere = _owners(earlier)
    for sentence, span in spans:
        text = sentence.shadow.text
        if span.rule != RULE_KNOWN or begins_longer(text, span.start, span.end, owners, elsewhere):
            continue
        if len(owners.get(text[span.start : span.end], ())) != 1:
            _put(context, firms, sentence, span)
    owners = _owners(firms)
    _derived(context, list(firms.values()), owners, readable, defined)
    theirs = {form: ids for form, ids in elsewhere.items() if form not in owners and len(form) >= _PAGE_FORM}
    _derived(context, list(earlier.values()), theirs, readable, defined)
    context.firms.extend(firms.values())
    context.page.firms.extend(firms.values())


def _spans(context: Context, sentence: Sentence, defined: frozenset[str]) -> list[Span]:
    """The names of a sentence, the full ones first."""
    text = sentence.shadow.text
    found: list[Span] = []
    floor = 0
    for match in full_endings().finditer(text):
        start = name_start(text, match.start(), floor)
        body = text[start : match.start()]
        functional = _FUNCTION.match(body)
        if functional is not None and _begins_with_place(body[functional.end() :]):
            start += functional.end()
        elif not _begins_with_place(body):
            start = placed_start(text, start, match.start(), floor)
            start = _one_more(text, start, match.start(), floor)
            start = behind_deed(text, _behind_deed(text, start, match.start()), match.start())
            start = _with_own_word(text, start, match.start(), floor)
            body = text[start : match.start()]
        unit = _UNIT.match(text, match.end()) or _CENTRE.match(text, match.end())
        unit = unit if unit is None or unit.re is _UNIT or is_place(unit["at"]) else None
        end = unit.end() if unit else match.end()
        if len(body) < 2 or _generic(body) or not context.free(sentence, start, end):
            continue
        placed = _begins_with_place(body)
        # 青岛甲有限公司 is never 甲有限公司; without a place in front the first word may not belong to the name.
        others = other_starts(text, start, match.start(), shorter=not placed, floor=floor)
        found.append(Span(start, end, RULE_FULL, ANCHORED if placed or "(" in body else WALKED, tuple(others)))
        floor = end
    listed = listed_hits(context, sentence, defined)
    short: list[Span] = []
    for match in _short().finditer(text):
        end = match.end()
        begin = start_by_listed(text, listed, name_start(text, match.start()), match.span())
        if begin is None or any(s.start < end and begin < s.end for s in found):
            continue
        start = begin
        body = text[start : match.start()]
        sure = match[0] not in _LOOSE and any(hit.start == start for hit in listed)
        if (
            len(body) >= 2
            and not (_generic(body) or _KIN.search(text[start:end]))
            and (sure or _short_name(body, match[0], text, end))
        ):
            end = max(end, unit_end(text, end, "Company")) if match[0] in _BANKS else end
            if context.free(sentence, start, end):
                short.append(Span(start, end, RULE_SHORT, SHORT))
    # 甲集团科技公司 ends twice: the longer name is meant.
    short = [one for one in short if not any(o != one and o[0] <= one[0] and one[1] <= o[1] for o in short)]
    found += short
    for hit in listed:
        span = _listed_span(context, text, hit)
        if span is not None and context.free(sentence, span.start, span.end):
            found = _with_listed(found, span)
    return sorted(found, key=lambda span: span[:2])


def _one_more(text: str, start: int, ending: int, floor: int) -> int:
    """北京同|衡药物有限公司: a word of one's own has two characters, the second of which may look like a preposition."""
    if len(own_word(text[start:ending])) != 1 or start - 1 <= floor:
        return start
    before = tagged(text[max(floor, start - 7) : start - 1])
    return start - 1 - len(before[-1].text) if before and is_place_word(before[-1]) else start


def _with_own_word(text: str, start: int, ending: int, floor: int) -> int:
    """青岛川崎和|机器人有限公司, 青岛小鹿当当|服饰有限公司: without a word of its own the name begins at the place before."""
    own, joined = own_word(text[start:ending]), text[start - 1 : start] in _JOINS
    if len(own) > 1 or (own and not joined) or start - 1 <= floor:
        return start
    tokens = tagged(text[max(floor, start - 1 - _OWN_LONGEST) : start - 1])
    low = start - 1 - (tokens[-1].end if tokens else 0)
    places = [t for t in tokens if is_place_word(t)]
    first = places[-1] if places else None
    for before, token in reversed([*pairwise(tokens)]):
        first = before if token is first and is_place_word(before) else first
    if first is None or any(
        t.start >= first.start and t.tag in _DEED_TAGS and (len(t.text) > 1 or t.tag != "v") for t in tokens
    ):
        return ending if joined else start
    return low + first.start


_JOINS: Final = ("和", "与", "同", "由", "及")
_OWN_LONGEST: Final = 9
_DEED_TAGS: Final = ("v", "p", "c", "d", "uj", "x", "w")


def _behind_deed(text: str, start: int, ending: int) -> int:
    """Where a name begins whose place stands behind a deed: 产品批量供应|青岛甲有限公司, 材料商|西安乙有限公司."""
    tokens = tagged(text[start:ending])
    for before, token in pairwise(tokens):
        if token.tag == "ns" and len(token.text) > 1 and _DEED_BEFORE.search(before.text):
            return start + token.start
    return start


_DEED_BEFORE: Final = re.compile(r"^(?:供应|供货|配套|收购|入股|投资|控股|委托|服务|出口|销往|联合|携手)$|商$")


def defined_names(article: Article) -> frozenset[str]:
    """Short names that an article defines: （以下简称“海信”）; they mean there what it says."""
    return frozenset(m["alias"] for s in sifted(article.sentences, _DEFINED) for m in _DEFINED.finditer(s.shadow.text))


def listed_hits(context: Context, sentence: Sentence, defined: frozenset[str]) -> list[KnownHit]:
    """Listed bodies in a sentence, without those that the city's own pack names and those the text defines anew."""
    text = sentence.shadow.text
    found = known_names(context.packs).hits(text)
    if not found:
        return []
    own = [h for h in context.names.get(sentence.number, ()) if h.label in ("Organization", "Park")]
    return [
        hit
        for hit in found
        if not any(h.start < hit.end and hit.start < h.end for h in own) and text[hit.start : hit.end] not in defined
    ]


def start_by_listed(text: str, listed: Sequence[KnownHit], start: int, ending: tuple[int, int]) -> int | None:
    """Start of the name with this ending as listed bodies tell it; None where the name is only a part of theirs."""
    inside = [hit for hit in listed if hit.start < ending[1] and hit.end > start]
    if any(hit.end >= ending[1] for hit in inside):
        return None
    if inside and is_one_name(text[inside[-1].end : ending[0]]):
        return (
            inside[-1].start
            if len(inside) > 1 and not is_one_name(text[inside[0].end : inside[-1].start])
            else inside[0].start
        )
    return start


def _listed_span(context: Context, text: str, hit: KnownHit) -> Span | None:
    """The name of a listed company with what belongs to it: 公司, 集团, its branch."""
    if hit.row.label != "Company":
        return None
    more = _OWN_FORM.match(text, hit.end)
    end = more.end() if more else hit.end
    if more and more[0] != "公司":
        # A group is not its company.
        return Span(hit.start, end, RULE_SHORT, SHORT)
    unit = unit_end(text, end, "Company")
    if unit > end:
        return Span(hit.start, unit, RULE_SHORT, SHORT)
    return Span(hit.start, end, RULE_KNOWN, KNOWN)


def _with_listed(found: list[Span], span: Span) -> list[Span]:
    """The spans with one more: the longer of two that overlap stays, of two alike the listed one."""
    clash = [s for s in found if s.start < span.end and span.start < s.end]
    if any(s.end - s.start > span.end - span.start or s.rule == RULE_FULL for s in clash):
        return found
    return [*(s for s in found if s not in clash), span]


# These endings also end common nouns; they count behind a word of one's own only.
_LOOSE: Final = frozenset(
    {"控股", "股份", "证券", "基金", "保险", "地产", "置业", "传媒", "航空", "汽车", "电子", "软件", "网络"}
)


def _short_name(body: str, ending: str, text: str, end: int) -> bool:
    # 投产后公司, 合并前公司: when the firm did it.
    if ending == "公司" and (text[end : end + 1] == "法" or body.endswith(("后", "前", "时"))):
        return False
    if ending in _LOOSE or ends_in_word(text, end) or names_place(text, end):
        return False
    if ending in _BANKS and _KIND_OF_BANK.search(body):
        return False
    # 山东样岛发电厂: works are called by their place.
    if (
        ending not in _BANKS
        and (ending[-1] != "厂" or body == "城市")
        and (body in word_set("countries") or all(t.tag == "ns" for t in tagged(body)))
    ):
        # 乌克兰公司: some firm of a country.
        return False
    if ending in ("分行", "支行") and len(body) < _BRANCH_NAME:
        return False
    if ending in ("集团", "公司") and re.match("军|化", text[end : end + 1]):
        return False
    if ending == "公司" and not is_brand_like(body) and "集团" not in body:
        # 上海设计公司: a place and a trade make no name.
        return False
    return _begins_with_place(body) or is_brand_like(body)


def _put(context: Context, firms: dict[str, Firm], sentence: Sentence, span: Span) -> None:
    name = context.surface(sentence, span.start, span.end)
    firm = firms.setdefault(normal_name(name), Firm(name_id("Company", name, context.scope), name))
    firm.forms[sentence.shadow.text[span.start : span.end]] = None
    context.node(sentence, "Company", firm.id, firm.name, span.rule, confidence=span.confidence)
    context.mention(sentence, span.start, span.end, "Company", firm.id, "name")
    for start in span.others:
        context.other_span(sentence, start, span.end, "Company", firm.id)
    context.tell(sentence, "Company", firm.id, span.rule)


def _alias(context: Context, firm: Firm, sentence: Sentence, start: int, end: int, confidence: str) -> None:
    if not context.free(sentence, start, end):
        return
    shown = context.surface(sentence, start, end)
    firm.forms[sentence.shadow.text[start:end]] = None
    context.node(sentence, "Company", firm.id, firm.name, RULE_ALIAS, confidence=confidence, aliases=[shown])
    context.mention(sentence, start, end, "Company", firm.id, "alias")


def _owners(firms: dict[str, Firm]) -> dict[str, set[str]]:
    """Forms of the firms found so far, each with the ids of those it may stand for."""
    owners: dict[str, set[str]] = {}
    own: dict[str, set[str]] = {}
    for firm in firms.values():
        # 甲智能有限公司 is 甲智能 before 甲智能装备有限公司 is.
        whole = full_endings().sub("", firm.name)
        # 甲有限公司德州分公司: the short name is that of 甲有限公司.
        branch = is_branch(firm.name, [f.name for f in firms.values()])
        for form in {*firm.forms, *(() if branch else short_forms(firm.name))}:
            owners.setdefault(form, set()).add(firm.id)
            if whole.endswith(form):
                own.setdefault(form, set()).add(firm.id)
    return {form: own[form] if len(own.get(form, ())) == 1 else ids for form, ids in owners.items()}


_LIES_AT: Final = re.compile("(?:位于|坐落于|坐落在|地处)$")
_MODEL: Final = re.compile(r"[-—]?[A-Za-z]{0,4}[-—]\d|[A-Za-z]{1,4}\d|\d{1,4}(?:型|号|系列)(?!线)")
_QUOTED_ON: Final = re.compile("[^“”，。；、的]{1,6}”")


_PAGE_FORM: Final = 4
"""Characters of a short form that means the same firm in another article: a place or a trade stands in it."""


def _derived(
    context: Context,
    firms: Sequence[Firm],
    owners: dict[str, set[str]],
    readable: list[Sentence],
    defined: frozenset[str],
) -> None:
    """Later short forms: place and brand, brand, brand and trade; a form of two firms is nobody's.

    A form inside a short name that the text defines is left to that definition.
    """
    by_id = {firm.id: firm for firm in firms}
    wanted = {form for form, ids in owners.items() if len(ids) == 1} - defined
    if not wanted:
        return
    forms = Forms(wanted | defined)
    for sentence in readable:
        for start, end, form in forms.find(sentence.shadow.text):
            hits = context.names.get(sentence.number, ())
            # 青岛高新区: the zone, not 青岛高新区投资集团.
            if any(
                h.start <= start and (end < h.end or (h.label == "Zone" and (h.start, h.end) == (start, end)))
                for h in hits
            ):
                continue
            if form not in wanted or names_project(sentence.shadow.text, end):
                continue
            # 位于红岛: the place, not the firm that is called by it.
            if inside_word(sentence.shadow.text, start, end) or _LIES_AT.search(sentence.shadow.text, 0, start):
                continue
            # 甲-300水下机器人: a product's name goes on.
            if _MODEL.match(sentence.shadow.text, end):
                continue
            # 8000支甲膜组件: what is counted are goods.
            if COUNTED.search(sentence.shadow.text, 0, start):
                continue
            # “甲通”平台 is no 甲.
            if sentence.shadow.text[start - 1 : start] == "“" and _QUOTED_ON.match(sentence.shadow.text, end):
                continue
            (owner,) = owners[form]
            _alias(context, by_id[owner], sentence, start, end, "0.9")
