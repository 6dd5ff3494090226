"""What is said of a camera that shows nothing, and of troubles of the site."""

from django.utils import timezone
from django.utils.translation import gettext as _

from command_center.notifications.message import Message, one_line
from command_center.notifications.site_address import link
from command_center.notifications.trouble import Subject, Trouble
from command_center.notifications.words_of_alerts import camera_data, topic_of
from command_center.streams.models import CameraState
from command_center.streams.words import words


def camera_message(number: int) -> Message | None:
    found = CameraState.objects.select_related("camera__venue").filter(pk=number).first()
    return None if found is None else _of_camera(found)


def _of_camera(state: CameraState) -> Message:
    said = words().get(state.state, state.state)
    title = one_line(f"{said} · {state.camera.name} ({state.camera.venue.name})")
    return Message(
        type="camera.alarm",
        at=state.since,
        title=title,
        lines=(title, link("health")),
        data={
            **camera_data(state.camera),
            "state": state.state,
            "since": state.since,
            "until": state.until,
            "link": link("health"),
        },
        topic=f"{topic_of(state.camera)}/alarms/{state.state}",
    )


def site_message(number: int) -> Message | None:
    found = Trouble.objects.filter(pk=number).first()
    return None if found is None else _of_site(found)


def _of_site(trouble: Trouble) -> Message:
    title = str(Subject(trouble.subject).label)
    data = {"subject": trouble.subject, "severity": trouble.severity, "since": trouble.since}
    return Message(
        type="site.alarm",
        at=trouble.since,
        title=title,
        lines=(title, link("health")),
        data={**data, "until": trouble.ended_at, "link": link("health")},
        topic=f"site/alarms/{trouble.subject}",
    )


def trial_message(number: int) -> Message:
    text = _("This is a test of Vigie’s notifications: nothing has happened.")
    return Message(
        type="channel.test",
        at=timezone.now(),
        title=_("Test"),
        lines=(text, link("channels")),
        data={"test": number, "text": text},
        topic="site/test",
    )
