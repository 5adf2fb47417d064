"""Projects: signed, started, in production; investment and place (项目); who builds them: `project_builders`."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from ingest.documents import layout
from ingest.documents.articles import Sentence
from ingest.documents.boundary import is_brand_like, name_start
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.project_builders import THE_PROJECT, builders, told_of
from ingest.documents.rules.subjects import said_of, sure, topic
from ingest.documents.rules.told_places import park_at, told_parks
from ingest.numbers import find_quantities
from ingest.sieve import matches, regex
from schema.tokens import tagged
from schema.words import word_set

_ENDING = regex(
    r"项目(?![库清数]|储备|化|制|方|部|经理|公司|名称|负责人|建设单位|团队|\d+[余多]?[个项亿万,，])|(?<=[\u4e00-\u9fff])[一二三四]期(?:项目|工程)?(?=[则已正将在于，。、投开竣封])"
)
_EVENT: Final = regex(
    r"签约|敲定|开工|投产|奠基|落户|落地|竣工|封顶|动工|破土|总投资|投资|建成|启动|投用|试运行|达产|在建|投向|牵头|建设|推进|实施|承建|谋划|规划|储备|揭牌|年产|兴建|投建|选址|出资|建起|承担|承接|[把将][^，。；;]{4,24}项目[落放建摆设]|扩建|新建"
)
# ——甲基地项目，总投资5亿元: an item of a list that begins with its name.
_ITEM: Final = re.compile(r"[—●▲◆■·]*(?=[^，。；;:、“”()—●▲◆■·的]{3,24}$)")
_OF_ITEM: Final = re.compile("，(?:计划|概算)?(?:总?投资|由|位于|占地|预计)")
# 全区46个区级以上重点项目 are many.
_COUNTED: Final = re.compile(r"(?:\d[余多]?|[一二两三四五六七八九十百几数多]余?)[个项](?!人)")
# 甲公司年产2万吨乙项目: what it makes is its name, the firm's is its own.
_OUTPUT: Final = re.compile(
    r"年(?:产|处理|回收|加工|储运|周转|拆解|利用|处置|组装|吞吐|消纳|供应|供)(?:约|超|近)?\d[^，。；;:、“”()]{2,20}$"
)
# 这个由甲出资、选址乙园的项目.
_GOES_ON: Final = re.compile(r"(?:[该本此]|[这该](?:个|一|项)[^。；;]{0,60}?的?)?项目")
STAGES: Final = (
    ("in_production", re.compile(r"(?:正式|已|全面|顺利|建成)*(?:投产|投用|投入使用|投入运营|投入生产|竣工投产|达产)")),
    ("started", re.compile(r"(?:正式|已|同日|集中)*(?:开工|动工|破土|奠基|启动建设|开建|封顶|在建)")),
    ("signed", re.compile(r"签约|签下|签订|签署|落户|敲定")),
)
_NOT_YET: Final = re.compile(r"(?:拟|将|预计|计划|有望|力争|尚未|未|于\d+月)[^，。；;]{0,8}$")
_GENERIC: Final = re.compile(
    r"^(?:该|本|各|每|这|那|重点|重大|产业|大|新|首个|下|又|够|一批|多个|\d+|第?[一二三四五六七八九十两几数]|个|优质|好|合作|招商|投资|签约|在建|开工|建设|类似|上述|相关|其他|工业|制造业|服务业|农业|基础设施|科技|示范|试点|民生|标志性|支撑性|人才|科研|课题|揭榜|创新|引领|外资|内资|亿元(?:以上)?|等|季度|年度|本轮|本次|集中|计划|当日|同期|集聚|年中|年初|年末|年底|季度末|力争|上半年|下半年|全区|全市|省|市|区|级|补链|强链|延链|招引|落地)*(?:项目|[一二三四]期)$"
)
# 山东省海洋强省建设重点项目, 国家级绿色示范项目: what a project is made, no project.
_CLASS: Final = re.compile(
    r"(?:国家|全国|[省市区]级|[\u4e00-\u9fff]{2,3}[省市区])[\u4e00-\u9fff]{0,16}(?:重点|重大|示范|试点|标杆|优质)项目"
)
# 半年内新落地项目 are many.
_NEW: Final = re.compile(r".*(?:新|拟|已)(?:落地|签约|开工|引进|投产|建成|竣工|招引|增)(?:的)?项目$")
# 甲区2026年二季度重点项目 are many.
_OF_PLACE: Final = re.compile(r"^[\u4e00-\u9fff]{1,8}?[省市区县](?:\d{4}年)?(?=[上下第一二三四年季重])")
# 钱主要投向甲基地项目, 在乙片区建设丙中心项目: the verb stands before the name.
_BEFORE_NAME: Final = re.compile(
    r".*(?:[还另更也就]有|投向|用于|用在|推进|谋划|布局|投建|兴建|启动|申报|落地|签下|带来|建起|[把将](?!来)|(?<=[区市园县镇岛湾地]|里|内|在)(?:建设|建成|扩建|新建))了?(?=[^，。；;]{5})"
)
# 由甲投资建设的乙基地项目: named behind 的, whatever verbs its name holds.
_BUILT: Final = re.compile(
    r"(?:建设|投资|打造|实施|承建|投建|兴建|扩建|新建|承担|承接|开发|签约|落户|总承包|承包|牵头)的(?=[^，。；;、“”的]{4,24}$)"
)
# 支持甲公司扩建乙试飞基地项目: all behind the verb is the name, also what reads like one more verb.
_FIRM_BUILDS: Final = re.compile(
    r"(?:公司|集团)(?:加快|加速|抓紧|正在?|同步|计划|拟|将)*(?:投资建设|建设|新建|投建|兴建|扩建|实施|打造|承建|上马)(?=[^，。；;、“”的在]{4,24}$)"
)
# 投资38.5亿元建设甲项目.
_FUNDED: Final = re.compile(r"元(?:人民币)?(?:投资)?(?:建设|兴建|投建|打造|实施)(?:了|的)?(?=[^，。；;、“”的]{2,24}$)")
# 总投资15亿元的甲生产基地已开工: told with its money and what becomes of it, it needs no 项目 behind its name.
_PLANT: Final = regex(
    r"投资(?:额|规模)?(?:为|达|约|超|近|逾)?\d[\d.,]*[万亿]?(?:美|欧)?元(?:人民币)?(?:建设|兴建|投建|打造)?的"
    r"(?P<x>[^，。；;、:“”()的]{3,22}?(?:基地|工厂|中心|总部|产线|生产线|电站|枢纽|车间|综合体|码头|船厂))"
    r"(?=(?:已|将|正|也|日前|近日|目前|\d+日|\d+月|今年|去年|上月|本月|于)*(?:于[^，。；;]{1,8})?(?:正式|破土|全面|顺利|如期|主体)*(?:开工|动工|奠基|投产|投用|启用|签约|落户|竣工|封顶|建成|达产|启动|试运行|进入|完成))"
)
# 由甲投资建设、乙承建的丙基地破土动工; 丙基地开工.
_STARTED: Final = regex(
    r"(?:(?:建设|承建|投建|打造|兴建|总承包|施工)的|^)(?P<x>[^，。；;、:“”()【】的\d]{5,22}?(?:基地|工厂|(?<!新)产线|生产线|电站|车间|船厂))"
    r"(?=(?:已|日前|近日|昨天|昨日|今天|\d+日|\d+月|今年|去年|上月|本月|于)*(?:正式|全面|顺利|如期|主体)*(?:破土|动工|开工|奠基|封顶|投产|达产|试生产))"
)
# 甲公司建设的乙智能工厂: with its builder in front it needs neither.
_BY_FIRM: Final = regex(
    r"(?:公司|集团)(?:计划|独家|联合|正在)*(?:总?投资|斥资|出资)?(?:约?\d[\d.,]*[万亿]?元)?(?:投资)?(?:建设|投建|承建|打造|兴建|扩建|新建)的"
    r"(?P<x>[^，。；;、:“”()【】的\d]{4,22}?(?:基地|工厂|产线|生产线|电站|车间|船厂|码头|(?:物流|冷链|配送|仓储|分拨|智造|制造|加工|储运)中心))"
    r"(?![\u4e00-\u9fff]{0,4}项目)"
)
# 今天，甲绿氢制取项目在乙区开工; 其中丙二期项目投资8亿元: a clause of its own from its first word to what becomes of it.
_CLAUSE: Final = regex(
    r"(?:^|[，。；;:“■●▲◆—]|其中|讯)\s*(?P<x>(?![^，。；;:]{0,19}的)[\u4e00-\u9fffA-Za-z0-9+\-·]{4,20}项目)(?=(?:则|也|已经?|日前|近日|昨天|昨日|今天|今日|当天|同日|正式|成功|顺利|率先|同步|于)*(?:在[^，。；;、]{2,16}?)?"
    r"(?:正式|成功|顺利|集中|完成)*(?:开工|签约|投产|动工|破土|奠基|落地|落户|启动|竣工|封顶|建成|投用|达产|揭牌)|(?:计划|总)*投资\d|由[\u4e00-\u9fff])"
)
_CLAUSE_LEAD: Final = re.compile(
    r"(?:其中|此外|另外|同时|目前|昨天|昨日|今天|今日|当天|同日|日前|近日|本月|上月|上周|(?:[今去明]年)?\d{1,2}月(?:\d{1,2}日)?|\d{1,2}日|[今去明]年|[上下]半年|随后|总投资[\d.]+[万亿]*元|占地[\d.]+亩|[一二三四]是)+"
)
_OF_MANY: Final = ("重点项目", "重大项目", "在建项目", "签约项目")
_MANY: Final = re.compile(
    rf"\d+[个余多]|[两几多某各该本此这那]个?|一[个批]|系列|等|全[市区]|公司|集团|(?:{'|'.join(_OF_MANY)}|(?:新建|续建|产业化?|工业|市级|省级|区级|这类|同类)项目)$"
)
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
        for match in matches(text, _PLANT, _STARTED, _BY_FIRM):
            if context.free(sentence, *match.span("x")) and _specific(match["x"]):
                context.put_name(sentence, *match.span("x"), "Project", context.packs.home, "project", "0.72")
        for start, end in _whole_clauses(text):
            if context.free(sentence, start, end):
                context.put_name(sentence, start, end, "Project", context.packs.home, "project", "0.75")
        for match in _ENDING.finditer(text):
            start, end = _begins(text, match), match.end()
            name = text[start:end]
            if (
                not 5 <= len(name) <= 40
                or _GENERIC.match(_OF_PLACE.sub("", name))
                or _COUNTED.search(name)
                or _CLASS.fullmatch(name)
                or _NEW.fullmatch(name)
                or _SAID_OF.search(name)
                or _SOME.search(text, 0, start)
                or name.endswith(_OF_MANY)
                or not context.free(sentence, start, end)
            ):
                continue
            if not _specific(name) or name.endswith("场景项目"):
                continue
            context.put_name(sentence, start, end, "Project", context.packs.home, "project", "0.75")


def _whole_clauses(text: str) -> list[tuple[int, int]]:
    """Names that a clause begins with and that hold no verb but the deed at their end: 甲绿氢制取|项目."""
    found = []
    for match in _CLAUSE.finditer(text):
        lead = _CLAUSE_LEAD.match(text, match.start("x"), match.end("x"))
        start, end = lead.end() if lead is not None else match.start("x"), match.end("x")
        if not (_MANY.search(text, start, end) or _GENERIC.match(text[start:end])) and _is_name(text[start:end]):
            found.append((start, end))
    return found


def _is_name(name: str) -> bool:
    """Whether a clause up to 项目 says which one and does nothing: it opens with a name, a place or a word of its own."""
    if not _specific(name):
        return False
    words = name.removesuffix("项目")
    first, *rest = tagged(words)
    deeds = [t for t in (first, *rest[:-1]) if t.tag[:1] in _DEEDS and len(t.text) > 1]
    if first.tag[:1] in ("p", "c", "r", "u") or any(t.text not in word_set("name_verbs") for t in deeds):
        return False
    return is_brand_like(words) or first.tag[:1] not in ("n", "a", "v") or first.tag in _NAMES


# Verbs, prepositions, adverbs, conjunctions and pronouns; what the dictionary does not tag may be any.
_DEEDS: Final = ("v", "p", "d", "c", "r", "")
_NAMES: Final = ("ns", "nz", "nr", "nt")
# 有一个救援装备项目签约: some project, none by name.
_SOME: Final = re.compile("(?:一|某|几|两|三|有|多|首|每|这|那)个$")
# 甲是最大的项目, 项目只有甲项目: a statement, no name.
_SAID_OF: Final = re.compile("是(?!否)|只有|最大的|唯一的")
# 丁腈橡胶扩能|项目: what is done to a thing closes the name of a project; in no other name does it stand there.
_DEED: Final = re.compile(
    r"(?:改扩建|扩能|扩产|扩建|扩容|增产|改造|升级|技改|迁建|搬迁|提质|增效|更新|重建|续建|修复|提升|整治)+$"
)


_SET_ON: Final = "宣布|公告|合资|获准|开始|将|拟|计划|准备|决定|正在|在此|共同|联合|合作|携手|联手"
# 将建设|甲基板项目.
_TO_BUILD: Final = re.compile(
    rf"(?P<who>(?:[\u4e00-\u9fffA-Za-z()]{{0,30}}?(?:公司|集团)|双方|三方|[两三]家(?:企业|公司))(?:{_SET_ON})*)?"
    r"(?:投资建设|投资|建设|新建|投建|扩建|实施|打造|开发(?!区)|承建|上马)(?=[\u4e00-\u9fff]{3})"
)
_WILL: Final = re.compile(f"(?:{_SET_ON}|要|同步|在这里|来此|合力)$")
# 总投资6.5亿元 甲湾项目, 占地90亩乙项目: how large it is stands before the name; 是|元启项目 tells no size.
_SIZED: Final = re.compile(
    r"(?:\d[\d.]*[余多]?|(?<=[\d余多万亿]))(?:[万亿]*(?:美|欧|港)?元(?:人民币)?|万?亩|万?平方米|公顷)的?\s*(?=[\u4e00-\u9fffA-Za-z]{3})"
)


# “甲一号”养殖工船项目: what is quoted right before it is part of the name.
_QUOTED_HEAD: Final = re.compile(r"“[^“”，。；、]{2,12}”$")


def _begins(text: str, ending: re.Match[str]) -> int:
    """Where the name of a project begins whose ending stands here: each frame knows better than the one before."""
    at, end = ending.start(), ending.end()
    deed = _DEED.search(text, 0, at)
    start = name_start(text, at if deed is None else deed.start())
    start = name_start(text, at) if deed is not None and start == deed.start() else start
    lead = _BEFORE_NAME.match(text, start, at)
    start = lead.end() if lead is not None else start
    built = _BUILT.search(text[:at], max(0, end - 30))
    start = built.end() if built is not None and built.end() < start else start
    firms = _FIRM_BUILDS.search(text[:at], max(0, end - 34))
    start = firms.end() if firms is not None and firms.end() < start else start
    funded = _FUNDED.search(text[:at], max(0, end - 34))
    start = funded.end() if funded is not None else start
    start = _described_from(text, start, at)
    makes = _OUTPUT.search(text, 0, at)
    start = makes.start() if makes is not None else start
    sized = _SIZED.match(text, start, at)
    start = sized.end() if sized is not None else start
    listed = _ITEM.match(text, 0, at) if _OF_ITEM.match(text, end) else None
    # 甲智能则带来了|乙项目，总投资6.5亿元: no item of a list.
    if listed is not None and _BEFORE_NAME.match(text, listed.end(), at) is None:
        start = listed.end()
    # 甲有限公司二期乙项目: the firm's own name is no part of it.
    deed = _TO_BUILD.match(text, start, at)
    firm = text.rfind("公司", start, at) if deed is None else -1
    if firm >= 0 and text[firm + 2] not in "的化制":
        start = firm + 2
    if deed is not None and (deed["who"] or _WILL.search(text, 0, start)):
        start = deed.end()
    quoted = _QUOTED_HEAD.search(text, 0, start)
    return quoted.start() if quoted is not None and start < at else start


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
    for sentence, park, _ in told_parks(context):
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
        for one in own or [project]:
            _place(context, sentence, one, hops, park)
            builders(context, sentence, one, hops)


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


_DESCRIBES: Final = re.compile(r"(?:[^，。；;、“”]{0,8})?的(?:[^，。；;、“”公司]{0,12}的)?[“]?")


# 落户园区: the park told of.
_THE_PARK: Final = re.compile(r"(?:该|本|这个|这座)?(?:园区|产业园|该园|园内|园里)(?:内|里)?(?=[，。；;、！？”]|$)")


def _place(context: Context, sentence: Sentence, project: Thing, hops: int, park: Thing | None) -> None:
    text = sentence.shadow.text
    low, high = told_of(context, sentence, project) if not hops else (0, len(text))
    # 甲园坐落于乙区；丙项目…: of another part of the sentence.
    low = low if hops else max(low, after_mark(text, "。；;", project.start))
    for match in re.compile(r"(?:落户|落地|位于|坐落于|选址|落子|签约落户)(?:于|在|到)?").finditer(text, low, high):
        place = next(
            (t for t in context.things_of(sentence, "Park", "Zone") if match.end() <= t.start <= match.end() + 1), None
        )
        if place is None and park is not None and _THE_PARK.match(text, match.end()):
            planned = _PLANNED.search(text, after_mark(text, "，。；;", match.start()), match.start())
            place = None if planned else park_at(context, sentence, match.start(), park)
        # 位于甲区的乙公司…，由其建设的丙项目: in front of a project it says so only where it describes it.
        ahead = place is not None and not hops and match.end() <= place.start and place.end <= project.start
        if ahead and place is not None and not _DESCRIBES.fullmatch(text, place.end, project.start):
            continue
        # 甲公司早在2016年就落户乙园: of the firm that opens the clause, not of the project told of before.
        own = said_of(context, sentence, ("Company", "Project"), match.start()) if hops else None
        said = own is None or own.hops or own.thing.label == "Project"
        if place is not None and (said or THE_PROJECT.match(text, place.end)):
            context.edge(
                sentence, "LOCATED_IN", ("Project", project.id), (place.label, place.id), "project-place",
                confidence=sure(80, hops),
            )  # fmt: skip
    visited = None if hops else _visited(context, sentence, project)
    if visited is not None:
        context.edge(
            sentence, "LOCATED_IN", ("Project", project.id), ("Park", visited.id), "project-place", confidence="0.75"
        )  # fmt: skip
    # 在甲园开工; 在甲区开工 tells the event's place as often as the project's.
    for park in context.things_of(sentence, "Park"):
        begun = text[park.start - 1 : park.start] in ("在", "于") and (
            _BEGUN.match(text, park.end) or _BUILT_THERE.fullmatch(text, park.end, project.start)
        )
        if begun and low <= park.start < high:
            context.edge(
                sentence, "LOCATED_IN", ("Project", project.id), ("Park", park.id), "project-place",
                confidence=sure(80, hops),
            )  # fmt: skip


_VISIT: Final = re.compile(
    r"(?:^|[，。；;:“])[^，。；;、“”]{0,10}?(?:走进|来到|走入|踏进|走访|探访)(?:[^，。；;、]{2,14}的)?$"
)
_SEEN: Final = re.compile(
    r"(?:内|里|现场)?，(?:记者看到，|只见)?(?:总?投资[^，。；;、]{1,10}元的|由[^，。；;、]{4,30}的)?"
)


def _visited(context: Context, sentence: Sentence, project: Thing) -> Thing | None:
    """走进甲园，(由乙投资的)丙项目正在…: the park."""
    text = sentence.shadow.text
    for park in context.things_of(sentence, "Park"):
        if (
            park.end < project.start
            and _VISIT.search(text, 0, park.start)
            and _SEEN.fullmatch(text, park.end, project.start)
        ):
            return park
    return None


_PLANNED: Final = re.compile("(?:拟|将|计划|有意|有望|争取|吸引|推动|促成|未|没有|取消)[^，。；;]{0,8}$")
# 在甲园|建设的|乙项目; 选址甲园|的项目.
_BUILT_THERE: Final = re.compile(
    r"(?:内|里)?(?:计划|规划|正|同步)?(?:总?投资|斥资)?(?:约?\d[\d.,]*[万亿]*元)?(?:建设|兴建|投建|新建|打造|实施|布局|推进|开工|动工|落地)+的[“]?"
)
_BEGUN: Final = re.compile(
    r"(?:内|里)?(?:正式|顺利|如期|集中|同步|全面|举行)*(?:开工|动工|奠基|破土|启动建设|开建|投产|投用|启用|竣工|封顶|建成|落地|落户|签约|点火|试生产)(?!仪式的?上|的)"
)
