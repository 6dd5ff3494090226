"""Which venues blur what, and who saw people plain, why and until when."""

from command_center.blur.unmasking import Approval, Ending, Unmasking
from command_center.blur.venue_blur import VenueBlur

__all__ = ["Approval", "Ending", "Unmasking", "VenueBlur"]
