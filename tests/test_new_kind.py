"""To add a kind is to add a file: here a throw-away one, which does what no other does."""

import importlib
import sys
from pathlib import Path

import pytest

from detection.detectors.opencv import Opencv
from detection.kinds import EventKind
from detection.model_set import ModelSet
from detection.pipeline import Pipeline
from detection.plugins import classes_by_file
from detection.source.recording import Recording
from tests.films import write_film

NEW_KIND = """
from detection.kinds import EventKind
from detection.boxes import Box
from detection.rules import Evidence, ZoneRule


class Weapon(ZoneRule):
    kind = EventKind.WEAPON
    reason_text = "every frame, {for_s:.0f} s"
    whole_picture = True

    def evidence(self, moment):
        reason = {"for_s": self.situation.held_s(moment.pts_s)}
        return Evidence(Box(0, 0, 1, 1), 1.0, None, reason)
"""


def test_file_in_the_folder_is_a_kind_that_is_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "throw_away_events"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "weapon.py").write_text(NEW_KIND)
    monkeypatch.syspath_prepend(str(tmp_path))
    rules = classes_by_file(importlib.import_module("throw_away_events"))
    film = write_film(tmp_path / "film.mp4", 75)
    pipeline = Pipeline(ModelSet(Opencv(Path())), (), rules=rules)
    seen = [pipeline.analyse(f, {EventKind.WEAPON}).sightings for f in Recording(film, 5.0)]
    (opened,) = [one for sightings in seen for one in sightings]
    assert (opened.kind, opened.zone, opened.opened_s) == (EventKind.WEAPON, "", 1.0)
    for name in [name for name in sys.modules if name.startswith("throw_away_events")]:
        monkeypatch.delitem(sys.modules, name)


def test_file_without_its_class_stops_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "broken_events"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "weapon.py").write_text("class Sword: ...")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(ImportError, match=r"weapon\.py must define the class Weapon"):
        classes_by_file(importlib.import_module("broken_events"))
