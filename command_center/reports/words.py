"""How the codes of reports and registers are said, in the reader's language."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from command_center.people.models import Subject
from command_center.streams.words import words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OUTCOME_LABELS: "dict[str, StrOrPromise]" = {
    "confirmed": _("confirmed"),
    "invalidated": _("invalidated"),
    "unreviewed": _("not reviewed"),
}
ACCESS_LABELS: "dict[str, StrOrPromise]" = {
    "access": _("access"),
    "designation": _("designation"),
    Subject.DATA_PROTECTION.value: _("training: data protection"),
    Subject.OPERATING.value: _("training: operating the system"),
}
CHANGE_LABELS: "dict[str, StrOrPromise]" = {
    "entered": _("entry"),
    "began": _("start of validity"),
    "revoked": _("revocation"),
    "ended": _("end of validity"),
}
ACT_LABELS: "dict[str, StrOrPromise]" = {
    "entered": _("order entered"),
    "notice": _("public informed"),
    "exemption": _("exemption from informing"),
    "began": _("order began"),
    "stop": _("stop"),
    "resumption": _("resumption"),
    "withdrawn": _("order withdrawn"),
    "ended": _("order ended"),
}
REGISTER_TITLES: "dict[str, tuple[StrOrPromise, StrOrPromise]]" = {
    "follow_up": (
        _("Follow-up given to alerts"),
        _("Each alert, the verdict on it, who gave it and when, and what was done."),
    ),
    "access": (
        _("Persons with access"),
        _("Who might see what from when to when, by which designations and trainings."),
    ),
    "acts": (
        _("Orders, notices, stops and resumptions"),
        _("In the order in which they happened; for stops, how soon they were obeyed."),
    ),
    "destruction": (
        _("Destruction"),
        _("What was erased, when and by which rule: the certificates of erasure."),
    ),
    "samples": (
        _("Training samples"),
        _("What is kept to train models, and until when."),
    ),
}


def state_label(state: str) -> str:
    """Of a camera; as on the wall, where it is known there."""
    own = {
        "unwatched": _("No worker watched it"),
        "unrecorded": _("No state was told"),
    }
    return str(own.get(state) or words().get(state, state))


def reason_label(reason: str) -> str:
    """Why a camera was in that state."""
    return words().get(reason, reason) if reason else ""
