"""Nothing begins before the public is informed; what it was told is kept, and told anew."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from command_center.alerts.door import NotCovered, raise_alert
from command_center.alerts.found import Found
from command_center.documents import sha256_of
from command_center.law.gate import permitted_kinds
from command_center.law.models import Notice, Order
from command_center.notices.content import notice_content, notice_record
from command_center.notices.differences import differences
from command_center.notices.models import Contact, Statement
from command_center.notices.publishing import NotPublished, exempt, publish
from command_center.notices.rows import order_row
from command_center.people.models import Agent
from command_center.venues.models import Camera, Venue
from detection.kinds import EventKind
from tests.law.ordering import ordered

FORM = {"places": "Gates A to D"}
INSERT = """
    INSERT INTO alerts_alert
        (camera_id, order_id, zone_name, kind, started_at, box, confidence, reason, raised_at,
         uid, fence, found_at, software, models)
    VALUES (%s, %s, 'lawn', 'intrusion', %s, '{0,0,1,1}', 0.9, '{}', now(), gen_random_uuid(), %s,
        now(), '', '{}')
"""
INSTANT = "%Y-%m-%dT%H:%M:%S"


@pytest.fixture
def unannounced(camera: Camera) -> Order:
    return ordered([camera], is_announced=False)


def test_order_without_notice_permits_nothing(
    unannounced: Order, camera: Camera, intrusion: Found
) -> None:
    assert not permitted_kinds(camera.pk, timezone.now())
    with pytest.raises(NotCovered):
        raise_alert(intrusion)
    values = [camera.pk, unannounced.pk, intrusion.started_at, intrusion.fence]
    with (
        pytest.raises(IntegrityError, match="order"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(INSERT, values)


def test_order_is_permitted_from_the_moment_that_the_public_is_informed(
    client: Client, administrator: Agent, contact: Contact, unannounced: Order, camera: Camera
) -> None:
    since = timezone.localtime() - timedelta(minutes=10)
    form = {**FORM, "published_at": f"{since:{INSTANT}}"}
    assert client.post(f"/notices/orders/{unannounced.pk}/publish", form).status_code == 302
    assert permitted_kinds(camera.pk, timezone.now()) == {EventKind.INTRUSION, EventKind.DENSITY}
    assert not permitted_kinds(camera.pk, since - timedelta(minutes=1))
    notice = Notice.objects.get()
    assert (notice.places, notice.entered_by) == ("Gates A to D", administrator)
    assert notice.sha256 == sha256_of(notice.content) == sha256_of(notice_record(unannounced))


def test_published_content_hashes_to_its_digest_for_whoever_asks(
    client: Client, administrator: Agent, contact: Contact, order: Order
) -> None:
    notice = publish(order, administrator, timezone.now(), "Gate A")
    answer = client.get(f"/notices/published/{notice.pk}.json")
    assert sha256_of(answer.json()) == notice.sha256


def test_public_cannot_have_been_informed_in_the_future(
    client: Client, administrator: Agent, contact: Contact, unannounced: Order
) -> None:
    tomorrow = timezone.localtime() + timedelta(days=1)
    form = {**FORM, "published_at": f"{tomorrow:{INSTANT}}"}
    answer = client.post(f"/notices/orders/{unannounced.pk}/publish", form)
    assert "The public cannot have been informed in the future." in answer.text
    assert not Notice.objects.exists()


def test_notice_without_a_contact_is_refused(
    client: Client, administrator: Agent, unannounced: Order
) -> None:
    form = {**FORM, "published_at": f"{timezone.localtime():{INSTANT}}"}
    answer = client.post(f"/notices/orders/{unannounced.pk}/publish", form)
    assert "enter the contact of Stadium first" in answer.text
    assert not Notice.objects.exists()


def test_order_that_is_over_cannot_be_announced_afterwards(
    operator: Agent, contact: Contact, camera: Camera
) -> None:
    now = timezone.now()
    start = now - timedelta(days=2)
    over = ordered([camera], is_announced=False, starts_at=start, ends_at=now - timedelta(days=1))
    with pytest.raises(NotPublished, match="over"):
        publish(over, operator, start, "Gate A")
    withdrawn = ordered([camera], is_announced=False, reference="2")
    withdrawn.withdraw(operator, "Cancelled")
    withdrawn.refresh_from_db()
    with pytest.raises(NotPublished, match="over"):
        exempt(withdrawn, operator, "Secret")


def test_exemption_permits_and_needs_a_reason(
    client: Client, administrator: Agent, unannounced: Order, camera: Camera
) -> None:
    address = f"/notices/orders/{unannounced.pk}/exempt"
    assert "This field is required." in client.post(address, {"reason": "  "}).text
    assert not permitted_kinds(camera.pk, timezone.now())
    assert client.post(address, {"reason": "It would warn whom we await"}).status_code == 302
    assert permitted_kinds(camera.pk, timezone.now())
    assert order_row(unannounced).state == "exempt"


def test_exemption_without_a_reason_is_refused_by_the_database(unannounced: Order) -> None:
    given = {"order": unannounced, "published_at": timezone.now(), "is_exemption": True}
    with pytest.raises(IntegrityError, match="exemption"), transaction.atomic():
        Notice.objects.create(**given)
    with pytest.raises(IntegrityError, match="exemption"), transaction.atomic():
        Notice.objects.bulk_create([Notice(**given)])
    with (
        pytest.raises(IntegrityError, match="exemption"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO law_notice (order_id, published_at, is_exemption, reason, places, "
            "content, sha256, entered_at) VALUES (%s, now(), true, '', '', '{}', '', now())",
            [unannounced.pk],
        )


def test_content_follows_the_configuration(
    operator: Agent, contact: Contact, unannounced: Order
) -> None:
    notice = publish(unannounced, operator, timezone.now(), "Gate A")
    assert order_row(unannounced).state == "informed"
    contact.phone = "04 72 11 11 11"
    contact.save()
    row = order_row(unannounced)
    (difference,) = row.differences
    assert row.state == "changed"
    assert "04 72 00 00 00" in difference.before
    assert "04 72 11 11 11" in difference.now
    publish(unannounced, operator, timezone.now(), "Gate A")
    assert order_row(Order.objects.get(pk=unannounced.pk)).state == "informed"
    assert sha256_of(Notice.objects.get(pk=notice.pk).content) == notice.sha256


def test_renewal_with_other_kinds_differs_from_what_the_public_was_told(
    operator: Agent, contact: Contact, camera: Camera
) -> None:
    first = ordered([camera], is_announced=False)
    publish(first, operator, timezone.now(), "Gate A")
    start = first.ends_at
    renewal = ordered(
        [camera],
        is_announced=False,
        reference="2026-11-0043",
        renews=first,
        kinds=[EventKind.FIRE.value],
        starts_at=start,
        ends_at=start + timedelta(hours=2),
    )
    row = order_row(renewal)
    assert (row.state, row.renewed) == ("uninformed", first)
    found = differences(first.notices.get().content, notice_content(renewal, "en"))
    kinds = next(one for one in found if one.title == "Events that are looked for")
    assert (kinds.before, kinds.now) == (
        ("intrusion", "too high a density of people"),
        ("fire starting",),
    )
    assert not any(one.title == "Place" for one in found)


def test_correction_of_the_law_is_said_at_once_and_kept(
    client: Client, administrator: Agent, contact: Contact, order: Order
) -> None:
    publish(order, administrator, timezone.now(), "Gate A")
    correction = {
        "french": "Un jour au plus.",
        "english": "One day at most.",
        "source": "CSI, art. L252-5",
        "confirmation": "text",
        "reason": "Read",
    }
    assert client.post("/notices/statements/retention", correction).status_code == 302
    assert notice_content(order, "fr").lines("retention") == ("Un jour au plus.",)
    assert order_row(order).state == "changed"
    with pytest.raises(IntegrityError, match="later one"), transaction.atomic():
        Statement.objects.update(french="Toujours")
    with pytest.raises(IntegrityError, match="words"), transaction.atomic():
        Statement.objects.create(
            **{**correction, "source": " "}, key="retention", entered_by=administrator
        )


def test_contact_goes_with_its_venue(contact: Contact, venue: Venue) -> None:
    venue.delete()
    assert not Contact.objects.exists()


def test_list_names_every_order_that_was_not_announced(
    client: Client, administrator: Agent, contact: Contact, camera: Camera
) -> None:
    for number in range(3):
        ordered([camera], reference=f"2026-{number}", is_announced=False)
    page = client.get("/notices/").text
    assert page.count("the public is not informed: nothing is analysed") == 3
