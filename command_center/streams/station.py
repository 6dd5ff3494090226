"""What all watches of one worker's process share."""

from dataclasses import dataclass, field
from pathlib import Path

from command_center.alerts.delivery import Delivery
from command_center.alerts.spool import Spool
from command_center.calibration.period import Calibrations, all_running
from command_center.law.gate import Permissions, permissions
from command_center.law.obedience import StopObserver
from command_center.law.once_a_second import OnceASecond
from command_center.streams.cost import CostMeter
from command_center.streams.keeper import Keeper
from command_center.streams.model_shelf import ModelShelf
from command_center.streams.worker_figures import SPOOL


@dataclass(frozen=True, slots=True)
class Station:
    """Asks once for all its cameras what each of them would ask."""

    delivery: Delivery
    costs: CostMeter
    keeper: Keeper
    permissions: OnceASecond[Permissions]
    calibrations: OnceASecond[Calibrations]
    models: ModelShelf = field(default_factory=ModelShelf)


def new_station(state_dir: Path, worker: str = "") -> Station:
    costs = CostMeter()
    permitted = OnceASecond("The gate", permissions, without={})
    calibrated = OnceASecond("Calibrations", all_running, without={})
    return Station(
        Delivery(Spool(state_dir / SPOOL)),
        costs,
        Keeper(costs, [permitted, calibrated], StopObserver(worker)),
        permitted,
        calibrated,
    )
