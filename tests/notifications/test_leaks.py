"""What leaves holds no word that could hurt: each of these is planted where it could come from."""

import json

import pytest

from command_center.alerts.door import raise_alert
from command_center.alerts.found import Found
from command_center.alerts.models import Alert, Verdict
from command_center.alerts.verdict import Cause, Outcome
from command_center.law.models import Order
from command_center.notifications.composing import compose
from command_center.notifications.message import Message
from command_center.notifications.models import Delivery, What
from command_center.notifications.senders.by_form import sender_of
from command_center.people.models import Agent
from command_center.venues.models import Camera
from tests.notifications.channels import channel
from tests.notifications.mail_house import mail_house, name_it
from tests.notifications.receiver import receiver

SECRETS = ["hunter2", "rtsp://", "192.0.2", "Dupont", "operator", "JFIF", "s3cret-path", "whsec_"]


@pytest.fixture
def alert(order: Order, intrusion: Found, camera: Camera, operator: Agent) -> Alert:
    """Judged, with a note that names somebody; its camera's address holds a password."""
    Camera.objects.filter(pk=camera.pk).update(url="rtsp://root:hunter2@192.0.2.1/gate")
    raised = raise_alert(intrusion)
    Verdict.objects.create(
        alert=raised,
        agent=operator,
        outcome=Outcome.INVALIDATED,
        cause=Cause.ANIMAL,
        note="It is Mr Dupont, red coat, FR-123-AB",
    )
    return raised


def told_of(alert: Alert, form: str) -> Message:
    delivery = Delivery.objects.create(channel=channel(form), what=What.ALERT, number=alert.pk)
    told = compose(delivery)
    assert told is not None
    return told


def test_words_of_an_alert_hold_nothing_else(alert: Alert) -> None:
    told = told_of(alert, "email")
    whole = told.body() + told.text() + told.title
    assert not [one for one in SECRETS if one in whole]
    assert set(json.loads(told.body())["data"]) == {
        "alert",
        "kind",
        "severity",
        "camera",
        "venue",
        "zone",
        "started_at",
        "ended_at",
        "confidence",
        "measures",
        "link",
    }
    assert "North gate" in whole


@pytest.mark.parametrize("form", ["email", "webhook"])
def test_bytes_on_the_wire_hold_nothing_else(
    alert: Alert, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    with receiver() as there, mail_house() as house:
        name_it(monkeypatch, house.port)
        told = told_of(alert, form)
        one = channel(form, **({"address": there.address} if form == "webhook" else {}))
        assert sender_of(one).send(told).is_success
    raw = b"".join(there.bodies) + b"".join(bytes(mail) for mail in house.mails)
    assert raw
    assert not [one for one in SECRETS if one.encode() in raw]
    for image in (b"\xff\xd8\xff", b"\x89PNG", b"image/", b"multipart", b"ftyp"):
        assert image not in raw


def test_log_holds_no_address_and_no_secret(db: None) -> None:
    one = channel("webhook", address="http://127.0.0.1:9/s3cret-path?token=hunter2")
    answer = sender_of(one).probe()
    assert not answer.is_success
    assert not [word for word in SECRETS if word in answer.told]


def test_nothing_of_an_alert_lies_in_the_outbox(alert: Alert) -> None:
    told_of(alert, "email")
    row = Delivery.objects.values().get()
    assert "North gate" not in str(row)
    assert "intrusion" not in str(row)
