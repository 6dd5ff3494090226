"""The report to look at."""

from collections.abc import Collection, Sequence
from pathlib import Path

from detection.evaluation.runner import ClipResult
from detection.kinds import EventKind


def write_report(
    folder: Path, results: Sequence[ClipResult], unavailable: Collection[EventKind]
) -> Path:
    """`index.html` and its pictures; returns the page."""
    raise NotImplementedError
