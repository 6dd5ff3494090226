"""Who has read the report, and what they remarked."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from command_center.documents import Facts
from command_center.reports.telling.blocks import Block, Told


def review(told: Told) -> Iterator[Block]:
    said = told.content["review"]
    if said is None:
        yield Facts({_("Read by"): _("not read yet: a draft")}, _("Review"))
    else:
        yield Facts({_("Read by"): said["by"], _("Remarks"): said["remarks"] or "–"}, _("Review"))
