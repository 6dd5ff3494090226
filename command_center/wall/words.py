"""The words that the wall's own scripts say, in the reader's language."""

from django.utils.translation import gettext as _

from command_center.streams.words import words


def wall_words() -> dict[str, str]:
    return {
        **words(),
        "delay": _("{seconds} s behind"),
        "page_of": _("Page {page} of {pages}"),
        "leads_with": _("{name} takes the first place: an alert."),
        "tour_pauses": _("The tour pauses while you are here."),
        "windows": _("{count} more screens follow"),
        "follows": _("Follows the first screen"),
        "nobody_leads": _("The first screen is closed"),
        "no_full_screen": _("This browser allows no full screen here."),
        "no_pip": _("This browser has no picture in picture."),
        "fps": _("{count} pictures/s"),
        "kilobits": _("{count} kbit/s"),
        "stream.main": _("main stream"),
        "stream.sub": _("sub-stream"),
    }


def editor_words() -> dict[str, str]:
    """Of the page where a layout is arranged."""
    return {
        "cell": _("{name}: column {x}, row {y}, {w} wide, {h} high"),
        "free_cell": _("Free cell"),
        "gone_cell": _("A camera that is not there for you"),
        "retired": _("{name} (not watched any more)"),
        "page": _("Page {page}"),
        "add_page": _("Add a page"),
        "none_chosen": _("No cell is chosen"),
        "placed": _("{name} is placed in column {x}, row {y}."),
        "moved": _("{name} is now in column {x}, row {y}."),
        "resized": _("{name} is now {w} wide and {h} high."),
        "removed": _("{name} is taken off."),
        "no_room": _("There is no room: something else is there, or the grid ends."),
        "page_full": _("The page is full: choose a larger grid or another page."),
        "on_page": _("on page {page}"),
        "none_found": _("No camera is called so."),
    }
