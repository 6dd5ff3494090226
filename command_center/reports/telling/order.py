"""The order that the report is about."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from command_center.documents import Facts
from command_center.people.service import Service
from command_center.reports.telling.blocks import Block, Told, kind_label


def order(told: Told) -> Iterator[Block]:
    one = told.order
    facts = {
        _("Authority"): one["authority"],
        _("Service responsible"): dict(Service.choices).get(one["service"], "–"),
        _("Event"): one["event"] or "–",
        _("Perimeter"): one["perimeter"] or "–",
        _("Venue"): one["venue"],
        _("Kinds of event"): " · ".join(map(kind_label, one["kinds"])),
        _("In force"): f"{told.at(one['starts_at'])} – {told.at(one['ends_at'])}",
        _("Certificate"): one["certificate"] or "–",
        _("Records read up to"): told.at(told.content["as_of"]),
    }
    if one["withdrawn_at"]:
        facts[_("Withdrawn")] = f"{told.at(one['withdrawn_at'])} · {one['withdrawn_reason']}"
    if one["is_demonstration"]:
        facts[_("Demonstration")] = _("Demonstration: not an order of a prefect")
    yield Facts(facts, _("Order"))
