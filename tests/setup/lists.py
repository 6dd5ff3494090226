"""An administrator with a venue of two cameras, and lists of cameras as they are sent."""

from typing import Any

from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from command_center.people.models import Agent
from command_center.setup.lists.plan import Plan

ENGLISH = {"accept-language": "en"}
SECRET = "s3cr=t;pass"
GATE_URL = "rtsp://admin:s3cr%3Dt%3Bpass@192.0.2.1/gate"
RIGHTS = ["add_camera", "change_camera", "change_zone", "delete_camera", "add_venue"]
RIGHTS += ["delete_venue", "view_cameraversion"]
SQUARE = [[0.1, 0.1], [0.5, 0.1], [0.5, 0.5], [0.1, 0.5]]


def administrator(agent: Agent) -> Agent:
    venues = Permission.objects.filter(content_type__app_label="venues", codename__in=RIGHTS)
    agent.user_permissions.add(*venues)
    return agent


def send(client: Client, text: str | bytes, name: str = "cameras.csv") -> Any:
    """The answer: the preview, or the page on which the file was refused."""
    content = text.encode() if isinstance(text, str) else text
    file = SimpleUploadedFile(name, content)
    return client.post("/cameras/import", {"file": file}, headers=ENGLISH, follow=True)


def planned(answer: Any) -> Plan:
    plan: Plan = answer.context["plan"]
    return plan


def confirm(client: Client, preview: Any, **changes: str) -> Any:
    path = preview.redirect_chain[0][0] if preview.redirect_chain else preview.request["PATH_INFO"]
    given = {"seen": preview.context["seen"], "reason": "new list", **changes}
    return client.post(path, given, headers=ENGLISH, follow=True)
