"""Channels on their pages: entered, changed, tried; what is secret is never shown again."""

from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.test import Client

from command_center.journal.models import Entry
from command_center.notifications.channel_form import is_secret, new_secret
from command_center.notifications.models import Channel, ChannelState, Delivery
from command_center.people.models import Agent
from command_center.venues.models import Venue
from tests.notifications.channels import channel
from tests.notifications.mail_house import mail_house, name_it
from tests.notifications.receiver import SECRET, receiver
from tests.people.trained import trained

WEBHOOK = {
    "name": "Control room",
    "language": "en",
    "is_enabled": "on",
    "tells_alerts": "on",
    "address": "https://10.1.2.3/hook/hunter2",
    "secret": SECRET,
    "silent_after_min": "120",
}


@pytest.fixture
def head(db: None, client: Client) -> Agent:
    agent = Agent.objects.create_user("head", password="correct horse battery")
    rights = Permission.objects.filter(content_type__app_label="notifications")
    agent.user_permissions.set(rights)
    client.force_login(trained(agent))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return agent


@pytest.fixture(autouse=True)
def _networks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTIFICATION_NETWORKS", "127.0.0.0/8,10.0.0.0/8")


def test_rights_are_two(db: None) -> None:
    found = Permission.objects.filter(content_type__app_label="notifications")
    assert set(found.values_list("codename", flat=True)) == {"view_channel", "change_channel"}


def test_webhook_is_entered_sealed_and_its_secrets_are_not_shown(
    client: Client, head: Agent
) -> None:
    answer = client.post("/notifications/new?form=webhook", WEBHOOK)
    one = Channel.objects.get()
    assert answer.headers["location"] == f"/notifications/{one.pk}"
    assert (one.address, one.secret) == (WEBHOOK["address"], SECRET)
    assert ChannelState.objects.filter(channel=one).exists()
    raw = Channel.objects.extra(select={"raw": "address || secret"}).get().raw  # type: ignore[attr-defined]
    assert "hunter2" not in raw
    for page in ("", f"{one.pk}", f"{one.pk}/change"):
        seen = client.get(f"/notifications/{page}").text
        assert "hunter2" not in seen
        assert SECRET not in seen
    assert not [entry for entry in Entry.objects.all() if "hunter2" in str(entry.detail)]


def test_what_is_left_empty_stays(client: Client, head: Agent, venue: Venue) -> None:
    client.post("/notifications/new?form=webhook", WEBHOOK)
    one = Channel.objects.get()
    change: dict[str, Any] = {**WEBHOOK, "address": "", "secret": "", "name": "Fire brigade"}
    change |= {"severities": ["high"], "venues": [venue.pk]}
    assert client.post(f"/notifications/{one.pk}/change", change).status_code == 302
    changed = Channel.objects.get()
    assert (changed.name, changed.severities, changed.venues) == (
        "Fire brigade",
        ["high"],
        [venue.pk],
    )
    assert (changed.address, changed.secret) == (one.address, one.secret)
    entry = Entry.objects.filter(object_kind="channel_set").order_by("-id")[0]
    assert entry.detail["name"] == ["Control room", "Fire brigade"] or (
        "Fire brigade" in str(entry.detail)
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"address": "https://192.0.2.1/hook"},
        {"address": "https://169.254.169.254/latest"},
        {"address": "ftp://10.0.0.1/"},
        {"address": "https://me:pass@10.0.0.1/"},
        {"address": "http://10.0.0.1:6379/"},
        {"secret": "whsec_short"},
        {"secret": "not base 64!"},
    ],
)
def test_what_cannot_work_is_refused(client: Client, head: Agent, wrong: dict[str, str]) -> None:
    answer = client.post("/notifications/new?form=webhook", {**WEBHOOK, **wrong})
    assert answer.status_code == 400
    assert not Channel.objects.exists()


@pytest.mark.parametrize(
    ("form", "given"),
    [
        ("email", {"recipients": "a@site.example, b@site.example"}),
        ("mqtt", {"address": "mqtts://10.0.0.5", "user": "u", "password": "p", "topic": "a/b"}),
    ],
)
def test_other_forms_are_entered(
    client: Client, head: Agent, form: str, given: dict[str, str]
) -> None:
    usual = {"name": "x", "language": "fr", "is_enabled": "on", "silent_after_min": "60"}
    assert client.post(f"/notifications/new?form={form}", {**usual, **given}).status_code == 302
    assert Channel.objects.get().form == form


@pytest.mark.parametrize("given", ["", "nobody", "a@b"])
def test_recipients_must_be_addresses(client: Client, head: Agent, given: str) -> None:
    usual = {"name": "x", "language": "fr", "silent_after_min": "60", "recipients": given}
    assert client.post("/notifications/new?form=email", usual).status_code == 400


@pytest.mark.parametrize("topic", ["a/#", "+", "/a", "a/", "$SYS"])
def test_topic_holds_no_wildcard(client: Client, head: Agent, topic: str) -> None:
    usual = {"name": "x", "language": "fr", "silent_after_min": "60", "topic": topic}
    given = {**usual, "address": "mqtt://10.0.0.5"}
    assert client.post("/notifications/new?form=mqtt", given).status_code == 400


def test_test_button_shows_the_answer_and_leaves_a_line_in_the_log(
    client: Client, head: Agent
) -> None:
    with receiver() as there:
        one = channel("webhook", address=there.address)
        page = client.post(f"/notifications/{one.pk}/test", follow=True).text
    assert "The test was taken." in page
    (told,) = there.of("channel.test")
    assert "nothing has happened" in told["data"]["text"]
    assert "The test was taken." not in client.get(f"/notifications/{one.pk}").text
    assert "test" in client.get("/notifications/log?what=test").text
    assert Delivery.objects.get().state == "delivered"


def test_test_that_fails_says_why_and_is_not_tried_again(
    client: Client, head: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mail_house() as house:
        house.refusal = "550 no such user"
        name_it(monkeypatch, house.port)
        one = channel("email")
        page = client.post(f"/notifications/{one.pk}/test", follow=True).text
    assert "The test did not come through." in page
    assert "550" in page
    assert Delivery.objects.get().state == "given_up"


def test_who_may_only_look_changes_nothing(client: Client, stranger: Agent) -> None:
    one = channel("email")
    stranger.user_permissions.set(Permission.objects.filter(codename="view_channel"))
    client.force_login(stranger)
    assert client.get("/notifications/").status_code == 200
    assert client.get(f"/notifications/{one.pk}").status_code == 200
    assert client.get("/notifications/log").status_code == 200
    assert client.post(f"/notifications/{one.pk}/test").status_code == 403
    assert client.get(f"/notifications/{one.pk}/change").status_code == 403
    assert client.get("/notifications/new?form=email").status_code == 403


def test_drawn_secret_is_one_of_the_specification() -> None:
    assert is_secret(new_secret())
    assert new_secret() != new_secret()
