"""Running the command line inside the test's process, and workspaces made with it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from api.cli import app as command_line

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
REGISTER = EXAMPLES / "示例-企业登记.csv"
SCENARIOS = EXAMPLES / "示例-场景清单.csv"
NEWS = EXAMPLES / "示例-产业园新闻.txt"
PLAN = EXAMPLES / "示例-场景创新行动方案.md"
CITY = "cn-div:370200"
FIRM = "青岛示例海川航空材料有限公司"
CUSTOMER = "青岛示例锐途伺服有限公司"
PARTNER = "青岛示例润桥低空设施有限公司"
TENANTED = "示例滨海低空装备产业园"
TENANCY = f"""{TENANTED}新签约企业入驻

示例日报2026年5月8日讯 {FIRM}入驻{TENANTED}。

{FIRM}向{CUSTOMER}供应复合材料。{PARTNER}与{FIRM}签署战略合作协议。
"""
"""A page that ties three companies and a park."""

if not command_line.app.registered_commands:
    command_line._register()


@dataclass(frozen=True)
class Run:
    """What one command gave."""

    code: int
    out: str
    err: str
    raw: bytes

    @property
    def json(self) -> Any:
        """The answer of `--json`."""
        return json.loads(self.out)

    @property
    def items(self) -> list[dict[str, Any]]:
        """The items of a list answer."""
        return list(self.json["items"])


def scenariograph(home: Path | None, *args: object, code: int | None = 0) -> Run:
    """Run one command; an exception that is no exit is the test's failure."""
    before = [] if home is None else ["--home", str(home)]
    result = CliRunner().invoke(command_line.app, [*before, *map(str, args)], catch_exceptions=False)
    run = Run(result.exit_code, result.stdout, result.stderr, result.stdout_bytes)
    assert code is None or run.code == code, f"exit {run.code}: {run.err}"
    return run


def documents_work() -> bool:
    """Whether this program reads documents."""
    try:
        from ingest.documents import extract_document  # noqa: F401
    except ImportError:
        return False
    return True
