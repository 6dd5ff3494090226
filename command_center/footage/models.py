"""Recordings: what is recorded of which camera, the segments on the disk, and the gaps between."""

from command_center.footage.camera_recording import CameraRecording, Mode
from command_center.footage.clip import Clip, ClipState, MissingBecause
from command_center.footage.gap import Gap, GapCause
from command_center.footage.segment import Segment

__all__ = [
    "CameraRecording",
    "Clip",
    "ClipState",
    "Gap",
    "GapCause",
    "MissingBecause",
    "Mode",
    "Segment",
]
