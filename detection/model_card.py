"""What an exported model says of itself: its classes, its task and the size that it reads."""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detection.allowed_classes import refuse_unlawful
from detection.body import COCO_POINTS
from detection.detectors import ModelRefused

TASKS = frozenset({"detect", "pose", "segment"})
"""Tasks whose output begins with boxes and class scores; masks are not read."""


@dataclass(frozen=True, slots=True)
class ModelCard:
    """`names` by class number; `size_px` is (height, width) of the network's input.

    `task` is one of `TASKS`.

    `has_bodies` says that each box comes with the 17 key points of COCO. `is_final` says that the
    network's output is already free of duplicates (exported with `nms`, or built end to end).
    """

    names: tuple[str, ...]
    task: str
    size_px: tuple[int, int]
    is_final: bool
    has_bodies: bool = False


def read_card(values: Mapping[str, Any], path: Path) -> ModelCard:
    """Read Ultralytics' metadata, whose values are text where the format knows nothing else.

    Raises `ModelRefused` for metadata that is incomplete or has a class that is not allowed.
    """
    known = {key: _literal(value) for key, value in values.items()}
    names = _names(known.get("names"), path)
    refuse_unlawful(names, path)
    if known.get("task") not in TASKS:
        raise ModelRefused(
            f"{path}: the model's task is “{known.get('task')}”; "
            f"use one made for {', '.join(sorted(TASKS))}."
        )
    size_px = _size(known.get("imgsz"), path)
    has_bodies = list(known.get("kpt_shape") or ()) == [COCO_POINTS, 3]
    return ModelCard(names, known["task"], size_px, _is_final(known), has_bodies)


def refuse_mismatch(card: ModelCard, output_shape: Sequence[int], path: Path) -> None:
    """Raise `ModelRefused` where the network has other classes than its card names.

    `output_shape` is that of one image, as in `read_output`. A class that the card leaves out
    would never be held against the law.
    """
    boxes_and_scores = 6 if card.is_final else 4 + len(card.names)
    rows = output_shape[-1 if card.is_final else 0] if len(output_shape) == 2 else 0
    if rows < boxes_and_scores or (card.task == "detect" and rows > boxes_and_scores):
        raise ModelRefused(
            f"{path}: the model names {len(card.names)} classes, but its output "
            f"{tuple(output_shape)} is not one for as many. Export it again with Ultralytics."
        )


def _literal(value: Any) -> Any:
    try:
        return ast.literal_eval(value) if isinstance(value, str) else value
    except (ValueError, SyntaxError):
        return value  # a word, not a number, list or mapping


def _names(value: Any, path: Path) -> tuple[str, ...]:
    if isinstance(value, Mapping):
        value = [value.get(number) for number in range(len(value))]
    if not isinstance(value, list) or not value or not all(isinstance(n, str) for n in value):
        raise ModelRefused(
            f"{path}: the model does not name its classes, so they cannot be checked against the "
            "law. Export it again with Ultralytics."
        )
    return tuple(value)


def _size(value: Any, path: Path) -> tuple[int, int]:
    sizes = [value, value] if isinstance(value, int) else value
    if (
        not isinstance(sizes, list | tuple)
        or len(sizes) != 2
        or not all(isinstance(size, int) and size > 0 for size in sizes)
    ):
        raise ModelRefused(
            f"{path}: “imgsz” is {value!r}; it must be the input's height and width."
        )
    return (sizes[0], sizes[1])


def _is_final(known: Mapping[str, Any]) -> bool:
    args = known.get("args")
    return bool(known.get("end2end")) or (isinstance(args, Mapping) and bool(args.get("nms")))
