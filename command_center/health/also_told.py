"""What later rooms tell of how they do: on the health page, and to Prometheus."""

from collections.abc import Callable, Iterator

from prometheus_client.core import Metric

from command_center.health.part_row import PartRow

Rows = Callable[[], Iterator[PartRow]]
Metrics = Callable[[], Iterator[Metric]]
_rows: list[Rows] = []
_metrics: list[Metrics] = []


def told_by(rows: Rows, metrics: Metrics) -> None:
    """Said once, when the program starts. Both ask the database, and are not asked while it is
    away."""
    _rows.append(rows)
    _metrics.append(metrics)


def other_rows() -> Iterator[PartRow]:
    for rows in _rows:
        yield from rows()


def other_metrics() -> Iterator[Metric]:
    for metrics in _metrics:
        yield from metrics()
