"""Caps, rules, holds, files with images, and what became of them."""

from command_center.retention.bucket.watch import BucketWatch
from command_center.retention.cap import Cap, CapDecision
from command_center.retention.certificate import Cause, ErasureCertificate
from command_center.retention.disk_watch import DiskWatch
from command_center.retention.hold import Hold, Procedure
from command_center.retention.last_erasure import LastErasure
from command_center.retention.rule import Rule, RuleDecision
from command_center.retention.stock import Stock
from command_center.retention.storage_mark import StorageMark
from command_center.retention.stored_file import StoredFile

__all__ = [
    "BucketWatch",
    "Cap",
    "CapDecision",
    "Cause",
    "DiskWatch",
    "ErasureCertificate",
    "Hold",
    "LastErasure",
    "Procedure",
    "Rule",
    "RuleDecision",
    "Stock",
    "StorageMark",
    "StoredFile",
]
