"""Row 22: precision can be recomputed from the raw rows by anyone (Loi, VI).

Intervals, causes, calibrations kept apart and blind samples are tried in `tests/evaluation_kit`.
"""

from django.db import connection

from command_center.evaluation.content import content
from command_center.evaluation.figures import figures
from command_center.law.models import Order
from command_center.leases.lease import Lease
from command_center.people.models import Agent
from tests.evaluation_kit.judged import confirmed, invalidated, raised, today

RAW = """
    SELECT count(*) FILTER (WHERE outcome = 'confirmed')::float / count(*) FROM (
        SELECT DISTINCT ON (alert_id) outcome FROM alerts_verdict ORDER BY alert_id, id DESC
    ) AS latest
"""


def test_precision_is_that_of_the_verdicts(order: Order, lease: Lease, operator: Agent) -> None:
    for _ in range(3):
        confirmed(operator, order, lease, luminance=0.5)
    invalidated(operator, "shadow", order, lease, luminance=0.5)
    raised(order, lease, luminance=0.5)
    with connection.cursor() as cursor:
        cursor.execute(RAW)
        (raw,) = cursor.fetchone()
    judged = [row for row in content(figures(today()))["precision"] if row["precision"] is not None]
    assert sum(row["confirmed"] for row in judged) == 3
    assert sum(row["invalidated"] for row in judged) == 1
    assert raw == 0.75
    assert sum(row["alerts"] for row in content(figures(today()))["precision"]) == 5
