"""What the title of a list says: qualification, batch, year, result (名单标题).

第三批农业产业化国家重点龙头企业名单 certifies 农业产业化国家重点龙头企业 in batch 3. Words around the
qualification are taken off from both ends until none is left; what remains is kept as printed. A list of
those that may build something (创建) certifies less than one of those that are it: the word stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ingest.numbers import parse_number

LIST_WORD: Final = r"(?:名单|名录|清单|目录|一览表|汇总表|明细表|列表|统计表|公示表|结果|情况表)"
_NUMERAL: Final = r"[一二三四五六七八九十百\d]{1,4}"
_BATCH: Final = re.compile(rf"第({_NUMERAL})批次?|(首)批")
_YEAR: Final = re.compile(r"((?:19|20)\d{2})[ \u3000]*(?:[—–~至-]+[ \u3000]*(?:19|20)?\d{2,4}[ \u3000]*)?年度?")
_WRAPPED: Final = re.compile(
    r"关于(?:拟|对)?(?:公布|公示|认定|印发|发布|确定|命名|批准|同意|下达|推荐|公告|核准|调整|发布实施)?(?:开展)?(?P<core>.+?)"
    r"(?:的?(?:通知|公告|公示|通报|决定|批复|函|报告|请示))?$"
)
_HEAD: Final = re.compile(
    r"^#+|^(?:附件|附表|附)[ \u3000]*\d*[ \u3000]*[:：.、]?|^[一二三四五六七八九十]+、|^[(（][一二三四五六七八九十]+[)）]|"
    r"^\d{1,2}[.．、]|^[《“]"
)
# 通过验收的…, 拟认定的…, 纳入…管理体系的…: how the members came on the list.
_LEAD: Final = re.compile(
    r"^(?:(?:已|拟|新|被)?(?:通过|未通过|不通过|认定|验收|评价|复核|入选|入围|备案|推荐|公布|公示|批准|获批|取消|撤销|"
    r"监测合格|监测不合格|评审|考核|评估|遴选|新增|获得|荣获|命名|列入))+出?(?:的|为)?|^纳入.{2,30}?的|^(?:年度|度)|^的"
)
_TAIL: Final = re.compile(
    rf"(?:{LIST_WORD}|公示|公告|通知|通报|公布|拟?认定|入选|入围|备案|推荐|遴选|评审|复核|验收|评价|考核|评估|监测|通过|"
    r"不?合格|未?达标|资格|称号|"
    r"拟|的|情况|[》”]|[(（][^()（）]*[)）]|及|汇总|申报|有关|拟入选|运行)$"
)
_STAGE: Final = re.compile(r"(?:创建|建设|培育|筹建|试点|储备|入库)$")
_REFUSED: Final = re.compile(
    r"未通过|不通过|未能通过|不合格|未达标|不达标|不予通过|撤销|取消|摘牌|退出|淘汰|除名|不再|注销|终止|限期整改|暂缓"
)
_PASSED: Final = re.compile(r"通过|合格|达标|优秀|良好|优良|认定|入选")
_PROPOSED: Final = re.compile(r"公示|拟(?:认定|入选|推荐|备案|确定|批准|通过|命名|支持|公布)|征求意见")
# What lifts a class above 企业 or 园区: a list of all parks of a city certifies nothing.
_HONOUR: Final = re.compile(
    r"专精特新|小巨人|冠军|高新技术|瞪羚|独角兽|雏鹰|龙头|示范|领军|领航|链主|老字号|国家|省级|市级|实验室|技术中心|孵化|众创|"
    r"绿色|智能|智慧|创新|科技|现代|强镇|特色|优势|先导|试点|试验|标杆|百强|名牌|品牌|未来|一村一品|优秀|先进"
)
_NO_HONOUR: Final = re.compile(
    r"场景|项目|指标|任务|机会|需求|处罚|失信|抽查|检查|负面|事项|权责|收费|政策|专家|证照|空壳|异常|欠|拟上市"
)
_NAMED_KIND: Final = re.compile(
    r"企业|公司|园|基地|示范区|集聚区|开发区|孵化器|众创空间|平台|中心|实验室|冠军|小巨人|龙头|独角兽|瞪羚|雏鹰|链主|"
    r"领军|工厂|车间|强镇|镇|村|街区|小镇|品牌|老字号|合作社|社|场|产品|优势区|集群"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A list's title as printed and what it says; None where it says nothing."""

    text: str = ""
    qualification: str | None = None
    batch: int | None = None
    year: int | None = None
    result: str | None = None
    refused: bool = False
    proposed: bool = False


def is_list_title(text: str) -> bool:
    """Whether a line may stand above a list as its title.

    >>> is_list_title("第三批农业产业化国家重点龙头企业名单"), is_list_title("名单见附件。")
    (True, False)
    """
    text = text.strip()
    return 2 < len(text) <= 80 and re.search(r"[。；;！!]|见附件", text) is None and _is_titled(text)


def _is_titled(text: str) -> bool:
    return re.search(rf"{LIST_WORD}(?:的?(?:公示|公告|通知|通报))?(?:[(（][^()（）]*[)）])?[:：]?$", text) is not None


def refuses(text: str) -> bool:
    """Whether a result or a group's heading says that its members are not what the list certifies."""
    return _REFUSED.search("".join(text.split())) is not None or _plain(text) in ("否", "不", "×", "N")


def _plain(text: str) -> str:
    return "".join(text.split()).strip("*★")


def result_of(text: str) -> str | None:
    """The words of a heading that say how its members fared, such as 验收不通过, else None."""
    plain = "".join(text.split())
    if not (_REFUSED.search(plain) or _PASSED.search(plain)):
        return None
    plain = _HEAD.sub("", plain)
    plain = re.sub(r"[(（]\d+[家个名项][)）]$|\d+[家个名项]$", "", plain)
    match = re.match(
        r"(.{0,8}?(?:通过|合格|达标|优秀|良好|撤销|取消|摘牌|退出|淘汰|整改|暂缓|认定|入选)(?:验收|认定|评价|复核)?)",
        plain,
    )
    return match[1] if match else None


def read_title(text: str) -> Title:
    """What a title says.

    >>> read_title("通过验收的第五批国家农业科技园区名单").qualification
    '国家农业科技园区'
    >>> read_title("2018年国家现代农业产业园创建名单").qualification
    '国家现代农业产业园创建'
    """
    plain = "".join(text.split())
    batch = _BATCH.search(plain)
    year = _YEAR.search(plain)
    number = None if batch is None else 1 if batch[2] else int(parse_number(batch[1]) or 0) or None
    return Title(
        text.strip(),
        _qualification(plain),
        number,
        int(year[1]) if year else None,
        result_of(_YEAR.sub("", plain)) if re.match(r".{0,12}(?:通过|合格|达标|撤销|取消)", plain) else None,
        _REFUSED.search(plain) is not None,
        _PROPOSED.search(plain) is not None,
    )


def _qualification(plain: str) -> str | None:
    wrapped = _WRAPPED.search(plain)
    # A title of two lists in one names the first; the lists have their own titles below.
    core = re.split(r"(?:以?及|和)(?:拟|通过|复核|取消|撤销)", wrapped["core"] if wrapped else plain)[0]
    before = ""
    while core != before:
        before = core
        core = _HEAD.sub("", core)
        core = _BATCH.sub("", _YEAR.sub("", core))
        core = _LEAD.sub("", core)
        core = _TAIL.sub("", core)
    core = core.strip("、，,:：-—")
    bare = _STAGE.sub("", core)
    named = 4 <= len(core) <= 40 and _NAMED_KIND.search(bare) is not None
    if not named or not _HONOUR.search(bare) or _NO_HONOUR.search(core) or re.search(r"[。；：:，,]", core):
        return None
    return core
