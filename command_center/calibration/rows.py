"""What the calibration pages show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext

from command_center.calibration.models import Acceptance, Calibration, HeldBackAlert
from command_center.calibration.proposals import RuleProposal, proposals
from command_center.calibration.words import (
    ADVICE,
    PARAMETER_LABELS,
    VERDICT_LABELS,
    in_unit,
)
from command_center.people.reach import Reach
from command_center.venues.models import KIND_LABELS, Camera
from command_center.venues.reasons import reason_in_words
from detection.kinds import EventKind

BARS = 60
"""In a chart; each is the highest of its minutes."""

CHART_HEIGHT = 40


@dataclass(frozen=True, slots=True)
class CameraRow:
    camera: Camera
    ground_error_m: float | None
    calibration: Calibration | None

    @property
    def state(self) -> str:
        """never, running or done."""
        if self.calibration is None:
            return "never"
        return "running" if self.calibration.is_running() else "done"


@dataclass(frozen=True, slots=True)
class Bar:
    """In units of the chart: 2 wide each, `CHART_HEIGHT` high, downwards."""

    x: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class ProposalRow:
    key: str
    kind: str
    kind_label: str
    zone_name: str
    parameter_label: str
    verdict: str
    verdict_label: str
    advice: str
    minutes: int
    usual: str
    highest: str
    expected: str
    current: str
    proposed: str
    changes: bool
    bars: tuple[Bar, ...]
    current_y: float
    chart_width: int


@dataclass(frozen=True, slots=True)
class HeldBackRow:
    kind: str
    kind_label: str
    zone_name: str
    started_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class AcceptanceRow:
    kind_label: str
    zone_name: str
    parameter_label: str
    before: str
    after: str
    minutes: int
    highest: str
    accepted_by: str
    accepted_at: datetime


def camera_rows(reach: Reach) -> list[CameraRow]:
    within = reach.of("venue_id", "pk")
    cameras = Camera.objects.filter(within, is_enabled=True).select_related("venue")
    return [
        CameraRow(camera, _ground_error_m(camera), camera.calibrations.first())
        for camera in cameras.prefetch_related("calibrations")
    ]


def proposal_rows(calibration: Calibration) -> list[ProposalRow]:
    return [_proposal_row(rule) for rule in proposals(calibration)]


def held_back_rows(calibration: Calibration) -> list[HeldBackRow]:
    return [_held_back_row(one) for one in HeldBackAlert.objects.filter(calibration=calibration)]


def acceptance_rows(camera: Camera) -> list[AcceptanceRow]:
    kept = Acceptance.objects.filter(calibration__camera=camera).select_related("accepted_by")
    return [_acceptance_row(one) for one in kept]


def minutes_left(calibration: Calibration) -> int:
    left_s = (calibration.over_at - timezone.now()).total_seconds()
    return max(0, -int(-left_s // 60))


def _ground_error_m(camera: Camera) -> float | None:
    ground = camera.calibrated_ground()
    return None if ground is None else ground.error_m


def _proposal_row(rule: RuleProposal) -> ProposalRow:
    told, unit = rule.proposal, rule.parameter
    tops = _tops(rule.highest)
    full = max([*tops, told.current, told.proposed]) or 1.0
    return ProposalRow(
        key=rule.key,
        kind=rule.kind.value,
        kind_label=str(KIND_LABELS[rule.kind]),
        zone_name=_zone_name(rule.zone_name),
        parameter_label=str(PARAMETER_LABELS[unit]),
        verdict=told.verdict.value,
        verdict_label=str(VERDICT_LABELS[told.verdict]),
        advice=str(ADVICE[told.verdict]),
        minutes=told.minutes,
        usual=in_unit(unit, told.usual),
        highest=in_unit(unit, told.highest),
        expected=in_unit(unit, told.expected),
        current=in_unit(unit, told.current),
        proposed=in_unit(unit, told.proposed),
        changes=told.changes,
        bars=tuple(_bars(tops, full)),
        current_y=round(CHART_HEIGHT * (1 - told.current / full), 2),
        chart_width=2 * BARS,
    )


def _tops(highest: Sequence[float]) -> list[float]:
    each = -(-len(highest) // BARS) or 1
    return [max(highest[start : start + each]) for start in range(0, len(highest), each)]


def _bars(tops: Iterable[float], full: float) -> Iterable[Bar]:
    for number, top in enumerate(tops):
        height = round(max(0.5, CHART_HEIGHT * top / full), 2)
        yield Bar(2 * number, round(CHART_HEIGHT - height, 2), height)


def _held_back_row(one: HeldBackAlert) -> HeldBackRow:
    kind = EventKind(one.kind)
    reason = reason_in_words(kind, one.reason)
    label = str(KIND_LABELS[kind])
    return HeldBackRow(one.kind, label, _zone_name(one.zone_name), one.started_at, reason)


def _acceptance_row(one: Acceptance) -> AcceptanceRow:
    return AcceptanceRow(
        kind_label=str(KIND_LABELS[EventKind(one.kind)]),
        zone_name=_zone_name(one.zone_name),
        parameter_label=str(PARAMETER_LABELS[one.parameter]),
        before=in_unit(one.parameter, one.before),
        after=in_unit(one.parameter, one.after),
        minutes=one.minutes,
        highest=in_unit(one.parameter, one.highest),
        accepted_by=one.accepted_by.get_username(),
        accepted_at=one.accepted_at,
    )


def _zone_name(name: str) -> str:
    return name or gettext("whole picture")
