"""A run of recorded pictures as the blur reads it."""

from datetime import datetime

from command_center.footage.media import ticks
from command_center.footage.run import Run, Shown
from detection.blur.coded import Coded
from detection.fragments.recorded import sample


def began_at(run: Run) -> datetime:
    """The instant from which the times of its coded pictures count."""
    return run.pictures[0].decoded_at


def coded(run: Run, one: Shown) -> Coded:
    began = began_at(run)
    return Coded(sample(one.data), ticks(one.at - began), ticks(one.decoded_at - began))
