"""Row 14: two classes of logs, 12 months [S] and 3 years at most [T] (CSI R253-5): data."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from command_center.law.confirmation import Confirmation
from command_center.people.models import Agent
from command_center.retention import cap
from command_center.retention.models import Cap, CapDecision, Rule
from tests.law.ways import Way, every_way

LOGS = {"log_algorithmic": 12, "log_video": 36}


@pytest.fixture(autouse=True)
def _caps(db: None) -> None:
    cap.enter_known()


def months(what: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT months FROM retention_cap_in_force(%s)", [what])
        return int(cursor.fetchone()[0])


def corrected(what: str, to_months: int, by: Agent) -> Cap:
    said = {"source": "Arrêté lu", "confirmation": Confirmation.TEXT, "reason": "the text was read"}
    return Cap.objects.create(what=what, months=to_months, author=by, **said)


@every_way
@pytest.mark.parametrize("what", LOGS)
def test_rule_beyond_the_cap_is_refused(way: Way, what: str, operator: Agent) -> None:
    hours = (LOGS[what] * 31 + 1) * 24
    longer = Rule(what=what, keep_hours=hours, author=operator, reason="x")
    longer.entered_at = timezone.now()
    with pytest.raises(IntegrityError, match="months at most"):
        way(longer)


@pytest.mark.parametrize("what", LOGS)
def test_what_is_not_confirmed_can_be_corrected(what: str, operator: Agent) -> None:
    assert months(what) == LOGS[what]
    corrected(what, LOGS[what] - 6, operator)
    assert months(what) == LOGS[what] - 6


def test_longer_cap_waits_for_another_administrator(operator: Agent, stranger: Agent) -> None:
    longer = corrected("log_algorithmic", 18, operator)
    assert months("log_algorithmic") == 12
    with pytest.raises(IntegrityError):
        _decide(longer, operator)
    _decide(longer, stranger)
    assert months("log_algorithmic") == 18


def _decide(longer: Cap, by: Agent) -> None:
    with transaction.atomic():
        CapDecision.objects.create(of=longer, by=by, is_accepted=True)
