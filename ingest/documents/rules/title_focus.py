"""What a plan is for, by its title: 青岛市甲产业培育行动计划 has 甲 in its focus, though no sentence says so (题名所指)."""

from __future__ import annotations

from typing import Final

from ingest.documents.frame import Context

_SHORTEST: Final = 2


def title_focus(context: Context) -> None:
    """Industries of the article that stand in the title of one of its policies; inferred, not stated."""
    if not context.policies:
        return
    named: dict[str, str] = {}
    for sentence in context.article.sentences:
        for thing in context.things_of(sentence, "Industry"):
            words = sentence.shadow.text[thing.start : thing.end].removesuffix("链").removesuffix("产业")
            if len(words) >= _SHORTEST:
                named.setdefault(words, thing.id)
    said = {(head[1], tail[1]) for kind, head, tail, _ in context.edges if kind == "FOCUSES_ON"}
    for policy in context.policies:
        first = next(
            (s for s in context.article.sentences if any(t.id == policy.id for t in context.things_of(s, "Policy"))),
            None,
        )
        title = policy.title
        for words in sorted(named, key=lambda w: (-len(w), w)) if first is not None else ():
            if words not in title:
                continue
            # Of 智能装备 and 装备 the longer is meant.
            title = title.replace(words, "、")
            if first is not None and (policy.id, named[words]) not in said:
                context.edge(
                    first, "FOCUSES_ON", ("Policy", policy.id), ("Industry", named[words]), "title-focus",
                    confidence="0.6", stated=False,
                )  # fmt: skip
