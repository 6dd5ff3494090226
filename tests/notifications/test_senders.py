"""Each form of channel against a real peer: taken, refused, down, silent."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils.translation import override

from command_center.notifications.answer import Answer
from command_center.notifications.message import Message
from command_center.notifications.senders import email as email_sender
from command_center.notifications.senders import webhook as webhook_sender
from command_center.notifications.senders.by_form import sender_of
from command_center.notifications.words_of_alarms import trial_message
from tests.notifications.channels import channel
from tests.notifications.house_authority import house_authority
from tests.notifications.mail_house import mail_house, name_it, silent_house
from tests.notifications.receiver import dripping, receiver
from tests.ports import free_port

pytestmark = pytest.mark.django_db
UID = "0f6d5bb4-5df9-4a0c-9c3b-0b7b0e3f4a01"


def told() -> Message:
    return replace(trial_message(7), uid=UID)


def webhook(address: str) -> Answer:
    sender = sender_of(channel("webhook", address=address))
    try:
        return sender.send(told())
    finally:
        sender.close()


def test_webhook_is_taken_with_its_signature() -> None:
    with receiver() as there:
        assert webhook(there.address) == Answer(is_success=True, told="204")
    assert [(one["id"], one["type"], one["data"]["test"]) for one in there.got] == [
        (UID, "channel.test", 7)
    ]


@pytest.mark.parametrize(("status", "is_down"), [(500, True), (429, True), (400, False)])
def test_webhook_that_is_refused_says_how(status: int, is_down: bool) -> None:
    with receiver(status) as there:
        answer = webhook(there.address)
    assert (answer.is_success, answer.is_down) == (False, is_down)
    assert str(status) in answer.told


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_redirect_is_followed(status: int) -> None:
    with receiver(status) as there:
        answer = webhook(there.address)
    assert not answer.is_success
    assert (len(there.got), there.redirected) == (1, 0)


def test_receiver_that_says_nothing_is_not_waited_for_long() -> None:
    with receiver(0) as there:
        begun_s = time.monotonic()
        answer = webhook(there.address)
    assert (answer.is_success, answer.is_down) == (False, True)
    assert time.monotonic() - begun_s < 10


def test_receiver_that_drips_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook_sender, "ANSWERED_WITHIN_S", 1.0)
    with dripping() as there:
        begun_s = time.monotonic()
        answer = webhook(there.address)
    assert (answer.is_success, answer.is_down) == (False, True)
    assert time.monotonic() - begun_s < 8


def test_nobody_there_is_told_without_the_address() -> None:
    answer = webhook(f"http://127.0.0.1:{free_port()}/s3cret")
    assert (answer.is_success, answer.is_down) == (False, True)
    assert "s3cret" not in answer.told
    assert "127.0.0.1" not in answer.told


@pytest.mark.parametrize("listed", ["", "10.0.0.0/8"])
def test_receiver_outside_of_the_listed_networks_is_not_called(
    monkeypatch: pytest.MonkeyPatch, listed: str
) -> None:
    monkeypatch.setenv("NOTIFICATION_NETWORKS", listed)
    with receiver() as there:
        answers = [webhook(there.address), webhook(there.address.replace("127.0.0.1", "localhost"))]
    assert there.got == []
    assert all("NOTIFICATION_NETWORKS" in one.told for one in answers)


def test_no_port_of_another_service_is_called() -> None:
    assert not webhook("http://127.0.0.1:6379/").is_success


def test_https_trusts_the_authority_of_the_house_and_nobody_else(tmp_path: Path) -> None:
    house = house_authority(tmp_path)
    with receiver(tls=house) as there:
        for authority, is_success in (("", False), (house.pem, True)):
            one = channel("webhook", address=there.address, authority=authority)
            assert sender_of(one).send(told()).is_success is is_success
    assert len(there.got) == 1


def email(**given: object) -> Answer:
    return sender_of(channel("email", **given)).send(told())


def test_mail_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with mail_house() as house, override("en"):
        name_it(monkeypatch, house.port)
        assert email(recipients=["a@site.example", "b@site.example"]).is_success
    (mail,) = house.mails
    assert mail["to"] == "a@site.example, b@site.example"
    assert mail["subject"] == "[Vigie] Test"
    assert mail["message-id"] == f"<{UID}@site.example>"
    assert "nothing has happened" in mail.get_content()
    assert not list(mail.iter_attachments())


@pytest.mark.parametrize(("refusal", "code"), [("550 no such user", "550"), ("451 later", "451")])
def test_mail_that_is_refused_says_how(
    monkeypatch: pytest.MonkeyPatch, refusal: str, code: str
) -> None:
    with mail_house() as house:
        house.refusal = refusal
        name_it(monkeypatch, house.port)
        answer = email()
    assert not answer.is_success
    assert code in answer.told
    assert house.mails == []


def test_mail_server_that_says_nothing_is_not_waited_for_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(email_sender, "CONNECTED_WITHIN_S", 1.0)
    with silent_house() as port:
        name_it(monkeypatch, port)
        begun_s = time.monotonic()
        answer = email()
    assert (answer.is_success, answer.is_down) == (False, True)
    assert time.monotonic() - begun_s < 6


def test_probe_of_mail_sends_none(monkeypatch: pytest.MonkeyPatch) -> None:
    with mail_house() as house:
        name_it(monkeypatch, house.port)
        assert sender_of(channel("email")).probe().is_success
    assert house.mails == []


def test_without_a_mail_server_it_is_said() -> None:
    answer = email()
    assert "SMTP_HOST" in answer.told


def test_line_break_in_a_name_makes_no_header(monkeypatch: pytest.MonkeyPatch) -> None:
    with mail_house() as house:
        name_it(monkeypatch, house.port)
        evil = replace(told(), title="gate\r\nBcc: spy@elsewhere.example")
        assert sender_of(channel("email")).send(evil).is_success
    (mail,) = house.mails
    assert mail["bcc"] is None
    assert mail["subject"] == "[Vigie] gate Bcc: spy@elsewhere.example"


def test_server_that_speaks_no_tls_gets_nothing() -> None:
    with receiver() as there:
        answer = webhook(f"https://127.0.0.1:{there.port}/")
    assert (answer.is_success, answer.is_down) == (False, True)
    assert there.got == []
