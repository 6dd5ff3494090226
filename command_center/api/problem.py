"""Errors as RFC 9457 tells them: one shape for whatever goes wrong."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:vigie:problem:"

TITLES = {
    400: _("The request cannot be read"),
    401: _("A token is needed"),
    403: _("Not allowed"),
    404: _("Not found"),
    405: _("Method not allowed"),
    409: _("It is different by now"),
    410: _("It is over"),
    422: _("Refused"),
    429: _("Too many requests"),
    500: _("Something went wrong here"),
    503: _("Not now"),
}
NAMES = {
    400: "unreadable",
    401: "unauthenticated",
    403: "forbidden",
    404: "not-found",
    405: "method-not-allowed",
    409: "conflict",
    410: "gone",
    422: "refused",
    429: "too-many-requests",
    500: "internal",
    503: "unavailable",
}
"""The end of `type`: programs tell errors apart by it, and people by the title."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one thing that was given; `field` is empty where it is the whole."""

    field: str
    message: str


def faults_of(refusal: ValidationError) -> list[Fault]:
    if not hasattr(refusal, "error_dict"):
        return [Fault("", message) for message in refusal.messages]
    return [
        Fault("" if field == "__all__" else field, message)
        for field, messages in refusal.message_dict.items()
        for message in messages
    ]


class Problem(Exception):
    """Ends a request; what it changed is taken back."""

    def __init__(
        self,
        status: int,
        detail: str = "",
        faults: Sequence[Fault] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status, detail)
        self.status, self.detail = status, detail
        self.faults, self.headers = faults, headers or {}

    def response(self) -> HttpResponse:
        told: dict[str, Any] = {
            "type": TYPE + NAMES[self.status],
            "title": str(TITLES[self.status]),
            "status": self.status,
            "detail": self.detail or str(TITLES[self.status]),
        }
        if self.faults:
            told["errors"] = [
                {"field": fault.field, "message": fault.message} for fault in self.faults
            ]
        return HttpResponse(
            json.dumps(told, ensure_ascii=False),
            status=self.status,
            content_type=MEDIA_TYPE,
            headers=dict(self.headers),
        )
