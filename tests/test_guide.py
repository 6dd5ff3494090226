"""The guide says nothing of pages, chapters and pictures that are not there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from command_center.guide import CHAPTERS, IN_FRENCH, chapter_of
from tests.browser.guide_pictures import files

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "guide"
MOST_BYTES = 1_000_000
CHAPTER_FILES = sorted(GUIDE.glob("*.md"))


def headings(file: Path) -> set[str]:
    return set(re.findall(r"\{ #([\w-]+) \}", file.read_text()))


def test_guide_names_the_pictures_that_are_made_and_no_other() -> None:
    named = {
        Path(name).name
        for file in CHAPTER_FILES
        for name in re.findall(r"\]\((pictures/[^)]+)\)", file.read_text())
    }
    assert named == files()


def test_pictures_are_there_and_small() -> None:
    made = {one.name: one.stat().st_size for one in (GUIDE / "pictures").iterdir()}
    assert set(made) == files(), "run scripts/screenshots"
    assert sum(made.values()) <= MOST_BYTES


@pytest.mark.parametrize(("beginning", "file", "heading"), CHAPTERS)
def test_help_leads_to_a_chapter_that_is_there(beginning: str, file: str, heading: str) -> None:
    assert heading in headings(GUIDE / f"{file}.md")
    if file in IN_FRENCH:
        assert heading in headings(GUIDE / f"{file}.fr.md")


def test_chapter_is_in_the_readers_language_where_there_is_one() -> None:
    assert chapter_of("/", "fr") == "guide/operator.fr/#alerts"
    assert chapter_of("/", "en") == "guide/operator/#alerts"
    assert chapter_of("/orders/3", "fr") == "guide/legal/#orders"
    assert chapter_of("/nowhere", "en") == ""


def test_operators_read_the_same_in_both_languages() -> None:
    assert headings(GUIDE / "operator.md") == headings(GUIDE / "operator.fr.md")


FROM_ELSEWHERE = r'(?:src|href)="(https?://[^"]+\.(?:js|css|woff2?))"'


@pytest.mark.slow
def test_documentation_is_built_without_a_warning(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}  # an announcement of the theme's
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    pages = list(tmp_path.rglob("*.html"))
    assert len(pages) > 25
    for page in pages:
        assert re.findall(FROM_ELSEWHERE, page.read_text()) == [], page
