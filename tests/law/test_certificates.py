from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from command_center.law.models import Certificate
from command_center.law.running import software
from command_center.people.models import Agent
from command_center.register.models import RegisteredModel
from tests.law.entering import lawyer

ENGLISH = {"accept-language": "en"}
ONE, TWO = "1" * 64, "a" * 64


@pytest.fixture
def lawyer_here(operator: Agent, client: Client) -> Agent:
    client.force_login(operator)
    return lawyer(operator)


@pytest.fixture
def model(db: None) -> RegisteredModel:
    return RegisteredModel.objects.create(
        file="yolo11n.pt",
        name="yolo11n",
        purpose="general",
        sha256=ONE,
        size_bytes=1,
        classes=["person"],
        entered_at=timezone.now(),
    )


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "reference": "C-2026-7",
        "authority": "Ministry of the Interior",
        "issued_on": "2026-05-01",
        "version": "1.0",
        "software": software(),
        "models": f"{ONE}\n",
        **changes,
    }


def test_certificate_is_entered_and_says_that_it_names_what_runs(
    client: Client, lawyer_here: Agent, model: RegisteredModel
) -> None:
    assert client.post("/certificates/new", typed()).status_code == 302
    entered = Certificate.objects.get()
    assert (entered.entered_by, entered.models) == (lawyer_here, [ONE])
    page = client.get("/certificates/", headers=ENGLISH).text
    assert "names what runs here" in page
    assert software() in page


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"software": "0" * 64}, "names another software"),
        ({"models": TWO}, "does not name every model"),
    ],
)
def test_list_says_what_does_not_match(
    client: Client, lawyer_here: Agent, model: RegisteredModel, changes: Any, told: str
) -> None:
    client.post("/certificates/new", typed(**changes))
    assert told in client.get("/certificates/", headers=ENGLISH).text


def test_digests_are_taken_as_sha256sum_writes_them(client: Client, lawyer_here: Agent) -> None:
    models = f"{ONE}  yolo11n.pt\r\n\r\n{TWO.upper()} *fire.onnx\n{ONE}"
    given = typed(software=f" {software().upper()} ", models=models)
    assert client.post("/certificates/new", given).status_code == 302
    entered = Certificate.objects.get()
    assert (entered.software, entered.models) == (software(), [ONE, TWO])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"software": "abc"}, "A SHA-256: 64 digits from 0 to 9 and a to f."),
        ({"models": f"{ONE}\nabc"}, "Line 2 is not a SHA-256"),
        ({"issued_on": "2999-01-01"}, "This day is still to come."),
        ({"reference": ""}, "This field is required."),
        ({"software": ""}, "This field is required."),
    ],
)
def test_certificate_that_is_wrong_is_given_back(
    client: Client, lawyer_here: Agent, changes: dict[str, str], message: str
) -> None:
    page = client.post("/certificates/new", typed(**changes), headers=ENGLISH)
    assert page.status_code == 200
    assert message in page.text
    assert not Certificate.objects.exists()


def test_reference_is_used_once(client: Client, lawyer_here: Agent) -> None:
    client.post("/certificates/new", typed())
    page = client.post("/certificates/new", typed(), headers=ENGLISH)
    assert "A certificate of this reference is entered already." in page.text


def test_form_is_filled_with_what_runs_now(
    client: Client, lawyer_here: Agent, model: RegisteredModel
) -> None:
    page = client.get("/certificates/new?now=1").text
    assert f'value="{software()}"' in page
    assert f">\n{ONE}</textarea>" in page
    assert f'value="{software()}"' not in client.get("/certificates/new").text


def test_operator_may_not_enter_certificates(client: Client, operator: Agent) -> None:
    client.force_login(operator)
    assert client.get("/certificates/").status_code == 403
    assert client.post("/certificates/new", typed()).status_code == 403
