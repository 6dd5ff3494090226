"""The one door for incidents: they are opened, and one act follows another."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from command_center.alerts.models import Alert
from command_center.incidents.announcing import announce
from command_center.incidents.models import Act, Incident
from command_center.incidents.state import CHANGES_STATE, ActKind, State
from command_center.incidents.stretch import Stretch
from command_center.people.models import Agent

CORRECTED = ("title", "what", "severity", "since", "until")


class NotDone(Exception):
    """Says why an act cannot follow, in the reader's language. Nothing of it is stored."""


class Outdated(NotDone):
    """Somebody has done something since; `latest` says who and what."""

    def __init__(self, latest: Act) -> None:
        super().__init__(
            _("Not done: %(agent)s did something meanwhile (%(what)s). Look again, then decide.")
            % {"agent": latest.by, "what": latest.get_kind_display()}
        )
        self.latest = latest


class MayNotAct(PermissionDenied):
    """The agent's designation or a training has ended."""


@transaction.atomic
def open_incident(
    incident: Incident,
    by: Agent,
    words: str = "",
    alert: Alert | None = None,
    stretches: Iterable[Stretch] = (),
) -> Incident:
    """Stores it with its number, and joins what it begins with. Raises `NotDone`."""
    incident.opened_by = by
    incident.save(force_insert=True)
    incident.refresh_from_db()
    _keep(incident, ActKind.OPENED, by, words=words)
    if alert:
        join_alert(incident.pk, alert, by)
    for stretch in stretches:
        join_stretch(incident.pk, stretch, by)
    incident.refresh_from_db()
    return incident


def join_alert(incident: int, alert: Alert, by: Agent) -> Act | None:
    """None where it is joined already."""
    with transaction.atomic():
        locked = _locked(incident)
        if locked.acts.filter(alert=alert.pk).exists():
            return None
        return _follow(locked, ActKind.ALERT_JOINED, by, alert=alert.pk)


@transaction.atomic
def join_stretch(incident: int, stretch: Stretch, by: Agent, words: str = "") -> Act:
    span = {"from_at": stretch.from_at, "until_at": stretch.until_at}
    kind = ActKind.STRETCH_JOINED
    return _follow(_locked(incident), kind, by, camera_id=stretch.camera_id, words=words, **span)


@transaction.atomic
def note(incident: int, by: Agent, words: str) -> Act:
    """Added to what others write at the same time."""
    return _follow(_locked(incident), ActKind.NOTED, by, words=words)


@transaction.atomic
def step(incident: int, kind: ActKind, based_on: int, by: Agent, words: str = "") -> Act:
    """To the next state, or back from resolved. Raises `Outdated`."""
    locked = _seen(incident, based_on)
    before, after = CHANGES_STATE[kind]
    if locked.state != before:
        raise NotDone(_("An incident that is %(state)s cannot take this step.") % _told(locked))
    locked.state = after
    if kind == ActKind.BEGUN and locked.assigned_to is None:
        locked.assigned_to = by
    return _follow(locked, kind, by, words=words)


@transaction.atomic
def assign(incident: int, to: Agent | None, based_on: int, by: Agent, words: str = "") -> Act:
    """`to` None: to nobody. Raises `Outdated`."""
    locked = _seen(incident, based_on)
    locked.assigned_to = to
    return _follow(locked, ActKind.ASSIGNED, by, to=to, words=words)


@transaction.atomic
def correct(
    incident: int, given: Mapping[str, Any], based_on: int, by: Agent, words: str = ""
) -> Act | None:
    """`given`: what it is to say of each of `CORRECTED`. None where that is what it says already.
    Raises `Outdated`."""
    locked = _seen(incident, based_on)
    changed = {name: value for name, value in given.items() if getattr(locked, name) != value}
    if not changed:
        return None
    before = {name: _plain(getattr(locked, name)) for name in changed}
    for name, value in changed.items():
        setattr(locked, name, value)
    changes = {name: [before[name], _plain(value)] for name, value in changed.items()}
    return _follow(locked, ActKind.CORRECTED, by, words=words, changes=changes)


@transaction.atomic
def follow(incident: int, kind: ActKind, by: Agent, **said: Any) -> Act | None:
    """Of a hand-over; None where it is closed meanwhile. `assigned_to`: who sees to it now."""
    locked = _locked_if_not_closed(incident)
    if locked is None:
        return None
    if "assigned_to" in said:
        locked.assigned_to = said.pop("assigned_to")
    return _follow(locked, kind, by, **said)


def _locked_if_not_closed(incident: int) -> Incident | None:
    found = Incident.objects.select_for_update().get(pk=incident)
    return None if found.state == State.CLOSED else found


def _locked(incident: int) -> Incident:
    found = _locked_if_not_closed(incident)
    if found is None:
        raise NotDone(_("This incident is closed: nothing is added to it. Open a new one."))
    return found


def _seen(incident: int, based_on: int) -> Incident:
    locked = _locked(incident)
    if locked.version != based_on:
        raise Outdated(locked.acts.select_related("by").get(number=locked.version))
    return locked


def _follow(locked: Incident, kind: ActKind, by: Agent, **said: Any) -> Act:
    """Changes the incident, and keeps whose act it was."""
    locked.version += 1
    locked.save()
    return _keep(locked, kind, by, **said)


def _keep(incident: Incident, kind: ActKind, by: Agent, **said: Any) -> Act:
    act = Act(incident=incident, number=incident.version, kind=kind, by=by, **said)
    try:
        with transaction.atomic():
            act.save(force_insert=True)
    except IntegrityError as error:
        if "may not see" in str(error):
            raise MayNotAct(str(error)) from error
        raise NotDone(_("The database refused this: %(why)s.") % {"why": error}) from error
    announce(incident)
    return act


def _told(incident: Incident) -> dict[str, str]:
    return {"state": incident.get_state_display()}


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
