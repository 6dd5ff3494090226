"""What PostgreSQL keeps, whoever asks: numbers, order of steps, reasons, and what was received."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from command_center.people.models import Agent
from command_center.rights_desk.desk import NotTaken, possible_steps, take_step
from command_center.rights_desk.ground import enter_known
from command_center.rights_desk.known_grounds import KNOWN
from command_center.rights_desk.models import RefusalGround, RightsRequest, RightsStep, Term
from command_center.rights_desk.right import Decision, Identity, StepKind
from command_center.rights_desk.rows import today
from command_center.venues.models import Venue
from tests.rights_desk.receiving import received


class Cancelled(Exception):
    """Something goes wrong after a request was numbered."""


INSERT = """
    INSERT INTO rights_desk_rightsstep
        (request_id, by_id, kind, at, words, identity, extract, decision)
    VALUES (%s, %s, %s, now(), '', '', '', %s)
"""


def by_sql(request: RightsRequest, by: Agent, kind: str, decision: str = "") -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(INSERT, [request.pk, by.pk, kind, decision])


def answered(request: RightsRequest, by: Agent) -> None:
    take_step(request, StepKind.ANSWERED, by, decision=Decision.GRANTED, words="Here they are.")


def test_numbers_follow_one_another_within_a_year(venue: Venue, clerk: Agent) -> None:
    found = [received(venue, clerk).number for _ in range(3)]
    year = today().year
    assert found == [f"{year}-0001", f"{year}-0002", f"{year}-0003"]


def test_request_that_fails_leaves_no_gap(venue: Venue, clerk: Agent) -> None:
    first = received(venue, clerk)
    with pytest.raises(IntegrityError, match="known_right"), transaction.atomic():
        received(venue, clerk, right="face_search")
    assert received(venue, clerk).sequence == first.sequence + 1


@pytest.mark.django_db(transaction=True)
def test_requests_that_come_in_at_once_get_numbers_without_gaps(venue: Venue, clerk: Agent) -> None:
    """Each thread has a connection of its own, and one in three fails after it was numbered."""

    def take(at: int) -> None:
        try:
            with transaction.atomic():
                received(venue, clerk)
                if at % 3 == 0:
                    raise Cancelled
        except Cancelled:
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(take, range(18)))
    found = RightsRequest.objects.order_by("sequence").values_list("sequence", flat=True)
    assert list(found) == list(range(1, 13))


def test_numbers_chosen_by_hand_are_not_taken(request_in: RightsRequest, clerk: Agent) -> None:
    given = RightsRequest(
        year=1999,
        sequence=7,
        right="access",
        requester_name="A",
        requester_contact="B",
        received_on=today(),
        due_on=today() + timedelta(days=1),
        entered_by=clerk,
    )
    RightsRequest.objects.bulk_create([given])
    assert RightsRequest.objects.latest("pk").number == f"{today().year}-0002"


def test_request_cannot_be_received_tomorrow(venue: Venue, clerk: Agent) -> None:
    with pytest.raises(IntegrityError, match="in the future"), transaction.atomic():
        received(venue, clerk, days_ago=-2)


def test_who_asks_is_sealed_in_the_database(request_in: RightsRequest) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(r)::text FROM rights_desk_rightsrequest AS r")
        stored = str(cursor.fetchone()[0])
    assert "Jeanne" not in stored
    assert "My bag" not in stored
    assert RightsRequest.objects.get().requester_name == "Jeanne Martin"


def test_request_is_kept_as_it_was_received(request_in: RightsRequest) -> None:
    with pytest.raises(DatabaseError, match="as it was received"), transaction.atomic():
        RightsRequest.objects.update(due_on=today() + timedelta(days=300))
    request_in.place = "Gate C"
    with pytest.raises(DatabaseError, match="as it was received"), transaction.atomic():
        request_in.save()
    with pytest.raises(DatabaseError, match="not closed"), transaction.atomic():
        RightsRequest.objects.update(requester_name="", requester_contact="", description="")
    with pytest.raises(DatabaseError, match="is kept"), transaction.atomic():
        RightsRequest.objects.all()._raw_delete("default")


def test_request_outlives_its_venue(venue: Venue, request_in: RightsRequest) -> None:
    venue.delete()
    request_in.refresh_from_db()
    assert (request_in.venue, request_in.venue_name) == (None, "Stadium")


def test_steps_never_change(request_in: RightsRequest, clerk: Agent) -> None:
    take_step(request_in, StepKind.NOTED, clerk, words="Rang back")
    with pytest.raises(IntegrityError, match="add a note"), transaction.atomic():
        RightsStep.objects.update(words="Nothing")
    with pytest.raises(IntegrityError, match="add a note"), transaction.atomic():
        RightsStep.objects.all()._raw_delete("default")


def test_time_of_a_step_is_the_database_s(request_in: RightsRequest, clerk: Agent) -> None:
    before = timezone.now() - timedelta(days=9)
    RightsStep.objects.bulk_create(
        [RightsStep(request=request_in, kind=StepKind.BEGUN, by=clerk, at=before)]
    )
    assert timezone.now() - RightsStep.objects.get().at < timedelta(minutes=1)


@pytest.mark.parametrize("decision", [Decision.REFUSED, Decision.PARTLY])
def test_refusal_without_ground_or_words_is_refused(
    request_in: RightsRequest, clerk: Agent, ground: RefusalGround, decision: Decision
) -> None:
    with pytest.raises(NotTaken):
        take_step(request_in, StepKind.ANSWERED, clerk, decision=decision, words="No.")
    with pytest.raises(NotTaken):
        take_step(request_in, StepKind.ANSWERED, clerk, decision=decision, ground=ground)
    faulty = RightsStep(
        request=request_in, kind=StepKind.ANSWERED, by=clerk, decision=decision, words=" \n"
    )
    faulty.ground = ground
    with pytest.raises(IntegrityError, match="ground_and_words"), transaction.atomic():
        RightsStep.objects.bulk_create([faulty])
    with pytest.raises(IntegrityError, match="ground_and_words"):
        by_sql(request_in, clerk, "answered", decision)
    assert not request_in.steps.exists()


def test_request_is_closed_only_when_it_is_answered(
    request_in: RightsRequest, clerk: Agent
) -> None:
    with pytest.raises(NotTaken):
        take_step(request_in, StepKind.CLOSED, clerk)
    with pytest.raises(IntegrityError, match="only when it is answered"), transaction.atomic():
        RightsStep.objects.create(request=request_in, kind=StepKind.CLOSED, by=clerk)
    with pytest.raises(IntegrityError, match="only when it is answered"):
        by_sql(request_in, clerk, "closed")
    answered(request_in, clerk)
    take_step(request_in, StepKind.CLOSED, clerk)
    for kind in StepKind:
        with pytest.raises(IntegrityError):
            by_sql(request_in, clerk, kind, "granted" if kind == StepKind.ANSWERED else "")


def test_answer_is_given_once_and_nothing_is_done_after_it(
    request_in: RightsRequest, clerk: Agent
) -> None:
    answered(request_in, clerk)
    with pytest.raises(IntegrityError, match="is answered"):
        by_sql(request_in, clerk, "answered", "granted")
    with pytest.raises(IntegrityError, match="is answered"):
        by_sql(request_in, clerk, "begun")
    assert possible_steps(request_in.steps.all()) == [StepKind.NOTED, StepKind.CLOSED]


@pytest.mark.parametrize(
    ("kind", "given", "rule"),
    [
        (StepKind.ANSWERED, {}, "an_answer_has_a_decision"),
        (StepKind.BEGUN, {"decision": "granted"}, "an_answer_has_a_decision"),
        (StepKind.IDENTITY_CHECKED, {}, "a_check_of_identity_says_how"),
        (StepKind.IDENTITY_CHECKED, {"identity": "face"}, "a_check_of_identity_says_how"),
        (StepKind.EXTRACT_NAMED, {"extract": " "}, "an_extract_has_a_reference"),
        (StepKind.EXTENDED, {"words": "Many cameras"}, "an_extension_gives_a_day"),
        (StepKind.NOTED, {"words": ""}, "an_extension_and_a_note_have_words"),
        ("searched_by_face", {}, "a_step_is_of_a_known_kind"),
    ],
)
def test_step_says_what_its_kind_needs(
    request_in: RightsRequest, clerk: Agent, kind: str, given: dict[str, str], rule: str
) -> None:
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        RightsStep.objects.create(request=request_in, kind=kind, by=clerk, **given)


def test_deadline_is_extended_once(request_in: RightsRequest, clerk: Agent) -> None:
    take_step(request_in, StepKind.EXTENDED, clerk, words="Many cameras")
    later = RightsStep(
        request=request_in,
        kind=StepKind.EXTENDED,
        by=clerk,
        words="Still many",
        due_on=today() + timedelta(days=300),
    )
    with pytest.raises(IntegrityError, match="extended_once"), transaction.atomic():
        RightsStep.objects.bulk_create([later])


def test_grounds_and_terms_are_corrected_and_never_changed(
    ground: RefusalGround, clerk: Agent
) -> None:
    with pytest.raises(IntegrityError, match="replaces it"), transaction.atomic():
        RefusalGround.objects.update(applies=False)
    with pytest.raises(IntegrityError, match="author_and_a_reason"), transaction.atomic():
        RefusalGround.objects.create(
            french="Non.", english="No.", source="-", confirmation="memory", replaces=ground
        )
    with pytest.raises(IntegrityError, match="some_months"), transaction.atomic():
        Term.objects.create(
            key="answer", months=0, source="-", confirmation="text", reason="-", entered_by=clerk
        )


def test_grounds_that_are_known_are_entered_once(clerk: Agent) -> None:
    enter_known()
    assert RefusalGround.objects.count() == len(KNOWN)


def test_identity_is_one_of_a_few_ways_and_never_a_picture() -> None:
    assert set(Identity.values) == {"shown", "copy", "known", "mandate"}
