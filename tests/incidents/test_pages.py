"""The pages of incidents: from an alert to a closed one; lists, joining, hand-overs."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from command_center.alerts.judging import judge
from command_center.alerts.models import Alert
from command_center.incidents.acting import join_alert, note, step
from command_center.incidents.handing import hand_over
from command_center.incidents.models import HandOver, Incident
from command_center.incidents.state import ActKind
from command_center.incidents.stretch import milliseconds
from command_center.journal.models import Entry, Operation
from command_center.people.models import Agent
from command_center.people.roles import Role
from command_center.venues.models import Camera, Venue
from tests.incidents.opening import opened
from tests.people.posted import posted

pytestmark = pytest.mark.django_db


def opening(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Fence open",
        "what": "other",
        "severity": "high",
        "since": "2026-11-20T10:00:00",
        "until": "",
        "words": "Seen from the tower.",
        **changes,
    }


def acts(incident: Incident) -> list[str]:
    return list(incident.acts.values_list("kind", flat=True))


def post(client: Client, incident: Incident, kind: str, **given: Any) -> Any:
    incident.refresh_from_db()
    form = {"based_on": incident.version, **given}
    return client.post(f"/incidents/{incident.pk}/acts/{kind}", form)


def test_from_an_alert_to_a_closed_incident(client: Client, guard: Agent, alert: Alert) -> None:
    asked = f"/incidents/new?alert={alert.pk}"
    page = client.get(asked).text
    assert "Intrusion, North gate" in page
    answer = client.post(asked, opening())
    incident = Incident.objects.get()
    assert answer.headers["location"] == f"/incidents/{incident.pk}"
    assert (incident.venue, incident.severity) == (alert.camera.venue, "high")
    assert acts(incident) == ["opened", "alert_joined"]
    for kind, given in (
        ("begun", {}),
        ("noted", {"words": "Patrol is on its way."}),
        ("resolved", {"words": "Repaired."}),
        ("closed", {}),
    ):
        assert post(client, incident, kind, **given).status_code == 302
    told = client.get(f"/incidents/{incident.pk}").text
    for words in ("Seen from the tower.", "Patrol is on its way.", "Repaired.", "no verdict yet"):
        assert words in told
    assert f'href="/alerts/{alert.pk}"' in told
    assert "Add a note" not in told


def test_incident_without_an_alert_asks_for_the_venue(
    client: Client, guard: Agent, venue: Venue
) -> None:
    assert client.post("/incidents/new", opening()).status_code == 400
    assert client.post("/incidents/new", opening(venue=venue.pk)).status_code == 302
    assert Incident.objects.get().since.isoformat() == "2026-11-20T09:00:00+00:00"


def test_times_are_by_the_clock_of_the_venue(client: Client, guard: Agent) -> None:
    cayenne = Venue.objects.create(name="Stade", time_zone="America/Cayenne")
    client.post("/incidents/new", opening(venue=cayenne.pk))
    incident = Incident.objects.get()
    assert incident.since.isoformat() == "2026-11-20T13:00:00+00:00"
    assert "10:00:00" in client.get(f"/incidents/{incident.pk}").text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": " "}, "This field is required"),
        ({"since": "2099-01-01T00:00:00"}, "in the future"),
        ({"until": "2026-11-19T10:00:00"}, "end must come after"),
        ({"what": "face"}, "valid choice"),
    ],
)
def test_opening_that_makes_no_sense_is_refused(
    client: Client, guard: Agent, venue: Venue, changes: dict[str, Any], said: str
) -> None:
    answer = client.post("/incidents/new", opening(venue=venue.pk, **changes))
    assert (answer.status_code, said in answer.text) == (400, True)
    assert not Incident.objects.exists()


def test_recordings_of_two_cameras_begin_an_incident(
    client: Client, guard: Agent, camera: Camera
) -> None:
    other = Camera.objects.create(venue=camera.venue, name="South gate", url="/s.mp4")
    until = timezone.now()
    span = f"from={milliseconds(until - timedelta(minutes=2))}&until={milliseconds(until)}"
    asked = f"/incidents/new?camera={camera.pk}&camera={other.pk}&{span}"
    assert "North gate, South gate" in client.get(asked).text
    client.post(asked, opening())
    incident = Incident.objects.get()
    assert acts(incident) == ["opened", "stretch_joined", "stretch_joined"]
    assert f"/review/?camera={camera.pk}&amp;at=" in client.get(f"/incidents/{incident.pk}").text


def test_alert_is_joined_to_an_incident_that_is_open(
    client: Client, guard: Agent, incident: Incident, alert: Alert
) -> None:
    closed = opened(incident.venue, guard, title="Over long ago")
    for kind in ("begun", "resolved", "closed"):
        post(client, closed, kind, words="Done.")
    elsewhere = opened(Venue.objects.create(name="Station"), guard, title="At the station")
    asked = f"/incidents/join?alert={alert.pk}"
    page = client.get(asked).text
    assert "Fence open at the north gate" in page
    assert "Over long ago" not in page
    assert "At the station" not in page
    for other in (closed, elsewhere):
        client.post(asked, {"incident": other.pk})
        assert "alert_joined" not in acts(other)
    client.post(asked, {"incident": incident.pk})
    client.post(asked, {"incident": incident.pk})
    assert acts(incident) == ["opened", "alert_joined"]
    assert "Joined already to" in client.get(asked).text


def test_what_came_too_late_is_shown_again_and_not_lost(
    client: Client, guard: Agent, colleague: Agent, incident: Incident
) -> None:
    step(incident.pk, ActKind.BEGUN, 1, guard)
    note(incident.pk, colleague, "Patrol is back.")
    late = {"based_on": 2, "words": "I mended the fence."}
    answer = client.post(f"/incidents/{incident.pk}/acts/resolved", late)
    assert answer.status_code == 409
    assert "colleague did something meanwhile" in answer.text
    assert "I mended the fence." in answer.text
    assert 'name="based_on" value="3"' in answer.text
    assert acts(incident) == ["opened", "begun", "noted"]


def test_words_of_a_step_that_cannot_follow_go_on_as_a_note(
    client: Client, guard: Agent, colleague: Agent, incident: Incident
) -> None:
    step(incident.pk, ActKind.BEGUN, 1, guard)
    step(incident.pk, ActKind.RESOLVED, 2, colleague, "Mended.")
    late = {"based_on": 2, "words": "I mended the fence."}
    answer = client.post(f"/incidents/{incident.pk}/acts/resolved", late)
    assert answer.status_code == 409
    assert ">\nI mended the fence.</textarea>" in answer.text


def test_given_corrected_and_joined_over_the_page(
    client: Client, guard: Agent, colleague: Agent, incident: Incident, camera: Camera
) -> None:
    assert post(client, incident, "assigned", to=colleague.pk).status_code == 302
    given = opening(severity="low", until="2026-11-20T11:00:00")
    assert post(client, incident, "corrected", **given).status_code == 302
    span = {"from_at": "2026-11-20T10:00:00", "until_at": "2026-11-20T10:02:00"}
    assert post(client, incident, "stretch_joined", camera=camera.pk, **span).status_code == 302
    assert post(client, incident, "stretch_joined", camera=camera.pk).status_code == 400
    too_long = span | {"until_at": "2026-11-22T10:02:00"}
    assert post(client, incident, "stretch_joined", camera=camera.pk, **too_long).status_code == 400
    incident.refresh_from_db()
    assert (incident.assigned_to, incident.severity) == (colleague, "low")
    told = client.get(f"/incidents/{incident.pk}").text
    assert "<del>medium priority</del> <ins>low priority</ins>" in told
    assert post(client, incident, "unheard_of").status_code == 404


def test_list_is_filtered_and_counted(
    client: Client, guard: Agent, colleague: Agent, incident: Incident
) -> None:
    other = opened(Venue.objects.create(name="Station"), colleague, title="Bench broken")
    long_ago = timezone.now() - timedelta(days=40)
    old = opened(incident.venue, colleague, title="Old lamp", since=long_ago)
    for kind in (ActKind.BEGUN, ActKind.RESOLVED, ActKind.CLOSED):
        old.refresh_from_db()
        step(old.pk, kind, old.version, colleague, "Done.")

    def titles(query: str) -> set[str]:
        page = client.get(f"/incidents/?{query}").text
        return {one.title for one in (incident, other, old) if one.title in page}

    assert titles("") == {incident.title, other.title}
    assert titles("state=all") == {incident.title, other.title, old.title}
    assert titles("state=closed") == {old.title}
    assert titles("state=in_progress") == set()
    assert titles("mine=1") == {incident.title}
    assert titles(f"venue={other.venue_id}") == {other.title}
    assert titles(f"state=all&to={(long_ago + timedelta(days=2)).date()}") == {old.title}
    assert titles(f"state=all&from={long_ago.date() + timedelta(days=2)}") == {
        incident.title,
        other.title,
    }
    assert titles("from=2026-02-31&venue=x&state=y&page=z") == {incident.title, other.title}
    tabs = client.get("/incidents/").context["tabs"]
    assert {state: count for state, _label, count, _query in tabs} == {
        **{"open": 2, "new": 2, "in_progress": 0, "resolved": 0, "closed": 1, "all": 3}
    }


def test_list_asks_as_much_for_three_as_for_one(
    client: Client, guard: Agent, incident: Incident, django_assert_max_num_queries: Any
) -> None:
    client.get("/incidents/")
    with django_assert_max_num_queries(28):
        client.get("/incidents/")
    for _ in range(2):
        given = HandOver(venue=incident.venue, by=guard, words="x")
        hand_over(given, [incident, opened(incident.venue, guard)])
    client.get("/incidents/")
    with django_assert_max_num_queries(29):  # which incidents are handed over
        client.get("/incidents/")


def test_hand_over_is_given_and_taken_over_the_pages(
    client: Client, guard: Agent, colleague: Agent, incident: Incident
) -> None:
    page = client.get("/incidents/hand-over").text
    assert incident.title in page
    given = {"incidents": [incident.pk], "to": colleague.pk, "words": "The fence is open."}
    assert client.post("/incidents/hand-over", {**given, "words": ""}).status_code == 400
    assert client.post("/incidents/hand-over", {**given, "to": guard.pk}).status_code == 400
    assert client.post("/incidents/hand-over", given).status_code == 302
    number = HandOver.objects.get().pk
    mine = client.get("/incidents/").text
    assert "The fence is open." in mine
    assert f"/hand-overs/{number}/withdraw" in mine
    assert f"/hand-overs/{number}/take" not in mine
    client.post(f"/incidents/hand-overs/{number}/take")
    assert HandOver.objects.waiting().exists(), "nobody takes their own"
    client.force_login(colleague)
    assert f"/hand-overs/{number}/take" in client.get("/incidents/").text
    assert client.post(f"/incidents/hand-overs/{number}/take").status_code == 302
    incident.refresh_from_db()
    assert incident.assigned_to == colleague
    assert "The fence is open." not in client.get("/incidents/").text
    assert client.post(f"/incidents/hand-overs/{number}/burn").status_code == 404


def test_withdrawn_hand_over_is_shown_no_more(
    client: Client, guard: Agent, incident: Incident
) -> None:
    client.post("/incidents/hand-over", {"words": "All quiet."})
    number = HandOver.objects.get().pk
    client.post(f"/incidents/hand-overs/{number}/withdraw")
    assert "All quiet." not in client.get("/incidents/").text


def test_single_camera_reaches_what_is_of_it_alone(
    client: Client, guard: Agent, stranger: Agent, incident: Incident, alert: Alert
) -> None:
    """An incident without a camera is seen by whoever sees a part of its venue, and changed only
    by who reaches the whole of it; one of another camera is not there."""
    other = Camera.objects.create(venue=incident.venue, name="South gate", url="/s.mp4")
    of_camera = opened(incident.venue, guard, title="At the gate")
    join_alert(of_camera.pk, alert, guard)
    here = posted(stranger, Role.OPERATOR, incident.venue, [alert.camera_id])
    client.force_login(here)
    assert client.get(f"/incidents/{of_camera.pk}").status_code == 200
    assert post(client, of_camera, "noted", words="Seen.").status_code == 302
    assert client.get(f"/incidents/{incident.pk}").status_code == 200
    assert post(client, incident, "noted", words="Seen.").status_code == 404
    assert "At the gate" in client.get("/incidents/").text
    there = Agent.objects.create_user("there", password="correct horse battery")
    client.force_login(posted(there, Role.OPERATOR, incident.venue, [other.pk]))
    assert client.get(f"/incidents/{of_camera.pk}").status_code == 404
    assert "At the gate" not in client.get("/incidents/").text
    assert client.get(f"/incidents/new?alert={alert.pk}").status_code == 404
    assert client.get(f"/incidents/join?alert={alert.pk}").status_code == 404


@pytest.mark.parametrize("asked", ["alert=x", "alert=99999999", "alert=²"])
def test_alert_that_is_not_there_begins_nothing(client: Client, guard: Agent, asked: str) -> None:
    assert client.get(f"/incidents/new?{asked}").status_code == 404
    assert client.get("/incidents/join").status_code == 404


def test_inspector_reads_and_does_nothing(
    client: Client, guard: Agent, stranger: Agent, incident: Incident
) -> None:
    client.force_login(posted(stranger, Role.INSPECTOR, None))
    page = client.get(f"/incidents/{incident.pk}")
    assert page.status_code == 200
    assert "<form" not in page.text.split("<main", 1)[1]
    assert post(client, incident, "noted", words="x").status_code == 403
    assert client.get("/incidents/new").status_code == 403


def test_page_tells_the_journal_what_it_showed(
    client: Client, guard: Agent, incident: Incident, alert: Alert
) -> None:
    join_alert(incident.pk, alert, guard)
    judge(alert, guard, "confirmed", follow_up="patrol")
    last = Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0
    client.get(f"/incidents/{incident.pk}")
    post(client, incident, "noted", words="x")
    entries = Entry.objects.filter(id__gt=last).order_by("id")
    found = [(one.operation, one.object_kind, one.venue, one.camera) for one in entries]
    venue, camera = incident.venue_id, alert.camera_id
    assert found == [
        (Operation.CONSULTATION, "incident", venue, None),
        (Operation.CONSULTATION, "alerts", venue, camera),
        (Operation.MODIFICATION, "incident_act", venue, camera),
    ]
