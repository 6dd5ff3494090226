"""A camera's usual view: what the present one is held against."""

import struct

import numpy as np

from detection.watchdog.edges import HEIGHT, WIDTH, Edges
from detection.watchdog.looks import Looks

READY_S = 30.0
"""Of good pictures, before anything is judged by it: a crowd must have gone by."""

OVER_S = 1800.0
"""Time constant once it knows the view: the sun's shadows wander, a parked car leaves."""

HEAD = struct.Struct("<4sfff")
MARK = b"WDR1"
"""The layout's version. Change it with anything that changes what is stored."""

FINEST = 127
"""Steps of an edge's length, 0..1, as stored."""


class Reference:
    """Means over the time in which the picture was good. Edges only: nobody can be recognised."""

    def __init__(self) -> None:
        self.edges: Edges = np.zeros((HEIGHT, WIDTH, 2), np.float32)
        self.sharpness = 0.0
        self.detail = 1.0
        self._learnt_s = 0.0

    @property
    def is_ready(self) -> bool:
        return self._learnt_s >= READY_S

    def learn(self, looks: Looks, step_s: float) -> None:
        """Looks that are good, and stand for the last `step_s` seconds."""
        self._learnt_s = min(OVER_S, self._learnt_s + step_s)
        share = step_s / self._learnt_s if self._learnt_s else 1.0
        self.edges += share * (looks.edges - self.edges)
        self.sharpness += share * (looks.sharpness - self.sharpness)
        self.detail += share * (looks.detail - self.detail)

    def to_bytes(self) -> bytes:
        """29 kB, to be kept over a restart."""
        head = HEAD.pack(MARK, self._learnt_s, self.sharpness, self.detail)
        return head + np.rint(self.edges * FINEST).astype(np.int8).tobytes()

    @classmethod
    def from_bytes(cls, stored: bytes) -> "Reference":
        """Raises `ValueError` for what this version has not stored."""
        if len(stored) != HEAD.size + HEIGHT * WIDTH * 2 or not stored.startswith(MARK):
            raise ValueError("not a camera's usual view, or one of another version of Vigie")
        reference = cls()
        _, learnt_s, reference.sharpness, reference.detail = HEAD.unpack_from(stored)
        reference._learnt_s = learnt_s
        steps = np.frombuffer(stored, np.int8, offset=HEAD.size).reshape(HEIGHT, WIDTH, 2)
        reference.edges = np.asarray(steps / FINEST, np.float32)
        return reference
