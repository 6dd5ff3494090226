"""The journal's tables."""

from command_center.journal.checkpoint import Checkpoint
from command_center.journal.consultation import OpenConsultation
from command_center.journal.discrepancy import Discrepancy
from command_center.journal.entry import Entry
from command_center.journal.leaf import Leaf, Subtree, TreeHead
from command_center.journal.operation import Log, Operation
from command_center.journal.public_key import PublicKey
from command_center.journal.waiting import WaitingEntry

__all__ = [
    "Checkpoint",
    "Discrepancy",
    "Entry",
    "Leaf",
    "Log",
    "OpenConsultation",
    "Operation",
    "PublicKey",
    "Subtree",
    "TreeHead",
    "WaitingEntry",
]
