"""Which model this worker runs, loaded once and shared by all its cameras."""

import json
import threading
from functools import cache

from django.conf import settings

from command_center.streams.redis_client import client
from detection.detectors import Detector
from detection.models import absent, find, load

KEY = "model"
_loading = threading.Lock()


def detector() -> Detector:
    """One for all threads: a model is some hundred megabytes."""
    with _loading:
        return _load()


@cache
def _load() -> Detector:
    loaded = load(settings.MODEL, settings.MODELS_DIR)
    client().set(KEY, json.dumps({"backend": loaded.backend, "missing": loaded.missing}))
    return loaded.detector


def missing_model() -> str | None:
    """What the workers lack, for a banner on every page; None when all is well.

    Before the first worker has told, what lies in the models' folder here answers for it.
    """
    told = client().get(KEY)
    if told:
        missing: str | None = json.loads(told)["missing"]
        return missing
    found = find(settings.MODEL, settings.MODELS_DIR)
    return None if found else absent(settings.MODEL, settings.MODELS_DIR)
