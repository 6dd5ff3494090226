"""What Prometheus is told of erasure."""

from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily, Metric

from command_center.retention.last_erasure import last_erasure


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
