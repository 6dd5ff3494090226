"""Incidents, what was done with each, and hand-overs between shifts."""

from command_center.incidents.act import Act
from command_center.incidents.hand_over import HandOver
from command_center.incidents.incident import Incident

__all__ = ["Act", "HandOver", "Incident"]
