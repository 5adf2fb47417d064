"""Who builds a project: 由甲与乙建设, 甲投资的X项目, 甲的X二期 (项目建设方)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.boundary import is_brand_like, own_word
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.frames import ending_at, starting_at
from ingest.documents.rules.subjects import sure, topic
from ingest.sieve import regex
from schema.tokens import tagged
from schema.words import longest_first

_LATTER: Final = re.compile("(?:后者|该(?:子)?公司|新公司|其)")
_BUILDERS: Final = ("Company", "Organization")
# 由去年迁来的甲公司承建.
_DESCRIBED: Final = re.compile(r"[^，。；;:、“”由的]{2,24}的(?=[\u4e00-\u9fffA-Za-z(])")
_AND_BY: Final = re.compile("(?:投资|出资|建设|设计)(?:建设)?、")
_SIGNERS: Final = ("Company", "Zone", "Organization", "Park")
# 由甲的全资子公司乙建设: 乙 builds it.
_CHILD: Final = re.compile(r"的?(?:全资|控股|参股)?(?:子公司|孙公司)")
_FUNDS: Final = re.compile(
    r"(?:(?:加快|加速|抓紧|全力|正在|着力|同步)*(?:实施|推进|建设|启动|开工))?(?:计划|拟|累计|总)?(?:追加投资|增资扩产|增资|投资|斥资|出资|投入)(?:(?:约|近|超|逾)?\d[\d.,]*[万亿]?(?:美|欧|港|日)?元(?:人民币)?)?(?:建设|承建|打造|实施|兴建|投建)?(?:了|的)?$|(?:(?<!位于|坐落)在[^，。；;、“”的]{2,12}?)?(?:加快|加速|加紧|抓紧|全力|正在?|着力|同步|计划|率先|独家|总)*(?:建设|承建|打造|实施|兴建|投建|扩建|改扩建|改建|新建|迁建|承担|承接|上马|建起|建成|推进)(?:建设)?(?:了|起)?的?$"
)
# 甲公司把乙项目落在丙园.
_PUTS: Final = re.compile("(?:率先|最终|也|还|就|便)*[把将]$")
_PUT: Final = re.compile("(?:落|放|建|摆|设|选|布局|布|安)(?:在|到|进|向|址于?)|落户|落子|落地|搬|迁")
# 鼓励甲公司加快乙项目建设.
_SPEEDS: Final = re.compile("(?:进一步)?(?:加快|加速|抓紧|推动|抓好|全力推进)$")
_SPED: Final = re.compile("(?:尽快|早日|尽早|如期|顺利|全面)*(?:建设|投产|落地|达产|开工|投用|建成|实施)")
_SIGNS: Final = re.compile(
    r"(?:正式|成功|现场|集中|一举)?(?:签约|签下|签署|签订|敲定|落子|带来|捧来|揽下|上马|投建|投下|布下|拿出|谈成)(?:了|的)?(?:(?:计划|协议)?(?:总)?投资[^，。；;、]{1,10}元的)?$"
)
# 作为项目建设方，甲…; 投资方为乙.
_ROLE: Final = regex(
    r"(?:(?:投资|建设|承建|实施)(?:方|单位|主体)|项目方|项目业主(?:单位)?|项目(?:公司|主体))(?:为|是|系|，|:)?(?=[\u4e00-\u9fffA-Za-z(])"
)
# 甲与乙签约，双方将共同建设丙项目.
_BOTH: Final = re.compile(
    r"(?:双方|两家(?:企业|公司)?|三方|三家(?:企业|公司)?|，(?:并|还|将|拟)*(?=共同|联合|携手|合作))(?:将|拟|计划|已|正|决定|还)*(?:在[^，。；;、“”]{2,12})?(?:共同|联合|合作|携手|联手|合力|合资)*(?:总?投资|斥资|出资)?(?:约?\d[\d.,]*[万亿]?元)?(?:投资|建设|打造|实施|兴建|投建|开发|推进)+(?:的|了)?[“]?$"
)
# 甲项目，是乙公司的第二个厂区; 甲项目的东家是乙公司.
_ITS_WORKS: Final = re.compile(
    r"(?:，)?(?:正|就|便)?(?:是|系|为)(?=[\u4e00-\u9fffA-Za-z(])|的(?:东家|业主|投资人|老板|主人|操盘手|建设者)(?:正|就)?(?:是|为)"
)
_WORKS: Final = re.compile(
    r"(?:在[^，。；;、]{2,8}?)?的(?:第?[一二三四五六七八九十两]+(?:个|座|处|家|期)|首个|首座|又一(?:个|座|处)?|新|最大的?|全球|全国|北方|海外)*(?:的)?(?:厂区|工厂|厂房|基地|生产基地|厂|项目|产业园|车间|二期|三期)"
)
_BUILDS: Final = re.compile(
    r"(?:正在|已在|将在|在)[^，。；;]{0,14}(?:建设|兴建|投建|打造|布局|启动)(?:了|的)?$|(?<!总)(?:投资|斥资|出资)[^，。；;]{0,10}(?:建设|兴建|投建|元)(?:的)?$"
)


def _brand(form: str) -> str:
    """A firm's own word: 青岛甲乙生物科技有限公司 and 甲乙生物 are both known by 甲乙."""
    words = next((form[: -len(e)] for e in longest_first("company_endings") if form.endswith(e)), form)
    first = next(iter(tagged(words)), None)
    words = words[first.end :] if first is not None and first.tag == "ns" else words
    return own_word(words.removeprefix("(").partition(")")[-1] or words)


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
    places = [
        other.shadow.text[t.start : t.end]
        for other in context.article.sentences
        for t in context.things_of(other, "Park", "Zone")
    ]
    # 海湾发展集团 and 海湾产业园 are called by a place: its name is no firm's own.
    forms |= {
        brand: firm
        for form, firm in forms.items()
        if is_brand_like(brand := _brand(form)) and not any(place.startswith(brand) for place in places)
    }
    owner = next((forms[f] for f in sorted(forms, key=len, reverse=True) if name.startswith(f)), None)
    return [Thing(project.start, project.start, "Company", owner)] if owner is not None else []


# 由其建设的甲项目, 公司投资的乙项目, 公司在丙市的丁项目.
_ITS: Final = re.compile(
    r"(?:其|公司|企业|该公司|该企业|后者)(?:计划|独家|自主|全额|正在|正|在建的?)?(?:在[^，。；;、“”的]{2,10})?(?:总?投资|斥资|出资)?(?:约?\d[\d.,]*[万亿]?元)?(?:投资|建设|承建|打造|实施|兴建|投建)*的$"
)


# 参观了由外地企业建设的甲项目.
_BY_ANOTHER: Final = re.compile(r"由(?!其|公司|企业|该|后者)[^，。；;“”]{2,24}的$")


def told_of(context: Context, sentence: Sentence, project: Thing) -> tuple[int, int]:
    """The stretch of a sentence that tells of one of its projects: from its clause to that of the next one."""
    text = sentence.shadow.text
    others = context.things_of(sentence, "Project")
    starts = [after_mark(text, "，。；;", one.start) for one in others]
    place = others.index(project)
    low = starts[place] if place else 0
    later = [start for start in starts[place + 1 :] if start > project.end]
    return low, later[0] if later else len(text)


def _partner(context: Context, sentence: Sentence, place: Thing) -> Thing | None:
    """甲与乙园签约: the firm in front of the place, which is no builder."""
    text = sentence.shadow.text
    if place.label not in ("Park", "Zone", "Organization"):
        return None
    firms = context.things_of(sentence, "Company")
    return next((t for t in firms if text[t.end : place.start] in ("与", "和", "同", "跟")), None)


def the_pair(context: Context, sentence: Sentence, at: int) -> list[Thing]:
    """The firms that 双方 means: those joined by 与 in front of it, here or in the sentence before."""
    for told, end in ((sentence, at), *((s, len(s.shadow.text)) for s in context.article.before(sentence, 1))):
        bodies = [t for t in context.things_of(told, "Company", "Organization", "Zone", "Park") if t.end <= end]
        for one in bodies:
            row = starting_at(context, told, one.start, ("Company", "Organization", "Zone", "Park"))
            if len(row) > 1:
                return [t for t in row if t.label == "Company"]
    return []


def builders(context: Context, sentence: Sentence, project: Thing, hops: int) -> None:
    """由甲与乙建设, 甲投资的X项目, 甲的X二期."""
    text = sentence.shadow.text
    found: list[Thing] = []
    low, high = told_of(context, sentence, project) if not hops else (0, len(text))
    for match in re.compile("由").finditer(text, low, high):
        described = _DESCRIBED.match(text, match.end())
        chain = starting_at(context, sentence, match.end(), _BUILDERS)
        chain = chain or (starting_at(context, sentence, described.end(), _BUILDERS) if described else [])
        end = chain[-1].end if chain else 0
        # 甲设立子公司乙，由后者实施项目.
        latter = _LATTER.match(text, match.end())
        before = [t for t in context.things_of(sentence, "Company") if t.end <= match.start()]
        if latter is not None and before:
            chain, end = before[-1:], latter.end()
        # 由甲投资、乙总承包的丙项目.
        if chain and (more := _AND_BY.match(text, end)) is not None:
            chain += starting_at(context, sentence, more.end(), ("Company",))
            end = chain[-1].end
        child = _CHILD.match(text, end) if chain else None
        if child is not None and (held := starting_at(context, sentence, child.end(), ("Company",))):
            chain, end = held, held[-1].end
        while chain and text[end : end + 1] == "(":
            end = text.find(")", end) + 1
        if chain and re.match(
            r"(?:等)?(?:共同|联合|合作|携手|联手|合资|负责|全额|独家|总|牵头)*(?:投资|出资|斥资|投建|建设|承建|承担|承接|开发|实施|打造|牵头|申报|筹建|主导|兴建|领建|总承包|承包)",
            text[end:],
        ):
            found += chain
    for role in _ROLE.finditer(text, low, high):
        found += starting_at(context, sentence, role.end(), ("Company",))
    if not hops:
        of = (
            ending_at(context, sentence, project.start - 1, ("Company",))
            if text[: project.start].endswith("的")
            else ending_at(context, sentence, project.start, ("Company",))
        )
        found += of
        for verb in (_FUNDS.search(text, 0, project.start), _SIGNS.search(text, 0, project.start)):
            if verb is not None:
                who = ending_at(context, sentence, verb.start(), _SIGNERS)
                # 甲宣布与乙在丙地建设: 乙 alone stands next to the verb, and 甲 is known as who is told of.
                if who and text[who[0].start - 1 : who[0].start] not in ("与", "和", "同", "跟"):
                    found += [t for t in who if t.label == "Company"]
        its_works = _ITS_WORKS.match(text, project.end)
        for firm in starting_at(context, sentence, its_works.end(), ("Company",)) if its_works is not None else ():
            if its_works is not None and (its_works[0].startswith("的") or _WORKS.match(text, firm.end)):
                found.append(firm)
        for around, behind in ((_PUTS, _PUT), (_SPEEDS, _SPED)):
            ahead = around.search(text, 0, project.start) if behind.match(text, project.end) else None
            if ahead is not None:
                found += ending_at(context, sentence, ahead.start(), ("Company",))
        both = _BOTH.search(text, 0, project.start)
        if both is not None:
            found += the_pair(context, sentence, both.start())
        found = found or _namesake(context, sentence, project)
        its = _ITS.search(text, 0, project.start)
        by_another = _BY_ANOTHER.search(text, 0, project.start) is not None
        if not found and not by_another and (its is not None or _BUILDS.search(text[: project.start]) is not None):
            about = topic(
                context,
                sentence,
                ("Company", "Organization", "Park", "Zone", "Policy"),
                its.start() if its else project.start,
            )
            with_it = _partner(context, sentence, about.thing) if about is not None else None
            if with_it is not None:
                found.append(with_it)
            elif about is not None and about.thing.label == "Company" and about.hops <= 3:
                found.append(about.thing)
    for firm in dict.fromkeys(one for one in found if one.label == "Company"):
        context.edge(
            sentence, "DELIVERS", ("Company", firm.id), ("Project", project.id), "project-builder",
            confidence=sure(80, hops), properties={"role": "make"},
        )  # fmt: skip


_BUILT_BY: Final = re.compile(r"(?:交?由)(?:[^，。；;:、“”由]{2,24}的)?$")
THE_PROJECT: Final = re.compile("的(?:这个|这一)?项目")


def of_project(context: Context, sentence: Sentence, at: int, place: Thing) -> bool:
    """甲项目由乙公司承建，位于丙园; 由乙公司出资、选址丙园的项目: said of the project, not of who builds it."""
    text = sentence.shadow.text
    # 甲公司投资3亿元的乙项目同时落户丙市.
    if ending_at(context, sentence, at, ("Project",)):
        return True
    low = after_mark(text, "。；;", at)
    firms = [t for t in context.things_of(sentence, "Company") if low <= t.start and t.end < at]
    # 由甲公司(简称乙)投资: the name in front of the bracket stands behind 由.
    built = next((f for f in reversed(firms[-2:]) if _BUILT_BY.search(text, low, f.start) is not None), None)
    if built is None:
        return False
    named = any(low <= t.start < built.start for t in context.things_of(sentence, "Project"))
    return named or THE_PROJECT.match(text, place.end) is not None
