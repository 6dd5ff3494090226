"""Reading what an Ultralytics network puts out: rows of boxes and scores → detections."""

import cv2
import numpy as np
from numpy.typing import NDArray

from detection.body import COCO_POINTS, HEAD_POINTS, Body
from detection.boxes import Box, Detection
from detection.letterbox import Letterbox
from detection.model_card import ModelCard

MAX_IOU = 0.7
"""Two boxes of one class that overlap more are one object (Ultralytics' default)."""

MAX_DETECTIONS = 300
"""Per image, as in Ultralytics: a picture full of noise must not stall the tracker."""

Rows = NDArray[np.float32]
"""(n, 6 + extra): left, top, right, bottom in pixels of the network's input, confidence, class
number; then, of a pose model, x, y and confidence of each key point."""


def read_output(
    output: NDArray[np.float32], card: ModelCard, letterbox: Letterbox, min_confidence: float
) -> list[Detection]:
    """Detections of one image, surest first.

    `output` is (4 + classes + extra, anchors) with centre, width and height, or, for a final
    output, (n, 6 + extra). Of the extra rows only the joints of a body are read.
    """
    rows = output if card.is_final else _candidates(output, len(card.names), min_confidence)
    rows = rows[rows[:, 4] >= min_confidence]
    kept = rows if card.is_final else _without_duplicates(rows)
    fractions = letterbox.fractions(kept[:, :4])
    bodies = _bodies(kept, letterbox) if card.has_bodies else [None] * len(kept)
    return [
        Detection(Box(*map(float, box)), card.names[int(row[5])], float(row[4]), body)
        for box, row, body in zip(fractions, kept, bodies, strict=True)
        if box[0] < box[2] and box[1] < box[3]
    ]


def _bodies(rows: Rows, letterbox: Letterbox) -> list[Body | None]:
    """The joints of each row; the points of the face are passed over here, and so go nowhere."""
    points = rows[:, 6:].reshape(len(rows), COCO_POINTS, 3)[:, HEAD_POINTS:]
    joints = points.copy()
    joints[..., :2] = letterbox.fractions(np.tile(points[..., :2].reshape(-1, 2), 2))[
        :, :2
    ].reshape(*points.shape[:2], 2)
    return [Body(tuple((x, y, sure) for x, y, sure in body)) for body in joints.tolist()]


def _candidates(output: NDArray[np.float32], classes: int, min_confidence: float) -> Rows:
    scores = output[4 : 4 + classes]
    # Few of the 8,400 anchors hold anything: choose them before the classes are compared.
    chosen = np.flatnonzero(scores.max(axis=0) >= min_confidence)
    best = scores[:, chosen].argmax(axis=0)
    centre, half = output[:2, chosen], output[2:4, chosen] / 2
    confidence = scores[best, chosen]
    extra = output[4 + classes :, chosen]
    rows: Rows = np.concatenate(
        [centre - half, centre + half, confidence[None], best[None], extra]
    ).T
    return rows.astype(np.float32)


def _without_duplicates(rows: Rows) -> Rows:
    if not len(rows):
        return rows
    corner_and_size = np.concatenate([rows[:, :2], rows[:, 2:4] - rows[:, :2]], axis=1)
    kept = cv2.dnn.NMSBoxesBatched(
        corner_and_size.tolist(), rows[:, 4].tolist(), rows[:, 5].astype(int).tolist(), 0, MAX_IOU
    )
    return rows[np.asarray(kept, dtype=np.intp)[:MAX_DETECTIONS]]
