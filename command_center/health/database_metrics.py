"""What Prometheus is told from the database; nothing of it while that is away."""

from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily, Metric

from command_center.leases.models import Worker
from command_center.leases.placement import held
from command_center.retention.metrics import retention_metrics
from command_center.streams.camera_states import ALARMING
from command_center.streams.present_states import states
from command_center.venues.models import Camera

STATES = ("starting", "live", "calibrating", "unpermitted", *sorted(ALARMING))


def database_metrics() -> Iterator[Metric]:
    yield _camera_states()
    yield _camera_cores()
    yield _workers_seen()
    yield from retention_metrics()


def _camera_states() -> Metric:
    """All are 0 where it is not known: while Redis is away."""
    gauge = GaugeMetricFamily(
        "vigie_camera_state",
        "1 for the state in which the camera is.",
        labels=["camera", "name", "state"],
    )
    cameras = Camera.objects.filter(is_enabled=True).values_list("pk", "name")
    for (pk, name), told in zip(cameras, states([pk for pk, _ in cameras]), strict=True):
        for state in STATES:
            gauge.add_metric([str(pk), name, state], float(state == told.state))
    return gauge


def _camera_cores() -> Metric:
    gauge = GaugeMetricFamily(
        "vigie_camera_cores",
        "Cores that watching it takes, of its worker's.",
        labels=["camera", "name", "worker"],
    )
    for pk, name, worker, cost in held().values_list("camera", "camera__name", "worker", "cost"):
        gauge.add_metric([str(pk), name, worker], cost)
    return gauge


def _workers_seen() -> Metric:
    gauge = GaugeMetricFamily(
        "vigie_worker_last_seen_timestamp_seconds",
        "When it said last that it lives; one that was shut down is forgotten.",
        labels=["worker"],
    )
    for name, seen_at in Worker.objects.values_list("name", "seen_at"):
        gauge.add_metric([name], seen_at.timestamp())
    return gauge
