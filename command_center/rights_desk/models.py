"""Requests, their steps, and what the desk goes by: grounds of refusal and terms."""

from command_center.rights_desk.ground import RefusalGround
from command_center.rights_desk.request import RightsRequest
from command_center.rights_desk.step import RightsStep
from command_center.rights_desk.term import Term

__all__ = ["RefusalGround", "RightsRequest", "RightsStep", "Term"]
