"""The pages over the journal: a reason is asked, each look is noted, nothing beyond reach shows."""

import csv
import io
import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from command_center.audit.models import SavedSearch
from command_center.documents import canonical_json
from command_center.journal.merkle import leaf_hash
from command_center.journal.models import Entry, Operation
from command_center.journal.sequencing import sequence
from command_center.people.models import Agent
from command_center.venues.models import Camera
from tests.audit.conftest import inquiring
from tests.audit.planting import planted

PAGES = ["/journal/", "/journal/watched", "/journal/unusual", "/journal/checkpoints"]


@pytest.mark.parametrize("address", [*PAGES, "/journal/export"])
def test_reason_is_asked_once(client: Client, lawyer: Agent, address: str) -> None:
    client.force_login(lawyer)
    asked = client.get(address)
    assert asked.headers["location"].startswith("/journal/inquiry?next=%2Fjournal%2F")
    said = {"reason": "other", "own": "complaint 17", "next": address}
    assert client.post("/journal/inquiry", said).headers["location"] == address
    assert client.get(address).status_code == 200
    last = Entry.objects.order_by("-id").first()
    assert last is not None
    if address in PAGES:
        assert (last.operation, last.reason) == (Operation.CONSULTATION, "complaint 17")
        assert last.author == lawyer.pk


def test_no_reason_opens_nothing(client: Client, lawyer: Agent) -> None:
    client.force_login(lawyer)
    assert client.post("/journal/inquiry", {"reason": "other", "own": " "}).status_code == 400
    assert client.get("/journal/").status_code == 302
    elsewhere = {"reason": "other", "own": "x", "next": "https://example.org/"}
    assert client.post("/journal/inquiry", elsewhere).headers["location"] == "/journal/"


def test_search_tells_in_words_and_is_noted_with_its_criteria(
    client: Client, lawyer: Agent, operator: Agent, camera: Camera
) -> None:
    planted(agent=operator, camera=camera.pk, venue=camera.venue_id, reason="alert 3")
    asked = f"/journal/?last=24h&person={operator.pk}&camera={camera.pk}&reason=alert"
    page = inquiring(client, lawyer).get(asked, headers={"accept-language": "en"}).text
    for words in ("operator", "consultation", "North gate", "Stadium", "alert 3", "complaint 17"):
        assert words in page
    search = Entry.objects.get(object_kind="journal_search")
    assert search.camera == camera.pk
    assert search.detail["criteria"]["author"] == operator.pk
    assert search.detail["criteria"]["reason"] == "alert"
    assert search.detail["shown"] == 1


def test_lawyer_of_a_venue_sees_its_entries_only(
    client: Client, local_lawyer: Agent, camera: Camera, elsewhere: Camera
) -> None:
    here = planted(camera=camera.pk, venue=camera.venue_id, reason="here")
    there = planted(camera=elsewhere.pk, venue=elsewhere.venue_id, reason="there")
    nowhere = planted(reason="nowhere")
    inquiring(client, local_lawyer)
    found = client.get("/journal/")
    assert [row.entry.pk for row in found.context["rows"]] == [here.pk]
    assert "South gate" not in found.text
    assert "Other stadium" not in found.text
    assert client.get(f"/journal/entries/{here.pk}").status_code == 200
    for beyond in (there, nowhere):
        assert client.get(f"/journal/entries/{beyond.pk}").status_code == 404
    assert client.get(f"/journal/?camera={elsewhere.pk}").status_code == 400
    watched = {"camera": elsewhere.pk, "since": "2026-01-01T00:00", "until": "2026-01-02T00:00"}
    assert client.get("/journal/watched", watched).status_code == 400


def test_pages_go_on_where_the_one_before_ended(client: Client, lawyer: Agent) -> None:
    made = [planted(object_kind="order").pk for _ in range(60)]
    inquiring(client, lawyer)
    first = client.get("/journal/?kind=order")
    second = client.get(f"/journal/?kind=order&after={first.context['after']}")
    shown = [row.entry.pk for page in (first, second) for row in page.context["rows"]]
    assert shown == made[::-1]
    assert second.context["after"] is None
    assert client.get("/journal/?after=nonsense").status_code == 404


def test_entry_shows_its_place_in_the_log(client: Client, lawyer: Agent) -> None:
    made = planted(object_kind="order", object_id="7")
    inquiring(client, lawyer)
    assert not client.get(f"/journal/entries/{made.pk}").context["proof"].is_refused
    sequence()
    assert client.get(f"/journal/entries/{made.pk}").context["proof"].leaf.entry == made.pk


@pytest.mark.parametrize(
    "query",
    ["last=x", "since=x", "person=0", "camera=99999999999999999999", "operation=look", "kind=%00"],
)
def test_nonsense_is_refused_in_words(client: Client, lawyer: Agent, query: str) -> None:
    answer = inquiring(client, lawyer).get(f"/journal/?{query}")
    assert answer.status_code == 400
    assert "form-error" in answer.text


def test_saved_search_asks_for_fresh_times(client: Client, lawyer: Agent, camera: Camera) -> None:
    inquiring(client, lawyer)
    asked = f"last=1h&camera={camera.pk}"
    saved = {"name": "Gate", "asked": asked, "is_shared": "on"}
    assert client.post("/journal/searches/save", saved).status_code == 302
    kept = SavedSearch.objects.get()
    old = planted(timezone.now() - timedelta(hours=2), camera=camera.pk)
    new = planted(camera=camera.pk)
    found = client.get(f"/journal/?{kept.asked}")
    numbers = [row.entry.pk for row in found.context["rows"]]
    assert new.pk in numbers
    assert old.pk not in numbers
    assert client.post("/journal/searches/save", saved).status_code == 302
    assert SavedSearch.objects.count() == 1


def test_shared_search_is_offered_to_who_reads_all(
    client: Client, lawyer: Agent, local_lawyer: Agent, inspector: Agent
) -> None:
    shared = SavedSearch.objects.create(
        name="shared", asked="last=1h", owner=lawyer, is_shared=True
    )
    SavedSearch.objects.create(name="own", asked="last=1h", owner=lawyer)
    offered = {}
    for agent in (lawyer, inspector, local_lawyer):
        page = inquiring(client, agent).get("/journal/")
        offered[agent.username] = [one.name for one in page.context["saved"]]
    assert offered == {"lawyer": ["own", "shared"], "inspector": ["shared"], "local": []}
    client.force_login(local_lawyer)
    assert client.post(f"/journal/searches/{shared.pk}/remove").status_code == 404
    client.force_login(lawyer)
    assert client.post(f"/journal/searches/{shared.pk}/remove").status_code == 302
    assert [one.name for one in SavedSearch.objects.all()] == ["own"]


def test_inspector_reads_and_changes_nothing(client: Client, inspector: Agent) -> None:
    inquiring(client, inspector)
    for address in [*PAGES, "/journal/export"]:
        page = client.get(address)
        assert page.status_code == 200
        assert "/journal/searches/save" not in page.text
        assert "/journal/checkpoints/sign" not in page.text
    for address in (
        "/journal/searches/save",
        "/journal/unusual/explain",
        "/journal/unusual/nights/least",
        "/journal/checkpoints/sign",
    ):
        assert client.post(address, {}).status_code == 403


def test_lawyer_of_a_venue_signs_nothing_for_all(client: Client, local_lawyer: Agent) -> None:
    inquiring(client, local_lawyer)
    assert client.post("/journal/checkpoints/sign").status_code == 403
    assert client.post("/journal/unusual/nights/least", {}).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_export_is_a_communication_with_recipient_reason_and_proof(
    client: Client, lawyer: Agent, camera: Camera
) -> None:
    made = planted(camera=camera.pk, venue=camera.venue_id, reason="=1+1")
    inquiring(client, lawyer)
    address = f"/journal/export?camera={camera.pk}"
    assert client.post(address, {"ending": "csv"}).status_code == 400
    assert not Entry.objects.filter(operation=Operation.COMMUNICATION).exists()
    given = {"recipients": "CNIL, Mme Roux", "reason": "inspection 4"}
    files = {
        ending: client.post(address, given | {"ending": ending}).content
        for ending in ("csv", "json", "pdf")
    }
    told = json.loads(files["json"])
    (of_it,) = (one for one in told["entries"] if one["entry"]["id"] == made.pk)
    assert told["proof"]["size"] > of_it["place"]
    assert leaf_hash(canonical_json(of_it["entry"])).hex() == of_it["digest"]
    assert told["checkpoint"].startswith("vigie/journal\n")
    rows = list(csv.reader(io.StringIO(files["csv"].decode("utf-8-sig"))))
    assert str(made.pk) in rows[1]
    assert "'=1+1" in rows[1]
    assert [] in rows
    assert len(dict(row for row in rows if row[:1] == ["root"])["root"]) == 64
    assert files["pdf"].startswith(b"%PDF")
    noted = Entry.objects.filter(operation=Operation.COMMUNICATION)
    assert {(one.recipients, one.reason) for one in noted} == {("CNIL, Mme Roux", "inspection 4")}
    assert {one.object_kind for one in noted} == {"journal_export"}
    assert len(noted) == 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("ending", ["selection", "period"])
def test_verifiable_file_is_found_whole_by_the_verifier(
    client: Client, lawyer: Agent, camera: Camera, tmp_path: Path, ending: str
) -> None:
    made = planted(camera=camera.pk, venue=camera.venue_id)
    inquiring(client, lawyer)
    given = {"recipients": "CNIL", "reason": "inspection", "ending": ending}
    answer = client.post(f"/journal/export?last=1h&camera={camera.pk}", given)
    assert answer.status_code == 200
    assert f'"id":{made.pk},' in answer.text
    file = tmp_path / "journal.jsonl"
    file.write_bytes(answer.content)
    verified = subprocess.run(
        [sys.executable, "scripts/verify-journal", str(file)], capture_output=True, check=False
    )
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_lawyer_of_a_venue_gets_no_stretch_of_the_whole_log(
    client: Client, local_lawyer: Agent
) -> None:
    given = {"recipients": "CNIL", "reason": "inspection", "ending": "period"}
    answer = inquiring(client, local_lawyer).post("/journal/export", given)
    assert answer.status_code == 400


@pytest.mark.django_db(transaction=True)
def test_checkpoint_is_signed_now_and_handed_over(client: Client, lawyer: Agent) -> None:
    planted()
    inquiring(client, lawyer)
    assert client.post("/journal/checkpoints/sign").status_code == 302
    page = client.get("/journal/checkpoints")
    ((signed, _root),) = page.context["rows"]
    assert page.context["state"].refused_count == 0
    note = client.get(f"/journal/checkpoints/{signed.pk}.txt")
    assert note.text == signed.note
    assert Entry.objects.filter(object_kind="journal_checkpoint").count() == 2
