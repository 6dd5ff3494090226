"""`docs/security.md` answers each line of OWASP ASVS 5.0, levels 1 and 2, once, and names only
tests and files that are there."""

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "security.md").read_text()
IDS = (ROOT / "tests" / "security" / "asvs_5_0.txt").read_text().split()
ROW = re.compile(r"^\| (V[\dV., ]+) \| ([●◐○–]) \| (.+) \|$", re.MULTILINE)
PLACES = ("", "tests", "command_center", "docs")


def test_list_is_that_of_levels_1_and_2() -> None:
    assert (len(IDS), len(set(IDS))) == (253, 253)


def test_every_line_is_answered_once() -> None:
    answered = Counter(one for row in ROW.finditer(TEXT) for one in row[1].split(", "))
    assert answered == Counter(IDS)


def test_every_file_that_is_named_is_there() -> None:
    named = set(re.findall(r"`((?:[\w/]+/)?[\w]+\.(?:py|html|md|yml))`", TEXT))
    named |= set(re.findall(r"\]\(([\w-]+\.md)", TEXT))
    folders = [ROOT / one for one in PLACES]
    folders += [ROOT / "tests" / "security", ROOT / "tests" / "signing_in"]
    folders += [ROOT / "detection" / "source", ROOT / "frontend" / "templates"]
    assert len(named) > 40
    assert [one for one in sorted(named) if not any((at / one).exists() for at in folders)] == []
