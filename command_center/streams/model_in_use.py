"""Which models the workers run, loaded once in each and shared by all its cameras."""

import logging
import threading
from dataclasses import replace
from functools import cache

from django.conf import settings

from command_center.streams.redis_client import client
from detection.kinds import EventKind
from detection.model_set import ModelSet
from detection.models import ModelState, find
from detection.register import kinds_missing_from, load_set, registered
from detection.sharing import SharedDetector

KEY = "model"
UNAVAILABLE_KEY = "model:unavailable"
_loading = threading.Lock()
logger = logging.getLogger(__name__)


def models() -> ModelSet:
    """One set for all threads: a model is some hundred megabytes."""
    with _loading:
        return _load()


@cache
def _load() -> ModelSet:
    loaded = load_set(settings.MODEL, settings.MODELS_DIR)
    for sentence in loaded.sentences:
        logger.warning("%s", sentence)
    client().set(KEY, loaded.general.state)
    client().set(UNAVAILABLE_KEY, ",".join(sorted(kinds_missing_from(loaded.models.special))))
    general = loaded.models.general
    if general.input_px is None:  # the built-in remembers each camera: it cannot be shared
        return loaded.models
    shared = SharedDetector(general)
    threading.Thread(target=shared.prepare, name="detector-prepares", daemon=True).start()
    return replace(loaded.models, general=shared)


def model_state() -> ModelState:
    """As the workers told it; before one has, as this machine's folder of models suggests."""
    told = client().get(KEY)
    if told:
        return ModelState(told.decode())
    found = find(settings.MODEL, settings.MODELS_DIR)
    return ModelState.IN_USE if found else ModelState.ABSENT


def kinds_without_model() -> frozenset[EventKind]:
    """The kinds that nobody can look for; as the workers told it, or as the register suggests."""
    told = client().get(UNAVAILABLE_KEY)
    if told is None:
        return kinds_missing_from(registered(settings.MODELS_DIR))
    return frozenset(EventKind(kind) for kind in told.decode().split(",") if kind)
