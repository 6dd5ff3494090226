"""The desk over HTTP: what it shows, what it does, what it refuses, and what the journal keeps."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from command_center.alerts.models import Verdict
from command_center.desk import shown
from command_center.desk.models import Act, Procedure, ResponseTime, Suppression
from command_center.desk.settling import settle
from command_center.journal.models import Entry, Log, Operation
from command_center.people.models import Agent
from command_center.people.roles import Role
from command_center.venues.models import Camera, Venue
from detection.kinds import EventKind
from tests.desk.conftest import AgentOf, AlertOf
from tests.people.posted import posted
from tests.plans import plan_of

TEXT = {"accept": "text/plain", "accept-language": "en"}
ENGLISH = {"accept-language": "en"}
SAID = {"outcome": "confirmed", "follow_up": "patrol"}


@pytest.fixture
def at_desk(client: Client, anne: Agent) -> Client:
    client.force_login(anne)
    return client


def told(client: Client, alert: Any, what: str, **fields: Any) -> tuple[int, str]:
    answer = client.post(f"/desk/situations/{alert.pk}/{what}", fields, headers=TEXT)
    return answer.status_code, answer.text


def test_queue_shows_what_waits_what_is_aside_and_what_was_judged(
    at_desk: Client, alert_of: AlertOf, anne: Agent, camera: Camera
) -> None:
    waits, aside, judged = (alert_of(zone_name=name) for name in ("lawn", "gate", "stand"))
    settle(judged.pk, [], anne, SAID)
    later = alert_of(kind=EventKind.FIRE, zone_name="")
    Suppression.objects.create(
        form="by_design", camera=camera, kind="fire", agent=anne, reason="barbecue"
    )
    page = at_desk.get("/desk/queue", headers=ENGLISH)
    queue = page.context["queue"]
    assert {one.id for one in queue.situations} == {waits.pk, aside.pk}
    assert [one.id for one in queue.put_aside] == [later.pk]
    assert [(row.id, row.verdict.detail) for row in queue.settled] == [(judged.pk, "patrol sent")]
    assert (queue.unjudged, queue.newest, queue.flood) == (3, later.pk, None)
    assert f'id="alert-{waits.pk}"' in page.text


@pytest.mark.django_db(transaction=True)
def test_queue_tells_the_journal_once_what_it_shows_again_and_again(
    at_desk: Client, alert_of: AlertOf, camera: Camera, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = alert_of(zone_name="lawn")

    def noted() -> list[Any]:
        entries = Entry.objects.filter(object_kind="alerts", operation=Operation.CONSULTATION)
        return list(entries.order_by("id").values_list("camera", "log", "detail"))

    for _ in range(3):
        assert at_desk.get("/desk/queue").status_code == 200
    assert noted() == [(camera.pk, Log.ALGORITHMIC, {"alerts": [first.pk]})]
    second = alert_of(zone_name="gate")
    at_desk.get("/desk/queue")
    assert noted()[1:] == [(camera.pk, Log.ALGORITHMIC, {"alerts": [second.pk]})]
    monkeypatch.setattr(shown, "TOLD_AGAIN_AFTER_S", 0.0)
    at_desk.get("/desk/queue")
    assert noted()[2:] == [(camera.pk, Log.ALGORITHMIC, {"alerts": [first.pk, second.pk]})]


def test_queue_shows_nothing_of_elsewhere(client: Client, alert_of: AlertOf, anne: Agent) -> None:
    alert = alert_of()
    park = Venue.objects.create(name="Park")
    other = posted(Agent.objects.create_user("other"), Role.OPERATOR, park)
    settle(alert_of(zone_name="gate").pk, [], anne, SAID)
    client.force_login(other)
    queue = client.get("/desk/queue").context["queue"]
    assert (queue.situations, queue.settled, queue.unjudged, queue.newest) == ([], [], 0, 0)
    for what in ("panel", "acknowledge", "give", "release", "verdict", "undo", "shelve"):
        address = f"/desk/situations/{alert.pk}/{what}"
        answer = client.get(address) if what == "panel" else client.post(address, headers=TEXT)
        assert answer.status_code == 404, what
    assert client.get(f"/alerts/{alert.pk}/photo.jpg").status_code == 404


def test_panel_says_all_of_a_situation(
    at_desk: Client, alert_of: AlertOf, anne: Agent, bruno: Agent, camera: Camera
) -> None:
    first, last = alert_of(ago_s=90, lasted_s=5), alert_of(ago_s=20)
    Procedure.objects.create(kind="intrusion", text="Look again. Call gate B.", agent=anne)
    plan = plan_of(camera.venue)
    plan.placements.create(camera=camera, x=0.25, y=0.75, direction_deg=90)
    answer = at_desk.get(f"/desk/situations/{last.pk}/panel", headers=ENGLISH)
    context = answer.context
    assert context["situation"].alerts == (first.pk, last.pk)
    assert [row.id for row in context["rows"]] == [first.pk, last.pk]
    assert "Call gate B." in answer.text
    place = context["place"]
    assert (place.plan, place.x, place.y, place.direction_deg) == (plan, 0.25, 0.75, 90)
    assert context["colleagues"] == [bruno]
    entry = Entry.objects.get(object_kind="situation_panel")
    assert (entry.camera, entry.detail) == (camera.pk, {"alerts": [first.pk, last.pk]})


def test_panel_of_what_is_judged_says_how(at_desk: Client, alert_of: AlertOf, bruno: Agent) -> None:
    alert = alert_of()
    settle(alert.pk, [], bruno, SAID)
    answer = at_desk.get(f"/desk/situations/{alert.pk}/panel", headers=ENGLISH)
    assert answer.status_code == 410
    assert answer.text == "bruno was first: confirmed, patrol sent."


def test_acts_answer_a_script_with_a_status_and_a_sentence(
    at_desk: Client, alert_of: AlertOf, bruno: Agent, stranger: Agent
) -> None:
    alert = alert_of()
    assert told(at_desk, alert, "acknowledge") == (204, "")
    assert told(at_desk, alert, "give", to="x") == (400, "Choose to whom.")
    refused = told(at_desk, alert, "give", to=stranger.pk)
    assert refused == (400, "stranger may not see what happens there.")
    assert told(at_desk, alert, "give", to=bruno.pk) == (204, "")
    assert told(at_desk, alert, "acknowledge") == (409, "bruno has this in hand already.")
    assert told(at_desk, alert, "acknowledge", owner="bruno") == (204, "")
    assert told(at_desk, alert, "release") == (204, "")
    assert [one.what for one in Act.objects.all()] == ["acknowledged", "given", "given", "released"]
    entries = Entry.objects.filter(operation=Operation.MODIFICATION).order_by("id")
    assert [one.object_kind for one in entries] == [
        "situation_acknowledge",
        "situation_give",
        "situation_acknowledge",
        "situation_release",
    ]


def test_verdict_undone_and_given_again(at_desk: Client, alert_of: AlertOf, bruno: Agent) -> None:
    seen = [alert_of(ago_s=ago_s) for ago_s in (60, 40)]
    numbers = " ".join(str(one.pk) for one in seen)
    fields = {"verdict": "invalidated:shadow", "note": "a flag", "alerts": numbers}
    status, text = told(at_desk, seen[0], "verdict", alerts=numbers)
    assert (status, text) == (400, "Choose what it was.")
    assert told(at_desk, seen[0], "verdict", **fields) == (204, "")
    assert Verdict.objects.count() == 2
    assert told(at_desk, seen[0], "undo") == (204, "")
    assert Verdict.objects.count() == 0
    status, text = told(at_desk, seen[0], "undo")
    assert (status, text.startswith("A verdict is taken back within ten")) == (410, True)
    settle(seen[0].pk, [], bruno, SAID)
    refused = told(at_desk, seen[0], "verdict", **fields)
    assert refused == (409, "bruno was first: confirmed, patrol sent.")
    kinds = Entry.objects.filter(operation=Operation.MODIFICATION).order_by("id")
    assert [one.object_kind for one in kinds] == ["situation_verdict", "situation_undo"]


@pytest.mark.parametrize("alerts", ["x", "1;2", "9" * 30, "-3"])
def test_numbers_that_are_none_are_not_read(
    at_desk: Client, alert_of: AlertOf, alerts: str
) -> None:
    status, _ = told(at_desk, alert_of(), "verdict", verdict="confirmed:none", alerts=alerts)
    assert status == 404


def test_situation_is_shelved_with_a_reason(at_desk: Client, alert_of: AlertOf) -> None:
    alert = alert_of()
    status, text = told(at_desk, alert, "shelve", minutes=30)
    assert (status, text.startswith("Say in a few words why")) == (400, True)
    assert told(at_desk, alert, "shelve", minutes=30, reason="cleaners") == (204, "")
    shelved = Suppression.objects.get()
    lasts = shelved.until - shelved.at if shelved.until else timedelta()
    assert (shelved.kind, round(lasts.total_seconds() / 60)) == ("intrusion", 30)
    assert told(at_desk, alert, "shelve", minutes=30, reason="again")[0] == 409


def test_plain_form_is_led_back_with_a_message(
    at_desk: Client, alert_of: AlertOf, bruno: Agent
) -> None:
    alert = alert_of()
    address = f"/desk/situations/{alert.pk}/acknowledge"
    answer = at_desk.post(address, {"next": f"/alerts/{alert.pk}"}, headers={"accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (302, f"/alerts/{alert.pk}")
    elsewhere = {"next": "https://evil.example/"}
    answer = at_desk.post(address, elsewhere, headers={"accept": "text/html"})
    assert answer.headers["location"] == "/"
    at_desk.force_login(bruno)
    address = f"/desk/situations/{alert.pk}/release"
    at_desk.post(address, headers={"accept": "text/html", **ENGLISH})
    assert "anne has this in hand already." in at_desk.get("/shift", headers=ENGLISH).text


@pytest.mark.parametrize(
    ("what", "missing"),
    [
        ("acknowledge", "desk.add_act"),
        ("verdict", "alerts.add_verdict"),
        ("undo", "alerts.add_verdict"),
        ("shelve", "desk.add_suppression"),
    ],
)
def test_act_is_refused_without_its_right(
    client: Client, alert_of: AlertOf, agent_of: AgentOf, what: str, missing: str
) -> None:
    rights = {"alerts.view_alert", "alerts.add_verdict", "desk.add_act", "desk.add_suppression"}
    client.force_login(agent_of("watcher", *(rights - {missing})))
    answer = client.post(f"/desk/situations/{alert_of().pk}/{what}", headers=TEXT)
    assert answer.status_code == 403


def test_put_aside_page_lists_and_lifts(at_desk: Client, alert_of: AlertOf, camera: Camera) -> None:
    told(at_desk, alert_of(), "shelve", minutes=30, reason="cleaners")
    page = at_desk.get("/desk/put-aside", headers=ENGLISH).text
    for words in ("cleaners", "North gate", "anne", "Shelved"):
        assert words in page
    assert "take out of service" not in page  # that is for supervisors
    shelved = Suppression.objects.get()
    at_desk.post(f"/desk/put-aside/{shelved.pk}/lift")
    shelved.refresh_from_db()
    assert shelved.lifted_by
    page = at_desk.post(f"/desk/put-aside/{shelved.pk}/lift", follow=True, headers=ENGLISH).text
    assert "anne has lifted it already." in page
    refused = {"form": "by_design", "camera": camera.pk, "reason": "works"}
    assert at_desk.post("/desk/put-aside/new", refused).status_code == 403


def test_supervisor_takes_a_camera_out_of_service(
    client: Client, agent_of: AgentOf, at_desk: Client, anne: Agent, camera: Camera
) -> None:
    rights = ("alerts.view_alert", "desk.add_suppression", "desk.suppress_by_design")
    client.force_login(agent_of("chief", *rights))
    given = {"form": "out_of_service", "camera": camera.pk, "kind": "", "reason": "crane"}
    past = client.post("/desk/put-aside/new", {**given, "until": "2020-01-01T00:00:00"})
    assert past.status_code == 400
    assert client.post("/desk/put-aside/new", {**given, "reason": ""}).status_code == 400
    page = client.post("/desk/put-aside/new", given, follow=True, headers=ENGLISH).text
    assert "crane" in page
    entered = Suppression.objects.get()
    assert (entered.form, entered.kind, entered.until) == ("out_of_service", "", None)
    client.force_login(anne)
    assert client.post(f"/desk/put-aside/{entered.pk}/lift").status_code == 403


def test_administrator_lays_down_procedures_and_times(client: Client, agent_of: AgentOf) -> None:
    client.force_login(agent_of("chief", "desk.change_procedure"))
    assert "No procedure is laid down" in client.get("/desk/procedures", headers=ENGLISH).text
    given = {"kind": "fire", "venue": "", "text": "Call 18.", "respond_within_s": "30"}
    assert client.post("/desk/procedures", {**given, "kind": "mood"}).status_code == 400
    page = client.post("/desk/procedures", given, follow=True, headers=ENGLISH).text
    assert "Call 18." in page
    assert "respond within 30 seconds" in page
    form = client.get("/desk/procedures?kind=fire&venue=", headers=ENGLISH).context["form"]
    assert form.initial["text"] == "Call 18."
    client.post("/desk/procedures", {**given, "text": "Call 112."})
    holding = client.get("/desk/procedures").context["holding"]
    assert [one.text for one in holding] == ["Call 112."]
    assert Procedure.objects.count() == 2
    times = {"times": "1", "high": "45", "medium": "180", "low": "600"}
    client.post("/desk/procedures", times)
    assert [(one.severity, one.respond_within_s) for one in ResponseTime.objects.all()] == [
        ("high", 45)
    ]


def test_administrator_of_one_venue_lays_nothing_down_elsewhere(
    client: Client, venue: Venue, anne: Agent
) -> None:
    park = Venue.objects.create(name="Park")
    Procedure.objects.create(kind="fire", text="Of the park.", venue=park, agent=anne)
    Procedure.objects.create(kind="fire", text="Of everywhere.", agent=anne)
    chief = posted(Agent.objects.create_user("chief"), Role.ADMINISTRATOR, venue)
    client.force_login(chief)
    page = client.get("/desk/procedures", headers=ENGLISH).text
    assert "Of everywhere." in page
    assert "Of the park." not in page
    given = {"kind": "fire", "text": "Ours.", "respond_within_s": ""}
    for where in ("", park.pk):
        assert client.post("/desk/procedures", {**given, "venue": where}).status_code == 400
    times = {"times": "1", "high": "45", "medium": "180", "low": "600"}
    assert client.post("/desk/procedures", times).status_code == 403
    assert client.post("/desk/procedures", {**given, "venue": venue.pk}).status_code == 302
    assert Procedure.objects.filter(venue=venue).get().text == "Ours."


def test_flood_is_told_of_what_arrived_settled_or_not(
    at_desk: Client, alert_of: AlertOf, anne: Agent
) -> None:
    alerts = [alert_of(ago_s=20 + number, zone_name=f"zone {number}") for number in range(12)]
    settle(alerts[0].pk, [], anne, SAID)
    flood = at_desk.get("/desk/queue").context["queue"].flood
    assert flood is not None
    assert (flood.count, flood.first.id) == (12, alerts[-1].pk)
    assert re.search(r"12 situations", at_desk.get("/desk/queue", headers=ENGLISH).text)
    assert timezone.now() >= flood.since
