"""The words that the search for cameras says, in the reader's language."""

from django.utils.translation import gettext as _


def discovery_words() -> dict[str, str]:
    return {
        "searching": _("Searching for some seconds…"),
        "found_none": _(
            "No camera answered. A search does not pass a router: give the addresses instead, and "
            "check that ONVIF is switched on in the cameras."
        ),
        "found_one": _("One camera answered."),
        "found_many": _("{count} cameras answered."),
        "entered_as": _("Entered as “{name}”"),
        "asking": _("Asking…"),
        "ready": _("Ready"),
        "asked": _("{ready} of {count} are ready to be entered."),
        "asked_some": _(
            "{ready} of {count} are ready to be entered; at the others you see why not."
        ),
        "entering": _("Entering…"),
        "entered": _("Entered"),
        "entered_one": _("One camera is entered."),
        "entered_many": _("{count} cameras are entered."),
        "some_failed": _("{failed} of {count} are not entered: see why at each."),
        "no_sub": _("none"),
        "choose": _("Choose {camera}"),
        "fill_in_for": _("Fill in the form for {camera}"),
        "name_of": _("Name for {camera}"),
        "main_of": _("Picture to analyse of {camera}"),
        "sub_of": _("Picture for small tiles of {camera}"),
        "filled_in": _("Filled in below: choose the venue, try it, and save."),
        "unreachable": _("The server does not answer."),
        "signed_out": _("You are signed out: sign in in another tab, then go on here."),
    }
