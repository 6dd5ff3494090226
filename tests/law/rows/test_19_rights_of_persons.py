"""Row 19: requests are numbered, dated and answered; refusals are reasoned (CSI, R253-6)."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError

from command_center.people.models import Agent
from command_center.rights_desk.models import RightsRequest, RightsStep
from command_center.rights_desk.right import Decision, StepKind
from command_center.venues.models import Venue
from tests.law.ways import Way, delete_by_sql, every_change, every_way
from tests.rights_desk.receiving import received


@pytest.fixture
def asked(venue: Venue, operator: Agent) -> RightsRequest:
    return received(venue, operator)


def step(asked: RightsRequest, by: Agent, kind: StepKind, **given: object) -> RightsStep:
    return RightsStep(request=asked, by=by, kind=kind, **given)


@every_way
def test_refusal_without_a_ground_is_refused(
    way: Way, asked: RightsRequest, operator: Agent
) -> None:
    refusal = step(asked, operator, StepKind.ANSWERED, decision=Decision.REFUSED, words="No.")
    with pytest.raises(IntegrityError, match="a_refusal_has_a_ground_and_words"):
        way(refusal)


@every_way
def test_request_is_closed_only_when_it_is_answered(
    way: Way, asked: RightsRequest, operator: Agent
) -> None:
    with pytest.raises(IntegrityError, match="closed only when it is answered"):
        way(step(asked, operator, StepKind.CLOSED))


@every_change
def test_what_was_done_never_changes(
    change: Callable[..., None], asked: RightsRequest, operator: Agent
) -> None:
    done = step(asked, operator, StepKind.NOTED, words="He called again.")
    done.save()
    with pytest.raises(DatabaseError, match="never changes"):
        change(done, words="something else")
    with pytest.raises(DatabaseError, match="never changes"):
        delete_by_sql(done)
