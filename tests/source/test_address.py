import socket
from pathlib import Path

import pytest

from detection.source.address import Cause, SourceError, open_source, shown
from tests.films import write_film


def refusal(address: str) -> SourceError:
    with pytest.raises(SourceError) as caught:
        open_source(address)
    return caught.value


def test_text_file_is_no_video(tmp_path: Path) -> None:
    file = tmp_path / "notes.mp4"
    file.write_text("not a film")
    error = refusal(str(file))
    assert error.cause is Cause.NOT_VIDEO
    assert f"{file} is not a video" in str(error)


def test_zero_byte_film_is_named(tmp_path: Path) -> None:
    file = tmp_path / "empty.mp4"
    file.touch()
    error = refusal(str(file))
    assert error.cause is Cause.EMPTY
    assert f"{file} is empty" in str(error)


def test_missing_file_is_named(tmp_path: Path) -> None:
    assert refusal(str(tmp_path / "gone.mp4")).cause is Cause.NOT_FOUND


def test_film_without_a_picture_is_refused(tmp_path: Path) -> None:
    import wave

    file = tmp_path / "sound.wav"
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(16_000))
    assert "holds no video stream" in str(refusal(str(file)))


def test_unreachable_camera_says_what_to_do_and_no_password() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    error = refusal(f"rtsp://agent:hunter2@127.0.0.1:{port}/live?token=hunter2")
    assert error.cause is Cause.UNREACHABLE
    assert f"rtsp://127.0.0.1:{port}/live cannot be opened" in str(error)
    assert "check that the camera is on" in str(error)
    assert "hunter2" not in str(error)
    assert error.__cause__ is None


def test_unknown_scheme_names_the_known_ones() -> None:
    error = refusal("gopher://camera/1")
    assert error.cause is Cause.UNKNOWN_SCHEME
    assert "rtsp://" in str(error)


def test_webcam_without_a_number_is_refused() -> None:
    assert "webcam:0" in str(refusal("webcam:front"))


def test_webcam_that_is_not_there_is_unreachable() -> None:
    assert refusal("webcam:99").cause is Cause.UNREACHABLE


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("rtsp://a:b@cam:554/x?y=z", "rtsp://cam:554/x"),
        ("https://cam/x", "https://cam/x"),
        ("/films/a b.mp4", "/films/a b.mp4"),
    ],
)
def test_address_is_shown_without_what_is_secret(address: str, expected: str) -> None:
    assert shown(address) == expected


def test_film_with_a_strange_name_is_opened(tmp_path: Path) -> None:
    film = write_film(tmp_path / "a:b é?.mp4", pictures=2)
    with open_source(str(film)) as container:
        assert container.streams.video
