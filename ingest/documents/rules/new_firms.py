"""A firm just founded that the words behind it tell on of: 甲设立子公司乙，租下厂房… (新设企业承前)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.frame import Thing

# 甲设立全资子公司|乙|，租下厂房…: what follows is told of the new firm.
_FOUNDED: Final = re.compile(
    r"(?:设立|成立|组建|注册|新设|创办)(?:了|的)?(?:一家|首家|新的?)?(?:全资|控股|合资)*(?:子公司|孙公司|项目公司|公司|企业)?$"
)
_AND_IT: Final = re.compile(
    r"(?:\([^()]{2,30}\))?，(?:并|已|现已|目前|将|当年|当月|专门|专业|主要|在[^，。；;]{2,14})*(?:租[下用]|承租|租赁|入驻|落户|专攻|主攻|专注|专做|主营|从事|负责|承担|承接|生产|研发|注册资[本金]|员工|年产|可年产)"
)


def takes_over(text: str, firm: Thing) -> bool:
    """Whether the words tell on of a firm that was just founded."""
    return _AND_IT.match(text, firm.end) is not None and _FOUNDED.search(text, 0, firm.start) is not None
