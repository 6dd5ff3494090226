"""Who asked is forgotten some months after closing; the record stays."""

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from command_center.people.models import Agent
from command_center.rights_desk.desk import take_step
from command_center.rights_desk.models import RightsRequest, Term
from command_center.rights_desk.right import Decision, StepKind
from command_center.rights_desk.tasks import wipe_old_contacts_daily
from command_center.rights_desk.trace import trace
from command_center.rights_desk.wiping import wipe_old_contacts
from command_center.venues.models import Venue
from tests.rights_desk.receiving import received


@pytest.fixture
def closed(request_in: RightsRequest, clerk: Agent) -> RightsRequest:
    take_step(request_in, StepKind.ANSWERED, clerk, decision=Decision.GRANTED, words="Here.")
    take_step(request_in, StepKind.CLOSED, clerk)
    return request_in


def test_contact_is_wiped_when_its_months_are_over_and_not_before(
    closed: RightsRequest, venue: Venue, clerk: Agent
) -> None:
    received(venue, clerk, requester_name="Still open")
    before = trace(closed)
    at = closed.steps.get(kind=StepKind.CLOSED).at
    year_on = at + relativedelta(months=12)
    assert wipe_old_contacts(year_on - timedelta(minutes=1)) == 0
    assert wipe_old_contacts(year_on + timedelta(minutes=1)) == 1
    assert wipe_old_contacts(year_on + timedelta(days=9)) == 0
    closed.refresh_from_db()
    assert (closed.requester_name, closed.requester_contact, closed.description) == ("", "", "")
    assert RightsRequest.objects.filter(wiped_at=None).get().requester_name == "Still open"
    after = trace(closed)
    assert after["wiped_at"] is not None
    assert {**after, "wiped_at": None} == before


def test_contact_is_gone_from_the_database_too(closed: RightsRequest) -> None:
    wipe_old_contacts(timezone.now() + timedelta(days=800))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT requester_name || requester_contact || description "
            "FROM rights_desk_rightsrequest"
        )
        assert cursor.fetchone() == ("",)


def test_months_are_data(closed: RightsRequest, clerk: Agent) -> None:
    Term.objects.create(
        key="wiping", months=1, source="-", confirmation="text", reason="-", entered_by=clerk
    )
    assert wipe_old_contacts(timezone.now() + timedelta(days=32)) == 1


def test_task_wipes_by_today(closed: RightsRequest) -> None:
    wipe_old_contacts_daily()
    closed.refresh_from_db()
    assert closed.requester_name == "Jeanne Martin"


def test_what_is_wiped_cannot_be_written_again(closed: RightsRequest) -> None:
    wipe_old_contacts(timezone.now() + timedelta(days=800))
    with pytest.raises(DatabaseError, match="as it was received"), transaction.atomic():
        RightsRequest.objects.update(requester_name="Somebody")
