"""An extract proves itself: what was changed is found and named, by the script for recipients."""

import random
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from command_center.extracts.signing_key import extract_key
from command_center.extracts.verifying.contents import Contents, NotAPackage, contents_of
from command_center.extracts.verifying.findings import Findings
from command_center.extracts.verifying.package import verify
from command_center.people.models import Agent
from command_center.retention.folder import footage_folder, place_of
from command_center.venues.models import Camera
from tests.daphne import ROOT
from tests.extracts.asking import made, of_stretch

pytestmark = pytest.mark.django_db

KEPT_FILES = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


@dataclass(frozen=True)
class Handed:
    """What a recipient has: the package, and the fingerprint that was told another way."""

    package: Path
    key: str
    recordings: Path

    @property
    def contents(self) -> Contents:
        return contents_of(self.package)

    def unpacked(self) -> Path:
        folder = self.package.parent / "unpacked"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name, member in self.contents.members.items():
            (folder / name).write_bytes(member.read())
        return folder


@pytest.fixture
def handed(
    recorded: Camera, began_at: datetime, asker: Agent, second: Agent, tmp_path: Path
) -> Handed:
    stretch = of_stretch(began_at, 28, 32)  # from two recordings
    step = made(recorded, asker, second, has_boxes=True, **stretch)
    package = tmp_path / "handed" / "extract.zip"
    package.parent.mkdir()
    shutil.copy(place_of(step.package_path), package)
    return Handed(package, extract_key().sha256, footage_folder())


def flipped(file: Path, at: int) -> bytes:
    """The file as it was, which has one bit changed now."""
    before = file.read_bytes()
    after = bytearray(before)
    after[at] ^= 1 << random.Random(at).randrange(8)
    file.write_bytes(after)
    return before


def run(*words: object) -> "subprocess.CompletedProcess[str]":
    """As whoever has neither Django nor a database."""
    command = [sys.executable, str(ROOT / "scripts" / "verify-export"), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, env={}, cwd="/")


def test_script_finds_all_as_it_was_signed(handed: Handed) -> None:
    for package in (handed.package, handed.unpacked()):
        told = run(package, "--key", handed.key, "--segments", handed.recordings)
        assert told.returncode == 0, told.stdout + told.stderr
        assert "all 100 coded pictures are those of the recordings." in told.stdout
        assert "All is as it was signed." in told.stdout


def test_script_takes_the_key_as_a_file(handed: Handed, tmp_path: Path) -> None:
    own = tmp_path / "own.pem"
    own.write_bytes(extract_key().public_pem)
    assert run(handed.package, "--key", own).returncode == 0
    assert run(handed.package, "--key", tmp_path / "none.pem").returncode == 2
    assert run(tmp_path / "none.zip", "--key", own).returncode == 2


def test_strangers_package_is_not_taken_for_ours(handed: Handed) -> None:
    told = run(handed.package, "--key", "ab" * 32)
    assert told.returncode == 1
    assert told.stdout.startswith("FIRST: public-key.pem: it is another key")


def test_each_changed_byte_of_a_package_is_found(handed: Handed) -> None:
    size = handed.package.stat().st_size
    members = list(handed.contents.members.values())

    @KEPT_FILES
    @given(st.integers(0, size - 1))
    def try_one(at: int) -> None:
        before = flipped(handed.package, at)
        try:
            found = told(handed)
            assert found, at
            inside = [one.name for one in members if one.offset <= at < one.offset + one.size]
            for name in inside:
                blamed = "manifest.json" if name == "manifest.sig" else name
                assert any(what.startswith(f"{blamed}:") for what in found), (at, found)
        finally:
            handed.package.write_bytes(before)

    try_one()
    assert not told(handed)


def told(handed: Handed) -> list[str]:
    try:
        return verify(handed.package, handed.key).wrong
    except NotAPackage as error:
        return [str(error)]


def test_each_byte_between_the_files_of_a_package_counts(handed: Handed) -> None:
    """Heads, directory and end of the ZIP, byte by byte."""
    members = list(handed.contents.members.values())
    inside = {at for one in members for at in range(one.offset, one.offset + one.size)}
    between = [at for at in range(handed.package.stat().st_size) if at not in inside]
    assert len(between) > 500
    for at in random.Random(8).sample(between, 60):
        before = flipped(handed.package, at)
        assert told(handed), at
        handed.package.write_bytes(before)


def test_changed_byte_of_any_file_in_a_folder_is_named(handed: Handed) -> None:
    folder = handed.unpacked()

    @KEPT_FILES
    @given(st.sampled_from(sorted(one.name for one in folder.iterdir())), st.data())
    def try_one(name: str, data: st.DataObject) -> None:
        size = (folder / name).stat().st_size
        if not size:
            return
        before = flipped(folder / name, data.draw(st.integers(0, size - 1)))
        wrong = verify(folder, handed.key).wrong
        (folder / name).write_bytes(before)
        blamed = "manifest.json" if name == "manifest.sig" else name
        assert any(what.startswith(f"{blamed}:") for what in wrong), (name, wrong)

    try_one()
    assert not verify(folder, handed.key).wrong


def test_missing_and_added_files_are_named(handed: Handed) -> None:
    folder = handed.unpacked()
    (folder / "note.txt").write_text("by somebody else")
    (folder / "receipt.pdf").unlink()
    assert verify(folder, handed.key).wrong == [
        "receipt.pdf: it is missing",
        "note.txt: the manifest does not name it",
    ]


def test_changed_byte_of_a_recording_is_named(handed: Handed) -> None:
    segments = sorted(handed.recordings.glob("recordings/*/*/*.mp4"))
    assert len(segments) == 2

    @KEPT_FILES
    @given(st.sampled_from(segments), st.data())
    def try_one(segment: Path, data: st.DataObject) -> None:
        before = flipped(segment, data.draw(st.integers(0, segment.stat().st_size - 1)))
        found = _compared(handed)
        segment.write_bytes(before)
        assert found.wrong[0].startswith(str(segment.relative_to(handed.recordings)))

    try_one()
    assert not _compared(handed).wrong


def _compared(handed: Handed) -> Findings:
    return verify(handed.package, handed.key, handed.recordings)


def test_missing_recording_is_named(handed: Handed) -> None:
    segment = next(handed.recordings.glob("recordings/*/*/*.mp4"))
    segment.unlink()
    told = run(handed.package, "--key", handed.key, "--segments", handed.recordings)
    assert told.returncode == 1
    assert f"FIRST: {segment.relative_to(handed.recordings)}" in told.stdout


def test_signature_holds_for_openssl_and_sums_for_coreutils(handed: Handed) -> None:
    """The two commands of how-to-verify.txt."""
    folder = handed.unpacked()
    words = "-verify -pubin -inkey public-key.pem -rawin -in manifest.json -sigfile manifest.sig"
    for command in (["openssl", "pkeyutl", *words.split()], ["sha256sum", "-c", "SHA256SUMS"]):
        if not shutil.which(command[0]):
            pytest.skip(f"{command[0]} is not installed")
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr + done.stdout


def test_package_is_a_zip_that_others_read(handed: Handed) -> None:
    with zipfile.ZipFile(handed.package) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == list(handed.contents.members)
        assert {one.compress_type for one in archive.infolist()} == {zipfile.ZIP_STORED}
