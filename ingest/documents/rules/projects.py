"""Projects: signed, started, in production; investment, place, who builds them (项目)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from ingest.documents import layout
from ingest.documents.articles import Sentence
from ingest.documents.boundary import name_start
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.frames import ending_at, starting_at
from ingest.documents.rules.subjects import sure, topic
from ingest.numbers import find_quantities
from ingest.sieve import regex
from schema.tokens import tagged

_ENDING = regex(
    r"项目(?![库清数]|储备|化|制|方|部|经理|公司|名称|负责人|建设单位|团队|\d)|(?<=[\u4e00-\u9fff])[一二三四]期(?:项目|工程)?(?=[则已正将在于，。、投开竣封])"
)
_EVENT: Final = regex(
    r"签约|开工|投产|奠基|落户|落地|竣工|封顶|动工|破土|总投资|投资|建成|启动|投用|试运行|达产|在建|投向|牵头|建设|推进|实施|承建|谋划|规划|储备|揭牌|年产"
)
# ——甲基地项目，总投资5亿元: an item of a list that begins with its name.
_ITEM: Final = re.compile(r"[—●▲◆■·]*(?=[^，。；;:、“”()—●▲◆■·的]{3,24}$)")
_OF_ITEM: Final = re.compile("，(?:计划|概算)?(?:总?投资|由|位于|占地|预计)")
# 全区46个区级以上重点项目 are many.
_COUNTED: Final = re.compile(r"\d余?[个项]")
# 甲公司年产2万吨乙项目: what it makes is its name, the firm's is its own.
_OUTPUT: Final = re.compile(r"年产(?:约|超|近)?\d[^，。；;:、“”()]{2,20}$")
_GOES_ON: Final = re.compile("[该本此]?项目")
STAGES: Final = (
    ("in_production", re.compile(r"(?:正式|已|全面|顺利|建成)*(?:投产|投用|投入使用|投入运营|投入生产|竣工投产|达产)")),
    ("started", re.compile(r"(?:正式|已|同日|集中)*(?:开工|动工|破土|奠基|启动建设|开建|封顶|在建)")),
    ("signed", re.compile(r"签约|签下|签订|签署|落户|敲定")),
)
_NOT_YET: Final = re.compile(r"(?:拟|将|预计|计划|有望|力争|尚未|未|于\d+月)[^，。；;]{0,8}$")
_GENERIC: Final = re.compile(
    r"^(?:该|本|各|每|这|那|重点|重大|产业|大|新|首个|一批|多个|\d+|[一二三四五六七八九十两几数]|个|优质|好|合作|招商|投资|签约|在建|开工|建设|类似|上述|相关|其他|工业|科技|示范|试点|民生|标志性|支撑性|人才|科研|课题|揭榜|创新|引领|外资|内资|亿元|等|季度|年度|本轮|本次|集中|计划|当日|同期|集聚|年中|年初|年末|年底|季度末|力争|上半年|下半年|全区|全市|省|市|区|级|补链|强链|延链|招引|落地)*(?:项目|[一二三四]期)$"
)
# 甲区2026年二季度重点项目 are many.
_OF_PLACE: Final = re.compile(r"^[\u4e00-\u9fff]{1,8}?[省市区县](?:\d{4}年)?(?=[上下第一二三四年季重])")
# 钱主要投向甲基地项目, 在乙片区建设丙中心项目: the verb stands before the name.
_BEFORE_NAME: Final = re.compile(
    r".*(?:投向|用于|用在|推进|谋划|布局|投建|兴建|启动|申报|落地|签下|带来|(?<=[区市园县镇岛湾地]|里|内|在)建设)(?=[^，。；;]{5})"
)
# 由甲投资建设的乙基地项目: named behind 的, whatever verbs its name holds.
_BUILT: Final = re.compile(
    r"(?:建设|投资|打造|实施|承建|投建|兴建|开发|签约|落户|总承包|承包|牵头)的(?=[^，。；;、“”的]{4,24}$)"
)
# 投资38.5亿元建设甲项目.
_FUNDED: Final = re.compile(r"元(?:人民币)?(?:投资)?(?:建设|兴建|投建|打造|实施)(?:了|的)?(?=[^，。；;、“”的]{4,24}$)")
_MONEY = regex(r"(?:计划|项目|概算)?(?:总)?(?:投资|投资额)(?:额|规模)?(?:为|达|约|超|近|计划)?")


def projects(context: Context) -> None:
    """Named projects in sentences that tell what happens to them."""
    sentences = context.article.sentences
    for place, sentence in enumerate(sentences):
        if sentence.kind in (layout.BYLINE, layout.META):
            continue
        text = sentence.shadow.text
        # What happens to it may be told in the sentence behind: 项目由甲建设.
        following = sentences[place + 1].shadow.text if place + 1 < len(sentences) else ""
        if not _EVENT.search(text) and not (_GOES_ON.match(following) and _EVENT.search(following)):
            continue
        for match in _ENDING.finditer(text):
            start, end = _begins(text, match), match.end()
            name = text[start:end]
            if (
                not 5 <= len(name) <= 40
                or _GENERIC.match(_OF_PLACE.sub("", name))
                or _COUNTED.search(name)
                or not context.free(sentence, start, end)
            ):
                continue
            if not _specific(name) or name.endswith("场景项目"):
                continue
            context.put_name(sentence, start, end, "Project", context.packs.home, "project", "0.75")


def _begins(text: str, ending: re.Match[str]) -> int:
    """Where the name of a project begins whose ending stands here: each frame knows better than the one before."""
    start, at, end = name_start(text, ending.start()), ending.start(), ending.end()
    lead = _BEFORE_NAME.match(text, start, at)
    start = lead.end() if lead is not None else start
    built = _BUILT.search(text[:at], max(0, end - 30))
    start = built.end() if built is not None and built.end() < start else start
    funded = _FUNDED.search(text[:at], max(0, end - 34))
    start = funded.end() if funded is not None else start
    start = _described_from(text, start, at)
    makes = _OUTPUT.search(text, 0, at)
    start = makes.start() if makes is not None else start
    listed = _ITEM.match(text, 0, at) if _OF_ITEM.match(text, end) else None
    return listed.end() if listed is not None else start


_OF: Final = re.compile(
    r".*(?:[元亩区市县镇]|建设|投资|实施|推进|打造|谋划|承建|开工|签约|落户)的(?=[\u4e00-\u9fff]{4,24}$)"
)


def _described_from(text: str, start: int, ending: int) -> int:
    """Where a name begins behind the words that describe it: 总投资3亿元的|甲制帽共享工厂项目."""
    cut = after_mark(text, "，。；;:！？“”、", ending)
    described = _OF.match(text, cut, ending)
    return min(start, described.end()) if described is not None else start


def _specific(name: str) -> bool:
    """Whether the words before 项目 say which one: at least two words and four characters."""
    tokens = [t for t in tagged(re.sub(r"(?:项目|[一二三四]期(?:项目|工程)?)$", "", name)) if t.text.strip()]
    return len("".join(t.text for t in tokens)) >= 4 and len(tokens) >= 2


def project_facts(context: Context) -> None:
    """Stage, investment, place and builders of the project a sentence is about."""
    for sentence in context.article.body:
        about = topic(context, sentence, ("Project",))
        own = context.things_of(sentence, "Project")
        if own:
            about = about._replace(thing=own[0], hops=0) if about else None
            project, hops = own[0], 0
        elif about is not None and about.hops <= 2:
            project, hops = about.thing, about.hops
        else:
            continue
        _stage(context, sentence, project, hops)
        _place(context, sentence, project, hops)
        _builders(context, sentence, project, hops)


_AND_BY: Final = re.compile("(?:投资|出资|建设|设计)(?:建设)?、")
_BUILDS: Final = re.compile(
    r"(?:正在|已在|将在|在)[^，。；;]{0,14}(?:建设|兴建|投建|打造|布局|启动)(?:了|的)?$|(?:投资|斥资|出资)[^，。；;]{0,10}(?:建设|兴建|投建|元)(?:的)?$"
)


def _namesake(context: Context, sentence: Sentence, project: Thing) -> list[Thing]:
    """甲量产基地项目: the firm whose short form begins the project's name."""
    name = sentence.shadow.text[project.start : project.end]
    forms = {form: firm.id for firm in context.firms for form in (firm.name, *firm.forms) if len(form) >= 3}
    forms |= {
        other.shadow.text[t.start : t.end]: t.id
        for other in context.article.sentences
        for t in context.things_of(other, "Company")
        if t.end - t.start >= 3
    }
    owner = next((forms[f] for f in sorted(forms, key=len, reverse=True) if name.startswith(f)), None)
    return [Thing(project.start, project.start, "Company", owner)] if owner is not None else []


def _stage(context: Context, sentence: Sentence, project: Thing, hops: int) -> None:
    text = sentence.shadow.text
    properties: dict[str, object] = {}
    for stage, pattern in STAGES:
        found = next((m for m in pattern.finditer(text) if not _NOT_YET.search(text[: m.start()])), None)
        if found is not None:
            properties["stage"] = stage
            break
    for match in _MONEY.finditer(text):
        money = [
            q for q in find_quantities(text[match.end() : match.end() + 16]) if q.unit == "元" and q.value is not None
        ]
        if money and money[0].value is not None:
            properties["investment"] = money[0].value.quantize(Decimal("0.01"))
            break
    if properties:
        name = text[project.start : project.end] if not hops else ""
        known = name or next((n for n in _names(context, project.id)), "")
        context.node(
            sentence, "Project", project.id, known, "project-facts", confidence=sure(78, hops), properties=properties
        )


def _names(context: Context, local_id: str) -> list[str]:
    return [
        context.surface(s, t.start, t.end)
        for s in context.article.sentences
        for t in context.things_of(s, "Project")
        if t.id == local_id
    ]


def _place(context: Context, sentence: Sentence, project: Thing, hops: int) -> None:
    text = sentence.shadow.text
    for match in re.finditer(r"(?:落户|落地|位于|坐落于|选址|落子|签约落户)(?:于|在|到)?", text):
        place = next(
            (t for t in context.things_of(sentence, "Park", "Zone") if match.end() <= t.start <= match.end() + 1), None
        )
        if place is not None:
            context.edge(
                sentence, "LOCATED_IN", ("Project", project.id), (place.label, place.id), "project-place",
                confidence=sure(80, hops),
            )  # fmt: skip


def _builders(context: Context, sentence: Sentence, project: Thing, hops: int) -> None:
    """由甲与乙建设, 甲投资的X项目, 甲的X二期."""
    text = sentence.shadow.text
    found: list[Thing] = []
    for match in re.finditer("由", text):
        chain = starting_at(context, sentence, match.end(), ("Company",))
        end = chain[-1].end if chain else 0
        # 由甲投资、乙总承包的丙项目.
        if chain and (more := _AND_BY.match(text, end)) is not None:
            chain += starting_at(context, sentence, more.end(), ("Company",))
            end = chain[-1].end
        while chain and text[end : end + 1] == "(":
            end = text.find(")", end) + 1
        if chain and re.match(
            r"(?:等)?(?:共同|联合|负责|全额|总|牵头)*(?:投资|投建|建设|承建|开发|实施|打造|牵头|申报|筹建|主导|兴建|领建|总承包|承包)",
            text[end:],
        ):
            found += chain
    if not hops:
        of = (
            ending_at(context, sentence, project.start - 1, ("Company",))
            if text[: project.start].endswith("的")
            else ending_at(context, sentence, project.start, ("Company",))
        )
        found += of
        verb = re.search(r"(?:投资|建设|承建|打造|实施)(?:建设)?的?$", text[: project.start])
        if verb is not None:
            found += ending_at(context, sentence, verb.start(), ("Company",))
        found += _namesake(context, sentence, project)
        if not found and _BUILDS.search(text[: project.start]) is not None:
            about = topic(context, sentence, ("Company", "Organization", "Park", "Zone", "Policy"), project.start)
            if about is not None and about.thing.label == "Company" and about.hops <= 3:
                found.append(about.thing)
    for firm in dict.fromkeys(found):
        context.edge(
            sentence, "DELIVERS", ("Company", firm.id), ("Project", project.id), "project-builder",
            confidence=sure(80, hops), properties={"role": "make"},
        )  # fmt: skip
