"""Which camera and kind load the desks most: few of them mostly make up most of it (EEMUA 191)."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from command_center.desk.suppression import Form, Suppression
from command_center.evaluation.causes import FalseAlarms
from command_center.evaluation.tally import Tally, together
from command_center.people.reach import Reach
from command_center.supervision.load_handled import Handled
from detection.kinds import EventKind

WORST = 10
Source = tuple[int, EventKind]


@dataclass(frozen=True, slots=True)
class Contributor:
    """`situations`: how often it asked for a person; `share` of all of them. `shelved`: how often
    it was put on the shelf in that time."""

    venue: str
    camera: str
    camera_id: int
    kind: EventKind
    situations: int
    alerts: int
    share: float
    shelved: int
    tally: Tally

    @property
    def repeats(self) -> int:
        return self.alerts - self.situations

    @property
    def false_alarms(self) -> FalseAlarms:
        return FalseAlarms(self.venue, self.camera, self.camera_id, self.kind, self.tally)


def contributors(found: Sequence[Handled], reach: Reach, since: datetime) -> list[Contributor]:
    """The ten with the most situations."""
    by_source: dict[Source, list[Handled]] = defaultdict(list)
    for one in found:
        by_source[one.camera_id, one.kind].append(one)
    worst = sorted(by_source.values(), key=lambda own: (-len(own), -_alerts(own)))[:WORST]
    shelved = _shelved(reach, since)
    return [_contributor(own, len(found), shelved) for own in worst]


def _contributor(own: Sequence[Handled], of: int, shelved: Counter[tuple[int, str]]) -> Contributor:
    one = own[0]
    return Contributor(
        venue=one.venue_name,
        camera=one.camera_name,
        camera_id=one.camera_id,
        kind=one.kind,
        situations=len(own),
        alerts=_alerts(own),
        share=len(own) / of,
        shelved=shelved[one.camera_id, one.kind] + shelved[one.camera_id, ""],
        tally=together(each.tally for each in own),
    )


def _alerts(own: Sequence[Handled]) -> int:
    return sum(one.alerts for one in own)


def _shelved(reach: Reach, since: datetime) -> Counter[tuple[int, str]]:
    found = Suppression.objects.within(reach).filter(form=Form.SHELVED, at__gte=since)
    return Counter(found.order_by().values_list("camera_id", "kind"))
