"""No page holds a script or a style of its own, nor makes one from text: the policy forbids it, and
what forbids nothing here protects nobody."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FRONTEND = ROOT / "frontend"
INLINE = re.compile(
    r"<style\b"
    r"|<script\b(?![^>]*\bsrc=)(?![^>]*type=.application/json)"
    r"|<[a-z][^>]*\s(?:style|on[a-z]+)\s*="
    r"|javascript:"
    r"|\|\s*safe\b|autoescape off",
    re.IGNORECASE,
)
MADE_FROM_TEXT = re.compile(
    r"\beval\(|new Function\(|document\.write|setTimeout\(\s*['\"`]|\.cssText|"
    r"setAttribute\(\s*['\"](?:style|on\w+)['\"]|srcdoc"
)
MARKED_SAFE = re.compile(r"\bmark_safe\(|\bSafeString\(|\bSafeText\(")


@pytest.mark.parametrize(
    "text",
    [
        "<style>p {}</style>",
        "<script>alert(1)</script>",
        '<p class="a" style="color: red">',
        '<a href="javascript:x()">',
        '<button\n  onclick="x()">',
        "{{ name|safe }}",
    ],
)
def test_search_finds_what_it_is_for(text: str) -> None:
    assert INLINE.search(text)


def test_no_template_has_anything_inline() -> None:
    found = {
        f"{file.relative_to(ROOT)}: {hit[0][:80]}"
        for file in FRONTEND.rglob("*.html")
        for hit in INLINE.finditer(file.read_text())
    }
    assert found == set()


def test_no_script_makes_code_or_style_from_text() -> None:
    found = {
        f"{file.relative_to(ROOT)}: {hit[0]}"
        for file in FRONTEND.rglob("*.js")
        for hit in MADE_FROM_TEXT.finditer(file.read_text())
    }
    assert found == set()


def test_no_view_says_that_a_text_is_safe() -> None:
    """`format_html` escapes what goes into it."""
    found = {
        f"{file.relative_to(ROOT)}: {hit[0]}"
        for file in (ROOT / "command_center").rglob("*.py")
        for hit in MARKED_SAFE.finditer(file.read_text())
    }
    assert found == set()
