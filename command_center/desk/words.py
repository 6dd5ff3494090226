"""The words that the desk's scripts say, in the reader's language."""

from django.utils.translation import gettext as _


def desk_words() -> dict[str, str]:
    return {
        "new_alert": _("New alert: {text}, {place}"),
        "new_situations": _("{count} new situations; the newest: {text}, {place}"),
        "seconds": _("{count} s"),
        "minutes": _("{count} min"),
        "hours": _("{count} h"),
        "days": _("{count} d"),
        "left": _("{time} left"),
        "overdue": _("late by {time}"),
        "looked_at_by": _("{names} is looking too"),
        "judged_meanwhile": _("Judged meanwhile: {verdict}"),
        "over_already": _("This waits for nobody any more."),
        "not_shown": _("It cannot be shown now. Choose it again in a moment."),
        "not_kept": _("Not kept: the server refused it. Load the page anew, and try again."),
        "not_kept_offline": _("Not kept: the server does not answer. Try again."),
    }
