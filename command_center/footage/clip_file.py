"""A clip's file, read as a run of recorded pictures: what is left once the recordings are gone."""

from datetime import datetime, timedelta

from command_center.footage.clip import Clip
from command_center.footage.opening import read_bytes
from command_center.footage.parts import Part
from command_center.footage.run import CONTIGUOUS, Run, Shown, found_among, shown
from detection.fragments.recorded import NotRecorded, read_recorded
from detection.frame import PTS_PER_S


def clip_run(clip: Clip, since: datetime, until: datetime) -> Run | None:
    """As `next_run`, out of the clip. None where it holds nothing of that time, or is gone."""
    if clip.file is None or clip.began_at is None:
        return None
    try:
        data = read_bytes(clip.file.path)
        recorded = read_recorded(data)
    except (FileNotFoundError, NotRecorded):
        return None
    began_at = clip.began_at

    def instant(pts: int) -> datetime:
        return began_at + timedelta(seconds=pts / PTS_PER_S)

    pictures = _without_break(_wanted(shown(data, recorded, instant), since, until))
    if not pictures or pictures[-1].at + pictures[-1].lasts <= since:
        return None
    found = found_among(pictures, recorded, instant)
    part = Part(clip.file.path, began_at)
    return Run(clip.alert.camera_id, data[: recorded.init_size], pictures, found, [part])


def _wanted(pictures: list[Shown], since: datetime, until: datetime) -> list[Shown]:
    """From the last keyframe at or before `since`; after a gap, from the first one that follows."""
    wanted = [one for one in pictures if one.decoded_at < until]
    before = [n for n, one in enumerate(wanted) if one.keyframe and one.at <= since]
    wanted = wanted[before[-1] :] if before else wanted
    for number, one in enumerate(wanted):
        if one.at + one.lasts > since:
            is_after_a_gap = one.keyframe and one.at > since
            return wanted[number:] if is_after_a_gap else wanted
    return []


def _without_break(pictures: list[Shown]) -> list[Shown]:
    for number in range(1, len(pictures)):
        before = pictures[number - 1]
        if pictures[number].decoded_at - before.decoded_at - before.lasts > CONTIGUOUS:
            return pictures[:number]
    return pictures
