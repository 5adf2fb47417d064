"""Writes 示例-企业登记.csv: invented registrations for the example workspace.

Everything follows from the lists below; no chance, no clock, no other file, so
the output is the same each time. Run from the project folder:

    python -m examples.make_registrations

The codes have right check characters in the division 379900, which GB/T 2260
does not use. `PLAN` says how many companies stand on which link in which
district; what is left out of it on purpose is told in `LEFT_OUT`.
"""

from __future__ import annotations

import csv
import io
import math
import sys
from pathlib import Path

from schema.ids import credit_code_check_character

COLUMNS = ("企业名称", "统一社会信用代码", "成立日期", "企业类型", "注册资本", "经营范围", "住所", "登记状态")
DIVISION = "379900"
OUTPUT = Path(__file__).with_name("示例-企业登记.csv")

# Link → (word in the company name, phrases of the business scope).
SCOPES: dict[str, tuple[str, tuple[str, ...]]] = {
    # 低空经济
    "航空材料": ("航空材料", ("航空用碳纤维复合材料制造", "高性能纤维及复合材料制造")),
    "航空动力": ("航空动力", ("航空发动机研发", "航空发动机零部件制造")),
    "航电与传感": ("航电", ("机载设备制造", "航空电子系统研发", "雷达及配套设备制造")),
    "无人机整机": ("无人机", ("工业无人机制造", "智能无人飞行器制造", "智能无人飞行器销售")),
    "通航整机": ("通用航空", ("通用飞机制造", "轻型飞机研发", "民用航空器零部件设计和生产")),
    "低空基础设施": ("低空设施", ("通用机场建设运营", "空管设备制造")),
    # 智能网联新能源汽车
    "电池材料": ("电池材料", ("锂电池正极材料制造", "锂电池隔膜研发", "电解液生产")),
    "锂电设备": ("锂电装备", ("锂电池生产设备制造", "电池专用设备研发")),
    "汽车电子元器件": ("汽车电子", ("车规级芯片开发", "汽车用电子设备制造", "汽车线束制造")),
    "动力电池系统": ("动力电池", ("动力电池系统制造", "电池管理系统研发", "动力电池销售")),
    "智能座舱": ("智能座舱", ("智能座舱系统研发", "智能车载设备制造", "智能驾驶系统研发")),
    "车身与轮胎": ("车身部件", ("汽车车身件制造", "汽车轮毂制造", "轮胎制造")),
    "整车": ("汽车", ("新能源汽车整车制造", "专用车制造", "汽车销售")),
    "车路云": ("车路云", ("车联网设备制造", "车路协同云控平台开发", "高精地图研发")),
    "充换电": ("充电", ("充电桩制造", "换电站运营")),
    # 海洋装备
    "船舶设计": ("船舶设计", ("船舶设计", "海洋工程装备设计研发")),
    "船用材料": ("船材", ("船用钢板制造", "船用铝材加工")),
    "甲板机械": ("甲板机械", ("甲板机械制造", "船用锚机制造", "船用舾装件制造")),
    "船舶通导": ("船舶电气", ("船用导航系统制造", "船用电气系统制造")),
    "海工配套": ("海工配套", ("海洋钻采设备制造", "水下系统和作业装备制造", "海洋石油设备制造")),
    "船舶总装": ("船舶重工", ("金属船舶制造", "船舶制造", "船舶建造")),
    "船海服务": ("船海服务", ("船舶检验服务", "船舶融资租赁", "船用产品检验")),
    "船舶维修": ("船舶修造", ("船舶修理", "船舶维修", "打捞服务")),
    # 人工智能
    "传感器": ("传感", ("智能传感器制造", "激光雷达研发")),
    "算力": ("算力", ("服务器制造", "智算中心运营")),
    "数据服务": ("数据", ("数据标注服务", "大数据服务", "数据采集服务")),
    "算法": ("算法", ("人工智能理论与算法软件开发", "人工智能基础软件开发")),
    "大模型": ("大模型", ("人工智能大模型研发", "海洋大模型开发")),
    "感知认知": ("视觉", ("计算机视觉技术研发", "语音识别软件开发", "图像识别系统开发")),
    # 具身智能机器人
    "机器人感知": ("力觉", ("六维力传感器制造", "机器人触觉传感器研发")),
    "机器人驱动": ("伺服", ("空心杯电机制造", "无框力矩电机研发", "伺服驱动器制造")),
    "机器人控制": ("运控", ("机器人控制器制造", "机器人运动控制系统研发")),
    "机器人软件": ("机器人软件", ("机器人操作系统开发", "机器人仿真软件开发")),
    "机器人本体": ("机器人", ("人形机器人制造", "智能机器人制造", "四足机器人制造")),
    "机器人集成": ("智能集成", ("机器人系统集成", "机器人工作站集成")),
    # 集成电路
    "芯片设计": ("微电子", ("集成电路设计", "芯片设计")),
    "晶圆制造": ("晶圆", ("集成电路制造", "晶圆制造")),
    "封装测试": ("封测", ("集成电路封装测试", "半导体封装测试")),
    "半导体设备": ("半导体装备", ("半导体器件专用设备制造",)),
    # 智能家电
    "家电控制器": ("智控", ("家电控制器制造", "变频控制器研发")),
    "压缩机与电机": ("压缩机", ("制冷压缩机制造", "家用电器电机制造")),
    "换热部件": ("换热", ("冷凝器制造", "蒸发器制造", "铜管加工")),
    "模具与注塑": ("模塑", ("模具制造", "家电注塑件制造", "钣金件加工")),
    "白电": ("电器", ("家用电冰箱制造", "空调器制造", "洗衣机制造")),
    # 仪器仪表
    "仪表元件": ("敏感元件", ("敏感元件及传感器制造", "光学元件制造")),
    "测控仪表": ("自控仪表", ("工业自动控制系统装置制造", "自动化仪表制造")),
    "科学仪器": ("科学仪器", ("实验分析仪器制造", "电子测量仪器制造")),
    # 虚拟现实
    "光学模组": ("光波导", ("光学模组制造", "光波导镜片研发")),
    "VR整机": ("虚拟现实", ("可穿戴智能设备制造", "虚拟现实设备制造")),
    "VR内容": ("数字内容", ("动画制作", "影视后期制作服务")),
    # 海洋药物和生物制品
    "海洋药物": ("海洋药物", ("海洋药物研发", "海洋药物生产")),
    "海洋医用材料": ("海洋材料", ("海藻酸盐敷料制造", "壳聚糖医用材料生产")),
    "功能食品": ("海洋生物", ("海洋功能食品生产", "酶制剂生产")),
    # 海水淡化
    "膜组件": ("膜科技", ("反渗透膜制造", "膜组件研发")),
    "淡化设备": ("淡化", ("海水淡化设备制造", "海水淡化装置集成")),
    # 与产业链无关
    "餐饮": ("餐饮", ("餐饮服务", "食品零售")),
    "商贸": ("商贸", ("日用百货批发", "服装零售", "五金产品零售")),
    "物业": ("物业", ("物业管理", "保洁服务", "停车场服务")),
    "咨询": ("咨询", ("企业管理咨询", "会议及展览服务")),
    "建筑": ("建设", ("房屋建筑工程施工", "室内装饰装修")),
    "运输": ("运输", ("道路普通货物运输", "国内货运代理")),
}

# Link → number of companies a district. A link that is not here has no company.
PLAN: dict[str, dict[str, int]] = {
    "航空材料": {"城阳区": 5, "即墨区": 3, "平度市": 2},
    "航空动力": {"莱西市": 1},
    "航电与传感": {"崂山区": 5},
    "无人机整机": {"即墨区": 4, "城阳区": 2},
    "通航整机": {"莱西市": 2},
    "低空基础设施": {"胶州市": 3},
    "电池材料": {"莱西市": 4, "平度市": 3},
    "锂电设备": {"城阳区": 2},
    "汽车电子元器件": {"崂山区": 4, "市南区": 1},
    "动力电池系统": {"莱西市": 4},
    "智能座舱": {"崂山区": 2, "城阳区": 1},
    "车身与轮胎": {"即墨区": 5, "平度市": 3, "黄岛区": 2},
    "整车": {"即墨区": 2, "莱西市": 1, "黄岛区": 2},
    "车路云": {"市北区": 2},
    "充换电": {"市南区": 1, "市北区": 2, "李沧区": 2, "胶州市": 2, "黄岛区": 1},
    "船舶设计": {"崂山区": 3, "市南区": 1, "黄岛区": 2},
    "船用材料": {"胶州市": 3, "黄岛区": 1},
    "甲板机械": {"黄岛区": 3, "即墨区": 1},
    "船舶通导": {"崂山区": 1},
    "海工配套": {"黄岛区": 2, "即墨区": 1},
    "船舶总装": {"黄岛区": 4, "即墨区": 1},
    "船海服务": {"市北区": 3, "市南区": 1},
    "船舶维修": {"黄岛区": 3, "市北区": 1},
    "传感器": {"崂山区": 2, "城阳区": 1},
    "算力": {"黄岛区": 2, "市北区": 1},
    "数据服务": {"市北区": 4, "李沧区": 2, "崂山区": 2},
    "算法": {"崂山区": 5, "市北区": 2, "市南区": 2},
    "大模型": {"崂山区": 1, "市南区": 1},
    "感知认知": {"崂山区": 2, "市北区": 2},
    "机器人感知": {"城阳区": 2},
    "机器人驱动": {"城阳区": 3, "胶州市": 1},
    "机器人控制": {"崂山区": 2},
    "机器人软件": {"崂山区": 2, "市北区": 1},
    "机器人本体": {"李沧区": 3, "胶州市": 2},
    "机器人集成": {"胶州市": 2, "城阳区": 2},
    "芯片设计": {"崂山区": 5, "黄岛区": 2},
    "晶圆制造": {"黄岛区": 1},
    "封装测试": {"黄岛区": 2, "城阳区": 1},
    "半导体设备": {"城阳区": 2},
    "家电控制器": {"崂山区": 2, "平度市": 1},
    "压缩机与电机": {"胶州市": 1},
    "换热部件": {"平度市": 5},
    "模具与注塑": {"平度市": 6, "胶州市": 4},
    "白电": {"黄岛区": 2, "崂山区": 1, "平度市": 1},
    "仪表元件": {"城阳区": 3},
    "测控仪表": {"城阳区": 3, "李沧区": 1},
    "科学仪器": {"城阳区": 3, "崂山区": 1},
    "光学模组": {"崂山区": 2},
    "VR整机": {"崂山区": 3},
    "VR内容": {"崂山区": 2, "市南区": 3},
    "海洋药物": {"崂山区": 2},
    "海洋医用材料": {"黄岛区": 3, "即墨区": 1},
    "功能食品": {"黄岛区": 3, "城阳区": 2},
    "膜组件": {"城阳区": 2},
    "淡化设备": {"黄岛区": 2},
    "餐饮": {"市南区": 8, "市北区": 7, "李沧区": 5, "黄岛区": 6, "平度市": 4, "莱西市": 3},
    "商贸": {"市南区": 6, "市北区": 6, "城阳区": 5, "即墨区": 6, "胶州市": 4, "平度市": 4, "莱西市": 4},
    "物业": {"市南区": 4, "崂山区": 3, "李沧区": 3, "黄岛区": 3},
    "咨询": {"市南区": 8, "市北区": 6, "崂山区": 6, "李沧区": 4, "胶州市": 2},
    "建筑": {"李沧区": 3, "城阳区": 4, "胶州市": 4, "平度市": 3, "即墨区": 4},
    "运输": {"黄岛区": 4, "胶州市": 5, "市北区": 3, "李沧区": 2},
}

LEFT_OUT = {
    # 低空经济
    "eVTOL整机": "缺链",
    "低空服务系统": "缺链",
    "任务载荷与飞控系统": "断链：有航电与传感，有无人机整机",
    # 智能网联新能源汽车
    "锂矿与基础原料": "缺链",
    "智能底盘": "缺链",
    "回收与后市场": "缺链",
    "电驱电控": "断链：有汽车电子元器件，有整车",
    # 海洋装备
    "动力系统": "缺链",
    "海工平台总装": "断链：有研发设计，有运营维护",
    # 人工智能、机器人
    "AI芯片": "缺链",
    "传动器件": "缺链",
    "本体研发设计": "断链：有基础软件，有本体制造",
    "测试验证": "断链：有本体制造，有系统集成",
}

# Weak links with one dominant company: its capital in 万元 stands first.
DOMINANT = {"通航整机": 30000, "晶圆制造": 50000, "大模型": 20000, "车路云": 15000}

# (link, district of the parent, district of the branch): the first company of that link there is the parent.
BRANCHES = (
    ("无人机整机", "即墨区", "莱西市"),
    ("航电与传感", "崂山区", "即墨区"),
    ("整车", "黄岛区", "即墨区"),
    ("动力电池系统", "莱西市", "即墨区"),
    ("船舶设计", "崂山区", "黄岛区"),
    ("船舶总装", "黄岛区", "即墨区"),
    ("算法", "崂山区", "市北区"),
    ("算法", "市北区", "李沧区"),
    ("数据服务", "市北区", "胶州市"),
    ("机器人本体", "李沧区", "城阳区"),
    ("机器人驱动", "城阳区", "胶州市"),
    ("芯片设计", "崂山区", "黄岛区"),
    ("换热部件", "平度市", "胶州市"),
    ("充换电", "市南区", "崂山区"),
    ("船海服务", "市北区", "黄岛区"),
    ("科学仪器", "城阳区", "崂山区"),
    ("餐饮", "市南区", "崂山区"),
    ("商贸", "市北区", "李沧区"),
)

# Branches whose parent is not in the file.
ORPHANS = (("济南示例远山管理咨询有限公司", "市南区"), ("烟台示例晨帆管理咨询有限公司", "市北区"))

PLACES = {
    "市南区": ("山东省青岛市市南区示例一路", "青岛市市南区示例海滨路"),
    "市北区": ("山东省青岛市市北区示例港路", "青岛市四方区示例老街"),
    "黄岛区": (
        "山东省青岛市黄岛区示例滨海路",
        "青岛西海岸新区示例大道",
        "中国（山东）自由贸易试验区青岛片区示例前湾路",
        "胶南市示例镇前路",
    ),
    "崂山区": ("山东省青岛市崂山区示例山路", "青岛市崂山区示例创新园"),
    "李沧区": ("山东省青岛市李沧区示例河路", "青岛市李沧区示例东路"),
    "城阳区": ("山东省青岛市城阳区示例阳路", "山东省青岛市高新区示例红岛路"),
    "即墨区": ("山东省青岛市即墨区示例墨水路", "即墨市示例工业园"),
    "胶州市": ("山东省青岛市胶州市示例胶东路", "中国—上海合作组织地方经贸合作示范区示例丝路大道"),
    "平度市": ("山东省青岛市平度市示例南村路", "平度市示例开发路"),
    "莱西市": ("山东省青岛市莱西市示例店埠路", "莱西市示例姜山路"),
}

_FIRST = "云海星岚辰远泽润恒瑞启航景晟嘉卓宏锐凌沐"
_SECOND = "翼川帆岳淼途峰川澜舟桥原禾曜野林松石岸屿"
_GENERAL = (
    "技术服务、技术开发、技术咨询、技术交流、技术转让、技术推广",
    "货物进出口",
    "技术进出口",
    "信息技术咨询服务",
)
_CAPITALS = (
    "500万元人民币",
    "1000万元",
    "200万人民币",
    "3,000万元",
    "100(万元)",
    "2000万元人民币",
    "50万元",
    "100万美元",
)
_LIMITED = "有限责任公司(自然人投资或控股)"
_SHARES = "股份有限公司(非上市、自然人投资或控股)"
_BRANCH = "有限责任公司分公司(自然人投资或控股)"
_CANCELLED = ("餐饮", "商贸")
_STATES = ("存续", "在营（开业）企业", "存续", "在业", "存续")


def _company_code(serial: int) -> str:
    """A made-up code with right check characters (GB 11714 within GB 32100)."""
    body = f"MAEX{serial:04d}"
    values = [int(c, 36) for c in body]
    rest = (11 - sum(v * w for v, w in zip(values, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)) % 11) % 11
    first17 = f"91{DIVISION}{body}{'X' if rest == 10 else rest}"
    return first17 + credit_code_check_character(first17)


def _brand(serial: int) -> str:
    size = len(_FIRST)
    return _FIRST[serial % size] + _SECOND[(serial // size + serial * 7) % len(_SECOND)]


def _date(serial: int) -> str:
    return f"{2008 + serial * 11 % 17}-{1 + serial * 5 % 12:02d}-{1 + serial * 13 % 28:02d}"


def _address(district: str, serial: int) -> str:
    streets = PLACES[district]
    return f"{streets[serial % 5 % len(streets)]}{1 + serial * 17 % 299}号"


def _scope(link: str, serial: int) -> str:
    phrases = list(SCOPES[link][1])
    turn = serial % len(phrases)
    kept = (phrases[turn:] + phrases[:turn])[: 2 + serial % 2]
    general = _GENERAL[0] if serial % 3 else _GENERAL[1 + serial % len(_GENERAL[1:])]
    return f"一般项目：{general}；{'；'.join(kept)}。（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）"


def _companies() -> list[dict[str, str]]:
    made: list[dict[str, str]] = []
    first_of: dict[tuple[str, str], dict[str, str]] = {}
    serial = 0
    for link, districts in PLAN.items():
        for district, number in districts.items():
            for _ in range(number):
                serial += 1
                end = "股份有限公司" if serial % 23 == 0 else "有限公司"
                row = dict(
                    zip(
                        COLUMNS,
                        (
                            f"青岛示例{_brand(serial)}{SCOPES[link][0]}{end}",
                            _company_code(serial),
                            _date(serial),
                            _SHARES if serial % 23 == 0 else _LIMITED,
                            _CAPITALS[serial % len(_CAPITALS)],
                            _scope(link, serial),
                            _address(district, serial),
                            "注销" if link in _CANCELLED and serial % 9 == 0 else _STATES[serial % len(_STATES)],
                        ),
                        strict=True,
                    )
                )
                if link in DOMINANT and not any(place == link for place, _ in first_of):
                    row["注册资本"] = f"{DOMINANT[link]}万元人民币"
                first_of.setdefault((link, district), row)
                made.append(row)
    for link, parent_at, district in BRANCHES:
        serial += 1
        parent = first_of[link, parent_at]
        made.append(
            {
                **parent,
                "企业名称": f"{parent['企业名称']}{district[:-1]}分公司",
                "统一社会信用代码": _company_code(serial),
                "成立日期": f"2024{_date(serial)[4:]}",
                "企业类型": _BRANCH,
                "注册资本": "",
                "住所": _address(district, serial),
                "登记状态": "存续",
            }
        )
    for word, district in ORPHANS:
        serial += 1
        made.append(
            dict(
                zip(
                    COLUMNS,
                    (
                        f"{word}青岛分公司",
                        _company_code(serial),
                        f"2022{_date(serial)[4:]}",
                        _BRANCH,
                        "",
                        _scope("咨询", serial),
                        _address(district, serial),
                        "存续",
                    ),
                    strict=True,
                )
            )
        )
    return made


def _dirty(serial: int) -> list[dict[str, str]]:
    """Rows that are wrong on purpose, each in one way that its name tells."""

    def row(word: str, code: str, date: str, capital: str) -> dict[str, str]:
        return dict(
            zip(
                COLUMNS,
                (
                    f"青岛示例{word}商贸有限公司",
                    code,
                    date,
                    "有限责任公司(自然人独资)",
                    capital,
                    _scope("商贸", serial),
                    _address("市北区", serial),
                    "存续",
                ),
                strict=True,
            )
        )

    codes = [_company_code(n) for n in range(serial, serial + 400)]
    with_x = next(code for code in codes[10:] if code[17] == "X")
    wrong = codes[3][:17] + ("0" if codes[3][17] != "0" else "1")
    return [
        row("小写代码", with_x[:17] + "x", "2019-03-11", "100万元"),
        row("资本缺失", codes[0], "2020-06-08", "N/A"),
        row("日期有误", codes[1], "2023-02-30", "200万元"),
        row("校验有误", wrong, "2021-09-15", "300万元"),
    ]


def registrations() -> list[dict[str, str]]:
    """All rows in the order of the file: mixed, as registers are, always the same way."""
    rows = _companies()
    rows += _dirty(len(rows) + 1)
    step = next(n for n in range(149, 2 * len(rows)) if math.gcd(n, len(rows)) == 1)
    return [rows[place * step % len(rows)] for place in range(len(rows))]


def as_csv() -> str:
    """The file's text."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(registrations())
    return out.getvalue()


if __name__ == "__main__":
    OUTPUT.write_text(as_csv(), encoding="utf-8", newline="")
    sys.stdout.write(f"{OUTPUT.name}: {len(registrations())} rows\n")
