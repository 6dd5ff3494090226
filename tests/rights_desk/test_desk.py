"""One request from intake to answer, over the pages; its letter, and its trace for an auditor."""

import csv
import io
import json
from datetime import timedelta

import pypdfium2
import pytest
from django.test import Client
from django.utils import timezone

from command_center.documents import sha256_of
from command_center.notices.models import Contact
from command_center.people.models import Agent
from command_center.rights_desk.desk import state_after
from command_center.rights_desk.models import RefusalGround, RightsRequest
from command_center.rights_desk.right import State
from command_center.rights_desk.rows import today
from command_center.rights_desk.trace import trace
from command_center.venues.models import Venue
from tests.rights_desk.receiving import received


def intake(venue: Venue, **changes: object) -> dict[str, object]:
    return {
        "right": "viewing",
        "received_on": today().isoformat(),
        "requester_name": "Jeanne Martin",
        "requester_contact": "3 rue des Lilas\n69003 Lyon",
        "venue": venue.pk,
        "place": "Gate B",
        "from_at": "2026-11-01T18:00",
        "until_at": "2026-11-01T19:00",
        "description": "My bag was taken",
        "identity": "",
        **changes,
    }


def text_of(written: bytes) -> str:
    pages = pypdfium2.PdfDocument(io.BytesIO(written))
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())


def test_request_is_traced_from_intake_to_answer(
    client: Client, clerk: Agent, venue: Venue, ground: RefusalGround
) -> None:
    answer = client.post("/rights/new", intake(venue))
    request = RightsRequest.objects.get()
    here = f"/rights/{request.pk}"
    assert answer.headers["location"] == here
    steps: list[tuple[str, dict[str, object]]] = [
        ("identity_asked", {"words": "By e-mail"}),
        ("identity_checked", {"identity": "shown"}),
        ("extended", {"words": "Forty cameras"}),
        ("extract_named", {"extract": "EX-2026-7"}),
        ("answered", {"decision": "partly", "ground": ground.pk, "words": "Gate B only."}),
        ("closed", {}),
    ]
    states = []
    for kind, form in steps:
        assert client.post(f"{here}/steps/{kind}", form).status_code == 302
        states.append(state_after(request.steps.all()))
    assert states == [
        State.IDENTITY_ASKED,
        *[State.IN_PROGRESS] * 3,
        State.ANSWERED,
        State.CLOSED,
    ]
    as_json = client.get(f"{here}/trace.json").content
    kept = json.loads(as_json)
    assert (kept["number"], kept["right"], kept["state"]) == (request.number, "viewing", "closed")
    assert [one["kind"] for one in kept["steps"]] == [kind for kind, _ in steps]
    assert {one["by"] for one in kept["steps"]} == {"operator"}
    rows = list(csv.reader(io.StringIO(client.get(f"{here}/trace.csv").text.lstrip("\ufeff"))))
    assert len(rows) == len(steps) + 2
    assert "EX-2026-7" in rows[5][-1]
    as_pdf = text_of(client.get(f"{here}/trace.pdf").content)
    assert request.number in as_pdf
    assert sha256_of(trace(request)) in as_pdf
    for written in (as_json.decode(), str(rows), as_pdf):
        assert "Jeanne" not in written
        assert "Lilas" not in written
        assert "My bag" not in written


def refuse(client: Client, request: RightsRequest, ground: RefusalGround) -> None:
    form = {"decision": "refused", "ground": ground.pk, "words": "An inquiry is under way."}
    assert client.post(f"/rights/{request.pk}/steps/answered", form).status_code == 302


def test_letter_of_a_refusal_names_ground_cnil_and_court(
    client: Client, request_in: RightsRequest, ground: RefusalGround
) -> None:
    Contact.objects.create(
        venue=request_in.venue,
        name="Préfecture du Rhône",
        address="69003 Lyon",
        data_protection_officer="dpo@example.fr",
    )
    assert client.get(f"/rights/{request_in.pk}/letter-fr.pdf").status_code == 404
    refuse(client, request_in, ground)
    french = text_of(client.get(f"/rights/{request_in.pk}/letter-fr.pdf").content)
    english = text_of(client.get(f"/rights/{request_in.pk}/letter-en.pdf").content)
    for said in (
        f"Réponse à votre demande n° {request_in.number}",
        "Préfecture du Rhône",
        "Jeanne Martin",
        "Votre demande est refusée.",
        ground.french,
        ground.source,
        "An inquiry is under way.",
        "CNIL, 3 place de Fontenoy",
        "tribunal administratif",
    ):
        assert said in french
    for said in ("Your request is refused.", ground.english, "CNIL", "administrative court"):
        assert said in english


def test_objection_is_answered_that_there_is_no_such_right(
    client: Client, clerk: Agent, venue: Venue
) -> None:
    client.post("/rights/new", intake(venue, right="objection"))
    request = RightsRequest.objects.get()
    page = client.get(f"/rights/{request.pk}").text
    assert "There is no right to object. The answer says so and why" in page
    ground = RefusalGround.objects.get(code="no_objection")
    assert f'<option value="{ground.pk}" selected>' in page
    granted = {"decision": "granted", "words": "Of course"}
    assert client.post(f"/rights/{request.pk}/steps/answered", granted).status_code == 200
    assert not request.steps.exists()
    refuse(client, request, ground)
    letter = text_of(client.get(f"/rights/{request.pk}/letter-fr.pdf").content)
    assert "Le droit d’opposition ne s’applique pas" in letter
    assert "art. 110" in letter
    assert "CNIL" in letter


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"decision": "refused", "words": "No."}, "A refusal needs a ground: choose one."),
        ({"decision": "partly", "ground": "1", "words": ""}, "explained in words, too"),
        ({"words": "Yes."}, "This field is required."),
    ],
)
def test_answer_that_lacks_something_is_given_back(
    client: Client, request_in: RightsRequest, form: dict[str, str], told: str
) -> None:
    if "ground" in form:
        form = {**form, "ground": str(RefusalGround.objects.standing()[1].pk)}
    answer = client.post(f"/rights/{request_in.pk}/steps/answered", form)
    assert told in answer.text
    assert not request_in.steps.exists()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"requester_name": ""}, "This field is required."),
        ({"right": "face_search"}, "face_search"),
        ({"received_on": "2999-01-01"}, "received in the future"),
        ({"until_at": "2026-11-01T17:00"}, "The end must come after the start."),
    ],
)
def test_intake_that_is_wrong_is_given_back(
    client: Client, clerk: Agent, venue: Venue, changes: dict[str, object], told: str
) -> None:
    answer = client.post("/rights/new", intake(venue, **changes))
    assert answer.status_code == 200
    assert told in answer.text
    assert not RightsRequest.objects.exists()


def test_intake_can_say_that_identity_is_known_already(
    client: Client, clerk: Agent, venue: Venue
) -> None:
    client.post("/rights/new", intake(venue, identity="mandate"))
    step = RightsRequest.objects.get().steps.get()
    assert (step.kind, step.identity) == ("identity_checked", "mandate")
    assert state_after([step]) == State.RECEIVED


def test_step_that_cannot_follow_is_told_and_not_taken(
    client: Client, request_in: RightsRequest
) -> None:
    answer = client.post(f"/rights/{request_in.pk}/steps/closed", {}, follow=True)
    assert "This step cannot follow any more" in answer.text
    assert not request_in.steps.exists()
    assert client.post(f"/rights/{request_in.pk}/steps/searched", {}).status_code == 404


def test_page_says_until_when_images_can_be_there(
    client: Client, request_in: RightsRequest, venue: Venue, clerk: Agent
) -> None:
    assert "look before" in client.get(f"/rights/{request_in.pk}").text
    long_ago = timezone.now() - timedelta(days=60)
    old = received(venue, clerk, from_at=long_ago, until_at=long_ago + timedelta(hours=1))
    page = client.get(f"/rights/{old.pk}").text
    assert "were erased by" in page


def test_list_shows_nobody_s_name(client: Client, request_in: RightsRequest) -> None:
    page = client.get("/rights/").text
    assert request_in.number in page
    assert "Jeanne" not in page


def test_corrected_ground_is_offered_and_answers_keep_theirs(
    client: Client, request_in: RightsRequest, ground: RefusalGround, venue: Venue, clerk: Agent
) -> None:
    refuse(client, request_in, ground)
    form = {
        "french": "Une enquête est en cours.",
        "english": "An inquiry goes on.",
        "source": "Art. 107, II, 2°",
        "confirmation": "text",
        "applies": "on",
        "reason": "Read it",
    }
    assert client.post(f"/rights/basis/grounds/{ground.pk}", form).status_code == 302
    assert client.get(f"/rights/basis/grounds/{ground.pk}").status_code == 404
    page = client.get(f"/rights/{received(venue, clerk).pk}").text
    assert "An inquiry goes on." in page
    assert ground.english not in page
    letter = text_of(client.get(f"/rights/{request_in.pk}/letter-fr.pdf").content)
    assert ground.french in letter


def test_agent_without_rights_to_the_desk_sees_nothing(
    client: Client, request_in: RightsRequest, stranger: Agent
) -> None:
    client.force_login(stranger)
    for address in ("", "/trace.json", "/letter-fr.pdf"):
        assert client.get(f"/rights/{request_in.pk}{address}").status_code == 403
