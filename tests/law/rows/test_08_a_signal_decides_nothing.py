"""Row 8: an alert draws attention; whatever follows it carries a person (Décret, art. 2)."""

import ast
from pathlib import Path

import pytest
from django.db import IntegrityError

from command_center.alerts.models import Alert, Verdict
from command_center.alerts.verdict import FollowUp, Outcome
from command_center.law.models import Order
from command_center.people.models import Agent
from tests.law.rows.conftest import AlertOf
from tests.law.ways import Way, every_way

ROOT = Path(__file__).parents[3]
WORKERS_SIDE = "leases", "streams", "alerts/door.py", "alerts/delivery.py", "alerts/spool.py"


@every_way
def test_no_follow_up_without_a_person(way: Way, order: Order, alert_of: AlertOf) -> None:
    alert = alert_of(order)
    alert.save()
    with pytest.raises(IntegrityError, match="agent"):
        way(Verdict(alert=alert, outcome=Outcome.CONFIRMED, follow_up=FollowUp.POLICE))


def test_an_alert_that_ends_is_still_to_be_judged(
    order: Order, alert_of: AlertOf, operator: Agent
) -> None:
    alert = alert_of(order)
    alert.save()
    Alert.objects.update(ended_at=alert.started_at)
    assert not Verdict.objects.exists()


def test_no_worker_judges() -> None:
    """What finds events neither makes verdicts nor calls the function that does."""
    for place in WORKERS_SIDE:
        path = ROOT / "command_center" / place
        for file in [path] if path.suffix else path.rglob("*.py"):
            names = {n.id for n in ast.walk(ast.parse(file.read_text())) if isinstance(n, ast.Name)}
            assert not names & {"Verdict", "judge"}, file
