"""Extracts as the desk shows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from command_center.extracts.models import Attempt, Extract, ExtractStep
from command_center.extracts.state import OPEN, State, state_after
from command_center.extracts.step import StepKind
from command_center.people.models import Agent
from command_center.people.reach import Reach
from command_center.venues.models import Camera


@dataclass(frozen=True, slots=True)
class ExtractRow:
    """`waits`: for whoever looks at it."""

    extract: Extract
    state: State
    cameras: Sequence[str]
    lasts: timedelta
    waits: bool

    @property
    def length(self) -> str:
        return length_words(self.lasts)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class StepRow:
    kind: str
    label: str
    step: ExtractStep | None
    words: str


@dataclass(frozen=True, slots=True)
class StageRow:
    """One of those that an extract passes on its way, or where that way ended."""

    kind: str
    label: str
    step: ExtractStep | None
    is_next: bool


STAGES = (StepKind.RELEASED, StepKind.MADE, StepKind.HANDED_OVER)
ENDS = (StepKind.REFUSED, StepKind.EXPIRED)


def stage_rows(steps: Iterable[ExtractStep]) -> list[StageRow]:
    """Those that were passed, then those to come; none to come after an end."""
    taken = {one.kind: one for one in steps}
    is_ended = any(kind in taken for kind in ENDS)
    kinds = [one for one in (*STAGES, *ENDS) if one in taken]
    kinds += [] if is_ended else [one for one in STAGES if one not in taken]
    ahead = next((one for one in kinds if one not in taken), None)
    return [StageRow(one, str(one.label), taken.get(one), one == ahead) for one in kinds]


def length_words(lasts: timedelta) -> str:
    """Hours, minutes and seconds: 0:01:30."""
    minutes, seconds = divmod(round(lasts.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def extract_rows(found: Iterable[Extract], agent: Agent, releases: Reach) -> list[ExtractRow]:
    """`releases`: where the agent may release."""
    found = list(found)
    numbers = {number for one in found for number in one.cameras}
    names = dict(Camera.objects.filter(pk__in=numbers).values_list("pk", "name"))
    return [_row(one, names, agent, releases) for one in found]


def _row(extract: Extract, names: dict[int, str], agent: Agent, releases: Reach) -> ExtractRow:
    state = state_after(extract.steps.all())
    is_mine = extract.asked_by_id == agent.pk
    waits = (state == State.ASKED and not is_mine and bool(releases)) or (
        state == State.MADE and is_mine
    )
    cameras = [names.get(one, f"no. {one}") for one in extract.cameras]
    return ExtractRow(extract, state, cameras, extract.covers_until - extract.covers_from, waits)


def step_rows(steps: Iterable[ExtractStep]) -> list[StepRow]:
    """What the machine says of itself is in the reader's language."""
    return [
        StepRow(
            one.kind,
            str(StepKind(one.kind).label),
            one,
            _(one.words) if one.kind == StepKind.EXPIRED and one.words else one.words,
        )
        for one in steps
    ]


def obstacle_words(attempt: Attempt | None) -> str:
    """In the reader's language, where it is one that is foreseen."""
    if attempt is None or not attempt.obstacle:
        return ""
    words = _(attempt.obstacle)
    return f"{words} ({attempt.named})" if attempt.named else words


def files_shown(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    """Films first, as the manifest names them."""
    films = {film["file"]: film for film in manifest["films"]}
    rows = [one | {"film": films.get(one["name"])} for one in manifest["files"]]
    return sorted(rows, key=lambda one: one["film"] is None)
