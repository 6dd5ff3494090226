"""What each role may do, in a sentence; `role_rights.py` has it exactly."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from command_center.people.roles import Role

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ROLE_WORDS: "dict[Role, StrOrPromise]" = {
    Role.OPERATOR: _("Sees pictures and alerts, and gives verdicts on alerts."),
    Role.SUPERVISOR: _(
        "As an operator; stops analysis and takes it up again, and reads registers, reports, "
        "calibrations and the evaluation."
    ),
    Role.ADMINISTRATOR: _(
        "As a supervisor; enters venues, cameras, orders and rules. Everywhere: people and models "
        "too."
    ),
    Role.LEGAL: _(
        "Reads everything, the journal too; publishes notices, places holds and answers requests. "
        "Changes no camera."
    ),
    Role.INSPECTOR: _("Reads what legal reads, until the end of the post. Changes nothing."),
    Role.TECHNICAL: _("Sees the health of machines and the models: no picture and no alert."),
}
