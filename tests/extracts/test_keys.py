"""The key of the extracts, its certificates, and the content credentials that are made with it."""

import base64
import io
import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

import c2pa
import pytest
from cryptography import x509
from django.core.management import CommandError, call_command

from command_center.extracts.certificates import chain_pem, root_pem
from command_center.extracts.signing_key import extract_key
from command_center.extracts.verifying.contents import contents_of
from command_center.extracts.verifying.package import verify
from command_center.extracts.verifying.samples import samples
from command_center.journal.models import Entry
from command_center.people.models import Agent
from command_center.retention.folder import place_of
from command_center.venues.models import Camera
from tests.extracts.asking import made, of_stretch

pytestmark = pytest.mark.django_db


def test_secrets_are_for_their_owner_alone(tmp_path: Path) -> None:
    chain_pem(extract_key())
    for name in ("signing_key", "c2pa_root_key"):
        assert (tmp_path / "extracts" / name).stat().st_mode & 0o777 == 0o600
    assert extract_key() == extract_key()


def test_key_comes_from_the_environment_where_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = extract_key().sha256
    monkeypatch.setenv("EXTRACT_KEY", base64.b64encode(b"k" * 32).decode())
    given = extract_key().sha256
    assert given != drawn
    monkeypatch.setenv("EXTRACT_KEY", base64.b64encode(b"k" * 31).decode())
    with pytest.raises(ValueError, match="base64 of 32 bytes"):
        extract_key()


def test_certificate_follows_the_key_and_the_root_stays() -> None:
    before, root = chain_pem(extract_key()), root_pem()
    assert chain_pem(extract_key()) == before
    call_command("extract_key", "--rotate", "--reason", "Once a year")
    after = chain_pem(extract_key())
    assert after != before
    leaf, above = x509.load_pem_x509_certificates(after)
    leaf.verify_directly_issued_by(above)
    assert after.endswith(root)


def test_rotation_is_in_the_journal_and_old_extracts_still_prove_themselves(
    recorded: Camera, asker: Agent, second: Agent
) -> None:
    step = made(recorded, asker, second)
    old = extract_key().sha256
    with pytest.raises(CommandError, match="Say why"):
        call_command("extract_key", "--rotate")
    call_command("extract_key", "--rotate", "--reason", "Once a year")
    new = extract_key().sha256
    assert new != old
    entry = Entry.objects.get(object_kind="extract_key")
    assert (entry.object_id, entry.detail["before"], entry.reason) == (new, old, "Once a year")
    assert not verify(place_of(step.package_path), old).wrong
    assert verify(place_of(step.package_path), new).wrong
    assert json.loads(made(recorded, asker, second).manifest)["key_sha256"] == new


def test_rotation_does_not_change_a_key_of_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("EXTRACT_KEY", base64.b64encode(os.urandom(32)).decode())
    before, told = extract_key().sha256, io.StringIO()
    call_command("extract_key", "--rotate", "--reason", "Once a year", stdout=told)
    assert extract_key().sha256 == before
    assert "EXTRACT_KEY=" in told.getvalue()


def read(mp4: bytes, root: bytes) -> tuple[str, dict[str, Any]]:
    """The state of its credentials, by the library's own reader, and what they say."""
    trusting = {
        "trust": {"trust_anchors": root.decode()},
        "verify": {"verify_trust": True, "remote_manifest_fetch": False, "ocsp_fetch": False},
    }
    context = c2pa.Context(c2pa.Settings.from_dict(trusting))
    with c2pa.Reader("video/mp4", io.BytesIO(mp4), context=context) as reader:
        return str(reader.get_validation_state()), json.loads(reader.json())


def test_films_carry_content_credentials_that_their_reader_trusts(
    recorded: Camera, began_at: datetime, asker: Agent, second: Agent
) -> None:
    step = made(recorded, asker, second, is_watermarked=True, **of_stretch(began_at, 5, 8))
    members = contents_of(place_of(step.package_path)).members
    film = next(member.read() for name, member in members.items() if name.endswith(".mp4"))
    state, said = read(film, members["c2pa-root.pem"].read())
    assert state == "Trusted"
    (told,) = said["manifests"].values()
    assertions = {one["label"]: one["data"] for one in told["assertions"]}
    row = json.loads(step.manifest)["films"][0]
    assert assertions["org.vigie.extract"]["samples_sha256"] == row["samples_sha256"]
    actions = [one["action"] for one in assertions["c2pa.actions.v2"]["actions"]]
    assert actions == ["c2pa.created", "c2pa.trimmed", "c2pa.edited"]
    changed = bytearray(film)
    changed[film.index(next(iter(samples(film)))) + 40] ^= 1
    assert read(bytes(changed), members["c2pa-root.pem"].read())[0] == "Invalid"
