"""An extract holds the camera's own coded pictures, and says all that is known of them."""

import csv
import io
import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import av
import pytest

from command_center.extracts import cutting
from command_center.extracts.appearance import Appearance
from command_center.extracts.desk import release
from command_center.extracts.making import make
from command_center.extracts.models import Attempt, ExtractStep
from command_center.extracts.state import State, state_after
from command_center.extracts.verifying.contents import contents_of
from command_center.extracts.verifying.package import verify
from command_center.extracts.verifying.samples import samples
from command_center.footage.models import Segment
from command_center.journal.models import Entry
from command_center.people.models import Agent
from command_center.retention.folder import place_of
from command_center.retention.models import StoredFile
from command_center.venues.models import Camera
from detection.digest import digest
from tests.extracts.asking import asked, made, of_stretch
from tests.films import number_of, write_film
from tests.footage.recorded_film import record_film

pytestmark = pytest.mark.django_db


def files_of(step: ExtractStep) -> dict[str, bytes]:
    members = contents_of(place_of(step.package_path)).members
    return {name: member.read() for name, member in members.items()}


def numbers(mp4: bytes) -> list[int]:
    with av.open(io.BytesIO(mp4)) as container:
        assert [one.type for one in container.streams] == ["video"]
        return [number_of(one.to_ndarray(format="bgr24")) for one in container.decode(video=0)]


def sent(film: Path) -> list[bytes]:
    with av.open(str(film)) as container:
        return [bytes(packet) for packet in container.demux(video=0) if packet.size]


def test_film_holds_the_source_packets_bit_by_bit(
    recorded: Camera, film: Path, began_at: datetime, asker: Agent, second: Agent
) -> None:
    stretch = of_stretch(began_at, 25.5, 36)  # over the border of two segments
    files = files_of(made(recorded, asker, second, **stretch))
    (name,) = [name for name in files if name.endswith(".mp4")]
    assert list(samples(files[name])) == sent(film)[625:900]
    assert numbers(files[name]) == list(range(625, 900))


def test_manifest_says_what_was_asked_and_what_is_there(
    recorded: Camera, began_at: datetime, asker: Agent, second: Agent
) -> None:
    step = made(recorded, asker, second, **of_stretch(began_at, 25.5, 36))
    files = files_of(step)
    manifest: dict[str, Any] = json.loads(files["manifest.json"])
    assert step.manifest.encode() == files["manifest.json"]
    (film,) = manifest["films"]
    assert datetime.fromisoformat(film["first_picture_at"]) == began_at + timedelta(seconds=25)
    assert datetime.fromisoformat(film["ends_at"]) == began_at + timedelta(seconds=36)
    assert (film["pictures"], film["pictures_before_the_stretch"]) == (275, 12)
    assert film["is_as_recorded"]
    assert [one["sha256"] for one in manifest["sources"]] == list(
        Segment.objects.order_by("began_at").values_list("file__sha256", flat=True)
    )
    assert manifest["gaps"] == []
    assert manifest["asked"]["by"], manifest["released"]["by"] == ("asker", "second")
    assert Entry.objects.get(pk=manifest["journal"]["entry"]).object_kind == "extract_making"
    rows = list(csv.DictReader(io.StringIO(files[film["times"]].decode())))
    times = [datetime.fromisoformat(row["at"]) for row in rows]
    assert times == [began_at + timedelta(seconds=(625 + n) / 25) for n in range(275)]


def test_package_is_a_stored_file_with_its_digest_and_nothing_is_left_beside_it(
    recorded: Camera, asker: Agent, second: Agent
) -> None:
    step = made(recorded, asker, second)
    stored = StoredFile.objects.get(what="exports")
    assert (stored.path, stored.sha256) == (step.package_path, step.package_sha256)
    assert digest(place_of(stored.path)) == stored.sha256
    exports = place_of(stored.path).parent
    assert [one for one in exports.rglob("*") if one.is_file()] == [place_of(stored.path)]
    entry = Entry.objects.get(object_kind="extract_made")
    assert (entry.camera, entry.detail["package_sha256"]) == (recorded.pk, stored.sha256)


def test_gap_within_the_stretch_is_told_and_makes_two_films(
    camera: Camera, began_at: datetime, asker: Agent, second: Agent, tmp_path: Path
) -> None:
    short = write_film(tmp_path / "short.mp4", 101)
    for after_s in (0, 20):
        record_film(camera, short, began_at + timedelta(seconds=after_s))
    step = made(camera, asker, second, **of_stretch(began_at, 1, 23))
    manifest = json.loads(step.manifest)
    assert [one["pictures"] for one in manifest["films"]] == [75, 75]
    (gap,) = manifest["gaps"]
    assert datetime.fromisoformat(gap["from"]) == began_at + timedelta(seconds=4)
    assert datetime.fromisoformat(gap["until"]) == began_at + timedelta(seconds=20)


def test_marked_film_shows_whose_it_is_in_each_picture(
    recorded: Camera, film: Path, began_at: datetime, asker: Agent, second: Agent
) -> None:
    stretch = of_stretch(began_at, 5, 8)
    step = made(recorded, asker, second, is_watermarked=True, **stretch)
    files = files_of(step)
    (name,) = [name for name in files if name.endswith(".mp4")]
    with av.open(str(film)) as plain, av.open(io.BytesIO(files[name])) as marked:
        before = [one.to_ndarray(format="gray") for one in plain.decode(video=0)][125:200]
        after = [one.to_ndarray(format="gray") for one in marked.decode(video=0)]
    assert len(after) == 75
    for one, other in zip(before, after, strict=True):
        changed = abs(other.astype(int) - one) > 25
        halves = changed[:54, :96], changed[:54, 96:], changed[54:, :96], changed[54:, 96:]
        assert all(half.sum() > 20 for half in halves)
    assert not json.loads(step.manifest)["films"][0]["is_as_recorded"]


def test_blurred_film_holds_no_coded_picture_of_the_camera(
    recorded: Camera, film: Path, began_at: datetime, asker: Agent, second: Agent
) -> None:
    stretch = of_stretch(began_at, 5, 8)
    step = made(recorded, asker, second, appearance=Appearance.BLURRED, **stretch)
    files = files_of(step)
    (name,) = [name for name in files if name.endswith(".mp4")]
    own = list(samples(files[name]))
    assert len(own) == 75
    assert not set(own) & set(sent(film))


def test_many_cameras_make_a_film_each(
    recorded: Camera, film: Path, began_at: datetime, asker: Agent, second: Agent
) -> None:
    south = Camera.objects.create(venue=recorded.venue, name="South gate", url="/b.mp4")
    record_film(south, film, began_at)
    step = made(recorded, asker, second, cameras=[recorded.pk, south.pk])
    films = json.loads(step.manifest)["films"]
    assert [one["camera"] for one in films] == [recorded.pk, south.pk]
    assert StoredFile.objects.get(what="exports").camera is None
    assert not verify(place_of(step.package_path)).wrong


def test_long_stretch_is_cut_without_doubling_or_losing_a_picture(
    recorded: Camera, film: Path, began_at: datetime, asker: Agent, second: Agent, monkeypatch: Any
) -> None:
    real = cutting.next_run
    calls: list[int] = []

    def small(camera_id: int, since: datetime, until: datetime) -> Any:
        calls.append(1)
        return real(camera_id, since, until, 20_000)

    monkeypatch.setattr(cutting, "next_run", small)
    step = made(recorded, asker, second, **of_stretch(began_at, 0, 40))
    files = files_of(step)
    (name,) = [name for name in files if name.endswith(".mp4")]
    assert len(calls) > 3
    assert list(samples(files[name])) == sent(film)[: len(list(samples(files[name])))]
    assert len(list(samples(files[name]))) >= 999


def test_nothing_recorded_makes_nothing(camera: Camera, asker: Agent, second: Agent) -> None:
    extract = asked(camera, asker)
    release(extract, second)
    assert not make(extract)
    assert state_after(extract.steps.all()) == State.EXPIRED
    assert not StoredFile.objects.filter(what="exports").exists()


@pytest.mark.parametrize("how", ["changed", "damaged", "away"])
def test_recording_that_is_not_as_it_was_is_named_and_nothing_is_signed(
    recorded: Camera, began_at: datetime, asker: Agent, second: Agent, how: str
) -> None:
    extract = asked(recorded, asker, **of_stretch(began_at, 25.5, 36))
    release(extract, second)
    segment = Segment.objects.select_related("file").order_by("began_at")[1]
    place = place_of(segment.file.path)
    before = place.read_bytes()
    if how == "away":
        place.unlink()
    else:
        at = 4 if how == "damaged" else len(before) - 9
        place.write_bytes(before[:at] + bytes([before[at] ^ 1]) + before[at + 1 :])
    assert not make(extract)
    assert Attempt.objects.get().named == segment.file.path
    assert state_after(extract.steps.all()) == State.RELEASED
    assert not StoredFile.objects.filter(what="exports").exists()
    place.write_bytes(before)
    assert make(extract)


def test_full_disk_is_told_and_tried_again(
    recorded: Camera, asker: Agent, second: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    extract = asked(recorded, asker)
    release(extract, second)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("command_center.extracts.package_files.pack", full)
        assert not make(extract)
    assert "No space left" in Attempt.objects.get().obstacle
    assert not [one for one in place_of("exports/x").parent.rglob("*") if one.is_file()]
    assert make(extract)
