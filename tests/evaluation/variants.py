"""The same clip in worse conditions: what is in it has not changed, so the answers must not."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

import av
import cv2
import numpy as np

from detection.evaluation.truth import Truth
from detection.frame import PTS_PER_S, Image
from detection.source.recording import Recording
from detection.zones import Zone

READ_PER_S, TIME_BASE = 15.0, 90_000
Change = Callable[[Image, int], Image]
"""A picture and its number in the film → the picture that is put in its place."""


def mirrored(image: Image, number: int) -> Image:
    return np.ascontiguousarray(image[:, ::-1])


def darker(image: Image, number: int) -> Image:
    """As if by a lens two thirds closed, and a steeper curve."""
    curve = (255 * (np.arange(256) / 255) ** 1.3 * 0.75).astype(np.uint8)
    return cast(Image, cv2.LUT(image, curve))


def noisy(image: Image, number: int) -> Image:
    noise = np.random.default_rng(number).normal(0, 8, image.shape)
    return cast(Image, np.clip(image + noise, 0, 255).astype(np.uint8))


def shaken(image: Image, number: int) -> Image:
    """Up to two thousandths of the picture in any direction, as on a mast in the wind."""
    height, width = image.shape[:2]
    reach = max(1.0, max(height, width) * 0.002)
    right, down = np.random.default_rng(number).uniform(-reach, reach, 2)
    move = np.array([[1, 0, right], [0, 1, down]], np.float32)
    return cast(
        Image, cv2.warpAffine(image, move, (width, height), borderMode=cv2.BORDER_REPLICATE)
    )


def smaller(image: Image, number: int) -> Image:
    """Three quarters; even sides, as H.264 wants them."""
    height, width = (int(side * 0.75) // 2 * 2 for side in image.shape[:2])
    return cast(Image, cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA))


def unchanged(image: Image, number: int) -> Image:
    return image


CHANGES: dict[str, tuple[Change, int, int]] = {
    "mirrored": (mirrored, 20, 0),
    "darker": (darker, 20, 0),
    "noisy": (noisy, 20, 0),
    "shaken": (shaken, 20, 0),
    "smaller": (smaller, 20, 0),
    "compressed": (unchanged, 33, 0),
    "shifted": (unchanged, 20, 1),
}
"""Name → the change, x264's rate factor (20 is good, 33 poor), pictures left out at the start."""


def variant(truth: Truth, name: str, folder: Path) -> Truth:
    """The clip with that change, written to `folder`, and its truth."""
    change, quality, left_out = CHANGES[name]
    path = folder / f"{name}_{Path(truth.name).stem}.mp4"
    _write(truth.path, path, change, quality, left_out)
    scene = truth.scene
    if name == "mirrored":
        scene = replace(scene, zones=tuple(_mirrored_zone(zone) for zone in scene.zones))
    return replace(truth, name=path.name, path=path, scene=scene)


def _write(source: Path, target: Path, change: Change, quality: int, left_out: int) -> None:
    with av.open(str(target), "w") as container:
        stream = None
        for number, frame in enumerate(Recording(source, READ_PER_S)):
            if number < left_out:
                continue
            image = change(frame.image, number)
            image = image[: image.shape[0] // 2 * 2, : image.shape[1] // 2 * 2]
            if stream is None:
                stream = container.add_stream("libx264", rate=int(READ_PER_S))
                stream.height, stream.width = image.shape[:2]
                stream.pix_fmt = "yuv420p"
                stream.options = {"crf": str(quality), "preset": "veryfast"}
                first_pts = frame.pts
            picture = av.VideoFrame.from_ndarray(np.ascontiguousarray(image), format="bgr24")
            picture.pts = round((frame.pts - first_pts) / PTS_PER_S * READ_PER_S)
            container.mux(stream.encode(picture))
        if stream is not None:
            container.mux(stream.encode(None))


def _mirrored_zone(zone: Zone) -> Zone:
    polygon = tuple((1 - x, y) for x, y in zone.polygon)
    parameters = dict(zone.parameters)
    if "direction" in parameters:
        right, down = parameters["direction"]
        parameters["direction"] = [-right, down]
    return replace(zone, polygon=polygon, parameters=parameters)
