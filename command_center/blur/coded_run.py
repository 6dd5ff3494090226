"""A run of recorded pictures as the blur reads it."""

import struct
from datetime import datetime

from command_center.footage.media import ticks
from command_center.footage.run import Run, Shown
from detection.blur.coded import Coded
from detection.fragments.recorded import sample


def avcc(run: Run) -> bytes:
    """How its pictures are coded (ISO/IEC 14496-15)."""
    return avcc_of(run.init)


def size_px(run: Run) -> tuple[int, int]:
    """Width and height, as the initialisation's sample entry (`avc1`) says."""
    width, height = struct.unpack_from(">HH", run.init, run.init.index(b"avc1") + 28)
    return width, height


def avcc_of(init: bytes) -> bytes:
    at = init.index(b"avcC")
    (size,) = struct.unpack_from(">I", init, at - 4)
    return init[at + 4 : at - 4 + size]


def began_at(run: Run) -> datetime:
    """The instant from which the times of its coded pictures count."""
    return run.pictures[0].decoded_at


def coded(run: Run, one: Shown) -> Coded:
    began = began_at(run)
    return Coded(sample(one.data), ticks(one.at - began), ticks(one.decoded_at - began))
