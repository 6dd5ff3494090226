"""What the interface for programs bears: alerts listed by a token, beside the page's own rows.

    python -m tests.bench.api [--seconds 10] [--alerts 200] [--at-once 4]

One Daphne on a PostgreSQL and a Redis of their own; as many connections as `--at-once` ask for the
newest alerts one after the other. The page's rows (`/alerts/rows`, 200 of them) are asked in the
same run, in turns of a second, since the machine may be busier at one time than at another.
"""

import argparse
import os
import statistics
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.bench.own_servers import own_servers

TURN_S = 1.0
PATIENCE_S = 60.0
"""An answer that is not waited for would not be counted, and the others look quick."""


@dataclass
class Asked:
    """Of one way to ask: seconds that each answer took, and for how long was asked at all."""

    took_s: list[float] = field(default_factory=list)
    for_s: float = 0.0
    bytes: int = 0

    def told(self, name: str) -> str:
        quick, slow = statistics.median(self.took_s), statistics.quantiles(self.took_s, n=20)[-1]
        return (
            f"{name:<34} {len(self.took_s) / self.for_s:7.1f} requests/s, "
            f"{1000 * quick:6.1f} ms median, {1000 * slow:6.1f} ms p95, {self.bytes // 1000} kB"
        )


def main() -> None:
    given = _arguments()
    with own_servers("api", SECOND_FACTOR_FORCED="0", API_REQUESTS_PER_MINUTE="1000000"):
        _measure(given)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=10, help="for each way")
    parser.add_argument("--alerts", type=int, default=200)
    parser.add_argument("--at-once", type=int, default=4)
    return parser.parse_args()


def _measure(given: argparse.Namespace) -> None:
    from tests.bench.journal_page import _prepared
    from tests.daphne import daphne

    client, _pages = _prepared(4, given.alerts)
    ways = {
        "/alerts/rows, a page's session": ("/alerts/rows", _session(client)),
        "/api/v1/alerts?limit=200": ("/api/v1/alerts?limit=200", _bearer()),
        "/api/v1/alerts?limit=50": ("/api/v1/alerts?limit=50", _bearer()),
    }
    found = {name: Asked() for name in ways}
    with daphne() as web:
        for turn in range(given.seconds + 1):
            for name, (path, headers) in ways.items():
                url = f"http://localhost:{web.port}{path}"
                asked = Asked() if turn == 0 else found[name]  # the first one warms
                _ask_for(TURN_S, given.at_once, url, headers, asked)
    print(f"{given.alerts} alerts, {given.at_once} at once, load {os.getloadavg()[0]:.1f}")
    for name, asked in found.items():
        print(asked.told(name))


def _ask_for(
    seconds: float, at_once: int, url: str, headers: Mapping[str, str], asked: Asked
) -> None:
    began_s = time.perf_counter()

    def ask() -> None:
        with httpx.Client(headers=dict(headers), timeout=PATIENCE_S) as http:
            while (at_s := time.perf_counter()) < began_s + seconds:
                answer = http.get(url)
                assert answer.status_code == 200, answer
                asked.took_s.append(time.perf_counter() - at_s)
                asked.bytes = len(answer.content)

    _together([ask] * at_once)
    asked.for_s += time.perf_counter() - began_s


def _together(works: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=work) for work in works]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def _session(client: Any) -> dict[str, str]:
    return {"cookie": "; ".join(f"{one.key}={one.value}" for one in client.cookies.values())}


def _bearer() -> dict[str, str]:
    from command_center.people.models import Agent
    from tests.api.asking import token_of

    _token, secret = token_of(Agent.objects.get(username="bench"), ["alerts:read"])
    return {"authorization": f"Bearer {secret}"}


if __name__ == "__main__":
    main()
