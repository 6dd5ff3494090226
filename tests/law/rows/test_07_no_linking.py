"""Row 7: no linking with other files (Décret, art. 2): few files can open a connection, and where
they lead is in `docs/network.md`."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

ROOT = Path(__file__).parents[3]
OPENING = {
    *("socket", "ssl", "http", "urllib", "ftplib", "smtplib", "telnetlib", "xmlrpc", "imaplib"),
    *("requests", "httpx", "aiohttp", "websockets", "websocket", "urllib3", "paramiko", "boto3"),
    *("paho", "grpc", "ldap3", "pymongo", "sqlalchemy", "mysql", "psycopg2", "twisted"),
}
HARMLESS = {"http.HTTPStatus", "urllib.parse", "twisted.web"}
"""Parse, or serve; nothing is opened by them."""

ALLOWED = {
    "command_center/notifications/receivers.py": "httpx: judges the addresses of receivers",
    "command_center/notifications/running.py": "socket: the name of this machine",
    "command_center/notifications/senders/authority.py": "ssl: whom TLS trusts",
    "command_center/notifications/senders/email.py": "the mail server of the house",
    "command_center/notifications/senders/mqtt.py": "brokers that an administrator lists",
    "command_center/notifications/senders/webhook.py": "receivers that an administrator lists",
    "command_center/retention/bucket/bucket.py": "boto3: its errors only",
    "command_center/retention/bucket/storage.py": "the bucket of footage, where one is named",
    "command_center/retention/storage_watch.py": "socket: the name of this machine",
    "command_center/register/loading.py": "socket: the name of this machine",
    "detection/fetch_model.py": "a detection model, fetched by who operates the site",
    "detection/source/address.py": "httpx: the errors of an address only",
    "detection/source/http_calls.py": "cameras, each address judged first",
    "detection/source/http_camera.py": "cameras over HTTP, each address judged first",
    "detection/source/networks.py": "socket: looks names of cameras up, and judges addresses",
    "detection/source/onvif/caller.py": "the device that an administrator names",
    "detection/source/onvif/discovery.py": "multicast on the local network",
}


def opening(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            is_harmless = any(name.startswith(one) for one in HARMLESS)
            if name.split(".")[0] in OPENING and not is_harmless:
                yield name


def test_only_these_files_can_open_a_connection() -> None:
    files = [
        file for room in ("detection", "command_center") for file in (ROOT / room).rglob("*.py")
    ]
    found = {file.relative_to(ROOT).as_posix(): set(opening(file)) for file in files}
    assert {path for path, names in found.items() if names} <= set(ALLOWED)


def test_the_search_finds_what_it_is_for(tmp_path: Path) -> None:
    file = tmp_path / "spy.py"
    file.write_text("from urllib.request import urlopen\nimport socket\nimport urllib.parse\n")
    assert set(opening(file)) == {"urllib.request.urlopen", "socket"}


def test_films_and_streams_are_opened_in_one_place() -> None:
    for room in ("detection", "command_center"):
        for file in (ROOT / room).rglob("*.py"):
            for call in ast.walk(ast.parse(file.read_text())):
                is_open = isinstance(call, ast.Call) and ast.unparse(call.func) == "av.open"
                if is_open and file.name != "address.py":
                    assert '"w"' in ast.unparse(call).replace("'", '"'), file


def test_every_destination_is_in_the_network_policy() -> None:
    policy = (ROOT / "docs" / "network.md").read_text()
    for path in (
        "detection/fetch_model.py",
        "detection/source/onvif/",
        "detection/source/address.py",
    ):
        assert path in policy


@pytest.mark.django_db
def test_pages_let_a_browser_talk_to_no_other_server(client: Client) -> None:
    policy = client.get("/sign-in").headers["content-security-policy"]
    sources = {word for part in policy.split(";") for word in part.split()[1:]}
    assert sources <= {"'self'", "'none'", "data:", "blob:"}


def test_starting_the_product_opens_no_connection() -> None:
    """Python itself tells of each: all modules are loaded, and the pages' addresses resolved."""
    program = """
import sys
opened = []
def hear(event, given):
    if event in {"socket.connect", "socket.getaddrinfo", "urllib.Request"}:
        opened.append((event, str(given)))
sys.addaudithook(hear)
import os, importlib, pkgutil
os.environ["DJANGO_SETTINGS_MODULE"] = "command_center.settings"
import django
django.setup()
import command_center, detection
for room in (command_center, detection):
    for one in pkgutil.walk_packages(room.__path__, room.__name__ + "."):
        importlib.import_module(one.name)
from django.urls import reverse
reverse("wall")
print(opened)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
