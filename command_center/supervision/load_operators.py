"""How loaded each operator is. By name: for supervisors of the place, and nobody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from command_center.people.agent import Agent
from command_center.people.reach import NOWHERE, Place, Reach, united
from command_center.people.roles import Role
from command_center.supervision.load_bands import Band, band
from command_center.supervision.load_delays import Delays, delays
from command_center.supervision.load_handled import Deed, Handled

PAUSE = timedelta(minutes=30)
"""Longer without a deed, and somebody was not at the desk."""

BEFORE_A_DEED = timedelta(minutes=10)
TEN_MINUTES = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class OperatorLoad:
    """`taken`: situations that this person was the first to deal with; `judged`: those that they
    were the first to judge. `at_work`: how long, by the times of what was done."""

    name: str
    taken: int
    judged: int
    taken_now: int
    at_work: timedelta
    acknowledged: Delays
    to_verdict: Delays

    @property
    def per_ten(self) -> float:
        """Taken in ten minutes at work."""
        return self.taken / max(1.0, self.at_work / TEN_MINUTES)

    @property
    def band(self) -> Band:
        return band(self.per_ten)


def leads(agent: Agent) -> Reach:
    """Where somebody holds a supervisor's post: only there they see loads by name."""
    held = [post for post in agent.posts_in_force if post.role == Role.SUPERVISOR]
    return united((post.venue, post.cameras) for post in held) if held else NOWHERE


def operator_loads(found: Sequence[Handled], lead: Reach, now: datetime) -> list[OperatorLoad]:
    """Of what lies where the reader leads; the most loaded first."""
    own = [one for one in found if lead.covers(Place(one.venue_id, one.camera_id))]
    agents = {deed.agent_id for one in own for deed in _deeds(one)}
    names = dict(Agent.objects.filter(pk__in=agents).values_list("pk", "username"))
    loads = [_load(number, names[number], own, now) for number in agents]
    return sorted(loads, key=lambda one: (-one.per_ten, one.name))


def _load(number: int, name: str, own: Sequence[Handled], now: datetime) -> OperatorLoad:
    taken = [one for one in own if one.taken and one.taken.agent_id == number]
    judged = [one for one in own if one.judged and one.judged.agent_id == number]
    did = [deed.at for one in own for deed in _deeds(one) if deed.agent_id == number]
    return OperatorLoad(
        name=name,
        taken=len(taken),
        judged=len(judged),
        taken_now=sum(one.taken.at > now - TEN_MINUTES for one in taken if one.taken),
        at_work=at_work(did),
        acknowledged=delays(one.taken_after_s for one in taken if one.taken_after_s is not None),
        to_verdict=delays(one.judged_after_s for one in judged if one.judged_after_s is not None),
    )


def at_work(did: Sequence[datetime]) -> timedelta:
    """From ten minutes before the first deed of each stretch to its last; pauses are none."""
    stretches: list[list[datetime]] = []
    for at in sorted(did):
        if stretches and at - stretches[-1][-1] <= PAUSE:
            stretches[-1].append(at)
        else:
            stretches.append([at])
    return sum((one[-1] - one[0] + BEFORE_A_DEED for one in stretches), timedelta())


def _deeds(one: Handled) -> list[Deed]:
    return [deed for deed in (one.taken, one.judged) if deed]
