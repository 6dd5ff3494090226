"""What Prometheus is told of each camera, as its worker counts it."""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)

from command_center.streams.durations import Spread
from command_center.streams.figures import CameraFigures

LABELS = ["camera", "name", "worker"]

TOTALS: tuple[tuple[str, str, Callable[[CameraFigures], float]], ...] = (
    ("frames_received", "Frames that came from the camera.", lambda one: one.received),
    ("frames_analysed", "Frames that were analysed.", lambda one: one.analysed),
    (
        "frames_skipped",
        "Frames that were to be analysed, but a newer came before their turn.",
        lambda one: one.skipped,
    ),
    ("reconnects", "Attempts to connect again, successful or not.", lambda one: one.reconnects),
)
DURATIONS: tuple[tuple[str, str, Callable[[CameraFigures], Spread]], ...] = (
    (
        "analysis",
        "One frame's wait for the model, detection, tracking, rules.",
        lambda c: c.analysis,
    ),
    ("analysis_delay", "From a frame's coming to the end of its analysis.", lambda c: c.delay),
    (
        "alert_delay",
        "From the coming of the frame that opened an alert until the alert was stored, or lay on "
        "the worker's disk while the database was away.",
        lambda one: one.alert_delay,
    ),
)


def camera_metrics(figures: Sequence[CameraFigures]) -> Iterator[Metric]:
    """Totals are since the watch began: they begin at 0 with each."""
    for name, text, value in TOTALS:
        total = CounterMetricFamily(f"vigie_camera_{name}", text, labels=LABELS)
        for one in figures:
            total.add_metric(_labels(one), value(one))
        yield total
    for name, text, spread in DURATIONS:
        took = HistogramMetricFamily(f"vigie_camera_{name}_seconds", text, labels=LABELS)
        for one in figures:
            took.add_metric(_labels(one), _buckets(spread(one)), spread(one).total_s)
        yield took
    yield from _paces(figures)


def _paces(figures: Sequence[CameraFigures]) -> Iterator[Metric]:
    text = "Mean of the last ten seconds, of the frames that"
    received = GaugeMetricFamily(
        "vigie_camera_received_frames_per_second", f"{text} came.", labels=LABELS
    )
    analysed = GaugeMetricFamily(
        "vigie_camera_analysed_frames_per_second", f"{text} were analysed.", labels=LABELS
    )
    for one in figures:
        if one.point is not None:
            received.add_metric(_labels(one), one.point.received_per_s)
            analysed.add_metric(_labels(one), one.point.analysed_per_s)
    yield from (received, analysed)


def _labels(one: CameraFigures) -> list[str]:
    return [str(one.camera_id), one.camera_name, one.worker]


def _buckets(spread: Spread) -> list[tuple[str, float]]:
    """Prometheus counts in each bucket what is in those before it, too."""
    bounds = [*(str(bound_s) for bound_s in spread.bounds_s), "+Inf"]
    return list(zip(bounds, accumulate(spread.counts), strict=True))
