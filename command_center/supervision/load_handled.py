"""What arrived at desks in a time, and what people made of it: the stuff of all loads."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from command_center.alerts.models import Verdict
from command_center.alerts.severity import SEVERITIES, Severity
from command_center.desk.act import Act, What
from command_center.desk.derived import ARRIVED, Joined, joined
from command_center.evaluation.tally import Tally, together
from command_center.people.reach import Reach
from detection.kinds import EventKind

AT = ("alert__camera__venue_id", "alert__camera_id")


class Deed(NamedTuple):
    """Somebody acknowledged an alert or judged it. `outcome`, `cause`: of a verdict."""

    at: datetime
    agent_id: int
    is_verdict: bool
    outcome: str = ""
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Handled:
    """A situation. `taken`: the first thing that anybody did with it; `judged`: the first verdict
    on one of its alerts; None: nobody yet. `tally`: its alerts, by the verdicts that hold."""

    venue_id: int
    venue_name: str
    camera_id: int
    camera_name: str
    kind: EventKind
    zone_name: str
    began_at: datetime
    raised_at: datetime
    alerts: int
    taken: Deed | None
    judged: Deed | None
    tally: Tally

    @property
    def severity(self) -> Severity:
        return SEVERITIES[self.kind]

    @property
    def repeats(self) -> int:
        """Alerts that came after the first."""
        return self.alerts - 1

    @property
    def taken_after_s(self) -> float | None:
        return self._after_s(self.taken)

    @property
    def judged_after_s(self) -> float | None:
        return self._after_s(self.judged)

    def _after_s(self, deed: Deed | None) -> float | None:
        return None if deed is None else (deed.at - self.raised_at).total_seconds()


def handled(reach: Reach, since: datetime) -> list[Handled]:
    """All that arrived from then on; three questions, however many."""
    deeds = _deeds(reach, since)
    return [_handled(one, deeds) for one in joined(reach, ARRIVED, since=since)]


def _deeds(reach: Reach, since: datetime) -> Mapping[int, Sequence[Deed]]:
    """By alert, the first first."""
    found: dict[int, list[Deed]] = defaultdict(list)
    acts = Act.objects.filter(
        reach.of(*AT), alert__started_at__gte=since, what=What.ACKNOWLEDGED
    ).values_list("alert_id", "at", "agent_id")
    verdicts = Verdict.objects.filter(reach.of(*AT), alert__started_at__gte=since)
    for alert, at, agent in acts.order_by("id"):
        found[alert].append(Deed(at, agent, is_verdict=False))
    said = verdicts.values_list("alert_id", "at", "agent_id", "outcome", "cause")
    for alert, at, agent, outcome, cause in said.order_by("id"):
        found[alert].append(Deed(at, agent, True, outcome, cause))
    return found


def _handled(one: Joined, deeds: Mapping[int, Sequence[Deed]]) -> Handled:
    own = [deed for alert in one.alerts for deed in deeds.get(alert, ())]
    return Handled(
        venue_id=one.venue_id,
        venue_name=one.venue_name,
        camera_id=one.camera_id,
        camera_name=one.camera_name,
        kind=EventKind(one.kind),
        zone_name=one.zone_name,
        began_at=one.began_at,
        raised_at=one.raised_at,
        alerts=len(one.alerts),
        taken=min(own, default=None),
        judged=min((deed for deed in own if deed.is_verdict), default=None),
        tally=together(_tally(deeds.get(alert, ())) for alert in one.alerts),
    )


def _tally(deeds: Sequence[Deed]) -> Tally:
    """Of one alert: the latest verdict holds."""
    said = [deed for deed in deeds if deed.is_verdict]
    if not said:
        return Tally(unjudged=1)
    holding = said[-1]
    return Tally(causes={holding.cause: 1}) if holding.cause else Tally(confirmed=1)
