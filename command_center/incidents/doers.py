"""Who does what in an incident: who sees to it and who did something, by the acts alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from command_center.incidents.models import Act, Incident
from command_center.incidents.state import ActKind


@dataclass(frozen=True, slots=True)
class Doer:
    """`what`: the last thing that they did, `at`; None where they did nothing yet. `task`: in whose
    words it was given to them."""

    name: str
    sees_to_it: bool
    what: str = ""
    at: datetime | None = None
    task: str = ""


def doers(incident: Incident, acts: Sequence[Act]) -> list[Doer]:
    """Whoever sees to it first, then who did something last."""
    last = {act.by_id: act for act in acts}
    found = [
        Doer(act.by.get_username(), act.by_id == incident.assigned_to_id, _what(act), act.at)
        for act in sorted(last.values(), key=lambda act: act.at, reverse=True)
    ]
    if (keeper := incident.assigned_to) is None:
        return found
    task = _task(acts, keeper.pk)
    done = next((one for one in found if one.sees_to_it), None)
    what, at = (done.what, done.at) if done else ("", None)
    first = Doer(keeper.get_username(), True, what, at, task)
    return [first, *(one for one in found if not one.sees_to_it)]


def _what(act: Act) -> str:
    return str(ActKind(act.kind).label)


def _task(acts: Sequence[Act], keeper_id: int) -> str:
    given = [act for act in acts if act.kind == ActKind.ASSIGNED and act.to_id == keeper_id]
    return given[-1].words if given else ""
