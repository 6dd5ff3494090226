"""Which model the workers run, loaded once in each and shared by all its cameras."""

import logging
import threading
from enum import StrEnum
from functools import cache

from django.conf import settings

from command_center.streams.redis_client import client
from detection.detectors import Detector
from detection.models import find, load

KEY = "model"
_loading = threading.Lock()
logger = logging.getLogger(__name__)


class ModelState(StrEnum):
    """Whether the model that is set is the one that runs; the built-in runs where it is not."""

    IN_USE = "in_use"
    ABSENT = "absent"
    REFUSED = "refused"


def detector() -> Detector:
    """One for all threads: a model is some hundred megabytes."""
    with _loading:
        return _load()


@cache
def _load() -> Detector:
    loaded = load(settings.MODEL, settings.MODELS_DIR)
    if loaded.missing:
        logger.warning("%s", loaded.missing)
    is_refused = loaded.missing and _found() == ModelState.IN_USE
    client().set(KEY, ModelState.REFUSED if is_refused else _found())
    return loaded.detector


def _found() -> ModelState:
    found = find(settings.MODEL, settings.MODELS_DIR)
    return ModelState.IN_USE if found else ModelState.ABSENT


def model_state() -> ModelState:
    """As the workers told it; before one has, as this machine's folder of models suggests."""
    told = client().get(KEY)
    return ModelState(told.decode()) if told else _found()
