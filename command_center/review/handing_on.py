"""Where a stretch that was chosen on the timeline can be taken: pages of other rooms."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from command_center.people.reached import reach_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PAGES = [
    ("extracts.add_extract", "extract_new", _("Extract…")),
    ("retention.add_hold", "hold_new", _("Hold…")),
    ("incidents.add_incident", "incident_new", _("Incident…")),
    ("footage.view_segment", "movement_cameras", _("Movement…")),
]
"""Right, page, and what its link says. Each is given `camera`, `from` and `until`."""


@dataclass(frozen=True, slots=True)
class HandingOn:
    address: str
    label: "StrOrPromise"


def handings_on(request: HttpRequest) -> list[HandingOn]:
    """Those for which the agent has the right somewhere; each page looks for itself where."""
    found = ((_address(page), label) for perm, page, label in PAGES if reach_of(request, perm))
    return [HandingOn(address, label) for address, label in found if address]


def _address(page: str) -> str:
    """Empty where this installation has no such page."""
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""
