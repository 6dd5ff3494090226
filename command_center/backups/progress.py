"""How far a long step is. In a timer's log, where no one watches, nothing is shown."""

import sys
from typing import Any

from tqdm import tqdm  # type: ignore[import-untyped]


def progress(step: str, total_bytes: int | None = None) -> "tqdm[Any]":
    return tqdm(
        desc=step, total=total_bytes, unit="B", unit_scale=True, file=sys.stderr, disable=None
    )
