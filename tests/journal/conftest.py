from pathlib import Path
from typing import Any

import pytest
from django.db import transaction


@pytest.fixture(autouse=True)
def journal_folder(settings: Any, tmp_path: Path) -> Path:
    """Each test has a log of its own, and so heads of its own outside the database."""
    settings.STATE_DIR = tmp_path
    return tmp_path / "journal"


@pytest.fixture(autouse=True)
def commits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The transaction of a test never ends: what waits for its end is done at once."""
    monkeypatch.setattr(transaction, "on_commit", lambda work, **_: work())
