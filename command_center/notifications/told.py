"""What channels tell of how they do: on the health page, and to Prometheus."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from prometheus_client.core import GaugeMetricFamily, Metric

from command_center.health.also_told import told_by
from command_center.health.part_row import PartRow
from command_center.notifications.channel import Channel
from command_center.notifications.silence import silent_channels, waiting_count


def declare() -> None:
    told_by(_rows, _metrics)


def _rows() -> Iterator[PartRow]:
    count = Channel.objects.filter(is_enabled=True).count()
    if not count:
        return
    silent = silent_channels()
    for one in silent:
        yield PartRow(_("Notifications"), one.text, is_well=False)
    if not silent:
        yield PartRow(_("Notifications"), _("all channels answer"), is_well=True)


def _metrics() -> Iterator[Metric]:
    silent = {one.channel.pk for one in silent_channels()}
    labels = ["channel", "name"]
    up = GaugeMetricFamily(
        "vigie_channel_up", "0 while a channel of notifications fails or is silent.", labels=labels
    )
    waiting = GaugeMetricFamily(
        "vigie_deliveries_waiting", "Notifications that are not delivered yet.", labels=labels
    )
    for channel in Channel.objects.filter(is_enabled=True):
        told = [str(channel.pk), channel.name]
        up.add_metric(told, float(channel.pk not in silent))
        waiting.add_metric(told, waiting_count(channel))
    yield up
    yield waiting
