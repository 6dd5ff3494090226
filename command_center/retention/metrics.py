"""What Prometheus is told of erasure."""

from collections.abc import Iterator

from django.db.models import Min
from prometheus_client.core import GaugeMetricFamily, Metric

from command_center.retention.disk_watch import disk_watch
from command_center.retention.last_erasure import last_erasure
from command_center.retention.stock import Stock
from command_center.retention.storage_watch import lost_storages


def retention_metrics() -> Iterator[Metric]:
    last = last_erasure()
    if last.ended_at:
        text = "When erasure last ran to its end."
        ended_s = last.ended_at.timestamp()
        yield GaugeMetricFamily("vigie_erasure_ended_timestamp_seconds", text, value=ended_s)
    text = "What should have been erased already, by the last run."
    yield GaugeMetricFamily("vigie_erasure_overdue", text, value=last.overdue)
    text = "Files that cannot be erased, by the last run."
    yield GaugeMetricFamily("vigie_erasure_obstacles", text, value=len(last.obstacles))
    text = "Folders of footage that are not the storage that they were, as workers see them."
    yield GaugeMetricFamily("vigie_footage_storage_lost", text, value=len(lost_storages()))
    yield from _disk_metrics()


def _disk_metrics() -> Iterator[Metric]:
    """As it was seen last; nothing before it was."""
    watch = disk_watch()
    if watch.at is None:
        return
    told = {
        "bytes": ("What all files with images take.", watch.footage_bytes),
        "capacity_bytes": ("What they may take.", watch.capacity_bytes),
        "free_bytes": ("Free on the disk of footage.", watch.free_bytes),
        "bytes_per_day": ("What recording takes at the present rate.", watch.bytes_per_day),
        "needed_bytes": ("What footage comes to take under the rules.", watch.needed_bytes),
        "stuck_bytes": ("What is too much and may not go.", watch.stuck_bytes),
        "watched_timestamp_seconds": ("When the disk was last looked at.", watch.at.timestamp()),
    }
    if watch.full_in is not None:
        text = "Until the disk is full and recordings go early."
        told["full_in_seconds"] = (text, watch.full_in.total_seconds())
    oldest_at = Stock.objects.aggregate(at=Min("oldest_at"))["at"]
    if oldest_at is not None:
        text = "Of the oldest recording."
        told["oldest_timestamp_seconds"] = (text, oldest_at.timestamp())
    for name, (text, value) in told.items():
        yield GaugeMetricFamily(f"vigie_footage_{name}", text, value=value)
