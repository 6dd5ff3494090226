"""Recordings that are missing from the disk: on the health page, and to Prometheus."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from prometheus_client.core import GaugeMetricFamily, Metric

from command_center.footage.missing import missing_recordings
from command_center.health.also_told import told_by
from command_center.health.part_row import PartRow


def declare() -> None:
    told_by(_rows, _metrics)


def _rows() -> Iterator[PartRow]:
    found = missing_recordings()
    if found is None:
        yield PartRow(_("Recordings on the disk"), _("not looked at yet"), is_well=True)
    elif not found.count:
        yield PartRow(_("Recordings on the disk"), _("all that the index names"), is_well=True)
    else:
        text = _("%(count)s are missing: %(path)s…")
        told = text % {"count": found.count, "path": found.paths[0]}
        yield PartRow(_("Recordings on the disk"), told, is_well=False)


def _metrics() -> Iterator[Metric]:
    found = missing_recordings()
    if found is not None:
        text = "Recordings that are in the index and not on the disk, by the last look."
        yield GaugeMetricFamily("vigie_recordings_missing", text, value=found.count)
