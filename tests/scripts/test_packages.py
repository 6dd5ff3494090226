"""What goes wrong while packages are installed is told in a sentence that says what to do."""

import sys
from pathlib import Path

import pytest
from launcher import packages
from launcher.refusal import Refusal


def test_index_that_cannot_be_reached_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    for name in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_NO_INDEX"):
        monkeypatch.delenv(name, raising=False)
    index = ["--index-url", "http://127.0.0.1:9/simple", "--retries", "1"]
    with pytest.raises(Refusal, match="index cannot be reached: check the network"):
        packages._pip([*index, "no-such-package"])


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "disk is full"),
        ("error: command 'gcc' failed: No such file or directory", "needs a compiler"),
        ("[Errno -3] Temporary failure in name resolution')': /simple/av/", "no network"),
        ("ERROR: No matching distribution found for openvino==2026.4.1", "no wheel"),
        ("ERROR: something nobody foresaw", "its last lines stand above"),
    ],
)
def test_what_pip_says_becomes_advice(said: str, told: str) -> None:
    advice = packages._advice(f"Collecting a\n{said}\n")
    assert said in advice
    assert told in advice


def test_too_little_space_is_told_before_anything_is_fetched(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(packages, "VENV", tmp_path / "venv")
    monkeypatch.setattr(packages, "NEEDED_BYTES", 2**60)
    with pytest.raises(Refusal, match="GB are free at .* installing needs about"):
        packages.ensure(["requirements"])
    assert not (tmp_path / "venv").exists()


def test_old_python_is_told_which_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(Refusal, match=r"too old: install 3\.11 or newer"):
        packages.ensure(["requirements"])


def test_nothing_is_installed_when_nothing_has_changed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made: list[object] = []
    monkeypatch.setattr(packages, "VENV", tmp_path)
    monkeypatch.setattr(packages, "_install", made.append)
    monkeypatch.setattr(packages, "_check_disk", lambda: None)
    (tmp_path / "bin").mkdir()
    packages.python().touch()
    packages.ensure(["requirements"])
    packages.ensure(["requirements"])
    assert made == [["requirements"]]
