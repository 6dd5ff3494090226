"""The files of deploy/: they name only what there is."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client
from django.urls import reverse

from command_center.leases.lease import Lease
from command_center.people.models import Agent
from command_center.venues.models import Camera
from tests.health.told import tell_figures, tell_state, tell_worker

DEPLOY = Path(__file__).parents[2] / "deploy"
BOARD: dict[str, Any] = json.loads((DEPLOY / "grafana" / "vigie.json").read_text())
NAME = re.compile(r"\bvigie_\w+")
STATE = re.compile(r'state=~"([^"]*)"')


def expressions() -> Iterator[str]:
    for panel in BOARD["panels"]:
        yield from (target["expr"] for target in panel["targets"])
    for variable in BOARD["templating"]["list"]:
        if variable["type"] == "query":
            yield variable["query"]["query"]


@pytest.fixture
def exported(
    client: Client, technician: Agent, camera: Camera, lease: Lease, tmp_path: Path
) -> str:
    tell_state(camera, "live")
    tell_figures(camera)
    tell_worker(tmp_path)
    return client.get("/metrics").text


def test_dashboard_shows_only_metrics_that_exist(exported: str) -> None:
    names = {line.split("{")[0].split(" ")[0] for line in exported.splitlines()} - {"#"}
    shown = {name for expression in expressions() for name in NAME.findall(expression)}
    assert len(shown) > 15
    assert shown <= names


def test_dashboard_looks_for_states_that_exist(exported: str) -> None:
    for expression in expressions():
        for state in (word for found in STATE.findall(expression) for word in found.split("|")):
            assert f'state="{state}"' in exported


def test_panels_of_the_dashboard_lie_beside_each_other() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in BOARD["panels"]:
        at = panel["gridPos"]
        places = {(at["x"] + x, at["y"] + y) for x in range(at["w"]) for y in range(at["h"])}
        assert not places & taken
        assert max(x for x, _ in places) < 24
        taken |= places


def test_prometheus_is_sent_to_the_metrics_with_a_token() -> None:
    (job,) = yaml.safe_load((DEPLOY / "prometheus" / "prometheus.yml").read_text())[
        "scrape_configs"
    ]
    assert job["metrics_path"] == reverse("metrics")
    assert job["authorization"]["type"] == "Bearer"
