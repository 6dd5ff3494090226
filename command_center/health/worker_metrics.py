"""What Prometheus is told of each worker, as it tells itself."""

from collections.abc import Callable, Iterator, Sequence

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from command_center.streams.worker_figures import WorkerFigures

GAUGES: tuple[tuple[str, str, Callable[[WorkerFigures], float | None]], ...] = (
    ("cameras", "Cameras that it watches.", lambda one: one.cameras),
    ("resident_memory_bytes", "Memory of its process.", lambda one: one.memory_bytes),
    ("spool_files", "Alerts that wait on its disk to be stored.", lambda one: one.spool_files),
    ("disk_free_bytes", "Free on the disk of its STATE_DIR.", lambda one: one.disk_free_bytes),
)


def worker_metrics(figures: Sequence[WorkerFigures]) -> Iterator[Metric]:
    for name, text, value in GAUGES:
        gauge = GaugeMetricFamily(f"vigie_worker_{name}", text, labels=["worker"])
        for one in figures:
            told = value(one)
            if told is not None:
                gauge.add_metric([one.worker], told)
        yield gauge
    cpu = CounterMetricFamily("vigie_worker_cpu_seconds", "CPU time used.", labels=["worker"])
    for one in figures:
        cpu.add_metric([one.worker], one.cpu_s)
    yield cpu
