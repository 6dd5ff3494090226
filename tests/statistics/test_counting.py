"""What PostgreSQL counts: each alert once, by the verdict that holds, in its place."""

from datetime import timedelta

from command_center.alerts.judging import judge
from command_center.calibration.models import Calibration
from command_center.evaluation.precision import in_all as evaluated_in_all
from command_center.evaluation.precision import slices
from command_center.evaluation.selection import Selection
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.people.reach import Reach
from command_center.statistics.chosen import Chosen
from command_center.statistics.counting import Counts, counted
from command_center.statistics.tallies import causes, follow_ups, grouped, in_all
from command_center.venues.models import Camera
from detection.kinds import EventKind
from tests.statistics.planting import alerted, alerted_every, in_paris

OCTOBER = Selection(in_paris(10, 1, 0), in_paris(11, 1, 0))
MINUTE = timedelta(minutes=1)


def of_october(**given: object) -> Counts:
    return counted(Chosen(OCTOBER, **given))  # type: ignore[arg-type]


def test_each_alert_counts_once_by_its_latest_verdict(
    autumn: Order, camera: Camera, operator: Agent
) -> None:
    first, second, _third = alerted_every(autumn, camera, in_paris(10, 24, 12), 3, MINUTE)
    judge(first, operator, "confirmed", follow_up="patrol")
    judge(second, operator, "confirmed", follow_up="none")
    judge(second, operator, "invalidated", cause="shadow")
    counts = of_october()
    whole = in_all(counts.cells)
    assert (whole.confirmed, whole.invalidated, whole.unjudged) == (1, 1, 1)
    assert causes(whole) == [("shadow", 1)]
    assert follow_ups(counts.cells) == [("patrol", 1)]
    assert sum(step.alerts for step in counts.steps) == 3
    assert sum(counts.delays.values()) == 2


def test_delay_is_that_of_the_first_verdict(autumn: Order, camera: Camera, operator: Agent) -> None:
    alert = alerted(autumn, camera, in_paris(10, 24, 12))
    given = [
        judge(alert, operator, "confirmed", follow_up="none"),
        judge(alert, operator, "invalidated", cause="other"),
    ]
    expected = int((given[0].at - alert.raised_at).total_seconds())
    assert of_october().delays == {expected: 1}


def test_is_what_the_evaluation_counts(autumn: Order, camera: Camera, operator: Agent) -> None:
    for n, alert in enumerate(alerted_every(autumn, camera, in_paris(10, 24, 12), 6, MINUTE)):
        if n % 3 == 0:
            judge(alert, operator, "confirmed", follow_up="none")
        elif n % 3 == 1:
            judge(alert, operator, "invalidated", cause="animal")
    began = in_paris(10, 24, 12, 4)
    Calibration.objects.create(
        camera=camera, started_by=operator, starts_at=began, ends_at=began + 10 * MINUTE
    )
    assert in_all(of_october().cells) == evaluated_in_all(slices(OCTOBER))
    assert in_all(of_october().cells).alerts == 4


def test_only_what_is_reached_and_asked_for_is_counted(
    autumn: Order, order_elsewhere: Order, camera: Camera, elsewhere: Camera
) -> None:
    at = in_paris(10, 24, 12)
    alerted(autumn, camera, at)
    alerted(autumn, camera, at, kind=EventKind.DENSITY.value, zone_name="stand")
    alerted(order_elsewhere, elsewhere, at)
    alerted(autumn, camera, in_paris(11, 1, 0))  # the month is over
    assert in_all(of_october().cells).alerts == 3
    here = Reach(venues={camera.venue_id: frozenset()})
    by_camera = grouped(of_october(reach=here).cells, lambda one: one.camera_id)
    assert {number: tally.alerts for number, tally in by_camera.items()} == {camera.pk: 2}
    assert in_all(of_october(kind="density").cells).alerts == 1
    assert in_all(of_october(zone="stand").cells).alerts == 1
    assert in_all(of_october(camera_id=elsewhere.pk).cells).alerts == 1


def test_nothing_is_counted_of_nothing(db: None) -> None:
    assert of_october() == Counts([], [], {})
