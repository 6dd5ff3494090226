"""The right to see the load; escalation, and the check of the desk."""

from command_center.supervision.desk_check import DeskAlarm, DeskCheck
from command_center.supervision.escalation import Escalation
from command_center.supervision.escalation_rule import EscalationRule
from command_center.supervision.load_right import Load

__all__ = ["DeskAlarm", "DeskCheck", "Escalation", "EscalationRule", "Load"]
