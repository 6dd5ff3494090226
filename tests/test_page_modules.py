"""All that a page's script imports is asked for with the page."""

import re
from pathlib import Path

import pytest
from django.template import Context, Engine

from command_center.page_modules import imports_of

FRONTEND = Path(__file__).parents[1] / "frontend"


def rendered(text: str) -> str:
    return (
        Engine(builtins=[*Engine.default_builtins, "command_center.page_modules"])
        .from_string(text)
        .render(Context())
    )


def test_what_is_imported_is_asked_for_once_and_the_script_last() -> None:
    html = rendered(
        "{% module 'elements/footage-player.js' %}{% module 'elements/alert-list.js' %}"
    )
    asked = re.findall(r'href="/static/([^"]+)"', html)
    assert len(asked) == len(set(asked))
    assert {"elements/footage/source.js", "elements/socket.js"} <= set(asked)
    assert html.endswith('<script type="module" src="/static/elements/alert-list.js"></script>')


def test_imports_over_several_lines_and_for_their_effect_are_found() -> None:
    for script in FRONTEND.rglob("*.js"):
        text = re.sub(r"/\*.*?\*/", "", script.read_text(), flags=re.S)
        named = set(re.findall(r"""(?:from\s|import\s)["']\./([\w./-]+)["']""", text))
        found = imports_of(str(script.relative_to(FRONTEND)))
        assert all(any(one.endswith(name) for one in found) for name in named), script


def test_a_script_that_is_not_there_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        imports_of("pages/nowhere.js")
