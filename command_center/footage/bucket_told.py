"""How moving to the bucket goes on: on the health page, and to Prometheus."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from prometheus_client.core import GaugeMetricFamily, Metric

from command_center.health.also_told import told_by
from command_center.health.part_row import PartRow
from command_center.retention.bucket.bucket import bucket
from command_center.retention.bucket.watch import bucket_watch


def declare() -> None:
    told_by(_rows, _metrics)


def _rows() -> Iterator[PartRow]:
    there = bucket()
    if there is None:
        return
    watch, label = bucket_watch(), _("Bucket of footage")
    if watch.failure:
        yield PartRow(label, f"{there.name}: {watch.failure}", is_well=False)
    elif watch.is_late:
        text = _("%(bucket)s: %(count)s files wait to be moved")
        yield PartRow(label, text % {"bucket": there.name, "count": watch.waiting}, is_well=False)
    else:
        yield PartRow(label, there.name, is_well=True)


def _metrics() -> Iterator[Metric]:
    if bucket() is None:
        return
    watch = bucket_watch()
    text = "Files that should have been moved to the bucket, by the last round."
    yield GaugeMetricFamily("vigie_bucket_waiting_files", text, value=watch.waiting)
    text = "1 while the bucket takes what is moved to it."
    yield GaugeMetricFamily("vigie_bucket_well", text, value=float(not watch.failure))
