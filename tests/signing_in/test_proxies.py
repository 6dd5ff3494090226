"""Whose address a request has, behind proxies."""

from typing import Any

import pytest

from command_center.proxies import behind_proxies, visitor


@pytest.mark.parametrize(
    ("passed", "proxies", "address"),
    [
        ("192.0.2.7", 1, "192.0.2.7"),
        ("203.0.113.9, 192.0.2.7", 1, "192.0.2.7"),  # the first one is what the visitor wrote
        ("203.0.113.9, 192.0.2.7, 10.0.0.1", 2, "192.0.2.7"),
        ("192.0.2.7", 2, None),
        ("192.0.2.7", 0, None),
        ("", 1, None),
    ],
)
def test_only_what_trusted_proxies_added_counts(
    passed: str, proxies: int, address: str | None
) -> None:
    assert visitor({b"x-forwarded-for": passed.encode()}, proxies) == address


@pytest.mark.parametrize(("proxies", "client"), [(1, "192.0.2.7"), (0, "127.0.0.1")])
async def test_program_sees_the_visitor(settings: Any, proxies: int, client: str) -> None:
    settings.TRUSTED_PROXIES = proxies
    seen = {}

    async def program(scope: Any, receive: Any, send: Any) -> None:
        seen.update(scope)

    headers = [(b"x-forwarded-for", b"192.0.2.7")]
    await behind_proxies(program)({"client": ["127.0.0.1", 5], "headers": headers}, None, None)
    assert seen["client"][0] == client
