"""Passwords that can be guessed are refused (CNIL, deliberation 2022-100)."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from command_center.people.models import Agent
from command_center.signing_in.passwords import is_sentence

ROOT = Path(__file__).parents[2]
MOREAU = Agent(username="cmoreau", first_name="Camille", last_name="Moreau")


@pytest.mark.parametrize(
    "password",
    [
        "Tr4ins&Bateaux",
        "w8Xq!rTz#4Lm",
        "Hx7pQm2LwZ9cVt",
        "nine blue herons wade across the lake",
        "Sept hérons bleus traversent un lac gelé",
    ],
)
def test_password_with_80_bits_is_taken(password: str) -> None:
    validate_password(password, MOREAU)


@pytest.mark.parametrize(
    "password",
    [
        "w8Xq!rTz#4L",  # 11 characters
        "hx7pqm2lwz9cvtk",  # no capital letter
        "correct horse battery",  # three words
        "the the the the the the the the",
        "Aaaaaaaaaaa1!",
        "Password1234!",
        "Motdepasse!2026",
        "1234567890123456",
        "Camille.Moreau1!",
    ],
)
def test_password_that_is_guessed_sooner_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, MOREAU)


@given(st.lists(st.text(alphabet="abcdefgh", min_size=2, max_size=9), unique=True, max_size=9))
def test_sentence_has_seven_different_words(words: list[str]) -> None:
    assert is_sentence(" ".join(words)) == (len(words) >= 7)


SETS_PASSWORD = re.compile(
    r"""(?:create_(?:super)?user\([^)]*password=|set_password\()\s*f?["']""", re.DOTALL
)


def test_no_account_is_made_with_a_password_that_stands_in_the_code() -> None:
    code = [*(ROOT / "command_center").rglob("*.py"), *(ROOT / "scripts").rglob("*.py")]
    assert len(code) > 100
    assert SETS_PASSWORD.search('Agent.objects.create_user("a", password="secret")')
    assert not [file for file in code if SETS_PASSWORD.search(file.read_text())]
    compose = (ROOT / "docker-compose.yml").read_text()
    given = re.findall(r"^ *\w*PASSWORD: *(.+)$", compose, re.MULTILINE)
    assert given
    assert all(re.fullmatch(r"\$\{\w+:(\?[^}]+|-)\}", one) for one in given)
