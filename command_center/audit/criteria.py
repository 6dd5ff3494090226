"""What somebody searches the journal for."""

from dataclasses import asdict, dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Criteria:
    """All of them hold at once; what is None or empty asks for nothing.

    `since` is inclusive, `until` exclusive. `reason`: words of the
    entry's reason, the last of which may be begun only.
    """

    since: datetime | None = None
    until: datetime | None = None
    author: int | None = None
    camera: int | None = None
    venue: int | None = None
    operation: str = ""
    object_kind: str = ""
    object_id: str = ""
    reason: str = ""
    session: str = ""

    def said(self) -> dict[str, object]:
        """What is asked, as the journal keeps it of a search."""
        given = asdict(self)
        return {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in given.items()
            if value not in {None, ""}
        }
