"""Where a camera's live picture lies in Redis."""

from dataclasses import dataclass

MAIN, SUB, BLURRED = "main", "sub", "blurred"
STREAMS = (MAIN, SUB, BLURRED)
"""A camera's large picture, which is also analysed; the small one that many cameras offer; and the
large one with people made unrecognisable."""


@dataclass(frozen=True, slots=True)
class FeedKeys:
    camera_id: int
    which: str = MAIN

    @property
    def stream(self) -> str:
        """Initialisations and fragments, in order."""
        return f"{self._prefix}:live"

    @property
    def initialisation(self) -> str:
        return f"{self._prefix}:init"

    @property
    def wanted(self) -> str:
        """There while a relay says that somebody watches."""
        return f"{self._prefix}:wanted"

    @property
    def said(self) -> str:
        """Overlays and states in order: the same for the large picture and the small one."""
        return f"camera:{self.camera_id}:said"

    @property
    def state(self) -> str:
        return f"camera:{self.camera_id}:state"

    @property
    def _prefix(self) -> str:
        return f"camera:{self.camera_id}" + ("" if self.which == MAIN else f":{self.which}")
