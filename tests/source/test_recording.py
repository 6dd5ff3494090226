from pathlib import Path

import pytest

from detection.source.address import SourceError
from detection.source.recording import Recording
from tests.films import number_of, write_film, write_film_with_sound


@pytest.mark.parametrize(
    ("codec", "suffix", "b_frames"),
    [("libx264", "mp4", 0), ("libx264", "mp4", 2), ("mpeg4", "avi", 0), ("libx264", "mkv", 2)],
)
def test_recording_gives_every_picture_at_its_time(
    tmp_path: Path, codec: str, suffix: str, b_frames: int
) -> None:
    film = write_film(tmp_path / f"film.{suffix}", 30, codec=codec, b_frames=b_frames)
    frames = list(Recording(film, 25))
    assert [number_of(frame.image) for frame in frames] == list(range(30))
    assert [frame.pts for frame in frames] == [3600 * n for n in range(30)]


def test_recording_gives_only_what_is_to_be_analysed(tmp_path: Path) -> None:
    frames = list(Recording(write_film(tmp_path / "film.mp4", 50), 5))
    assert [number_of(frame.image) for frame in frames] == list(range(0, 50, 5))


def test_recording_knows_how_long_it_lasts(tmp_path: Path) -> None:
    assert Recording(write_film(tmp_path / "film.mp4", 50), 5).duration_s == pytest.approx(2)


def test_recording_reads_no_sound(tmp_path: Path) -> None:
    frames = list(Recording(write_film_with_sound(tmp_path / "film.mp4", 50), 25))
    assert len(frames) == 50


def test_recording_survives_damage_and_counts_it(tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mp4", 100, keyframe_every=10)
    content = bytearray(film.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 400] = bytes(range(200)) * 2
    film.write_bytes(content)
    recording = Recording(film, 25)
    numbers = [number_of(frame.image) for frame in recording]
    assert {0, 99} <= set(numbers)
    assert len(numbers) > 50


def test_recording_cut_short_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mkv", 100)
    film.write_bytes(film.read_bytes()[: film.stat().st_size * 2 // 3])
    assert len(list(Recording(film, 25))) > 40


def test_recording_without_a_picture_in_it_is_refused(tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mkv", 10)
    content = film.read_bytes()
    film.write_bytes(content[: content.index(b"\x1f\x43\xb6\x75")])  # before the first cluster
    with pytest.raises(SourceError, match="no picture in it|not a video"):
        list(Recording(film, 25))
