"""Invented policy papers for the benchmarks: the same number gives the same paper."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Final

ZONES: Final = ("市南区", "市北区", "李沧区", "崂山区", "城阳区", "即墨区", "胶州市", "平度市", "莱西市", "西海岸新区")
INDUSTRIES: Final = (
    "人工智能", "低空经济", "智能家电", "轨道交通装备", "集成电路", "新能源汽车", "海洋装备", "生物医药", "新型显示",
    "虚拟现实", "现代物流", "精密仪器",
)  # fmt: skip
BRANDS: Final = ("筑领", "畅视", "灵采", "海屿", "云岫", "启衡", "卓朗", "瀚洲", "锐禾", "沐原", "晟图", "越凡")
TRADES: Final = ("智能科技", "信息技术", "装备制造", "新材料", "机器人", "数字科技", "生物科技", "传感技术")
OFFICES: Final = (
    "市发展改革委",
    "市工业和信息化局",
    "市科技局",
    "市交通运输局",
    "市数据局",
    "市商务局",
    "市海洋发展局",
)
VERBS: Final = ("推动", "支持", "加快", "促进", "引导")
THINGS: Final = ("场景创新平台", "中试基地", "公共服务平台", "创新中心", "应用示范区", "数据开放体系")


def _company(dice: random.Random) -> str:
    return f"青岛{dice.choice(BRANDS)}{dice.choice(TRADES)}有限公司"


def _task(dice: random.Random) -> str:
    zone, industry = dice.choice(ZONES), dice.choice(INDUSTRIES)
    sentences = (
        f"聚焦{industry}、{dice.choice(INDUSTRIES)}、{dice.choice(INDUSTRIES)}等3个领域，{dice.choice(VERBS)}{zone}建设{dice.choice(THINGS)}。",
        f"到{dice.randint(2026, 2028)}年，累计打造{dice.randint(5, 60)}个以上典型应用场景，引进{dice.randint(10, 200)}家以上创新型企业，产业规模达到{dice.randint(10, 900)}亿元。",
        f"{_company(dice)}与{_company(dice)}在{dice.choice(BRANDS)}{industry}产业园签约，总投资{dice.randint(1, 80)}亿元，年产{dice.randint(1, 90)}万套关键零部件。",
        f"目前，园区已入驻{_company(dice)}等{dice.randint(20, 300)}家企业，实现产值同比增长{dice.randint(2, 30)}.{dice.randint(0, 9)}%。",
        f"鼓励企业在港口、轨道交通、商贸物流等环节开放需求，{dice.choice(VERBS)}新技术、新产品、新模式率先应用，形成可复制的经验。",
        f"建立“需求清单、能力清单、机会清单”发布机制，每年发布不少于{dice.randint(2, 12)}次，加强部门协同和要素保障，营造良好生态。",
    )
    chosen = "".join(dice.sample(sentences, 4))
    return f"{chosen}（责任单位：{dice.choice(OFFICES)}、{dice.choice(OFFICES)}，{zone}政府）"


def paper(number: int, tasks: int = 16) -> str:
    """A plan of about `tasks` × 220 characters with chapters, clauses, companies and figures."""
    dice = random.Random(number)
    zone, industry = dice.choice(ZONES), dice.choice(INDUSTRIES)
    lines = [
        f"青岛市{zone}{industry}场景创新行动方案（2026—2028年）第{number}号", "",
        f"为深入实施创新驱动发展战略，加快{industry}场景培育和开放，结合我市实际，制定本方案。", "", "一、总体要求", "",
        f"坚持需求牵引，到2028年打造{dice.randint(10, 50)}个超级场景，培育{dice.randint(50, 500)}家创新型企业。", "",
    ]  # fmt: skip
    for chapter, mark in enumerate("二三四五"):
        lines += [f"{mark}、{dice.choice(VERBS)}{dice.choice(INDUSTRIES)}场景建设", ""]
        for clause in range(tasks // 4):
            order = chapter * (tasks // 4) + clause + 1
            lines += [f"{order}．{dice.choice(VERBS)}{dice.choice(INDUSTRIES)}应用。{_task(dice)}", ""]
    return "\n".join(lines)


def write_papers(folder: Path, count: int, tasks: int = 16) -> Path:
    """A folder of `count` papers."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"paper-{number:04d}.txt").write_text(paper(number, tasks), encoding="utf-8")
    return folder


def running_text(megabytes: float) -> str:
    """Papers one after the other, as much as asked for in UTF-8."""
    wanted, parts, size, number = int(megabytes * 1_000_000), [], 0, 0
    while size < wanted:
        parts.append(paper(number))
        size += len(parts[-1].encode())
        number += 1
    return "\n\n".join(parts)
