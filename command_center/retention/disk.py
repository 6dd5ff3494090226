"""The disk that footage lies on, and how much of it footage may take."""

import shutil
from dataclasses import dataclass

from django.conf import settings

from command_center.retention.folder import footage_folder

A_GB = 1_000_000_000
RESERVE_SHARE = 0.05
MOST_RESERVE_BYTES = 10 * A_GB
"""Left free of the disk, for the database and whatever else lies on it: 5 %, 10 GB at most."""


@dataclass(frozen=True, slots=True)
class Disk:
    """`budget_bytes` (`FOOTAGE_BUDGET_GB`): what all footage may take; None: all that the disk has
    but the reserve, which is left in any case."""

    total_bytes: int
    free_bytes: int
    budget_bytes: int | None = None

    @property
    def reserve_bytes(self) -> int:
        return min(round(self.total_bytes * RESERVE_SHARE), MOST_RESERVE_BYTES)

    def capacity_bytes(self, footage_bytes: int) -> int:
        """What footage, which takes so much now, may take."""
        by_disk = max(0, footage_bytes + self.free_bytes - self.reserve_bytes)
        return by_disk if self.budget_bytes is None else min(by_disk, self.budget_bytes)

    def excess_bytes(self, footage_bytes: int) -> int:
        """What is too much by now; 0 where nothing is."""
        over_budget = 0 if self.budget_bytes is None else footage_bytes - self.budget_bytes
        return max(0, over_budget, self.reserve_bytes - self.free_bytes)


def disk() -> Disk:
    """As it is now."""
    folder = footage_folder()
    usage = shutil.disk_usage(folder if folder.exists() else settings.STATE_DIR)
    budget_gb = settings.FOOTAGE_BUDGET_GB
    return Disk(usage.total, usage.free, round(budget_gb * A_GB) if budget_gb else None)
