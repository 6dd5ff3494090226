"""What an agent does next, in the reader's language."""

from django.utils.translation import gettext as _

from command_center.rights_desk.right import StepKind


def actions() -> dict[StepKind, str]:
    return {
        StepKind.IDENTITY_ASKED: _("Ask for a proof of identity"),
        StepKind.IDENTITY_CHECKED: _("Identity was checked"),
        StepKind.BEGUN: _("Begin the work"),
        StepKind.EXTRACT_NAMED: _("Name an extract"),
        StepKind.EXTENDED: _("Extend the deadline"),
        StepKind.NOTED: _("Add a note"),
        StepKind.ANSWERED: _("Answer"),
        StepKind.CLOSED: _("Close the request"),
    }
