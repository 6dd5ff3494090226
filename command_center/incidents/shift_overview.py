"""What somebody who begins a shift must know: hand-overs that wait, and what is open."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from command_center.incidents.models import Act, HandOver, Incident
from command_center.people.models import Agent
from command_center.people.reach import ALL, Reach


@dataclass(frozen=True, slots=True)
class HandOverRow:
    """`is_for_me`: the reader may take it; `is_mine`: the reader gave it, and may withdraw it."""

    hand_over: HandOver
    incidents: Sequence[Incident]
    is_for_me: bool
    is_mine: bool


def waiting_hand_overs(agent: Agent, seen: Reach, changed: Reach) -> list[HandOverRow]:
    """The oldest first: of what the agent sees. `changed`: where they change incidents."""
    found = HandOver.objects.waiting().filter(_within(seen)).order_by("at", "pk")
    rows = list(found.select_related("venue", "by", "to"))
    takable = set(found.filter(_within(changed, wholly=True)).values_list("pk", flat=True))
    incidents = _incidents(rows)
    return [
        HandOverRow(
            one,
            incidents[one.pk],
            is_for_me=one.pk in takable and one.by_id != agent.pk and one.to_id in {None, agent.pk},
            is_mine=one.by_id == agent.pk,
        )
        for one in rows
    ]


def _within(reach: Reach, *, wholly: bool = False) -> Q:
    """Of hand-overs: as of all their incidents together."""
    if reach.is_everywhere:
        return ALL
    named = Act.objects.filter(incident__acts__hand_over=OuterRef("pk"), camera__isnull=False)
    there = reach.of("venue_id")
    if wholly:
        there &= reach.wholly_of("venue_id") | Q(Exists(named))
    return there & ~Q(Exists(named.exclude(reach.of("incident__venue_id", "camera_id"))))


def _incidents(hand_overs: Iterable[HandOver]) -> Mapping[int, list[Incident]]:
    found: dict[int, list[Incident]] = defaultdict(list)
    acts = Act.objects.filter(hand_over__in=[one.pk for one in hand_overs], kind="handed_over")
    for act in acts.select_related("incident").order_by("incident__pk"):
        found[act.hand_over_id or 0].append(act.incident)
    return found
