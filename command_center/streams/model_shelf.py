"""The models of one worker: each loaded once, if it may be, and shared by its cameras."""

import logging
import threading
from dataclasses import dataclass, replace

from django.conf import settings

from command_center.brief_connection import brief_connection
from command_center.register.loading import Load, expected, tell
from command_center.streams.kept_model import KeptModel, load_kept, path_of
from command_center.streams.model_in_use import tell_models
from detection.digest import Expected, Stamp, accepts, stamp
from detection.model_set import ModelSet
from detection.no_detector import NoDetector
from detection.register import Beside, kinds_missing_from, load_beside

TRIED_AGAIN_S = 5.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class InUse:
    """The models of one camera, and the SHA-256 of each file that may be used for it.

    `trouble` is why nothing can be looked for: a word of the wall's, or empty. `waits_for` is what
    the file of the wanted model is like, where that model does not run; None where it does.
    """

    name: str
    models: ModelSet
    digests: frozenset[str] = frozenset()
    trouble: str = ""
    waits_for: Stamp | None = None

    def await_the_model(self, stop: threading.Event) -> None:
        """Until its file has changed, or come: then the watch begins anew, and tries again."""
        while not stop.wait(TRIED_AGAIN_S):
            if stamp(path_of(self.name)) != self.waits_for:
                stop.set()


class ModelShelf:
    """One for all threads of a process: a model is some hundred megabytes."""

    def __init__(self) -> None:
        self._loading = threading.Lock()
        self._kept: dict[str, KeptModel] = {}
        self._beside: Beside | None = None
        self._untold: list[Load] = []

    def of(self, name: str, known: Expected) -> InUse:
        """For a camera's model, loaded by the first who asks. Empty: the general one of the
        installation, or the built-in in its place; any other is replaced by nothing.

        `known`: what the register expected a moment ago.
        """
        wanted = name or settings.MODEL
        with self._loading:
            kept, beside = self._general(wanted, known), self._all_beside(known)
            while (latest := self._tell()) is not None:
                kept, beside = self._general(wanted, latest), self._all_beside(latest)
        tell_models(kinds_missing_from(beside.special), None if name else kept.loaded.state)
        return _in_use(kept, beside, is_assigned=bool(name))

    def _general(self, name: str, known: Expected) -> KeptModel:
        kept = self._kept.get(name)
        if kept is None or not kept.holds(known):
            kept = self._kept[name] = self._same_file(name, known) or self._load(name, known)
        return kept

    def _same_file(self, name: str, known: Expected) -> KeptModel | None:
        """By whatever name it was asked for before."""
        path = path_of(name)
        same = (one for one in self._kept.values() if path and one.loaded.path == path)
        return next((one for one in same if one.holds(known)), None)

    def _load(self, name: str, known: Expected) -> KeptModel:
        kept = load_kept(name, known)
        loaded = kept.loaded
        if loaded.missing:
            logger.warning("%s", loaded.missing)
        if loaded.changed is not None:
            self._untold.append(Load.refused("general", loaded.changed))
        elif loaded.path is not None:
            self._untold.append(Load.of("general", loaded))
        return kept

    def _all_beside(self, known: Expected) -> Beside:
        if self._beside is None or not _holds(self._beside, known):
            self._beside = beside = load_beside(settings.MODELS_DIR, known)
            for _purpose, why in beside.refused:
                logger.warning("%s", why)
            self._untold += [Load.of(*one) for one in beside.opened.items()]
            self._untold += [Load.refused(*one) for one in beside.changed.items()]
        return self._beside

    def _tell(self) -> Expected | None:
        """What the register expects now, where another worker was faster and what we have loaded
        is refused; else None."""
        if not self._untold:
            return None
        with brief_connection():
            latest = None if tell(self._untold) else expected()
        self._untold.clear()
        return latest


def _in_use(kept: KeptModel, beside: Beside, *, is_assigned: bool) -> InUse:
    models = ModelSet(kept.loaded.detector, beside.pose, beside.special)
    files = [kept.loaded, *beside.opened.values()]
    digests = frozenset(one.sha256 for one in files if one.sha256 is not None)
    if kept.shared is not None:
        return InUse(kept.name, replace(models, general=kept.shared), digests)
    if not kept.trouble:
        return InUse(kept.name, models, digests)
    if not is_assigned:
        return InUse(kept.name, models, digests, waits_for=kept.stamp)
    models = replace(models, general=NoDetector())
    return InUse(kept.name, models, digests, kept.trouble, kept.stamp)


def _holds(beside: Beside, known: Expected) -> bool:
    opened = [(one.path, one.sha256) for one in beside.opened.values()]
    changed = [(one.path, one.found) for one in beside.changed.values()]
    return all(path and sha and accepts(known, path, sha) for path, sha in opened) and not any(
        accepts(known, path, found) for path, found in changed
    )
