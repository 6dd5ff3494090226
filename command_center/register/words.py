"""What the register says, in the reader's language."""

from django.utils.translation import gettext as _


def refusals() -> dict[str, str]:
    """Why a file could not be entered."""
    return {
        "changed": _("The file was changed since this page was opened: look at it again."),
        "known": _("This file has just been entered."),
        "slow": _("The file could not be opened within a minute."),
        "refused": _("The file cannot be used."),
    }
