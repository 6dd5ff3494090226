"""Debian's mosquitto as a process of its own, with a file of passwords."""

import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion

from tests.notifications.house_authority import HouseAuthority, house_authority
from tests.ports import free_port
from tests.waiting import wait_until

USER, PASSWORD = "vigie", "s3cret-broker"
MOSQUITTO = shutil.which("mosquitto", path="/usr/sbin:/usr/local/sbin:/usr/bin:/opt/bin")


def skip_without_mosquitto() -> None:
    if MOSQUITTO is None or shutil.which("mosquitto_passwd") is None:
        pytest.skip("no mosquitto here: apt-get install mosquitto to try MQTT against a real one")


@dataclass
class Broker:
    """`heard`: topic, payload and whether it was kept, as its own listener hears them. At
    `tls_port` it shows a certificate of `authority`."""

    folder: Path
    port: int
    process: "subprocess.Popen[bytes] | None" = None
    heard: list[tuple[str, bytes, bool]] = field(default_factory=list)
    tls_port: int = field(default_factory=free_port)
    authority: HouseAuthority | None = None

    @property
    def address(self) -> str:
        return f"mqtt://127.0.0.1:{self.port}"

    def start(self) -> None:
        assert MOSQUITTO
        command = [MOSQUITTO, "-c", str(self.folder / "mosquitto.conf")]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log)
        wait_until(self._listens, 10)

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(10)
            self.process = None

    def payloads(self, topic: str) -> list[bytes]:
        return [payload for heard, payload, _kept in self.heard if heard == topic]

    def _listens(self) -> bool:
        with suppress(OSError):
            connection = Client(CallbackAPIVersion.VERSION2, "probe")
            connection.username_pw_set(USER, PASSWORD)
            connection.connect("127.0.0.1", self.port)
            connection.disconnect()
            return True
        return False


@contextmanager
def broker() -> Iterator[Broker]:
    skip_without_mosquitto()
    with tempfile.TemporaryDirectory(prefix="vigie-broker-") as folder:
        one = Broker(Path(folder), free_port())
        _configure(one)
        one.start()
        try:
            yield one
        finally:
            one.stop()


@contextmanager
def listening(to: Broker, name: str = "listener") -> Iterator[None]:
    """Hears everything, and comes back when the broker does."""
    client = Client(CallbackAPIVersion.VERSION2, name)
    client.username_pw_set(USER, PASSWORD)
    client.reconnect_delay_set(0.1, 0.5)
    subscribed = threading.Event()
    client.on_connect = lambda *_: client.subscribe("#", 1)
    client.on_subscribe = lambda *_: subscribed.set()

    def hear(_client: Any, _data: Any, message: MQTTMessage) -> None:
        to.heard.append((message.topic, message.payload, message.retain))

    client.on_message = hear
    client.connect("127.0.0.1", to.port)
    client.loop_start()
    assert subscribed.wait(10)
    try:
        yield
    finally:
        client.disconnect()
        client.loop_stop()


def _configure(one: Broker) -> None:
    passwords = one.folder / "passwords"
    subprocess.run(["mosquitto_passwd", "-b", "-c", str(passwords), USER, PASSWORD], check=True)
    passwords.chmod(0o644)
    one.folder.chmod(0o755)
    one.authority = house_authority(one.folder)
    one.authority.key.chmod(0o644)
    lines = [
        f"listener {one.port} 127.0.0.1",
        "allow_anonymous false",
        f"password_file {passwords}",
        "persistence false",
        f"listener {one.tls_port} 127.0.0.1",
        f"certfile {one.authority.certificate}",
        f"keyfile {one.authority.key}",
    ]
    (one.folder / "mosquitto.conf").write_text("\n".join(lines) + "\n")
