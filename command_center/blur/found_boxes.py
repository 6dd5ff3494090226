"""Boxes that analysis drew, as the blur uses them: from one picture to the next of a track."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from command_center.footage.run import Run
from detection.boxes import Box

FOLLOWS_WITHIN = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class FoundBox:
    """It lay somewhere in `box` from one instant to another."""

    box: Box
    since: datetime
    until: datetime

    def touches(self, since: datetime, until: datetime) -> bool:
        return self.since <= until and self.until >= since


def found_boxes(run: Run) -> Iterator[FoundBox]:
    """Of whatever label: a detector that calls a man a bird has found him. Each reaches from
    where its track was before."""
    last: dict[object, FoundBox] = {}
    for told in run.found:
        for one in json.loads(told.text):
            box, before = _box(one), last.get(one.get("track"))
            last[one.get("track")] = FoundBox(box, told.at, told.at)
            if before and told.at - before.until <= FOLLOWS_WITHIN:
                yield FoundBox(_hull(before.box, box), before.until, told.at)
            else:
                yield FoundBox(box, told.at, told.at)


def _box(one: Mapping[str, Any]) -> Box:
    return Box(*(min(1.0, max(0.0, float(side))) for side in one["box"]))


def _hull(one: Box, other: Box) -> Box:
    return Box(
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )
