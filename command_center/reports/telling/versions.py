"""Which software and models found the alerts."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from command_center.reports.telling.blocks import Block, Told, table


def versions(told: Told) -> Iterator[Block]:
    yield table(
        [_("Software"), _("Models"), _("Alerts"), _("First"), _("Last")],
        [
            [
                " ".join(filter(None, [one["version"], one["software"]])) or _("not told"),
                " ".join(one["models"]) or _("not told"),
                one["alerts"],
                told.at(one["first_at"]),
                told.at(one["last_at"]),
            ]
            for one in told.content["versions"]
        ],
        _("Versions that found the alerts"),
        [0.27, 0.27, 0.1, 0.18, 0.18],
    )
