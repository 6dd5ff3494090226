"""Values that go in and out: what their texts and numbers may be."""

from datetime import UTC, datetime
from typing import Annotated

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, ConfigDict, Field, StringConstraints

Number = Annotated[int, Field(ge=1, le=2**63 - 1)]
"""Of a row."""


def _in_utc(at: datetime) -> datetime:
    """PostgreSQL takes no offset of more than 16 hours, and Python no year before the first."""
    try:
        return at.astimezone(UTC)
    except OverflowError:
        raise ValueError(_("Check the year: %(year)s.") % {"year": at.year}) from None


Instant = Annotated[AwareDatetime, AfterValidator(_in_utc)]
"""With its offset; told in UTC."""

Words = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=r"^[^\x00]+$"),
]
"""PostgreSQL keeps no zero byte."""

Note = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=500, pattern=r"^[^\x00]*$")
]


class Value(Schema):
    """What is told."""

    model_config = ConfigDict(frozen=True)


class Given(Schema):
    """What is sent: a field that is not known is refused (the law: no `face_id`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")
