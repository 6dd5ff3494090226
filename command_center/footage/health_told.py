"""What recording tells of how it does: on the health page, and to Prometheus."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from prometheus_client.core import GaugeMetricFamily, Metric

from command_center.footage.recording_state import Recorded, missed, recording_states, to_record
from command_center.health.also_told import told_by
from command_center.health.part_row import PartRow

MOST_NAMED = 3


def declare() -> None:
    told_by(_rows, _metrics)


def _rows() -> Iterator[PartRow]:
    lost = missed()
    if not lost:
        yield PartRow(_("Recording"), _("all that is to be recorded"), is_well=True)
        return
    names = ", ".join(str(one.camera) for one in lost[:MOST_NAMED])
    more = f" + {len(lost) - MOST_NAMED}" if len(lost) > MOST_NAMED else ""
    yield PartRow(_("Recording"), _("not recorded: %(names)s") % {"names": names + more}, False)


def _metrics() -> Iterator[Metric]:
    """Of cameras that are to be recorded all the time."""
    told = recording_states(to_record())
    recorded = GaugeMetricFamily(
        "vigie_camera_recorded",
        "1 while a camera that is to be recorded all the time is.",
        labels=["camera", "name"],
    )
    for one in told:
        value = float(one.recorded is Recorded.NOW)
        recorded.add_metric([str(one.camera.pk), one.camera.name], value)
    yield recorded
    lost = sum(one.recorded is Recorded.MISSED for one in told)
    text = "Cameras that send pictures, are to be recorded all the time, and have not been for a "
    text += "minute."
    yield GaugeMetricFamily("vigie_cameras_not_recorded", text, value=lost)
