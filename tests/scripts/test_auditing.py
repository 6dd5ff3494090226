"""What is not audited is never taken for clean."""

from typing import Any

from launcher.auditing import CANARY, CANARY_VERSION, holes, installed, unaudited

KNOWN: dict[str, Any] = {
    "name": CANARY,
    "version": CANARY_VERSION,
    "vulns": [{"id": "PYSEC-2017-94", "fix_versions": []}],
}
CLEAN: dict[str, Any] = {"name": "django", "version": "5.2.19", "vulns": []}
SKIPPED = {"name": "lap", "skip_reason": "not found on PyPI"}
HOLED: dict[str, Any] = {
    "name": "jinja2",
    "version": "2.10",
    "vulns": [{"id": "PYSEC-2019-217", "fix_versions": ["2.10.1"]}],
}


def test_clean_is_what_was_looked_at() -> None:
    assert (holes([CLEAN, KNOWN]), unaudited([CLEAN, KNOWN])) == ([], "")


def test_hole_is_named_with_what_mends_it() -> None:
    assert holes([HOLED, KNOWN]) == ["jinja2 2.10: PYSEC-2019-217, mended in 2.10.1"]


def test_package_that_was_skipped_is_named() -> None:
    assert unaudited([CLEAN, SKIPPED, KNOWN]) == "lap"


def test_silence_is_not_taken_for_clean() -> None:
    """Nobody answers; or a mirror answers that knows of no holes."""
    assert unaudited([]).startswith("all packages")
    assert unaudited([CLEAN, {**KNOWN, "vulns": []}]).startswith("all packages")


def test_everything_installed_is_asked_for_by_its_public_version() -> None:
    found = installed()
    assert any(one.startswith("Django==") for one in found)
    assert not any("+" in one for one in found)
