"""What PostgreSQL refuses of extracts and their steps, whoever asks: one try a clause."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from command_center.extracts.appearance import Appearance
from command_center.extracts.desk import NotTaken, expire_old, hand_over, refuse, release
from command_center.extracts.models import Extract, ExtractStep
from command_center.extracts.state import State, state_after
from command_center.extracts.step import StepKind
from command_center.people.models import Agent
from command_center.retention.hold import Procedure
from command_center.retention.models import Hold
from command_center.venues.models import Camera, Venue
from tests.extracts.asking import asked, unsaved

pytestmark = pytest.mark.django_db

MADE = {"package_path": "exports/x.zip", "package_sha256": "0" * 64, "manifest": "{}"}


def steps_of(extract: Extract) -> list[str]:
    return list(extract.steps.values_list("kind", flat=True))


def test_numbers_have_no_gap_where_one_was_refused(camera: Camera, asker: Agent) -> None:
    first = asked(camera, asker)
    with pytest.raises(IntegrityError), transaction.atomic():
        asked(camera, asker, reference=" ")
    second = asked(camera, asker)
    year = timezone.localtime().year
    assert [first.number, second.number] == [f"E-{year}-0001", f"E-{year}-0002"]


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({"procedure": "curiosity"}, "known_procedure"),
        ({"authority": " "}, "says_for_whom"),
        ({"requester": ""}, "says_for_whom"),
        ({"recipient": ""}, "says_for_whom"),
        ({"why_no_shorter": " "}, "why_no_shorter"),
        ({"appearance": "pretty"}, "known_appearance"),
        (
            {"procedure": Procedure.RIGHTS_REQUEST, "appearance": Appearance.PLAIN},
            "gets_others_blurred",
        ),
    ],
)
def test_what_an_extract_does_not_say_is_refused(
    camera: Camera, asker: Agent, given: dict[str, Any], rule: str
) -> None:
    hold = _hold(camera, asker)
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        unsaved(camera, asked_by=asker, hold=hold, **given).save()
    unsaved(camera, asked_by=asker, hold=hold).save()


def _hold(camera: Camera, asker: Agent, **given: Any) -> Hold:
    """As `ask` places it."""
    sample = unsaved(camera)
    usual = {
        "procedure": sample.procedure,
        "reference": sample.reference,
        "authority": sample.authority,
        "requester": sample.requester,
        "cameras": sample.cameras,
        "covers_from": sample.covers_from - timedelta(minutes=40),
        "covers_until": sample.covers_until + timedelta(minutes=5),
        "placed_by": asker,
        "ends_at": timezone.now() + timedelta(days=3),
    }
    return Hold.objects.create(**usual | given)


def test_longer_than_ten_minutes_is_confirmed(camera: Camera, asker: Agent) -> None:
    hold, until = _hold(camera, asker), unsaved(camera).covers_until
    ten = {"covers_from": until - timedelta(minutes=10), "covers_until": until}
    longer = ten | {"covers_from": until - timedelta(minutes=10, seconds=1)}
    with pytest.raises(IntegrityError, match="long_extract"), transaction.atomic():
        unsaved(camera, asked_by=asker, hold=hold, **longer).save()
    unsaved(camera, asked_by=asker, hold=hold, is_long_confirmed=True, **longer).save()
    unsaved(camera, asked_by=asker, hold=_hold(camera, asker), **ten).save()


def test_stretch_ends_after_its_start_and_is_past(camera: Camera, asker: Agent) -> None:
    now = timezone.now()
    to_come = now + timedelta(minutes=1)
    hold = _hold(camera, asker, covers_until=now + timedelta(hours=1))
    for given, rule in (
        ({"covers_from": now - timedelta(minutes=1), "covers_until": to_come}, "not come yet"),
        ({"covers_until": unsaved(camera).covers_from}, "ends_after_its_start"),
    ):
        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            unsaved(camera, asked_by=asker, hold=hold, **given).save()


@pytest.mark.parametrize("wrong", ["other venue", "twice", "none"])
def test_cameras_are_of_its_venue_each_named_once(camera: Camera, asker: Agent, wrong: str) -> None:
    elsewhere = Camera.objects.create(
        venue=Venue.objects.create(name="Station"), name="Hall", url="/b.mp4"
    )
    cameras = {"other venue": [elsewhere.pk], "twice": [camera.pk] * 2, "none": []}[wrong]
    hold = _hold(camera, asker, cameras=[camera.pk, elsewhere.pk])
    with pytest.raises(IntegrityError), transaction.atomic():
        unsaved(camera, asked_by=asker, hold=hold, cameras=cameras).save()


@pytest.mark.parametrize(
    "wrong",
    [
        {"reference": "another"},
        {"covers_from": timezone.now() - timedelta(seconds=1), "covers_until": timezone.now()},
        {"cameras": [987_654]},
    ],
)
def test_hold_covers_what_is_asked_for(camera: Camera, asker: Agent, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="is held under"), transaction.atomic():
        unsaved(camera, asked_by=asker, hold=_hold(camera, asker, **wrong)).save()


def test_released_hold_holds_nothing(camera: Camera, asker: Agent) -> None:
    hold = _hold(camera, asker)
    hold.release(asker, "over")
    with pytest.raises(IntegrityError, match="is held under"), transaction.atomic():
        unsaved(camera, asked_by=asker, hold=hold).save()


def test_nothing_of_it_changes_or_goes(camera: Camera, asker: Agent, second: Agent) -> None:
    extract = asked(camera, asker)
    step = release(extract, second)
    for attempt in (
        lambda: Extract.objects.update(recipient="somebody else"),
        lambda: extract.delete(),
        lambda: ExtractStep.objects.update(by=asker),
        lambda: step.delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


def test_asker_does_not_release_even_in_sql(camera: Camera, asker: Agent, second: Agent) -> None:
    extract = asked(camera, asker)
    insert = (
        "INSERT INTO extracts_extractstep (extract_id, kind, at, by_id, words, received_by,"
        " package_path, package_sha256, package_bytes, manifest)"
        " VALUES (%s, 'released', now(), %s, '', '', '', '', 0, '')"
    )
    with (
        pytest.raises(IntegrityError, match="another person"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(insert, [extract.pk, asker.pk])
    with pytest.raises(NotTaken):
        release(extract, asker)
    with connection.cursor() as cursor:
        cursor.execute(insert, [extract.pk, second.pk])
    assert steps_of(extract) == ["released"]


def taken(extract: Extract, kind: StepKind, by: Agent) -> None:
    given: dict[str, Any] = {"by": by}
    if kind in {StepKind.MADE, StepKind.EXPIRED}:
        given = dict(MADE) if kind == StepKind.MADE else {"words": "over"}
    if kind == StepKind.REFUSED:
        given["words"] = "no"
    if kind == StepKind.HANDED_OVER:
        given["received_by"] = "Cne Martin"
    with transaction.atomic():
        ExtractStep.objects.create(extract=extract, kind=kind, **given)


WAYS: dict[tuple[StepKind, ...], set[StepKind]] = {
    (): {StepKind.RELEASED, StepKind.REFUSED, StepKind.EXPIRED},
    (StepKind.RELEASED,): {StepKind.MADE, StepKind.EXPIRED},
    (StepKind.RELEASED, StepKind.MADE): {StepKind.HANDED_OVER, StepKind.EXPIRED},
    (StepKind.RELEASED, StepKind.MADE, StepKind.HANDED_OVER): set(),
    (StepKind.REFUSED,): set(),
    (StepKind.EXPIRED,): set(),
}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: "-".join(way) or "asked")
def test_one_step_follows_another(
    camera: Camera, asker: Agent, second: Agent, way: tuple[StepKind, ...]
) -> None:
    for kind in StepKind:
        extract = asked(camera, asker)
        for one in way:
            taken(extract, one, second)
        if kind in WAYS[way]:
            taken(extract, kind, second)
            assert state_after(extract.steps.all()) == kind.value
        else:
            with pytest.raises(IntegrityError):
                taken(extract, kind, second)


@pytest.mark.parametrize(
    ("kind", "given", "rule"),
    [
        (StepKind.RELEASED, {"by": None}, "who_took_it"),
        (StepKind.EXPIRED, {"words": "over"}, "who_took_it"),
        (StepKind.REFUSED, {"words": " "}, "refusal_says_why"),
        (StepKind.EXPIRED, {"by": None}, "refusal_says_why"),
        (StepKind.RELEASED, {"received_by": "somebody"}, "what_left"),
        (StepKind.RELEASED, dict(MADE), "what_was_made"),
    ],
)
def test_step_says_what_belongs_to_it(
    camera: Camera, asker: Agent, second: Agent, kind: StepKind, given: dict[str, Any], rule: str
) -> None:
    extract = asked(camera, asker)
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        ExtractStep.objects.create(extract=extract, kind=kind, **{"by": second} | given)


def test_what_is_asked_for_is_held_until_it_is_handed_over(
    camera: Camera, asker: Agent, second: Agent
) -> None:
    extract = asked(camera, asker)
    hold = Hold.objects.active().get()
    assert (hold.reference, hold.cameras) == (extract.reference, [camera.pk])
    assert (hold.covers_from, hold.covers_until) == (extract.covers_from, extract.covers_until)
    release(extract, second)
    taken(extract, StepKind.MADE, second)
    assert Hold.objects.active().exists()
    hand_over(extract, asker, "Cne Martin")
    hold.refresh_from_db()
    assert (hold.released_by, hold.extract_reference) == (asker, extract.number)
    assert not Hold.objects.active().exists()


def test_refused_extract_holds_nothing(camera: Camera, asker: Agent, second: Agent) -> None:
    extract = asked(camera, asker)
    refuse(extract, second, "The requisition is not signed")
    assert not Hold.objects.active().exists()
    assert state_after(extract.steps.all()) == State.REFUSED


def test_asker_withdraws_what_nobody_released(camera: Camera, asker: Agent) -> None:
    extract = asked(camera, asker)
    refuse(extract, asker, "Asked by mistake")
    assert steps_of(extract) == ["refused"]


def test_extract_expires_with_its_hold(camera: Camera, asker: Agent, second: Agent) -> None:
    extract, other = asked(camera, asker), asked(camera, asker)
    refuse(other, second, "no")
    assert expire_old() == 0
    assert expire_old(timezone.now() + timedelta(days=31)) == 1
    assert state_after(extract.steps.all()) == State.EXPIRED
    assert steps_of(other) == ["refused"]
