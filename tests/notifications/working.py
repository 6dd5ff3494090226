"""What the beat does, for tests: enters what is new, and starts what is due."""

from command_center.notifications.entering import enter_new
from command_center.notifications.running import start_due


def work() -> None:
    enter_new()
    start_due()
