"""How the public was informed."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from command_center.reports.telling.blocks import Block, Told, table


def notices(told: Told) -> Iterator[Block]:
    yield table(
        [_("Published"), _("What"), _("Where, or why not"), "SHA-256"],
        [
            [
                told.at(one["published_at"]),
                _("exemption") if one["is_exemption"] else _("notice"),
                one["reason"] if one["is_exemption"] else one["places"],
                one["sha256"] or "–",
            ]
            for one in told.content["notices"]
        ],
        _("How the public was informed"),
        [0.25, 0.12, 0.28, 0.35],
    )
