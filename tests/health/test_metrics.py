"""The metrics, read back by Prometheus' own parser."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from command_center.leases.lease import Lease
from command_center.people.models import Agent
from command_center.streams.redis_client import client as redis_client
from command_center.venues.models import Camera
from tests.health.told import WORKER, tell_figures, tell_state, tell_worker

TOKEN = "0f2c9d1e" * 4
SCRAPER = {"authorization": f"Bearer {TOKEN}"}
Labels = frozenset[tuple[str, str]]


@pytest.fixture(autouse=True)
def _token(settings: Any) -> None:
    settings.METRICS_TOKEN = TOKEN


@pytest.fixture
def site(camera: Camera, lease: Lease, tmp_path: Path) -> Camera:
    """One worker that watches one camera."""
    tell_state(camera, "live")
    tell_figures(camera)
    tell_worker(tmp_path)
    return camera


def samples(client: Client) -> dict[tuple[str, Labels], float]:
    answer = client.get("/metrics", headers=SCRAPER)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain")
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def labelled(**labels: object) -> Labels:
    return frozenset((name, str(value)) for name, value in labels.items())


def test_each_camera_is_told_with_its_worker(client: Client, site: Camera) -> None:
    told, which = samples(client), labelled(camera=site.pk, name=site.name, worker=WORKER)
    assert told["vigie_camera_frames_received_total", which] == 250
    assert told["vigie_camera_frames_analysed_total", which] == 50
    assert told["vigie_camera_frames_skipped_total", which] == 3
    assert told["vigie_camera_reconnects_total", which] == 2
    assert told["vigie_camera_received_frames_per_second", which] == 25
    assert told["vigie_camera_cores", which] == pytest.approx(0.1)


def test_durations_are_cumulative_histograms(client: Client, site: Camera) -> None:
    told, which = samples(client), labelled(camera=site.pk, name=site.name, worker=WORKER)

    def until(bound: str) -> float:
        return told["vigie_camera_analysis_seconds_bucket", which | labelled(le=bound)]

    assert (until("0.025"), until("0.05"), until("2.5"), until("+Inf")) == (0, 50, 50, 50)
    assert told["vigie_camera_analysis_seconds_count", which] == 50
    assert told["vigie_camera_analysis_seconds_sum", which] == pytest.approx(2.0)
    assert told["vigie_camera_alert_delay_seconds_count", which] == 1


def test_camera_is_in_one_state(client: Client, site: Camera) -> None:
    told = samples(client)
    states = {
        dict(labels)["state"]: value
        for (name, labels), value in told.items()
        if name == "vigie_camera_state"
    }
    assert [state for state, value in states.items() if value] == ["live"]
    assert {"offline", "late", "frozen", "unpermitted"} <= states.keys()


def test_camera_that_nobody_watches_is_offline(client: Client, camera: Camera) -> None:
    offline = labelled(camera=camera.pk, name=camera.name, state="offline")
    assert samples(client)["vigie_camera_state", offline] == 1


def test_each_worker_is_told(client: Client, site: Camera) -> None:
    told, which = samples(client), labelled(worker=WORKER)
    assert told["vigie_worker_resident_memory_bytes", which] > 1_000_000
    assert told["vigie_worker_cpu_seconds_total", which] > 0
    assert told["vigie_worker_spool_files", which] == 0
    assert told["vigie_worker_disk_free_bytes", which] > 0
    assert told["vigie_worker_last_seen_timestamp_seconds", which] > 1_700_000_000


@pytest.mark.django_db
def test_waiting_messages_are_counted(client: Client) -> None:
    redis_client().rpush("cpu", "one", "two")
    told = samples(client)
    assert told["vigie_queue_messages", labelled(queue="cpu")] == 2
    assert told["vigie_queue_messages", labelled(queue="gpu")] == 0


@pytest.mark.django_db
def test_metrics_are_told_without_redis(client: Client, settings: Any) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    told = samples(client)
    assert told["vigie_part_up", labelled(part="redis")] == 0
    assert told["vigie_part_up", labelled(part="database")] == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "brought", ["Bearer wrong", "Bearer ", "Bearer", f"Basic {TOKEN}", TOKEN, ""]
)
def test_wrong_token_is_refused(client: Client, brought: str) -> None:
    answer = client.get("/metrics", headers={"authorization": brought})
    assert (answer.status_code, answer.content) == (401, b"")


@pytest.mark.django_db
def test_no_token_is_refused(client: Client) -> None:
    assert client.get("/metrics").status_code == 401


@pytest.mark.django_db
@pytest.mark.parametrize("brought", ["Bearer ", "Bearer", f"Bearer {TOKEN}"])
def test_no_token_serves_where_none_is_set(client: Client, settings: Any, brought: str) -> None:
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"authorization": brought}).status_code == 401


def test_people_need_the_right(client: Client, stranger: Agent) -> None:
    client.force_login(stranger)
    answer = client.get("/metrics")
    assert answer.status_code == 403
    assert "vigie_" not in answer.text


def test_person_with_the_right_reads_them(client: Client, technician: Agent) -> None:
    assert "vigie_part_up" in client.get("/metrics").text
