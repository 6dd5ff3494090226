"""A general model that a worker has loaded, or could not load, and whether that still stands."""

import threading
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from detection.digest import Expected, Stamp, accepts, stamp
from detection.models import LoadedModel, ModelState, find, load
from detection.sharing import SharedDetector


@dataclass(frozen=True, slots=True)
class KeptModel:
    """`stamp`: what its file was like before it was opened. `shared` by all cameras that use it;
    None for the built-in, which remembers each camera."""

    name: str
    loaded: LoadedModel
    shared: SharedDetector | None
    stamp: Stamp

    def holds(self, known: Expected) -> bool:
        """What runs, while it may; what does not, while nothing has changed."""
        loaded, changed = self.loaded, self.loaded.changed
        if loaded.path is not None and loaded.sha256 is not None:
            return accepts(known, loaded.path, loaded.sha256)
        if changed is not None and accepts(known, changed.path, changed.found):
            return False
        return stamp(path_of(self.name)) == self.stamp

    @property
    def trouble(self) -> str:
        """A word of the wall's; empty where the model runs."""
        if self.loaded.state == ModelState.IN_USE:
            return ""
        if self.loaded.changed is not None:
            return "model_changed"
        return "model_absent" if self.loaded.state == ModelState.ABSENT else "model_refused"


def path_of(name: str) -> Path | None:
    return find(name, settings.MODELS_DIR)


def load_kept(name: str, known: Expected) -> KeptModel:
    """In some seconds."""
    before = stamp(path_of(name))
    loaded = load(name, settings.MODELS_DIR, known)
    return KeptModel(name, loaded, _shared(loaded), before)


def _shared(loaded: LoadedModel) -> SharedDetector | None:
    if loaded.detector.input_px is None:
        return None
    shared = SharedDetector(loaded.detector)
    threading.Thread(target=shared.prepare, name="detector-prepares", daemon=True).start()
    return shared
