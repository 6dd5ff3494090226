"""What the public would be told now, beside what it was told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from command_center.notices.content import NoticeContent


@dataclass(frozen=True, slots=True)
class Difference:
    """Of one section; empty where there was none, or is none any more."""

    title: str
    before: Sequence[str]
    now: Sequence[str]


def differences(published: Mapping[str, Any], live: NoticeContent) -> list[Difference]:
    """In the language of `live`; none where the published text was not kept."""
    kept = published.get(live.language)
    if not kept:
        return []
    before = {one["key"]: one for one in (*kept["of_order"], *kept["of_venue"])}
    now = {one.key: one for one in live.sections}
    found = []
    for key in dict.fromkeys((*now, *before)):
        told, tells = before.get(key), now.get(key)
        was = tuple(told["lines"]) if told else ()
        is_now = tuple(tells.lines) if tells else ()
        if was != is_now:
            title = tells.title if tells else str(told["title"] if told else key)
            found.append(Difference(title, was, is_now))
    return found
