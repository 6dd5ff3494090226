"""A camera's password opens the camera, and comes out nowhere."""

import logging
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from django.test import Client

from command_center.backups.dumping import dump
from command_center.backups.installation import server_version
from command_center.backups.programs import find_program
from command_center.people.models import Agent
from command_center.streams.redis_client import client as redis_client
from command_center.urls import urlpatterns
from command_center.venues.models import Camera
from command_center.venues.versions import changing
from tests.films import write_film
from tests.people.trained import trained
from tests.rtsp import PASSWORD, USER, RtspServer, skip_without_gstreamer, write_certificate
from tests.streams.watching import Watching
from tests.waiting import wait_until

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def camera_with_password(camera: Camera, tmp_path: Path) -> Iterator[Camera]:
    skip_without_gstreamer()
    film = write_film(tmp_path / "film.mp4", 1000)
    with RtspServer(film, write_certificate(tmp_path)) as server:
        camera.url = server.url
        camera.save()
        yield camera


@pytest.fixture
def administrator(client: Client) -> Agent:
    agent = Agent.objects.create_superuser("root", password="correct horse battery")
    client.force_login(agent)
    return trained(agent)


def held(camera: Camera, client: Client) -> Iterator[tuple[str, str]]:
    """Each place where it could come out, and what is there."""
    for pattern in urlpatterns:
        address = "/" + re.sub(r"<int:\w+>", str(camera.pk), str(pattern.pattern))
        yield address, client.get(address).content.decode(errors="replace")
    for process in psutil.process_iter(["cmdline"]):
        yield "processes", " ".join(process.info["cmdline"] or [])
    yield "Redis", str(_all_of_redis())
    yield "backup", _backup()


def _all_of_redis() -> list[Any]:
    redis = redis_client()
    return [redis.dump(key) for key in redis.scan_iter()]


def _backup() -> str:
    """As SQL: in the archive itself everything is compressed."""
    reader = [find_program("pg_restore", server_version()), "--file=-"]
    done = subprocess.run(reader, input=b"".join(dump()), capture_output=True, check=True)
    return done.stdout.decode()


def test_password_is_in_no_page_log_process_queue_or_backup(
    camera_with_password: Camera,
    client: Client,
    administrator: Agent,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    camera = camera_with_password
    with changing(camera.pk, None, administrator, "twice as often") as locked:
        locked.analysed_per_s = 10
        locked.save()
    with Watching(camera) as watching:
        wait_until(lambda: watching.keyframes(), 20)  # the password is the right one
        places = list(held(camera, client))
    assert [place for place, text in places if PASSWORD in text] == []
    assert any(camera.name in text for place, text in places if place == "backup")
    assert PASSWORD not in caplog.text + str(capfd.readouterr())


def test_password_is_in_no_error(
    camera: Camera, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """Nobody is at that address; both FFmpeg and the watch say so."""
    caplog.set_level(logging.DEBUG)
    camera.url = f"rtsp://{USER}:{PASSWORD}@127.0.0.1:9/pass={PASSWORD}_live?token={PASSWORD}"
    camera.save()
    with Watching(camera) as watching:
        wait_until(lambda: watching.state()[0] == "offline", 20)
    assert "127.0.0.1:9" in caplog.text
    assert PASSWORD not in caplog.text + str(capfd.readouterr()) + str(_all_of_redis())
