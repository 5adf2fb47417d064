"""Platforms that a text names only where they act: 甲公共数据运营平台今年归集数据…, 靠的是甲检测平台 (平台自述)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import sifted
from ingest.documents.frame import Context
from ingest.sieve import matches, regex
from schema.tokens import tagged

_ACTS: Final = regex(
    r"(?:^|[，。；;:]|讯\s?)(?:目前，|其中，)?(?P<name>[\u4e00-\u9fff]{6,16}平台)(?=(?:正式|全面)?(?:上线|投用|启用|投入使用)(?!的)|今年|去年|累计|已|自\d|目前|日均|运行(?!的)|建成(?!的))"
)
# 靠的是甲检测平台——该平台由…: what the next words say of it.
_SAID_OF: Final = regex(
    r"(?:的|了|为|是|有|着|在|由|到|建起|建成|上线|启用|登上|走进)(?P<name>(?:(?![的了着由是把为])[\u4e00-\u9fff]){4,16}平台)(?=(?:——|，|。)(?:目前，|据介绍，|眼下，)?(?:该|这一|这个)平台)"
)
# 通过甲平台, 全市各平台, 第三方平台: led to, many, or of a kind.
_NO_NAME: Final = re.compile(
    r"[的了着在由对把被让向与和及或将以等从为是]|[全各多每这该此本其两几]|通过|依托|借助|利用|随着|支持|第三方|电商|社交|直播"
)


def acting_platforms(context: Context) -> None:
    """A platform that opens a clause with what it does or has."""
    for sentence in sifted(context.article.body, _ACTS, _SAID_OF):
        text = sentence.shadow.text
        for match in matches(text, _ACTS, _SAID_OF):
            start, end = match.span("name")
            first = tagged(match["name"])[0]
            if _NO_NAME.search(match["name"]) or first.tag[:1] not in ("n", "j", "v", "b") or first.tag == "v":
                continue
            if context.free(sentence, start, end):
                context.put_name(sentence, start, end, "Platform", context.scope, "acting-platform", "0.7")
