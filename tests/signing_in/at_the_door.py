"""What a person does at the door."""

from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from command_center.journal.models import Entry

LANGUAGE_COOKIE = settings.LANGUAGE_COOKIE_NAME
PASSWORD = "correct horse battery"


def sign_in(client: Client, name: str, password: str = PASSWORD, **given: object) -> HttpResponse:
    answer: HttpResponse = client.post(
        "/sign-in", {"username": name, "password": password}, **given
    )
    return answer


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def kinds() -> list[str]:
    return [one.object_kind for one in Entry.objects.order_by("pk")]
