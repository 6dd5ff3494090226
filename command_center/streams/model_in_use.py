"""Which model the workers run, loaded once in each and shared by all its cameras."""

import logging
import threading
from functools import cache

from django.conf import settings

from command_center.streams.redis_client import client
from detection.detectors import Detector
from detection.models import ModelState, find, load

KEY = "model"
_loading = threading.Lock()
logger = logging.getLogger(__name__)


def detector() -> Detector:
    """One for all threads: a model is some hundred megabytes."""
    with _loading:
        return _load()


@cache
def _load() -> Detector:
    loaded = load(settings.MODEL, settings.MODELS_DIR)
    if loaded.missing:
        logger.warning("%s", loaded.missing)
    client().set(KEY, loaded.state)
    return loaded.detector


def model_state() -> ModelState:
    """As the workers told it; before one has, as this machine's folder of models suggests."""
    told = client().get(KEY)
    if told:
        return ModelState(told.decode())
    found = find(settings.MODEL, settings.MODELS_DIR)
    return ModelState.IN_USE if found else ModelState.ABSENT
