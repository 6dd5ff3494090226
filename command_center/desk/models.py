"""What people do with situations, what is put aside, and what is to be done."""

from command_center.desk.act import Act
from command_center.desk.procedure import Procedure, ResponseTime
from command_center.desk.suppression import Suppression

__all__ = ["Act", "Procedure", "ResponseTime", "Suppression"]
