"""What a text becomes as a cell of a spreadsheet (单元格).

A spreadsheet runs a text that begins like a formula. The rule stands here once, for Python
and for DuckDB: both read the same patterns.
"""

from __future__ import annotations

import re
from typing import Final

# A workbook may not hold these, and nobody sees them.
_UNSEEN: Final = r"[\x00-\x08\x0b\x0c\x0e-\x1f]"
_FORMULA: Final = r"^([=+\-@\t\n])"
_NEUTRAL: Final = r"'\1"


def safe_text(text: str) -> str:
    """The text without unseen characters, with line ends as \\n, and with a ' before what looks like a formula."""
    # csv leaves a lone \r unquoted, which would cut the row in two.
    plain = re.sub(_UNSEEN, "", text).replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(_FORMULA, _NEUTRAL, plain)


def safe_text_sql(expression: str) -> str:
    """SQL of DuckDB that gives what `safe_text` gives for a VARCHAR expression."""
    seen = f"regexp_replace({expression}, '{_UNSEEN}', '', 'g')"
    plain = f"replace(replace({seen}, chr(13) || chr(10), chr(10)), chr(13), chr(10))"
    return f"regexp_replace({plain}, '{_FORMULA}', '{_NEUTRAL.replace(chr(39), chr(39) * 2)}')"
