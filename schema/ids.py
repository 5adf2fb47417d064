"""Ids and normal forms of names (标识与名称规范形).

An id never changes and is never made from a file hash or a sequence number:
`cn-uscc:` (统一社会信用代码), `cn-div:` (GB/T 2260), `<pack>:<Label>/<slug>`,
else `name:<Label>:<20 hex digits over normal name | scope>`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from operator import mul
from typing import Final

CREDIT_CODE_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_CODE_WEIGHTS: Final = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_VALUES: Final = {c: i for i, c in enumerate(CREDIT_CODE_ALPHABET)}
# Quotation marks and dashes are written in many ways; blanks mean nothing in a name.
_BLANKS: Final = "".join(c for c in map(chr, range(0x3001)) if c.isspace()) + "\u200b\u200c\u200d\ufeff"
_FOLD: Final[dict[int, str]] = {
    **dict(zip(map(ord, "“”‘’「」『』"), '""\'\'""""', strict=True)),
    **dict.fromkeys(map(ord, "—–－‐―"), "-"),
    **dict.fromkeys(map(ord, "•・"), "·"),
    **dict.fromkeys(map(ord, _BLANKS), ""),
}
_FOLDED: Final = re.compile("[" + "".join(re.escape(chr(point)) for point in _FOLD) + "]")


def normal_name(name: str) -> str:
    """One normal form of a name: width and compatibility forms folded, blanks out, upper case.

    Used to compare names and to make ids, never to change stored text.

    >>> normal_name("青岛 示例（集团）有限公司")
    '青岛示例(集团)有限公司'
    """
    if name.isascii() and name.isalnum():
        return name.upper()
    wide = unicodedata.normalize("NFKC", name)
    # `translate` takes ten times as long as looking, and nearly no name holds anything to fold.
    return (wide.translate(_FOLD) if _FOLDED.search(wide) else wide).upper()


def name_id(label: str, name: str, scope: str) -> str:
    """Id of a thing known by its name within a scope (city, parent id, or source and row key)."""
    digest = hashlib.sha256(f"{normal_name(name)}|{scope}".encode()).hexdigest()
    return f"name:{label}:{digest[:20]}"


def pack_id(pack: str, label: str, slug: str) -> str:
    """Id of a row of a pack, such as `qingdao:ChainLink/ic/design`."""
    return f"{pack}:{label}/{slug}"


def division_id(code: str) -> str:
    """Id of an administrative division by its GB/T 2260 code."""
    return f"cn-div:{code}"


def credit_code_id(code: str) -> str:
    """Id of a registered body by its UnifiedSocialCreditCode (统一社会信用代码)."""
    return f"cn-uscc:{code}"


def credit_code_check_character(first17: str) -> str:
    """Check character of GB 32100-2015 for the first 17 characters.

    C18 = (31 − Σ Cᵢ·3^(i−1) mod 31) mod 31, in the alphabet of 31 characters.

    >>> credit_code_check_character("91110000600037341")
    'L'
    """
    if len(first17) != len(CREDIT_CODE_WEIGHTS):
        raise ValueError(f"{first17!r}: the check character is made from 17 characters")
    total = sum(map(mul, map(_VALUES.__getitem__, first17), CREDIT_CODE_WEIGHTS))
    return CREDIT_CODE_ALPHABET[(31 - total % 31) % 31]


def is_credit_code(code: str) -> bool:
    """Whether `code` has 18 characters of the alphabet and the right check character."""
    return len(code) == 18 and all(c in _VALUES for c in code) and credit_code_check_character(code[:17]) == code[17]
