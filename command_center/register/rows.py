"""What the pages show of a model."""

from collections.abc import Sequence
from dataclasses import dataclass

from command_center.register.measuring import is_awaited
from command_center.register.models import Measurement, ModelLoad, RegisteredModel
from command_center.register.standing import cameras_of, latest_loads
from command_center.venues.models import Camera
from detection.model_origin import TOLD

SHOWN_CLASSES = 6
SHOWN_CAMERAS = 4


@dataclass(frozen=True, slots=True)
class ModelRow:
    """`state`: reviewed, found (nobody has looked at it) or retired. `speed`: the latest."""

    model: RegisteredModel
    state: str
    cameras: list[Camera]
    loads: list[ModelLoad]
    speed: Measurement | None
    is_awaited: bool

    @property
    def classes(self) -> list[str]:
        return self.model.classes[:SHOWN_CLASSES]

    @property
    def more_classes(self) -> int:
        return max(0, len(self.model.classes) - SHOWN_CLASSES)

    @property
    def some_cameras(self) -> list[Camera]:
        return self.cameras[:SHOWN_CAMERAS]

    @property
    def more_cameras(self) -> int:
        return max(0, len(self.cameras) - SHOWN_CAMERAS)

    @property
    def told(self) -> list[str]:
        """What the file says of itself; PostgreSQL has forgotten in which order."""
        return [self.model.origin[name] for name in TOLD if name in self.model.origin]

    @property
    def input(self) -> str:
        """Width × height, as people say it."""
        sides = " × ".join(str(px) for px in reversed(self.model.input_px or ()))
        return f"{sides} px" if sides else ""


def model_rows(models: Sequence[RegisteredModel]) -> list[ModelRow]:
    """Of models that were `reviewed`; three questions to the database for all of them."""
    cameras, loads = list(Camera.objects.filter(is_enabled=True)), latest_loads()
    newest: dict[int, Measurement] = {}
    for one in Measurement.objects.filter(model__in=models).order_by("asked_at", "id"):
        newest[one.model_id] = one
    return [_row(model, cameras, loads, newest.get(model.pk)) for model in models]


def _row(
    model: RegisteredModel,
    cameras: Sequence[Camera],
    loads: Sequence[ModelLoad],
    speed: Measurement | None,
) -> ModelRow:
    retired = model.is_retired  # type: ignore[attr-defined]
    own = [one for one in loads if one.is_accepted and one.sha256 == model.sha256]
    return ModelRow(
        model,
        _state(model),
        [] if retired else cameras_of(model, cameras),
        [one for one in own if one.file == model.file],
        speed,
        speed is not None and is_awaited(speed),
    )


def _state(model: RegisteredModel) -> str:
    if model.is_retired:  # type: ignore[attr-defined]
        return "retired"
    return "reviewed" if model.licence else "found"  # type: ignore[attr-defined]
