"""The tables of the legal team's pages."""

from command_center.audit.explanation import Explanation
from command_center.audit.saved_search import SavedSearch
from command_center.audit.threshold import Threshold

__all__ = ["Explanation", "SavedSearch", "Threshold"]
