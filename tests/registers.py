"""Small registers and texts that tests write: invented companies with right codes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from schema.ids import credit_code_check_character

HEADER = "企业名称,统一社会信用代码,成立日期,注册资本,经营范围,住所"
# A scope that places a company, by what it makes.
SCOPES = {
    "drone": "无人机制造；无人机研发",
    "battery": "动力电池制造",
    "ship": "船舶制造",
    "none": "餐饮服务",
}


def code(number: int) -> str:
    """A credit code with a right check character in a division that is not in use."""
    first = f"91379900MA{number:07d}"
    return first + credit_code_check_character(first)


def row(
    number: int, *, name: str | None = None, scope: str = "drone", district: str = "市南区", capital: str = "100万元"
) -> str:
    """One line of a register."""
    shown = name or f"示例{number}号有限公司"
    return f"{shown},{code(number)},2020-01-02,{capital},{SCOPES.get(scope, scope)},青岛市{district}示例路{number}号"


def register(rows: Sequence[str]) -> str:
    """A register as CSV text."""
    return "\n".join([HEADER, *rows]) + "\n"


def write_register(path: Path, numbers: Sequence[int], **same: str) -> Path:
    """Write a register of these companies; returns its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(register([row(n, **same) for n in numbers]), encoding="utf-8")
    return path
