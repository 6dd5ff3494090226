"""Everything that people see exists in French and in English."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from detection.rulebook import RULES

ROOT = Path(__file__).parent.parent
KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_noop": None, "gettext_lazy": None}
NAMES = {"Vigie", "French", "Français", "English", "FR", "EN"}
"""Proper names, and languages in their own words."""

PO = ROOT / "frontend" / "locale" / "fr" / "LC_MESSAGES" / "django.po"
CATALOGUE = read_po(io.BytesIO(PO.read_bytes()))
BOTH = ROOT / "frontend" / "templates" / "500.html"
"""Served when nothing works any more: it is in both languages at once."""

TEMPLATES = sorted(set((ROOT / "frontend").rglob("*.html")) - {BOTH})
SCRIPTS = sorted((ROOT / "frontend").rglob("*.js"))


def sources() -> Iterator[tuple[Path, str]]:
    for file in sorted((ROOT / "command_center").rglob("*.py")):
        yield file, file.read_text()
    for file in TEMPLATES:
        yield file, templatize(file.read_text(), origin=str(file))


def messages() -> Iterator[tuple[Path, str]]:
    for file, text in sources():
        for _, found, *_ in extract("python", io.BytesIO(text.encode()), KEYWORDS):
            for message in found if isinstance(found, tuple) else [found]:
                if message:
                    yield file, message
    for kind, rule in RULES.items():
        yield ROOT / "detection" / "events" / f"{kind}.py", rule.reason_text


def test_every_text_is_translated() -> None:
    wanted = {message: file for file, message in messages()}
    assert len(wanted) > 50
    missing = {text: file.name for text, file in wanted.items() if not _translated(text)}
    assert not missing


def _translated(text: str) -> bool:
    entry = next((entry for entry in CATALOGUE if entry.id and text in _forms(entry)), None)
    return bool(entry) and not entry.fuzzy and all(_strings(entry))


def _strings(entry: Message) -> tuple[str, ...]:
    return entry.string if isinstance(entry.string, tuple) else (entry.string,)


def test_translations_keep_the_places_of_their_values() -> None:
    for entry in CATALOGUE:
        for translated in _strings(entry):
            if entry.id:
                original = entry.id if isinstance(entry.id, str) else entry.id[-1]
                assert _places(original) == _places(translated), original


def _places(text: str) -> set[str]:
    braces = {f"{name}:{form}" for _, name, form, _ in Formatter().parse(text) if name is not None}
    return braces | set(re.findall(r"%\(\w+\)[sd]", text))


def test_catalogue_holds_nothing_that_is_not_said() -> None:
    said = {message for _, message in messages()}
    forms = {form for entry in CATALOGUE if entry.id for form in _forms(entry)}
    assert forms <= said


def _forms(entry: Message) -> tuple[str, ...]:
    """Singular and plural."""
    return (entry.id,) if isinstance(entry.id, str) else tuple(entry.id)


def test_page_of_last_resort_is_in_both_languages() -> None:
    text = BOTH.read_text()
    assert '<html lang="fr">' in text
    assert text.count("<h1") == text.count("<p ") == text.count('lang="en"') == 2


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_page_says_nothing_in_one_language_only(file: Path) -> None:
    text = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", file.read_text(), flags=re.S)
    text = re.sub(r"{% block body_class %}.*?{% endblock %}", "", text)
    text = re.sub(r"{% blocktrans(late)?.*?{% endblocktrans(late)? %}", "", text, flags=re.S)
    text = re.sub(r"{%.*?%}|{{.*?}}", "", text, flags=re.S)
    text = re.sub(r"<(style|script|svg).*?</\1>", "", text, flags=re.S)
    said = " ".join(re.findall(r"""\b(?:title|aria-label|alt|placeholder)=["']([^"']*)""", text))
    said += " " + re.sub(r"<[^>]*>", " ", text)
    assert set(re.findall(r"[^\W\d_]{2,}", said)) - NAMES - {"nbsp", "middot"} == set()


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_script_says_nothing_in_one_language_only(file: Path) -> None:
    pattern = r"(?:textContent|ariaLabel|title|innerText)\s*=\s*[\"'`]\s*[A-Za-z]"
    assert not re.findall(pattern, file.read_text())
