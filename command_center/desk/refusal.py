"""Why something is not done at the desk, in the reader's language."""

from django.utils.translation import gettext as _

from command_center.alerts.models import Alert, Verdict
from command_center.desk.situation import Situation


class Refused(Exception):
    """Nothing is stored; the text says why. `status` is for HTTP."""

    status = 400


class Held(Refused):
    """Somebody else was first, or something has changed meanwhile."""

    status = 409


class Gone(Refused):
    """It waits no more."""

    status = 410


def held_by(situation: Situation) -> Held:
    return Held(_("%(agent)s has this in hand already.") % {"agent": situation.owner})


def judged(verdict: Verdict) -> str:
    said = {
        "agent": verdict.agent.get_username(),
        "outcome": verdict.get_outcome_display(),
        "detail": verdict.get_follow_up_display() or verdict.get_cause_display(),
    }
    return _("%(agent)s was first: %(outcome)s, %(detail)s.") % said


def gone(alert: Alert) -> Gone:
    verdict = alert.verdicts.select_related("agent").first()
    return Gone(judged(verdict) if verdict else _("This waits for nobody any more."))
