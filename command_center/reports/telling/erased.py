"""Alerts that were erased before the report was composed; said only where there are any."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from command_center.reports.telling.blocks import Block, Told, table


def erased(told: Told) -> Iterator[Block]:
    facts = told.content["erased"]
    if facts:
        yield table(
            [_("Certificate"), _("Erased"), _("Alerts"), _("Oldest"), _("Newest"), _("Rule")],
            [
                [
                    one["certificate"],
                    told.at(one["at"]),
                    one["alerts"],
                    told.at(one["oldest_at"]),
                    told.at(one["newest_at"]),
                    one["rule"],
                ]
                for one in facts
            ],
            _("Erased before this report, and not counted above"),
            [0.1, 0.19, 0.08, 0.19, 0.19, 0.25],
        )
