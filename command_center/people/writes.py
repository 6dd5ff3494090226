"""Whether a request wrote into the database: what it is called does not matter."""

from collections.abc import Callable
from typing import Any

WRITING = ("INSERT", "UPDATE", "DELETE")
BESIDES = ('"django_session"', '"journal_', '"usersessions_')
"""Sessions say nothing of what somebody did, and the journal's own rows are what tells it."""


class Writes:
    """For Django's `execute_wrapper`."""

    def __init__(self) -> None:
        self.is_any = False

    def __call__(
        self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any
    ) -> Any:
        done = execute(sql, params, many, context)
        text = str(sql)
        if text.lstrip()[:6].upper() in WRITING and not any(one in text for one in BESIDES):
            self.is_any = True
        return done
