"""Every table of the room."""

from command_center.signing_in.failures import Failures
from command_center.signing_in.identity import Identity
from command_center.signing_in.invitation import Invitation
from command_center.signing_in.leaving import Leaving
from command_center.signing_in.open_session import OpenSession

__all__ = ["Failures", "Identity", "Invitation", "Leaving", "OpenSession"]
