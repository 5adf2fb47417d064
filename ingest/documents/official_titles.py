"""Titles of official papers, which may fill several lines: 甲区人民政府 / 关于印发乙方案的通知 (公文标题).

The form is that of GB/T 9704: issuing body, 关于, subject, kind of paper; a paper that is issued has its own title,
its years or state in brackets behind it. A bulletin or report is named by what it tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.readers.marks import clause_mark

_PAPERS: Final = "通知|意见|决定|公告|通告|函|批复|通报|报告"
_TOLD: Final = "公报|统计快报|白皮书|工作报告|情况报告|统计报告"
_ISSUED: Final = "方案|计划|规划|办法|措施|细则|规定|条例|纲要|要点|指引|导则|政策|举措|规则|意见"
_BRACKETS: Final = r"(?:\s*[(（][^()（）]{2,24}[)）])?"
_TITLE: Final = re.compile(
    rf"(?:[\u4e00-\u9fff、\s]{{4,60}})?关于[^。；;]{{4,110}}?(?:的(?:{_PAPERS})|(?:{_ISSUED})){_BRACKETS}"
    rf"|[^。；;，,]{{4,60}}?(?:{_ISSUED}|{_TOLD}){_BRACKETS}"
)
_STOPS: Final = re.compile(r"[。；;：:，,！？!?…]")
_MOST_LINES, _LONGEST_LINE, _LONGEST = 4, 48, 130
LETTERHEAD: Final = re.compile(r"[\u4e00-\u9fff、]{4,40}文件")
"""The red head above a paper: 甲市人民政府文件."""


def title_lines(lines: Sequence[str]) -> int:
    """How many of the lines at the head of a text are its title in official form; 0 where they are none."""
    size = 0
    for line in lines[:_MOST_LINES]:
        # A page that does not wrap its lines has a long title on one.
        longest = _LONGEST_LINE if size else _LONGEST
        if len(line) > longest or _STOPS.search(line) or clause_mark(line) is not None:
            break
        size += 1
    for count in range(size, 0, -1):
        whole = "".join(lines[:count])
        if len(whole) <= _LONGEST and _TITLE.fullmatch(whole):
            return count
    return 0
