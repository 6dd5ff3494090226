"""How soon a stop was obeyed, as the workers measured it."""

from collections.abc import Iterable

from command_center.law.models import Obedience, Stop


def last_analysis_s(stop: Stop, obediences: Iterable[Obedience]) -> float | None:
    """From the stop to the end of the last analysis by any worker, to a tenth of a second; 0 where
    none was going on, None where no worker has told anything."""
    told = list(obediences)
    ends = [one.last_analysed_at for one in told if one.last_analysed_at is not None]
    if not told:
        return None
    longest_s = max(((end - stop.at).total_seconds() for end in ends), default=0.0)
    return round(max(0.0, longest_s), 1)
