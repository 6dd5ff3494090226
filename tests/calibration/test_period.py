from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from command_center.calibration.models import Acceptance, Calibration, MinuteScore
from command_center.calibration.period import AlreadyRunning, begin, running, stop
from command_center.calibration.proposals import accept, proposals
from command_center.people.models import Agent
from command_center.venues.models import Camera, Zone
from detection.calibration.proposal import Verdict

HOUR = timedelta(hours=1)


def measured(calibration: Calibration, kind: str, zone: str, parameter: str, value: float) -> None:
    """Twenty minutes, the highest score of each about `value`."""
    MinuteScore.objects.bulk_create(
        MinuteScore(
            calibration=calibration,
            kind=kind,
            zone_name=zone,
            parameter=parameter,
            minute_at=calibration.starts_at + timedelta(minutes=minute),
            highest=value * (0.9 + 0.1 * (minute % 2)),
        )
        for minute in range(20)
    )


def test_period_runs_from_its_beginning_until_its_end(camera: Camera, operator: Agent) -> None:
    period = begin(camera, operator, HOUR)
    assert running(camera.pk, timezone.now()) == period
    assert running(camera.pk, period.ends_at) is None
    assert running(camera.pk, period.starts_at - timedelta(seconds=1)) is None


def test_second_period_is_refused_while_one_runs(camera: Camera, operator: Agent) -> None:
    begin(camera, operator, HOUR)
    with pytest.raises(AlreadyRunning):
        begin(camera, operator, HOUR)


def test_period_that_is_stopped_runs_no_longer_and_keeps_its_end(
    camera: Camera, operator: Agent
) -> None:
    period = begin(camera, operator, HOUR)
    stop(period)
    assert running(camera.pk, timezone.now()) is None
    stopped_at = Calibration.objects.get().stopped_at
    stop(period)
    assert Calibration.objects.get().stopped_at == stopped_at


def test_threshold_that_normal_passes_is_proposed_higher_and_set_when_accepted(
    camera: Camera, zone: Zone, operator: Agent
) -> None:
    period = begin(camera, operator, HOUR)
    measured(period, "intrusion", "lawn", "min_confidence", 0.5)
    (rule,) = proposals(period)
    assert rule.proposal.verdict is Verdict.CHANGE
    assert 0.5 < rule.proposal.proposed <= 0.7
    (record,) = accept(period, [rule.key], operator)
    zone.refresh_from_db()
    assert zone.parameters == {"min_confidence": rule.proposal.proposed}
    assert (record.before, record.after) == (0.4, rule.proposal.proposed)
    assert (record.minutes, record.accepted_by) == (20, operator)


def test_rule_that_was_not_chosen_is_left_alone(
    camera: Camera, zone: Zone, operator: Agent
) -> None:
    period = begin(camera, operator, HOUR)
    measured(period, "intrusion", "lawn", "min_confidence", 0.5)
    assert accept(period, ["fire/"], operator) == []
    zone.refresh_from_db()
    assert zone.parameters == {}
    assert not Acceptance.objects.exists()


def test_kind_without_a_zone_gets_one_to_hold_its_threshold(
    camera: Camera, operator: Agent
) -> None:
    period = begin(camera, operator, HOUR)
    measured(period, "fire", "", "least_area", 0.002)
    (rule,) = proposals(period)
    accept(period, [rule.key], operator)
    drawn = camera.zones.get(kind="fire")
    assert drawn.parameters == {"least_area": rule.proposal.proposed}
    assert drawn.polygon == [[0, 0], [1, 0], [1, 1], [0, 1]]


def test_rule_whose_zone_is_gone_is_not_proposed(
    camera: Camera, zone: Zone, operator: Agent
) -> None:
    period = begin(camera, operator, HOUR)
    measured(period, "intrusion", "lawn", "min_confidence", 0.5)
    zone.delete()
    assert proposals(period) == []


@pytest.mark.parametrize(
    "statement",
    ["UPDATE calibration_acceptance SET after = 0.1", "DELETE FROM calibration_acceptance"],
)
def test_record_of_an_acceptance_cannot_be_changed(
    camera: Camera, zone: Zone, operator: Agent, statement: str
) -> None:
    period = begin(camera, operator, HOUR)
    measured(period, "intrusion", "lawn", "min_confidence", 0.5)
    accept(period, [rule.key for rule in proposals(period)], operator)
    with (
        pytest.raises(ProgrammingError, match="Cannot update or delete"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Acceptance.objects.get().after > 0.4
