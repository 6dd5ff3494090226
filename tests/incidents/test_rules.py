"""What PostgreSQL keeps, whoever asks: numbers, states, who did it, and what was done."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.utils import timezone

from command_center.alerts.models import Alert
from command_center.incidents.acting import note, step
from command_center.incidents.handing import hand_over, take_over
from command_center.incidents.models import Act, HandOver, Incident
from command_center.incidents.state import ActKind, State
from command_center.people.models import Agent
from command_center.venues.models import Camera, Venue
from tests.incidents.opening import opened, unsaved
from tests.law.emptying import emptying
from tests.law.ways import Way, delete_by_sql, empty_by_sql, every_change, every_way
from tests.people.trained import trained

pytestmark = pytest.mark.django_db
WAY_ON = [ActKind.BEGUN, ActKind.RESOLVED, ActKind.CLOSED]


class Cancelled(Exception):
    """Something goes wrong after an incident was numbered."""


def at_once() -> None:
    """What waits for the end of a transaction is asked now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@transaction.atomic
def together(*doings: Callable[[], object]) -> None:
    """In one transaction, to its end."""
    for do in doings:
        do()
    at_once()


def moved(incident: Incident, **values: object) -> Callable[[], object]:
    return lambda: Incident.objects.filter(pk=incident.pk).update(**values)


def brought_to(incident: Incident, state: State, by: Agent) -> Incident:
    for kind in WAY_ON:
        incident.refresh_from_db()
        if incident.state == state:
            break
        step(incident.pk, kind, incident.version, by, "Done.")
    incident.refresh_from_db()
    return incident


def unsaved_act(incident: Incident, by: Agent, kind: str = "noted", **given: Any) -> Act:
    usual = {"number": incident.version, "words": "Seen.", "at": timezone.now()}
    return Act(incident=incident, by=by, kind=kind, **usual | given)


def sql(text: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(text, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_numbers_follow_one_another_at_each_venue(guard: Agent, venue: Venue) -> None:
    other = Venue.objects.create(name="Station")
    found = [opened(at, guard).number for at in (venue, venue, other, venue)]
    year = timezone.now().year
    assert found == [f"{year}-{number}" for number in ("0001", "0002", "0001", "0003")]


def test_year_is_that_of_the_venues_clock(guard: Agent, venue: Venue) -> None:
    incident = opened(venue, guard)
    assert incident.year == timezone.localtime(incident.opened_at).year


@pytest.mark.django_db(transaction=True)
def test_incidents_that_are_opened_at_once_get_numbers_without_gaps(
    guard: Agent, venue: Venue
) -> None:
    """Each thread has a connection of its own, and one in three fails after it was numbered."""

    def take(at: int) -> None:
        try:
            with transaction.atomic():
                opened(venue, guard)
                if at % 3 == 0:
                    raise Cancelled
        except Cancelled:
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(take, range(18)))
    numbers = Incident.objects.order_by("sequence").values_list("sequence", flat=True)
    assert list(numbers) == list(range(1, 13))


@every_way
def test_number_and_state_are_the_databases_own(way: Way, guard: Agent, venue: Venue) -> None:
    opened(venue, guard)
    row = unsaved(
        venue, opened_by=guard, sequence=77, state="closed", version=9, opened_at=timezone.now()
    )
    way(row)
    unsaved_act(row, guard, "opened", number=1).save()
    row.refresh_from_db()
    assert (row.sequence, row.state, row.version, row.closed_at) == (2, "new", 1, None)


@every_way
def test_incident_that_nobody_opened_is_refused(way: Way, guard: Agent, venue: Venue) -> None:
    row = unsaved(venue, opened_by=guard, opened_at=timezone.now())
    with pytest.raises(IntegrityError, match="nobody is named"):
        together(lambda: way(row))


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"what": "face_search"}, "known_kind"),
        ({"severity": "extreme"}, "known_severity"),
        ({"title": "  "}, "says_what_happens"),
        ({"until": timezone.now() - timedelta(days=1)}, "ends_after_it_began"),
    ],
)
@every_way
def test_incident_says_what_it_must(
    way: Way, guard: Agent, venue: Venue, given: dict[str, Any], why: str
) -> None:
    with pytest.raises(IntegrityError, match=why):
        way(unsaved(venue, opened_by=guard, opened_at=timezone.now(), **given))


KIND_OF_STEP = {
    ("new", "in_progress"): "begun",
    ("in_progress", "resolved"): "resolved",
    ("resolved", "closed"): "closed",
    ("resolved", "in_progress"): "reopened",
}


def goes(incident: Incident, by: Agent, state: str, kind: str) -> bool:
    """Whether PostgreSQL lets the state be set by SQL, with an act of that kind; it is undone."""
    more: dict[str, Any] = {"number": incident.version + 1}
    change = "UPDATE incidents_incident SET state = %s, version = version + 1 WHERE id = %s"
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(change, [state, incident.pk])
            unsaved_act(incident, by, kind, **more).save()
            at_once()
            raise Cancelled
    except Cancelled:
        return True
    except IntegrityError:
        return False


@pytest.mark.parametrize("after", State.values)
@pytest.mark.parametrize("before", State.values)
def test_states_follow_one_another_in_one_order_only(
    guard: Agent, incident: Incident, before: str, after: str
) -> None:
    """By SQL, with an act of any kind beside it."""
    brought_to(incident, State(before), guard)
    done = {kind for kind in ActKind.values if goes(incident, guard, after, kind)}
    if before == after:
        assert not done & {"opened", *KIND_OF_STEP.values()}
    else:
        assert (
            done == {KIND_OF_STEP[before, after]} if (before, after) in KIND_OF_STEP else not done
        )


@every_change
def test_state_changes_by_nobody_in_no_way(change: Any, guard: Agent, incident: Incident) -> None:
    with pytest.raises(DatabaseError):
        together(lambda: change(incident, state="in_progress"))


def test_state_does_not_change_without_an_act(incident: Incident) -> None:
    with pytest.raises(IntegrityError, match="nobody is named"):
        sql(
            "UPDATE incidents_incident SET state = 'in_progress', version = 2 WHERE id = %s",
            incident.pk,
        )


def test_note_does_not_go_with_a_step(guard: Agent, incident: Incident) -> None:
    act = unsaved_act(incident, guard, number=2)
    with pytest.raises(IntegrityError, match="nobody is named"):
        together(moved(incident, state="in_progress", version=2), act.save)


@pytest.mark.parametrize(
    ("column", "value"),
    [("venue_id", 999), ("year", 1999), ("sequence", 9), ("opened_at", "2020-01-01")],
)
def test_what_an_incident_is_stays(
    guard: Agent, incident: Incident, column: str, value: object
) -> None:
    with pytest.raises(IntegrityError, match="stay"):
        sql(
            f"UPDATE incidents_incident SET {column} = %s, version = 2 WHERE id = %s",
            value,
            incident.pk,
        )


def test_closed_incident_never_changes(guard: Agent, incident: Incident) -> None:
    brought_to(incident, State.CLOSED, guard)
    assert incident.closed_at is not None
    with pytest.raises(IntegrityError, match="is closed"):
        sql(
            "UPDATE incidents_incident SET title = 'x', version = version + 1 WHERE id = %s",
            incident.pk,
        )
    with pytest.raises(IntegrityError, match="an_act_has_its_number"):
        unsaved_act(incident, guard).save()


@pytest.mark.parametrize("model", [Incident, Act, HandOver])
def test_nothing_of_it_is_emptied(guard: Agent, incident: Incident, model: Any) -> None:
    emptying(allowed=False)
    try:
        with pytest.raises(IntegrityError):
            empty_by_sql(model)
    finally:
        emptying(allowed=True)


def test_incident_and_its_acts_are_not_deleted(guard: Agent, incident: Incident) -> None:
    for row, why in ((incident.acts.get(), "kept as long"), (incident, "keeps its number")):
        with pytest.raises(IntegrityError, match=why):
            delete_by_sql(row)


@every_change
def test_act_never_changes(change: Any, guard: Agent, incident: Incident) -> None:
    act = note(incident.pk, guard, "Patrol sent.")
    with pytest.raises(IntegrityError, match="never changes"):
        change(act, words="Nothing was done.")


@pytest.mark.parametrize(
    ("kind", "given", "why"),
    [
        ("noted", {"words": " "}, "says_in_words"),
        ("noted", {"number": 1}, "does not follow"),
        ("noted", {"number": 5}, "does not follow"),
        ("face_seen", {}, "known_kind"),
        ("noted", {"event_kind": "intrusion"}, "only_a_joined_alert"),
        ("noted", {"from_at": timezone.now()}, "has_a_camera_and_a_time"),
        ("stretch_joined", {}, "has_a_camera_and_a_time"),
        ("alert_joined", {"alert": 987_654}, "there is no alert"),
        ("handed_over", {}, "hand_over_is_named"),
    ],
)
@every_way
def test_act_says_what_it_must(
    way: Way, guard: Agent, incident: Incident, kind: str, given: dict[str, Any], why: str
) -> None:
    row = unsaved_act(incident, guard, kind, **{"number": 2, **given})
    with pytest.raises(IntegrityError, match=why):
        together(moved(incident, version=2), lambda: way(row))


@every_way
def test_reopening_and_resolving_have_words(way: Way, guard: Agent, incident: Incident) -> None:
    brought_to(incident, State.RESOLVED, guard)
    act = unsaved_act(incident, guard, "reopened", number=4, words="")
    with pytest.raises(IntegrityError, match="says_in_words"):
        together(moved(incident, state="in_progress", version=4), lambda: way(act))


@every_way
def test_whoever_may_not_see_does_nothing(
    way: Way, guard: Agent, incident: Incident, stranger: Agent
) -> None:
    row = unsaved_act(incident, stranger, number=2)
    with pytest.raises(IntegrityError, match="may not see"):
        together(moved(incident, version=2), lambda: way(row))
    with pytest.raises(IntegrityError, match="may not see"):
        way(HandOver(venue=incident.venue, by=stranger, words="All quiet.", at=timezone.now()))


@every_way
def test_joined_alert_is_told_as_it_was_found(
    way: Way, guard: Agent, incident: Incident, alert: Alert
) -> None:
    """Whatever the row says of it."""
    other = Camera.objects.create(venue=incident.venue, name="South gate", url="/s.mp4")
    Incident.objects.filter(pk=incident.pk).update(version=2)
    lies: dict[str, Any] = {"camera": other, "event_kind": "fire", "from_at": timezone.now()}
    way(unsaved_act(incident, guard, "alert_joined", number=2, alert=alert.pk, **lies))
    told = Act.objects.get(alert=alert.pk)
    assert (told.camera, told.event_kind) == (alert.camera, "intrusion")
    assert (told.from_at, told.until_at) == (alert.started_at, alert.ended_at)


@every_way
def test_alert_and_recording_are_of_the_venue(
    way: Way, guard: Agent, alert: Alert, camera: Camera
) -> None:
    elsewhere = opened(Venue.objects.create(name="Station"), guard)
    now = timezone.now()
    span = {"camera": camera, "from_at": now - timedelta(minutes=1), "until_at": now}
    for row in (
        unsaved_act(elsewhere, guard, "alert_joined", number=2, alert=alert.pk),
        unsaved_act(elsewhere, guard, "stretch_joined", number=2, **span),
    ):
        with pytest.raises(IntegrityError, match="not of the venue"):
            together(moved(elsewhere, version=2), partial(way, row))


def test_recording_has_a_length(guard: Agent, incident: Incident, camera: Camera) -> None:
    now = timezone.now()
    row = unsaved_act(incident, guard, "stretch_joined", number=2, camera=camera)
    row.from_at = row.until_at = now
    with pytest.raises(IntegrityError, match="has_a_length"):
        together(moved(incident, version=2), row.save)


@pytest.fixture
def given(guard: Agent, incident: Incident) -> HandOver:
    return hand_over(HandOver(venue=incident.venue, by=guard, words="Fence."), [incident])


def test_hand_over_is_taken_once_and_by_another(
    guard: Agent, colleague: Agent, stranger: Agent, given: HandOver
) -> None:
    def taken_by(agent: Agent) -> None:
        with transaction.atomic():
            HandOver.objects.filter(pk=given.pk).update(taken_by=agent)

    for agent, why in ((guard, "to_themselves"), (stranger, "may not see")):
        with pytest.raises(IntegrityError, match=why):
            taken_by(agent)
    take_over(given.pk, colleague)
    for values in ({"taken_by": None}, {"withdrawn_at": timezone.now()}, {"words": "Nothing."}):
        with pytest.raises(IntegrityError, match="already"), transaction.atomic():
            HandOver.objects.filter(pk=given.pk).update(**values)


@pytest.mark.parametrize("change", [{"words": "Nothing."}, {"at": timezone.now()}])
def test_hand_over_is_kept_as_it_was_given(given: HandOver, change: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="kept as it was given"), transaction.atomic():
        HandOver.objects.filter(pk=given.pk).update(**change)


@every_way
def test_hand_over_says_what_it_must(
    way: Way, guard: Agent, colleague: Agent, venue: Venue
) -> None:
    now = timezone.now()
    rows: list[tuple[models.Model, str]] = [
        (HandOver(venue=venue, by=guard, words=" ", at=now), "says_what_is_open"),
        (HandOver(venue=venue, by=guard, to=guard, words="x", at=now), "to_themselves"),
    ]
    for row, why in rows:
        with pytest.raises(IntegrityError, match=why):
            way(row)
    taken = HandOver(venue=venue, by=guard, words="x", at=now, taken_by=colleague, taken_at=now)
    way(taken)
    taken.refresh_from_db()
    assert (taken.taken_by, taken.taken_at) == (None, None)


def test_hand_over_for_one_is_taken_by_no_other(
    guard: Agent, colleague: Agent, venue: Venue
) -> None:
    third = Agent.objects.create_superuser("third", password="correct horse battery")
    meant = hand_over(HandOver(venue=venue, by=guard, to=trained(third), words="x"), [])
    with pytest.raises(IntegrityError, match="by_whom_it_was_for"), transaction.atomic():
        HandOver.objects.filter(pk=meant.pk).update(taken_by=colleague)
    with pytest.raises(IntegrityError, match="not over age"):
        delete_by_sql(meant)
