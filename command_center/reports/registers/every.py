"""Every register there is, by its name."""

from collections.abc import Mapping

from command_center.reports.registers.access import access
from command_center.reports.registers.acts import acts
from command_center.reports.registers.destruction import destruction
from command_center.reports.registers.follow_up import follow_up
from command_center.reports.registers.register import Derive
from command_center.reports.registers.samples import samples

REGISTERS: Mapping[str, Derive] = {
    "follow_up": follow_up,
    "access": access,
    "acts": acts,
    "destruction": destruction,
    "samples": samples,
}
