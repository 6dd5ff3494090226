"""An extract of recordings that were moved to a bucket, and a package that was moved itself."""

import hashlib
from collections.abc import AsyncIterator, Iterator
from typing import Any, cast

import pytest
from asgiref.sync import async_to_sync
from django.test import Client
from django.utils import translation

from command_center.extracts.desk import release
from command_center.extracts.making import make
from command_center.extracts.models import Extract
from command_center.extracts.rows import obstacle_words
from command_center.extracts.step import StepKind
from command_center.people.models import Agent
from command_center.retention.bucket.bucket import AWAY
from command_center.retention.bucket.moving import move_due
from command_center.retention.folder import place_of
from command_center.retention.models import StoredFile
from command_center.venues.models import Camera
from tests.extracts.asking import asked
from tests.footage.s3_server import S3Server, later, s3_server

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def running() -> Iterator[S3Server]:
    with s3_server() as server:
        yield server


@pytest.fixture
def server(running: S3Server, settings: Any) -> Iterator[S3Server]:
    with running.with_bucket(settings) as server:
        yield server


def move_all() -> None:
    assert move_due(later())
    assert not StoredFile.objects.filter(moved_at=None).exists()


def test_extract_is_made_and_handed_over_from_the_bucket(
    server: S3Server, recorded: Camera, asker: Agent, second: Agent, client: Client
) -> None:
    move_all()
    extract = asked(recorded, asker)
    release(extract, second)
    server.go_away()
    assert not make(extract)
    with translation.override("en"):
        assert obstacle_words(Extract.objects.get().attempt) == AWAY
    server.come_back()
    assert make(extract)
    step = extract.steps.get(kind=StepKind.MADE)
    whole = place_of(step.package_path).read_bytes()
    move_all()
    assert not place_of(step.package_path).exists()
    client.force_login(asker)
    answer = client.get(f"/extracts/{extract.pk}/package.zip")
    assert answer.status_code == 200
    assert read(answer) == whole
    assert hashlib.sha256(whole).hexdigest() == step.package_sha256
    server.go_away()
    refused = client.get(f"/extracts/{extract.pk}/package.zip", headers={"accept-language": "en"})
    assert (refused.status_code, refused.text) == (503, AWAY)


def read(answer: Any) -> bytes:
    async def all_of() -> bytes:
        chunks = cast(AsyncIterator[bytes], answer.streaming_content)
        return b"".join([chunk async for chunk in chunks])

    return async_to_sync(all_of)()
