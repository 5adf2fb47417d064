"""Lines to blocks: headings, clause heads, by-lines, captions, and body joined over breaks (版面).

A body block goes on over line ends, blank lines, captions and pictures until it ends in a
sentence end; every block keeps the raw offset of each of its characters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ingest.documents.content_lines import Line, content_lines
from ingest.documents.cuts import told_behind
from ingest.documents.official_titles import LETTERHEAD, title_lines
from ingest.readers.marks import CLAUSE_MARKS as CLAUSE_MARKS
from ingest.readers.marks import SIGNS
from ingest.readers.marks import clause_mark as clause_mark

HEADING: Final = "heading"
CLAUSE: Final = "clause"
BODY: Final = "body"
BYLINE: Final = "byline"
CAPTION: Final = "caption"
META: Final = "meta"

_SENTENCE_END = re.compile(
    r"[。！？!?；;…][”’\"'」』)）】》]*$|[:：]$|[(（](?:责任|牵头|配合|主管|负责|实施)(?:单位|部门)[^()（）]*[)）]$"
)
# 。（甲局、各区（市）政府按职责分工负责）: who does it closes the item, though no label says so.
_SHARED_OUT = re.compile(
    r"[。；;！？][(（](?:[^()（）。]|[(（][^()（）]{1,8}[)）])*(?:负责|牵头|配合|落实|承担|实施|分工)[)）]$"
)
# A line that breaks behind one of these may go on: only its place tells whether it does.
_SOFT_END = re.compile(r"[；;:：…]$")
_ADDRESS_END = re.compile(r"[A-Za-z]+://[!-~]+$")
_CLOSER = re.compile(r"[”’」』)）】》]")
_ATTACHED = re.compile(r"附\s*[件表录]\s*\d*\s*[:：]")
_CREDIT = re.compile(r"(?:供图|资料图片?|资料照片|配图|制图|图源|(?<![拍])摄|/图|图/\S{1,12}|摄影)[)）。]?$")
_NAME = r"[\u4e00-\u9fff·]{2,4}"
_ROLE = r"(?:首席记者|见习记者|实习记者|实习生|本报记者|全媒体记者|记者|通讯员|作者|编辑|责编|文/|撰文|摄影)"
BYLINE_TEXT: Final = re.compile(
    rf"[(（【\[]?[□■◎●]?\s*(?:[A-Za-z0-9\u4e00-\u9fff·/、\-—\s]{{0,40}}?)?{_ROLE}[\s:：/]*{_NAME}"
    rf"(?:[\s、，,/]+(?:{_ROLE}[\s:：]*)?{_NAME})*\s*[)）】\]]?"
)
# An author alone in brackets behind a text: （某某）; other words there are remarks.
_AUTHOR = re.compile(r"[(（](?!完|略|续|全文|节选|试行|草案|图|注|下转|上接|左|右|上|下)[\u4e00-\u9fff]{2,3}[)）]")
_SIGNED = re.compile(
    rf"[。！？”][(（](?:[^()（）。]{{0,24}}{_ROLE}[^()（）。]{{1,40}}|(?!完|略|续|全文|节选|试行|草案|图|注|下转|上接)[\u4e00-\u9fff]{{2,3}})[)）]$"
)
_MEDIUM = re.compile(r"[(（]?[A-Za-z0-9\u4e00-\u9fff·/]{1,30}$")
DATELINE: Final = re.compile(
    r"^(?:本报|本刊|本台|新华社|中新社|中新网|[\u4e00-\u9fff]{2,6}(?:报|社|网|讯))?[\u4e00-\u9fff]{0,4}?"
    r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:讯|电|消息)"
)
# 一、 and （一）: chapters and articles (第一章, 第一条) are headings of laws, not tasks.
NUMBERED_HEADINGS: Final = (4, 5)
DOCUMENT_NUMBER: Final = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[【(（]\d{4}[〕\]】)）]\s*(?:第)?\d{1,5}\s*号")
_DAY = r"\d{4}\s*(?:年|-|/)\s*\d{1,2}\s*(?:月|-|/)\s*\d{1,2}\s*日?"
DAY_LINE: Final = re.compile(rf"[(（]?{_DAY}(?:[ \u3000]\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?[)）]?(?=$|[\s\u3000])")
_FIELD_LINE = re.compile(
    r"(?:发布时间|发布日期|成文日期|发文日期|来源|稿源|索引号|发文字号|文号|时间|日期|发布机构|发文机关|主题分类|字体|字号|浏览次数)"
    r"\s*[:：]"
)
_RELEASED = re.compile(r"[(（](?:此件|本件)[^()（）]{2,12}[)）]")
_OFFICE_END = re.compile(r"(?:人民政府|办公室|办公厅|委员会|局|厅|领导小组)$")
_DUTY_LONGEST: Final = 300
"""Characters of a remark that says who does an item, with the stop before it."""
_TAIL: Final = 2000
"""Characters at whose end a running text is seen to close: the longest list of offices in brackets has a few hundred."""
_LIST_MARK = re.compile(r"(?:[-*+•·]|>)[ \t]+")
_SIGN = re.compile(rf"[{SIGNS}][^，。；;:：]{{2,12}}[:：]\S")
"""▲甲区：…: no wrapped line begins so; it opens an item, whether or not the one above ends in a stop."""
_TITLE_BAD_END = re.compile(r"[。，、；：,;:.…（(“《]$")
TASK_START: Final = re.compile(
    r"(?:实施|构建|培树|打造|加快|推进|推动|强化|完善|健全|提升|优化|共享|建立|开展|深化|促进|加强|拓展|营造)"
)


@dataclass
class Block:
    """Characters at raw `offsets` that belong together; `level` for headings and clause heads.

    `clause` is the number of characters of a clause's mark; `paragraph` counts body paragraphs.
    """

    kind: str
    offsets: list[int]
    level: int = 0
    mark: int = 0
    marked: bool = False
    text: str = ""


def ends_sentence(text: str) -> bool:
    """Whether a running text may close here."""
    text = text.rstrip()
    if _ADDRESS_END.search(text):
        return False
    return bool(_SENTENCE_END.search(text) or _SIGNED.search(text[-60:]) or _SHARED_OUT.search(text[-_DUTY_LONGEST:]))


def is_caption(text: str) -> bool:
    """Whether a line is a picture's caption: short, and ending in a credit."""
    return len(text) < 60 and bool(_CREDIT.search(text)) and not DATELINE.match(text)


def is_byline(text: str) -> bool:
    """Whether a whole line or sentence is a by-line such as 某报/某新闻 记者 某某."""
    if _AUTHOR.fullmatch(text):
        return True
    if len(text) >= 70 or "。" in text or not BYLINE_TEXT.fullmatch(text):
        return False
    return bool(re.search(rf"{_ROLE}[\s:：/]+|^[(（【\[]", text))


def is_meta(text: str, following: str) -> bool:
    """Whether a line only carries data about the document: number, date, source, signature."""
    if len(text) > 90:
        return False
    if DOCUMENT_NUMBER.fullmatch(text) or _FIELD_LINE.match(text) or LETTERHEAD.fullmatch(text):
        return True
    if _RELEASED.fullmatch(text):
        return True
    if DAY_LINE.match(text):
        return len(text) < 40
    return bool(len(text) <= 30 and _OFFICE_END.search(text) and DAY_LINE.fullmatch(following))


def _titled(lines: list[Line], at: int, closed: bool, first: bool, after_byline: bool, whole: bool, wrap: int) -> bool:
    """Whether an unmarked line is a title; only asked for in texts that mark no heading.

    Where lines are `whole` paragraphs, the first short one is the title, whatever follows.
    """
    line = lines[at]
    if not closed or not 4 <= len(line.text) <= 45 or _TITLE_BAD_END.search(line.text) or "。" in line.text:
        return False
    following = lines[at + 1].text if at + 1 < len(lines) else ""
    if not following:
        return False
    if first and whole:
        return clause_mark(line.text) is None
    if first:
        # As long as the wrapped lines below it: the first line of a paragraph.
        full = len(line.text) >= 0.9 * wrap or ("，" in line.text and len(line.text) >= 0.85 * len(following))
        gap = lines[at + 1].blank_before
        opening = gap or (not full and (ends_sentence(following) or len(following) > len(line.text)))
        return opening or _title_goes_on(lines, at, wrap)
    opens = DATELINE.match(following) is not None or is_byline(following)
    if not opens and at + 2 < len(lines) and len(following) <= 45 and not ends_sentence(following):
        opens = DATELINE.match(lines[at + 2].text) is not None
    if opens or (after_byline and line.blank_before):
        return True
    alone = line.blank_before and lines[at + 1].blank_before
    return bool(alone and 6 <= len(line.text) <= 30 and "，" not in line.text and TASK_START.match(line.text))


def _title_goes_on(lines: list[Line], at: int, wrap: int) -> bool:
    """Whether a title fills its line and ends in the next: two lines without a stop, a gap below them."""
    pair = lines[at : at + 2]
    if len(pair) < 2 or pair[1].blank_before or (at + 2 < len(lines) and not lines[at + 2].blank_before):
        return False
    whole = pair[0].text + pair[1].text
    return (
        0.8 * min(wrap, 45) <= len(pair[0].text)
        and len(pair[1].text) < len(pair[0].text)
        and len(whole) <= 70
        and not re.search("[。；;：:，,]", whole)
        and clause_mark(pair[1].text) is None
        and not is_byline(pair[1].text)
        and not DAY_LINE.match(pair[1].text)
    )


class _Builder:
    """Walks the lines once; holds the running body block, its lines and its end."""

    def __init__(self, lines: list[Line], marked: bool, whole_lines: bool) -> None:
        self.lines = lines
        self.whole_lines = whole_lines
        self.marked = marked
        self.blocks: list[Block] = []
        self.running: Block | None = None
        self._parts: list[str] = []
        self._tail = ""
        self._closed = False
        self.headed = False
        self.taken = range(0)
        self.wrap = sorted(len(x.text) for x in lines)[int(len(lines) * 0.9)] if lines else 0

    def closed(self) -> bool:
        return self.whole_lines or self.running is None or self._closed

    def _goes_on(self, at: int) -> bool:
        """Whether the line goes on with the one above, though that ends in a mark: 。|” and a line broken behind ；."""
        line = self.lines[at]
        if self.running is None or not self._closed or self.whole_lines:
            return False
        if _CLOSER.match(line.text):
            return True
        if line.blank_before or clause_mark(line.text) is not None or _LIST_MARK.match(line.text):
            return False
        if self._tail.endswith("”"):
            return told_behind(line.text + "".join(x.text for x in self.lines[at + 1 : at + 2]))
        soft = _SOFT_END.search(self._tail)
        return soft is not None and (soft[0] in "；;" or len(self.lines[at - 1].text) >= 0.8 * self.wrap)

    def add(self, kind: str, line: Line, level: int = 0, mark: int = 0, marked: bool = False) -> Block:
        block = Block(kind, list(line.offsets), level, mark, marked, line.text)
        self.blocks.append(block)
        return block

    def run(self, block: Block) -> None:
        """Have the next lines go on in this block."""
        self.stop()
        self.running = block
        self._go_on(block.text)

    def _go_on(self, text: str) -> None:
        self._parts.append(text)
        self._tail = (self._tail + text)[-_TAIL:]
        self._closed = ends_sentence(self._tail)

    def stop(self) -> None:
        """End the running block: its text is joined once, however many lines it has."""
        if self.running is not None:
            self.running.text = "".join(self._parts)
        self.running = None
        self._parts, self._tail = [], ""

    def step(self, at: int) -> None:
        line = self.lines[at]
        if at in self.taken:
            return
        if self._goes_on(at):
            self._closed = False
        elif line.blank_before and self.running is not None and _ATTACHED.match(self.running.text):
            self._closed = True
        if line.level:
            mark = clause_mark(line.text)
            self.stop()
            if mark is not None and mark[0] in NUMBERED_HEADINGS:
                # A heading that is numbered as clauses are opens a clause, however it is set.
                self.add(CLAUSE, line, mark[0], mark[1], True)
            else:
                self.add(HEADING, line, line.level, mark[1] if mark else 0, True)
        elif is_caption(line.text):
            self.add(CAPTION, line)
        elif self._byline(line):
            self.stop()
            self.add(BYLINE, line)
        elif self._meta(at, line):
            self.stop()
            self.add(META, line)
        elif self._clause(at, line):
            pass
        elif not self.marked and self._title(at, line):
            self.stop()
            block = self.add(HEADING, line, 1 if not self.headed else 2)
            size = self._title_size(at)
            for rest in self.lines[at + 1 : at + size]:
                block.offsets += rest.offsets
                block.text += rest.text
            self.taken = range(at + 1, at + size)
            self.headed = True
        else:
            self._body(line)

    def _byline(self, line: Line) -> bool:
        if not is_byline(line.text):
            return False
        if self.closed() or self.running is None:
            return True
        tail = re.split(r"[。！？；”)）]", self._tail)[-1]
        return not (_MEDIUM.fullmatch(tail) and re.search("[报社台网/闻]", tail))

    def _meta(self, at: int, line: Line) -> bool:
        following = self.lines[at + 1].text if at + 1 < len(self.lines) else ""
        if not is_meta(line.text, following):
            return False
        # An office above a day signs the text, even where that ends without a stop, as the name of an attachment does.
        attached = self.running is not None and _ATTACHED.match(self.running.text) is not None
        return self.closed() or ((line.blank_before or attached) and bool(DAY_LINE.fullmatch(following)))

    def _title(self, at: int, line: Line) -> bool:
        last = self.blocks[-1].kind if self.blocks else ""
        if last in (BODY, CLAUSE) and _SIGNED.search(self._tail or self.blocks[-1].text[-_TAIL:]):
            last = BYLINE
        first = len(self.blocks) < 4 and all(b.kind in (HEADING, META) for b in self.blocks)
        if (first or self._issued(at)) and self._official(at):
            return True
        if first and not self.whole_lines and self.closed() and self._headline(at):
            return True
        return _titled(self.lines, at, self.closed(), first, last == BYLINE, self.whole_lines, self.wrap)

    def _official(self, at: int) -> int:
        """How many lines from here on are a title in official form; a gap ends it where lines are not `whole`."""
        lines = self.lines[at : at + 1]
        for line in self.lines[at + 1 : at + 5]:
            if line.blank_before and not self.whole_lines:
                break
            lines.append(line)
        return title_lines([x.text for x in lines])

    def _headline(self, at: int) -> bool:
        """Whether this line and those below it are short and without stops, down to a paragraph behind a gap or to data."""
        for place, line in enumerate(self.lines[at : at + 4]):
            if place and _FIELD_LINE.match(line.text):
                return True
            if place and line.blank_before:
                return ends_sentence(line.text) or len(line.text) > 45
            if not 4 <= len(line.text) <= 45 or re.search("[。；;：:，,]", line.text) or clause_mark(line.text):
                return False
        return False

    def _issued(self, at: int) -> bool:
        """Whether the title of the paper that the text's own title issues stands here: 关于印发X的通知 … X."""
        line = self.lines[at]
        own = self.blocks[0].text if self.blocks and self.blocks[0].kind == HEADING else ""
        return self.headed and line.text in own and self.closed() and (line.blank_before or self.whole_lines)

    def _title_size(self, at: int) -> int:
        if size := self._official(at):
            return size
        return 2 if not self.headed and _title_goes_on(self.lines, at, self.wrap) else 1

    def _clause(self, at: int, line: Line) -> bool:
        mark = clause_mark(line.text)
        if mark is None or (mark[0] >= 6 and not self.closed()):
            return False
        if mark[0] <= 5 and not self.closed() and not line.blank_before and mark[0] != 5:
            # 一、 at the start of a wrapped line may stand inside a sentence.
            return False
        self.stop()
        block = self.add(CLAUSE, line, mark[0], mark[1])
        following = self.lines[at + 1] if at + 1 < len(self.lines) else None
        wrapped = following is not None and not following.blank_before and len(line.text) >= 0.8 * self.wrap
        # 一、甲：乙，丙 above a gap is a heading, whatever stops it has within.
        alone = mark[0] in NUMBERED_HEADINGS and len(line.text) <= 32 and not re.search("[。；，：、]$", line.text)
        alone = alone and following is not None and following.blank_before and not self.whole_lines
        whole = (alone or not re.search("[。；：，]", line.text)) and "。" not in line.text and len(line.text) <= 60
        if not (whole and not wrapped):
            self.run(block)
        return True

    def _body(self, line: Line) -> None:
        item = (bool(_LIST_MARK.match(line.text)) and self.closed()) or _SIGN.match(line.text) is not None
        if self.running is None or self.closed() or item:
            self.run(self.add(BODY, line))
            return
        self.running.offsets += line.offsets
        self._go_on(line.text)


def read_blocks(text: str, headings: Mapping[int, int], *, whole_lines: bool = False) -> list[Block]:
    """Blocks of a text in its order; `headings` and `whole_lines` as in `DecodedText`."""
    lines = content_lines(text, headings)
    builder = _Builder(lines, any(x.level and not x.bold for x in lines), whole_lines)
    for at in range(len(lines)):
        builder.step(at)
    builder.stop()
    return builder.blocks
