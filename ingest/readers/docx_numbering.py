"""Automatic numbers, written out: 一、 （一） 1. (a) (自动编号)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from ingest.readers.docx_package import Element, child, local, switched, value, whole
from ingest.readers.docx_text import without_no_text

_LEVELS: Final = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
# After these Chinese text goes on without a space.
_CLOSED: Final = tuple("、。，．：；）】〕》」")
_DIGITS: Final = "零一二三四五六七八九"
_FINANCIAL: Final = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


def _letters(number: int) -> str:
    # After z come aa, bb, … (ECMA-376 17.18.59), to thirty of one letter.
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 780 else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    parts: list[str] = []
    for worth, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    ):
        count, number = divmod(number, worth)
        parts.append(sign * count)
    return "".join(parts)


def _counting(number: int) -> str:
    if not 0 < number < 10_000:
        return str(number)
    parts: list[str] = []
    for digit, unit in zip(f"{number:04d}", ("千", "百", "十", ""), strict=True):
        if digit != "0":
            parts.append(_DIGITS[int(digit)] + unit)
        elif parts and parts[-1] != "零":
            parts.append("零")
    text = "".join(parts).rstrip("零")
    return text[1:] if text.startswith("一十") else text


def _series(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


_CIRCLES = _series("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalHalfWidth": str,
    "decimalFullWidth": lambda number: str(number).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)}),
    "decimalEnclosedCircle": _CIRCLES,
    "decimalEnclosedCircleChinese": _CIRCLES,
    "decimalEnclosedParen": _series("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "decimalEnclosedFullstop": _series("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    # Chinese Word and WPS write 一、 under any of these names.
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "ideographDigital": lambda number: str(number).translate(str.maketrans("0123456789", "〇一二三四五六七八九")),
    "chineseLegalSimplified": lambda number: _counting(number).translate(_FINANCIAL),
    "ideographTraditional": _series("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _series("子丑寅卯辰巳午未申酉戌亥"),
    "bullet": lambda _: "",
    "none": lambda _: "",
}


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str
    restart: int | None
    legal: bool
    glued: bool
    style: str | None


@dataclass(slots=True)
class _List:
    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of one document and how far each has come; asked paragraph by paragraph in order."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[str, _List] = {}
        # Lists of one abstract definition count on from each other.
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root)

    def _load(self, root: Element) -> None:
        abstracts: dict[str, dict[int, _Level]] = {}
        by_style: dict[str, str] = {}
        links: dict[str, str] = {}
        for entry in root.iterfind("{*}abstractNum"):
            key = value(entry, "abstractNumId") or ""
            abstracts[key] = _levels(entry)
            style, link = value(child(entry, "styleLink")), value(child(entry, "numStyleLink"))
            if style is not None:
                by_style[style] = key
            if link is not None:
                links[key] = link
        for entry in root.iterfind("{*}num"):
            key = value(child(entry, "abstractNumId")) or ""
            key = by_style.get(links.get(key, ""), key)
            made = _List(key, dict(abstracts.get(key, {})))
            for override in entry.iterfind("{*}lvlOverride"):
                made.levels.update(_levels(override))
                level, start = whole(override, "ilvl"), whole(child(override, "startOverride"))
                if level is not None and start is not None:
                    made.starts[level] = start
            self._lists[value(entry, "numId") or ""] = made

    def level_of(self, number: str, styles: Iterable[str]) -> int:
        """The level that a list gives to a style; the first where it names none."""
        known = self._lists.get(number)
        if known is None:
            return 0
        linked = {level.style: index for index, level in known.levels.items() if level.style is not None}
        return next((linked[style] for style in styles if style in linked), 0)

    def mark(self, number: str, index: int) -> str | None:
        """Count one paragraph: what stands in front of it, "" for a bullet, None where there is no such list."""
        known = self._lists.get(number)
        level = known.levels.get(index) if known is not None else None
        if known is None or level is None or not 0 <= index < _LEVELS:
            return None
        counts = self._counts.setdefault(known.abstract, [None] * _LEVELS)
        before = counts[index]
        if index in known.starts and (number, index) not in self._started:
            self._started.add((number, index))
            counts[index] = known.starts[index]
        else:
            counts[index] = level.start if before is None else before + 1
        for deeper in range(index + 1, _LEVELS):
            restart = known.levels[deeper].restart if deeper in known.levels else None
            if restart is None or index < restart:
                counts[deeper] = None
        return _written(known, index, counts)


def _levels(parent: Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for entry in parent:
        index = whole(entry, "ilvl")
        if local(entry) != "lvl" or index is None:
            continue
        # A format of Word 2010 stands beside one that every reader knows.
        formats = [value(said) or "" for said in entry.iter("{*}numFmt")]
        start = whole(child(entry, "start"))
        found[index] = _Level(
            # Where nothing is said, lists start from zero (ECMA-376 17.9.25).
            start=0 if start is None else start,
            format=next((name for name in formats if name in _FORMATS), "decimal"),
            text=without_no_text(value(child(entry, "lvlText")) or ""),
            restart=whole(child(entry, "lvlRestart")),
            legal=switched(child(entry, "isLgl")),
            glued=value(child(entry, "suff")) == "nothing",
            style=value(child(entry, "pStyle")),
        )
    return found


def _written(known: _List, index: int, counts: list[int | None]) -> str:
    level = known.levels[index]
    if level.format == "bullet":
        return ""

    def counted(match: re.Match[str]) -> str:
        other = int(match[1]) - 1
        named = known.levels.get(other)
        if named is None:
            return ""
        count = counts[other]
        write = str if level.legal and named.format not in ("bullet", "none") else _FORMATS[named.format]
        return write(named.start if count is None else count)

    mark = _PLACEHOLDER.sub(counted, level.text).strip()
    if not mark or level.glued or mark.endswith(_CLOSED):
        return mark
    return f"{mark} "
