"""All that Prometheus is told by this web process."""

import shutil
from collections.abc import Iterator, Mapping

from django.conf import settings
from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from command_center.health.also_told import other_metrics
from command_center.health.camera_metrics import camera_metrics
from command_center.health.database_metrics import database_metrics
from command_center.health.parts import known_parts
from command_center.health.readings import (
    beat_is_alive,
    camera_figures,
    queue_lengths,
    worker_figures,
)
from command_center.health.worker_metrics import worker_metrics
from command_center.streams import relayed


class SiteCollector(Collector):
    """Reads anew at each scrape."""

    def collect(self) -> Iterator[Metric]:
        known = known_parts()
        yield _parts(known)
        yield from camera_metrics(camera_figures())
        yield from worker_metrics(worker_figures())
        if known.get("migrations"):
            yield from database_metrics()
            yield from other_metrics()
        yield _queues()
        free_bytes = shutil.disk_usage(settings.STATE_DIR).free
        text = "Free on the disk of this web process's STATE_DIR."
        yield GaugeMetricFamily("vigie_web_disk_free_bytes", text, value=free_bytes)


def _parts(known: Mapping[str, bool]) -> Metric:
    gauge = GaugeMetricFamily("vigie_part_up", "1 where this part is there.", labels=["part"])
    for part, is_there in {**known, "beat": beat_is_alive()}.items():
        gauge.add_metric([part], float(is_there))
    return gauge


def _queues() -> Metric:
    gauge = GaugeMetricFamily(
        "vigie_queue_messages", "Messages that wait in Celery's queue.", labels=["queue"]
    )
    for queue, length in queue_lengths().items():
        gauge.add_metric([queue], length)
    return gauge


registry = CollectorRegistry()
registry.register(SiteCollector())
registry.register(relayed.viewers)
registry.register(relayed.sent_bytes)
ProcessCollector(namespace="vigie_web", registry=registry)
