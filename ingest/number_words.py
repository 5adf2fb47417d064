"""Words and patterns of quantities: numerals, comparators, units, what a number is no quantity behind (数词).

`ingest/numbers.py` reads by them.
"""

from __future__ import annotations

import re
from typing import Final

DIGITS: Final = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
TENS: Final = {"十": 10, "百": 100, "千": 1000}
MAGNITUDES: Final = {
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
    "千": 10**3,
    "百": 10**2,
}
BEFORE: Final = {
    "不低于": "gte", "不少于": "gte", "不小于": "gte", "至少": "gte", "最少": "gte", "起码": "gte",
    "不得低于": "gte", "不得少于": "gte", "不得小于": "gte", "不应小于": "gte", "不应低于": "gte", "不能低于": "gte", "不能少于": "gte",
    "不会低于": "gte", "不会少于": "gte", "不会超过": "lte", "不会高于": "lte", "不会多于": "lte",
    "不得超过": "lte", "不得高于": "lte", "不得多于": "lte", "不应超过": "lte", "不能超过": "lte",
    "超过": "gt", "超": "gt", "逾": "gt", "突破": "gt", "破": "gt", "跨过": "gt", "迈过": "gt", "冲破": "gt", "大于": "gt", "高于": "gt",
    "多于": "gt", "跃上": "gt", "站上": "gt", "迈上": "gt", "远超": "gt", "已超": "gt", "逼近": "approx_below", "直逼": "approx_below",
    "不超过": "lte", "不高于": "lte", "不多于": "lte", "不大于": "lte", "不得大于": "lte", "不应大于": "lte", "至多": "lte", "最多": "lte",
    "低于": "lt", "少于": "lt", "小于": "lt", "不足": "lt",
    "将近": "approx_below", "接近": "approx_below", "近": "approx_below",
    "大约": "approx", "约为": "approx", "约": "approx",
    "最高": "lte", "上限": "lte", "不到": "lt", "最低": "gte", "低至": "eq", "突破了": "gt", "超出": "gt", "超过了": "gt", "达到了": "eq",
    "高达": "eq", "多达": "eq", "达到": "eq", "达": "eq", "力争": "eq",
}  # fmt: skip
AFTER: Final = {
    "以上": "gte", "及以上": "gte", "以下": "lte", "以内": "lte", "之内": "lte",
    "左右": "approx", "上下": "approx", "出头": "gt", "有余": "gt", "往上": "gte", "之上": "gte", "封顶": "lte", "为限": "lte",
    "还多": "gt", "开外": "gt",
}  # fmt: skip
UNITS: Final = (
    "个百分点", "百分点", "%", "‰", "平方米", "平米", "平方公里", "平方千米", "立方米", "公里", "千米", "海里", "公顷",
    "亩", "千瓦时", "千瓦", "兆瓦", "吉瓦", "标准箱", "标箱", "美元", "欧元", "日元", "港元", "英镑", "澳元", "加元", "韩元", "卢布", "元", "万吨", "吨", "公斤", "个小时",
    "千克", "毫米", "厘米", "毫升", "升", "人次", "人天", "剂次", "头份", "台次", "亩次", "家次", "户次", "件次", "项次", "艘次", "套次", "场次", "吨次", "个工作日", "工作日", "克", "英寸", "赫兹", "标方", "蒸吨", "副", "趟", "双", "兆瓦时", "吉瓦时", "千伏安", "千伏", "美金", "港币", "人民币", "毫秒", "微米", "纳米", "摄氏度",
    "立方", "马力", "分贝", "像素", "字节", "羽", "尾", "粒", "桶", "卷", "幅", "首", "封", "桌", "席", "样", "地", "档", "度", "道", "架次", "辆次", "班次", "车次", "航次", "例次", "个月", "个季度", "小时", "分钟", "秒",
    "台(套)", "台套", "件(套)", "倍", "成", "家", "个", "项", "处", "座", "栋", "幢", "箱", "级", "颗", "枚", "顶", "笔", "单", "宗", "例",
    "集", "篇", "册", "组", "床", "张", "本", "头", "株", "股", "枝", "盏", "根", "块", "片", "瓶", "杯", "份", "章", "列", "辑", "袋", "盒", "节", "站",
    "层", "部", "门", "种", "条", "支", "只", "名", "位", "户", "次", "起", "场", "批", "批次", "所", "间", "艘", "步", "轮", "期", "届", "季",
    "架", "辆", "台", "套", "件", "款", "类", "大", "米", "年", "天", "周", "岁", "人", "PB", "TB", "GB", "MWh", "GWh", "kWh", "MW", "GW", "kW", "km", "TEU", "㎡", "$", "EFLOPS", "PFLOPS", "Gbps", "Mbps", "℃", "dB", "P", "分",
)  # fmt: skip
# Units that also begin common words: they count behind digits only.
DIGITS_ONLY: Final = frozenset(
    {
        "级",
        "单",
        "集",
        "组",
        "本",
        "头",
        "股",
        "节",
        "站",
        "片",
        "块",
        "根",
        "期",
        "届",
        "季",
        "轮",
        "步",
        "周",
        "秒",
        "门",
        "部",
        "大",
        "成",
        "分",
        "首",
        "封",
        "席",
        "桌",
        "羽",
        "尾",
        "粒",
        "桶",
        "卷",
        "样",
        "地",
        "档",
        "度",
        "道",
        "立方",
        "像素",
        "克",
        "副",
        "趟",
        "双",
    }
)

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(?:[.·]\d+)?"
_NUMERALS: Final = "零〇一二两三四五六七八九十百千万亿"
CHINESE = rf"[{_NUMERALS}]+"
# 240千瓦, 3千米: the unit's own 千.
MAGNITUDE = "|".join(word + "(?![瓦克米伏卡帕])" if word == "千" else word for word in MAGNITUDES)
# 七八家, 三五百家: from the one to the other.
_PAIRS = "一二|一两|两三|二三|三四|四五|五六|六七|七八|八九|三五"
WORDS = "|".join(sorted(BEFORE, key=len, reverse=True))
_BEHIND = "|".join(sorted(AFTER, key=len, reverse=True))
# 过七成, 过百家, 上千家: more than so much, but 通过30项, 加上3家.
_PAST = (
    r"(?<![通经不超见路度渡越太])过(?=半|[百千万亿]|[一二三四五六七八九]成|\d+(?:\.\d+)?%|\d+(?:\.\d+)?[万亿])"
    r"|(?<![加网线以之马千])上(?=[百千万亿](?!市))"
)
_UNIT = "|".join(map(re.escape, sorted(UNITS, key=len, reverse=True)))
# Tried only where a number or a word before one can begin: few characters of a text do.
_FIRST: Final = "".join(sorted({word[0] for word in BEFORE} | {"过", "上"}))
QUANTITY = re.compile(
    rf"(?=[\d{_NUMERALS}几数{_FIRST}])(?P<before>(?:{WORDS})*)(?P<past>{_PAST})?"
    rf"(?:(?P<low>{NUMBER}|[一二两三四五六七八九十百]{{1,4}}(?=[至到]))(?P<low_mag>{MAGNITUDE})?(?P<low_unit>%)?(?:[—–~至到]|-))?"
    rf"(?:(?P<num>{NUMBER})|(?P<pair>{_PAIRS})(?=[十百千万亿成]|{_UNIT})|(?P<vague>[十百千]几|几[十百千万]|数[十百千万]|十余|十多|[百千]余)|(?P<cn>{CHINESE}))"
    rf"(?P<more1>余|多)?(?P<mag>{MAGNITUDE}|(?(pair)十|(?!)))?(?P<more2>余|多)?"
    rf"(?P<unit>{_UNIT})?(?:(?<=成)(?P<half>[一二三四五六七八九半]))?(?P<more3>多|强(?=[,，。；;]|$))?(?P<after>{_BEHIND})?"
)
PARTS = re.compile(
    rf"(?=[{_NUMERALS}翻半{_FIRST}])(?P<before>(?:{WORDS})*)(?P<past>过(?=半))?(?:(?P<den>[二三四五六七八九十百千万]{{1,3}})分之"
    rf"(?P<part>{CHINESE}(?:点[零一二三四五六七八九]+)?|{NUMBER})|(?P<fold>翻了?(?P<nearly>近|将近|接近|约|大约|不止|超过?)?(?P<times>[一两二三])?番)|(?P<half>一半|半数|半(?![个年天月日小数价径岛导自成])))"
    rf"(?P<more>多|强(?=[,，。；;]|$))?(?P<after>{_BEHIND})?"
)
# A half is a figure where something is compared with it: 近一半, 缩短一半, 半数以上.
HALVED = re.compile(
    r"(?:缩短|减少|下降|压缩|降低|降|节省|节约|省|省下|减|占|占比|达|达到|提高|增长|增加|完成)(?:了|为|到|至|约)?$"
)
# The word before a number may end another word: 签约9个, 附近3家, 侦破5起, 商超3家, but 其中超30家, 供应商超50家.
JOINED = re.compile(
    r"(?:[签合条预邀节违特盟誓相契履失毁守践续制公]约|(?:[英反赛]|(?<!提)高|(?<![其当])中|(?<![应务销成展造营产理货客电])商)超|[附最临邻靠亲就贴]近|[打侦爆攻]破)$"
)
# 约占全国的12%, 约为上年同期的1.4倍: the whole that a share is of may stand between.
_OF_WHAT: Final = r"(?:全[球国省市区县行业部]{1,2}|总[数量额]|[去上前]年(?:同期|全年)?|同期|原来|过去|以前|同类[^，。；;\d]{0,6}|[^，。；;:\d]{1,8}(?:总[数量额值]|同期|市场|产能|产量|能力))的"
# What says how the number is meant may stand apart from it: 约占六成, 最高可给予500万元.
APART = re.compile(
    rf"(?<![签合条预邀节违])(?P<approx>约|大约)(?:占[^，。；;:、\d]{{2,20}}的|(?:占|为|有|合|需|要|用|在|是|相当于)?(?:{_OF_WHAT})?(?<!约))$"
    rf"|(?P<approx_below>接近|将近|几乎|差不多)(?:占|是|为|有|达|相当于)?(?:{_OF_WHAT})$"
    r"|(?P<lte>最高|最多|至多|上限)(?:不超过|可以|可|能|将|得|贷|拿|授信|减免|会|为|给予|予以|奖励|补助|补贴|资助|提供|支持|享受|申请|获得|获|达|达到|奖补|安排|一次性|单个项目|每家企业|每个项目|总额|累计|补|奖|容纳|接待|停放|停靠|承载|搭载|运载|供应|处理){1,4}$"
    r"|(?P<gte>至少|最少|最低|起码|不少于|不低于)(?:要|高出|高|多|可|能|可以|需|需要|应|有|为|达到|达|建成|建设|培育|引进|新增|占|在|投入|投资|召开|举办|举行|开展|组织|发布|推出|更新|落地|配备|拿出|安排|招引|形成|打造|改造|认定|调度|评估|复评|走访|遴选|征集|开放|完成|派出|服务){1,3}$"
    rf"|(?P<gt>突破|超过|超|逾)(?:了|到|{_OF_WHAT})$"
)
# 按不超过实际销售额20%的比例: between the bound and a share stands what it is a share of.
SHARE_BOUND = re.compile(
    r"(?:(?P<lte>不超过|不高于|不多于|不得超过|不得高于|不应超过|不能超过)|(?P<gte>不低于|不少于|不得低于|不得少于|不应低于))"
    r"[^，。；;:、\d]{0,12}(?:的|额|价|款|金|投入|投资|费用|成本|总量|产值|收入|支出|部分)$"
)
# 95分 as a score stands at the end of a clause; 10分钟, 3分之一 and 5分公司 are none.
SCORE_END = re.compile(r"[\s,，。、；;)）的以及]|$")
RUNS_ON: Final = {
    "度": "假过数量", "道": "路德理具教口", "地": "区方级块铁", "克": "拉隆", "双": "向方边重一创",
    "季": "度", "位": "数", "副": "总书市省区县主局厅处校教研董会院秘产食", "部": "分门队委",
}  # fmt: skip
# 一 as part of a word: 进一步, 统一部署, 唯一.
WORD_WITH_ONE = re.compile(r"^(?:进一步|[统唯同单万]一)")
# 近三年来 and 最近8轮 name a stretch of time; 近300家 is nearly so many.
RECENT = re.compile(r"(?:年|个月|周|天|季|期|届|轮|个赛季|个财年)(?:多|余)?(?:来|间|内|里|中|以来|期间|新低|新高)")
TIMES_OF: Final = frozenset({"年", "个月", "个季度", "周", "天", "季", "期", "届", "轮", "次", "场"})
FOLD: Final = {"": 2, "一": 2, "两": 4, "二": 4, "三": 8}
LEFT_BAD = re.compile(r"[\d.+＋第A-Za-z\-—/〔\[]$")
RIGHT_BAD = re.compile(r"^(?:[\d.]*[+＋]|[A-Za-z月日号时点]|年(?!内|期|以|来|级|头|度|份)|年?代)")
