"""The legal page names each rule with its article and how far it is confirmed."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from command_center.law.rules import RULES
from command_center.people.models import Agent
from command_center.urls import urlpatterns

ROWS = Path(__file__).parent / "rows"


def test_rules_are_numbered_and_each_place_has_an_address() -> None:
    assert [rule.number for rule in RULES] == list(range(1, 25))
    names = {one.name for one in urlpatterns}
    assert {rule.place for rule in RULES if rule.place} <= names


def test_tests_are_named_after_rules() -> None:
    numbers = {int(file.name[5:7]) for file in ROWS.glob("test_*.py")}
    assert numbers <= {rule.number for rule in RULES}
    assert len(numbers) > 15


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fr", "en"])
def test_page_names_article_and_confirmation(
    client: Client, stranger: Agent, language: str
) -> None:
    stranger.user_permissions.add(Permission.objects.get(codename="view_regime"))
    client.force_login(stranger)
    page = client.get("/legal/", headers={"accept-language": language}).text
    for rule in RULES:
        assert rule.basis in page.replace("&#x27;", "'")
    said = {"fr": "de mémoire, à vérifier", "en": "from memory, to be checked"}[language]
    assert said in page


@pytest.mark.django_db
def test_links_lead_only_where_the_agent_may_go(client: Client, stranger: Agent) -> None:
    stranger.user_permissions.add(Permission.objects.get(codename="view_regime"))
    client.force_login(stranger)
    page = client.get("/legal/").text
    places = page[page.index("legal-places") : page.index("legal-rules")]
    assert "/regimes/" in places
    assert "/retention/" not in places
