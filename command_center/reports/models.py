"""Weekly reports, their annexes, when they are due; the right to the registers."""

from command_center.reports.annex import Annex
from command_center.reports.deadline import Deadline
from command_center.reports.rights import Registers
from command_center.reports.weekly_report import WeeklyReport

__all__ = ["Annex", "Deadline", "Registers", "WeeklyReport"]
