"""Lists, page by page: each begins where the one before ended, whatever was added meanwhile."""

import base64
import binascii
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from pydantic import Field

from command_center.api.problem import Fault, Problem
from command_center.api.value import Given

Row = TypeVar("Row", bound=Model)
MOST = 200


class Paging(Given):
    limit: int = Field(50, ge=1, le=MOST, description="Rows of a page.")
    cursor: str | None = Field(
        None, max_length=64, description="`next` of the page before, as it was told."
    )


def page_of(
    request: HttpRequest,
    response: HttpResponse,
    found: "QuerySet[Row]",
    asked: Paging,
    *,
    newest_first: bool = False,
) -> tuple[list[Row], str | None]:
    """The rows, and the cursor of the next page, which the header `Link` leads to as well."""
    if (end := end_of(asked)) is not None:
        found = found.filter(pk__lt=end) if newest_first else found.filter(pk__gt=end)
    rows = list(found.order_by("-pk" if newest_first else "pk")[: asked.limit + 1])
    if len(rows) <= asked.limit:
        return rows, None
    rows = rows[: asked.limit]
    return rows, lead_on(request, response, rows[-1].pk)


def end_of(asked: Paging) -> int | None:
    """The number with which the page before ended."""
    return None if asked.cursor is None else _number(asked.cursor)


def lead_on(request: HttpRequest, response: HttpResponse, last: int) -> str:
    """To the page after the one that ends with the number `last`."""
    following = _cursor(last)
    response.headers["Link"] = f'<{_address(request, following)}>; rel="next"'
    return following


def _address(request: HttpRequest, cursor: str) -> str:
    query: dict[str, Any] = {**request.GET.dict(), "cursor": cursor}
    return request.build_absolute_uri(f"{request.path}?{urlencode(query)}")


def _cursor(number: int) -> str:
    return base64.urlsafe_b64encode(f"after {number}".encode()).decode().rstrip("=")


def _number(cursor: str) -> int:
    try:
        padded = cursor.encode() + b"=" * (-len(cursor) % 4)
        word, number = base64.urlsafe_b64decode(padded).decode().split(" ")
        if word != "after" or not 0 < (found := int(number)) < 2**63:
            raise ValueError
    except (ValueError, binascii.Error):
        told = _("This cursor is none: begin without one.")
        raise Problem(422, told, [Fault("cursor", told)]) from None
    return found
