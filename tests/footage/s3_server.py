"""A real S3 server on a port of this machine, which can be away for a while."""

import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import boto3
from botocore.config import Config
from django.utils import timezone
from moto.server import ThreadedMotoServer

from command_center.retention.bucket.moving import LOCAL_FOR
from tests.ports import free_port

BUCKET = "vigie-footage"
REGION = "eu-west-3"
KEYS = {"access_key": "vigie", "secret_key": "a secret of the bucket"}


class S3Server:
    """What it holds stays while it is away: it comes back on the same port."""

    def __init__(self) -> None:
        self._port = free_port()
        self.endpoint = f"http://127.0.0.1:{self._port}"
        self._server: Any = None
        self.client: Any = boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            region_name=REGION,
            aws_access_key_id=KEYS["access_key"],
            aws_secret_access_key=KEYS["secret_key"],
            config=Config(s3={"addressing_style": "path"}),
        )
        self.come_back()

    @property
    def storage(self) -> dict[str, Any]:
        """As the environment gives it to Django's settings."""
        options = {"bucket_name": BUCKET, "endpoint_url": self.endpoint, "region_name": REGION}
        backend = "command_center.retention.bucket.storage.FootageStorage"
        return {"BACKEND": backend, "OPTIONS": {**options, **KEYS}}

    def come_back(self) -> None:
        if self._server is None:
            self._server = ThreadedMotoServer("127.0.0.1", self._port, verbose=False)
            self._server.start()

    def go_away(self) -> None:
        self._server.stop()
        self._server._server.server_close()
        self._server = None

    def ask_for_keys(self, asks: bool) -> None:
        """From now on only keys that it knows are let in, and it knows none."""
        after = b"0" if asks else b"inf"
        address, plain = f"{self.endpoint}/moto-api/reset-auth", {"Content-Type": "text/plain"}
        request = urllib.request.Request(address, after, plain)
        with urllib.request.urlopen(request):
            pass

    def held(self) -> dict[str, bytes]:
        """All objects."""
        found = self.client.list_objects_v2(Bucket=BUCKET).get("Contents", [])
        return {
            one["Key"]: self.client.get_object(Bucket=BUCKET, Key=one["Key"])["Body"].read()
            for one in found
        }

    @contextmanager
    def with_bucket(self, settings: Any) -> Iterator["S3Server"]:
        """An empty one, where the footage goes."""
        where = {"LocationConstraint": REGION}
        self.client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration=where)
        settings.STORAGES = {**settings.STORAGES, "footage": self.storage}
        try:
            yield self
        finally:
            self.come_back()
            request = urllib.request.Request(f"{self.endpoint}/moto-api/reset", method="POST")
            with urllib.request.urlopen(request):
                pass


@contextmanager
def s3_server() -> Iterator[S3Server]:
    server = S3Server()
    try:
        yield server
    finally:
        server.go_away()


def later() -> datetime:
    """When what is stored now is due to go to the bucket."""
    return timezone.now() + LOCAL_FOR + timedelta(seconds=1)
