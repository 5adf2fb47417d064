"""Trades that their own ending shows: 港航物流业, 现代航运服务业, and alone 会展业 (行业名)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.boundary import name_start
from ingest.documents.frame import Context
from ingest.documents.rules.again import again
from ingest.documents.rules.industry_names import AGAIN, FIELD_VERB, SEAS, behind_zone, put_industry
from ingest.sieve import regex
from schema.tokens import tagged
from schema.words import word_set

_GOES_ON: Final = "(?![务绩主态者内界园化])"
# 港航物流业, 休闲渔业: the trade with a word that says which.
_TRADE: Final = regex(
    rf"(?<=[\u4e00-\u9fff]{{2}})(?:物流|渔|制造|服务|旅游|养殖|加工|金融|航运|会展|软件|医药|养老|纺织|畜牧|零售|租赁|维修)业{_GOES_ON}"
)
# 会展业, 旅游业: trades whose name is a word of its own.
_WHOLE: Final = regex(
    rf"(?:会展|旅游|餐饮|影视|航运|造船|修船|纺织|畜牧|养殖|软件|零售|酒店|演艺|邮轮|游艇|家政|印刷|种植|捕捞)业{_GOES_ON}"
)
# 海洋新兴产业: the class of the trades of one field, not of any; 四大海洋新兴产业 says of which class others are.
_FIELD_CLASS: Final = regex(r"(?<![大个类条])(?:海洋|涉海|低空|文化|农业|数字)(?:新兴|未来|传统)产业(?![园链集基化])")
# 一季度|会展业: when, not which.
_WHEN: Final = re.compile(
    r"(?:[一二三四首]季度|[上下]半年|前[一二三四五六七八九十\d]+个?月|[今去前明全当]年|\d{1,4}年|\d{1,2}月|同期|近年来|年内|以来)的?"
)
_NO_NAME: Final = ("ns", "m", "r", "ad", "t", "f", "q", "d")


def trades_named(context: Context) -> None:
    """Each trade where it stands, and again wherever the article says the same words."""
    named = False
    for sentence in sifted(context.article.body, _TRADE, _WHOLE, _FIELD_CLASS):
        named |= _with_kind(context, sentence)
        for match in _FIELD_CLASS.finditer(sentence.shadow.text):
            if context.free(sentence, *match.span()):
                put_industry(context, sentence, *match.span())
                named = True
        named |= _alone(context, sentence)
    if named:
        again(context, "Industry", AGAIN, "industry-named")


def _with_kind(context: Context, sentence: Sentence) -> bool:
    text = sentence.shadow.text
    named = False
    for match in _TRADE.finditer(text):
        start = name_start(text, match.start(), max(0, match.start() - 6))
        if match.start() - start < 2:
            # 休闲 is a verb to the dictionary.
            before = tagged(text[max(0, match.start() - 6) : match.start()])
            word = before[-1].text if before else ""
            start = match.start() - len(word) if word not in word_set("focus_verbs") else start
        start = _behind_when(text, behind_zone(context, sentence, start, match.start()), match.start())
        body = text[start : match.start()]
        plain = re.fullmatch("[\u4e00-\u9fff]{2,6}", body) is not None and not re.search("[家个户项亿万]", body)
        if plain and body not in word_set("industry_plain") and context.free(sentence, start, match.end()):
            first = tagged(body)[0]
            plain_word = first.tag in _NO_NAME or first.text in word_set("industry_plain")
            if (first.text in SEAS or not plain_word) and not FIELD_VERB.match(body):
                put_industry(context, sentence, start, match.end())
                named = True
    return named


def _behind_when(text: str, start: int, end: int) -> int:
    when = _WHEN.match(text, start, end)
    return start if when is None else when.end()


def _alone(context: Context, sentence: Sentence) -> bool:
    """会展业贡献突出: where no noun before it says of which kind."""
    text = sentence.shadow.text
    named = False
    for match in _WHOLE.finditer(text):
        start = name_start(text, match.end(), max(0, match.start() - 6))
        start = _behind_when(text, behind_zone(context, sentence, start, match.end()), match.end())
        known = any(h.start < match.end() and match.start() < h.end for h in context.names.get(sentence.number, ()))
        if start == match.start() and not known and context.free(sentence, *match.span()):
            put_industry(context, sentence, *match.span())
            named = True
    return named
