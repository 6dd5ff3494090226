"""Whether the installation's models run, as the workers told it."""

from django.conf import settings

from command_center.streams.redis_client import client
from command_center.streams.spared_redis import spared_redis
from detection.kinds import EventKind
from detection.models import ModelState, find
from detection.register import kinds_missing_from, registered

KEY = "model"
UNAVAILABLE_KEY = "model:unavailable"


def tell_models(unavailable: frozenset[EventKind], general: ModelState | None) -> None:
    """The kinds that nobody can look for, and whether the installation's general model runs: None
    where that was not asked."""
    told = {UNAVAILABLE_KEY: ",".join(sorted(unavailable))}
    if general is not None:
        told[KEY] = general
    spared_redis(settings.REDIS_URL).attempt(lambda redis: redis.mset(told))


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
