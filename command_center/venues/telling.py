"""What became of a change, in the words of every page."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from command_center.venues.second_person import AnotherWaits, wait_for_second
from command_center.venues.versions import SecondPersonNeeded


def tell_waiting(request: HttpRequest, needed: SecondPersonNeeded) -> None:
    """Nothing was lost: it waits, or what waits already is named."""
    try:
        wait_for_second(needed)
    except AnotherWaits:
        messages.error(request, another_waits_words())
    else:
        messages.warning(request, _("Not in force yet: another administrator must approve of it."))


def outdated_words() -> str:
    return _("Somebody has changed this camera meanwhile: look again.")


def another_waits_words() -> str:
    return _("Another change of this camera waits for approval: it is to be decided first.")
