"""Changes of access."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from command_center.reports.telling.blocks import Block, Told, table
from command_center.reports.words import ACCESS_LABELS, CHANGE_LABELS


def access(told: Told) -> Iterator[Block]:
    yield table(
        [_("Instant"), _("Agent"), _("What"), _("Change"), _("Authority or teacher")],
        [
            [
                told.at(one["at"]),
                one["agent"],
                str(ACCESS_LABELS.get(one["of"], one["of"])),
                _change(one),
                one["by"],
            ]
            for one in told.content["access"]
        ],
        _("Changes of access"),
    )


def _change(one: Mapping[str, Any]) -> str:
    change = str(CHANGE_LABELS[one["change"]])
    return f"{change} · {one['reason']}" if one["reason"] else change
