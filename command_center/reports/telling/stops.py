"""Stops and resumptions, with measured delays."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from command_center.reports.telling.blocks import Block, Told, table


def stops(told: Told) -> Iterator[Block]:
    yield table(
        [_("Stopped"), _("What"), _("By"), _("Reason"), _("Last analysis after"), _("Resumed")],
        [
            [
                told.at(one["at"]),
                _("this order") if one["of"] == "order" else _("everything"),
                one["by"],
                one["reason"],
                _seconds(one["last_analysis_s"]),
                _resumed(told, one),
            ]
            for one in told.content["stops"]
        ],
        _("Stops and resumptions"),
        [0.19, 0.12, 0.12, 0.19, 0.1, 0.28],
    )


def _resumed(told: Told, stop: Mapping[str, Any]) -> str:
    if not stop["resumed_at"]:
        return "–"
    said = [told.at(stop["resumed_at"]), stop["resumed_by"], stop["authority"]]
    return " · ".join([*said, stop["resumed_reason"]])


def _seconds(delay_s: float | None) -> str:
    return "–" if delay_s is None else _("%(count)s s") % {"count": delay_s}
