"""Whatever is sent to any address, by somebody with all rights: an answer, and no server error."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from django.contrib.auth.models import Permission
from django.db import connection, transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from command_center.people.models import Agent
from command_center.urls import urlpatterns
from detection.sighting import Sighting
from tests.people.elsewhere import elsewhere
from tests.security.openapi import ASKED, PARAMETER, described
from tests.security.page_forms import PageForm, page_forms

EXAMPLES = 5
METHOD_REFUSED = 405
NOT_TRIED = {
    "sign_out": "ends the session of all that comes after",
    "camera_search": "asks real networks, for seconds",
    "camera_ask": "asks a device, for seconds",
    "camera_probe": "opens an address, for seconds",
}


@pytest.fixture
def everybody(operator: Agent, client: Client, settings: Any) -> Client:
    """Signed in with all rights there are."""
    settings.SECOND_FACTOR_FORCED = False
    operator.user_permissions.set(Permission.objects.all())
    operator.is_superuser = True
    operator.save()
    client.force_login(operator)
    return client


@pytest.fixture
def known(operator: Agent, sighting: Sighting) -> dict[str, list[int]]:
    """One thing of each kind that addresses name."""
    return {name: [number] for name, number in elsewhere(operator, sighting).items()}


def tried() -> list[Any]:
    """With a parameter in the middle of a part of an address too: `poster-<str:paper>.pdf`."""
    return [one for one in urlpatterns if one.name not in NOT_TRIED]


def forms_of_pages(client: Client, known: dict[str, list[int]]) -> list[PageForm]:
    found: list[PageForm] = []
    for one in tried():
        names = [name for _kind, name in PARAMETER.findall(str(one.pattern))]
        if not all(name in known for name in names):
            continue
        try:
            path = reverse(one.name, kwargs={name: known[name][0] for name in names})
        except NoReverseMatch:
            continue
        with undone():
            answer = client.get(path)
            if answer.status_code == 200 and answer.headers["content-type"].startswith("text/html"):
                found += page_forms(answer.text, path)
    return found


@contextmanager
def undone() -> Iterator[None]:
    """Whose changes are taken back; what is checked when a transaction ends is checked."""
    with transaction.atomic():
        yield
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        transaction.set_rollback(True)


def sent(client: Client, case: Any) -> int:
    """Raises what the view raised."""
    body = case.body if isinstance(case.body, dict) else {}
    query = {name: str(value) for name, value in (case.query or {}).items()}
    fields = {name: str(value) for name, value in body.items()}
    with undone():
        if case.method == "POST":
            return client.post(case.formatted_path, fields, query_params=query).status_code
        return client.get(case.formatted_path, query).status_code


def faults_of(client: Client, operation: Any, answered: Counter[int]) -> str:
    """The first, with what was sent; empty where there is none."""
    faults: list[str] = []
    statuses: list[int] = []

    @trying(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy())
    def send(case: Any) -> None:
        if faults or METHOD_REFUSED in statuses:
            return
        try:
            status = sent(client, case)
        except Exception as error:
            faults.append(
                f"{case.method} {case.formatted_path} {case.query} {case.body}: {error!r}"
            )
        else:
            statuses.append(status)
            if status >= 500 and status != 503:
                faults.append(f"{case.method} {case.formatted_path} {case.body}: {status}")

    send()
    answered.update(statuses)
    return "".join(faults)


@pytest.mark.slow
@pytest.mark.django_db
def test_no_address_fails(everybody: Client, known: dict[str, list[int]]) -> None:
    forms = forms_of_pages(everybody, known)
    assert len(forms) > 40
    document = described(tried(), known, forms)
    schema = schemathesis.openapi.from_dict(document)
    answered: Counter[int] = Counter()
    faults = [faults_of(everybody, one.ok(), answered) for one in schema.get_all_operations()]
    found = [one for one in faults if one]
    assert found == [], "\n".join(found)
    assert answered[200] + answered[302] > answered[404], answered  # it gets in


STRANGE = ["\0", "9" * 30, "-1", "’\u202e", "2026-02-30", "[]"]
"""PostgreSQL takes no zero byte in a text; others are no number, and no day."""


@pytest.mark.slow
@pytest.mark.django_db
def test_no_strange_word_makes_an_address_fail(
    everybody: Client, known: dict[str, list[int]]
) -> None:
    """In each place of a word, and as each thing that is asked for."""
    found = []
    for one in tried():
        for word in STRANGE:
            path = _path(str(one.pattern), known, word)
            query = dict.fromkeys(ASKED, word)
            try:
                with undone():
                    status = everybody.get(path, query).status_code
                assert status < 500 or status == 503
            except Exception as error:
                found.append(f"{path!r} {word!r}: {error!r}")
    assert found == [], "\n".join(found)


def _path(pattern: str, known: dict[str, list[int]], word: str) -> str:
    def said(named: re.Match[str]) -> str:
        return str(known.get(named[2], [1])[0]) if named[1] == "int" else quote(word)

    return "/" + PARAMETER.sub(said, pattern)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
JSON_ADDRESSES = ("zones", "ground", "ground_try", "placements", "plan_scale", "camera_enter")


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("name", JSON_ADDRESSES)
def test_no_json_makes_an_address_fail(
    name: str, everybody: Client, known: dict[str, list[int]]
) -> None:
    path = reverse(name, kwargs=_some(name, known))

    @trying(
        max_examples=25,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(JSON)
    def send(body: Any) -> None:
        text = json.dumps(body)
        with undone():
            as_json = everybody.post(path, text, content_type="application/json")
        with undone():
            as_form = everybody.post(path, {"zones": text, "masks": text, "ground": text})
        assert max(as_json.status_code, as_form.status_code) < 500

    send()


def _some(name: str, known: dict[str, Sequence[int]]) -> dict[str, int]:
    pattern = next(str(one.pattern) for one in urlpatterns if one.name == name)
    return {
        parameter: next(iter(known.get(parameter, [1])))
        for _, parameter in PARAMETER.findall(pattern)
    }
