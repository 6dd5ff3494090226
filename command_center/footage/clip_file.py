"""A clip's file, read as a run of recorded pictures: what is left once the recordings are gone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from command_center.footage.clip import Clip
from command_center.footage.parts import Part
from command_center.footage.run import CONTIGUOUS, Run, Shown, run_in
from detection.frame import PTS_PER_S


def clip_run(clip: Clip, since: datetime, until: datetime) -> Run | None:
    """As `next_run`, out of the clip. None where it holds nothing of that time, or is gone."""
    if clip.file is None or clip.began_at is None:
        return None
    began_at = clip.began_at

    def instant(pts: int) -> datetime:
        return began_at + timedelta(seconds=pts / PTS_PER_S)

    part = Part(clip.file.path, began_at)
    run = run_in(clip.alert.camera_id, part, since, until, lambda _: instant)
    if run is None:
        return None
    pictures = _without_break(run.pictures)
    if pictures[-1].at + pictures[-1].lasts <= since:
        return None
    found = [one for one in run.found if one.at <= pictures[-1].at]
    return replace(run, pictures=pictures, found=found)


def _without_break(pictures: Sequence[Shown]) -> Sequence[Shown]:
    for number in range(1, len(pictures)):
        before = pictures[number - 1]
        if pictures[number].decoded_at - before.decoded_at - before.lasts > CONTIGUOUS:
            return pictures[:number]
    return pictures
