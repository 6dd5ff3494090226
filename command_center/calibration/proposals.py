"""What a calibration proposes, rule by rule, and taking it over."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from command_center.calibration.models import Acceptance, Calibration, MinuteScore
from command_center.people.models import Agent
from command_center.venues.models import KIND_LABELS, Camera, Zone
from command_center.venues.versions import changing
from detection.calibration.proposal import Bounds, Proposal, propose
from detection.kinds import EventKind
from detection.rulebook import RULES
from detection.rules import ZoneRule
from detection.zones import WHOLE_PICTURE
from detection.zones import Zone as WatchedZone


@dataclass(frozen=True, slots=True)
class RuleProposal:
    """For one rule of the camera; `highest` is what was measured, minute by minute."""

    kind: EventKind
    zone_name: str
    parameter: str
    highest: tuple[float, ...]
    proposal: Proposal

    @property
    def key(self) -> str:
        return f"{self.kind}/{self.zone_name}"


def proposals(calibration: Calibration) -> list[RuleProposal]:
    """One for each rule that was measured and still exists as it was."""
    scores = MinuteScore.objects.filter(calibration=calibration)
    ordered = scores.order_by("kind", "zone_name", "parameter", "minute_at")
    found = (
        _proposal(calibration.camera, *rule, tuple(score.highest for score in minutes))
        for rule, minutes in groupby(ordered, lambda s: (s.kind, s.zone_name, s.parameter))
    )
    return [proposal for proposal in found if proposal is not None]


def accept(calibration: Calibration, chosen: Iterable[str], by: Agent) -> list[Acceptance]:
    """Set the proposed thresholds of the rules whose keys are chosen, and keep the record."""
    wanted, reason = set(chosen), _("Thresholds of a calibration accepted")
    with changing(calibration.camera_id, None, by, reason):
        return [
            _accept(calibration, rule, by)
            for rule in proposals(calibration)
            if rule.key in wanted and rule.proposal.changes
        ]


def _proposal(
    camera: Camera, kind: str, zone_name: str, parameter: str, highest: tuple[float, ...]
) -> RuleProposal | None:
    rule = _rule(camera, EventKind(kind), zone_name)
    if rule is None or rule.threshold != parameter:
        return None
    default = getattr(type(rule.parameters), parameter)
    current = float(getattr(rule.parameters, parameter))
    proposal = propose(highest, current, Bounds(float(default), rule.most_proposed))
    return RuleProposal(EventKind(kind), zone_name, parameter, highest, proposal)


def _rule(camera: Camera, kind: EventKind, zone_name: str) -> ZoneRule | None:
    """As the pipeline builds it; None where the zone is gone, or has come where none was."""
    if kind not in RULES:
        return None
    if not zone_name:
        drawn = camera.zones.filter(kind=kind).exists()
        return None if drawn else RULES[kind](WatchedZone("", kind, WHOLE_PICTURE))
    zone = camera.zones.filter(kind=kind, name=zone_name).first()
    return None if zone is None else RULES[kind](zone.watched())


def _accept(calibration: Calibration, rule: RuleProposal, by: Agent) -> Acceptance:
    zone = _zone(calibration.camera, rule)
    zone.parameters = {**zone.parameters, rule.parameter: rule.proposal.proposed}
    zone.full_clean()
    zone.save()
    figures: dict[str, Any] = {
        "before": rule.proposal.current,
        "after": rule.proposal.proposed,
        "minutes": rule.proposal.minutes,
        "usual": rule.proposal.usual,
        "highest": rule.proposal.highest,
        "expected": rule.proposal.expected,
    }
    return Acceptance.objects.create(
        calibration=calibration,
        kind=rule.kind,
        zone_name=rule.zone_name,
        parameter=rule.parameter,
        accepted_by=by,
        **figures,
    )


def _zone(camera: Camera, rule: RuleProposal) -> Zone:
    """A kind that was looked for in the whole picture gets a zone, to hold its threshold."""
    if rule.zone_name:
        return camera.zones.get(kind=rule.kind, name=rule.zone_name)
    name = str(KIND_LABELS[rule.kind]).capitalize()
    return Zone(camera=camera, name=name, kind=rule.kind, polygon=[list(p) for p in WHOLE_PICTURE])
