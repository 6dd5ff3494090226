"""Thresholds in words and in units that people use."""

from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_lazy

from detection.calibration.proposal import Verdict

PARAMETER_LABELS = {
    "open_after_s": gettext_lazy("how long it must last"),
    "unattended_s": gettext_lazy("how long it must be left alone"),
    "min_confidence": gettext_lazy("how sure the model must be"),
    "least_area": gettext_lazy("how much of the picture must burn"),
    "limit_people": gettext_lazy("how many people are allowed"),
}

VERDICT_LABELS = {
    Verdict.UNDECIDED: gettext_lazy("Measured for too short a time"),
    Verdict.FITS: gettext_lazy("Fits this camera"),
    Verdict.CHANGE: gettext_lazy("A change is proposed"),
    Verdict.UNFIT: gettext_lazy("Cannot be set right by a threshold"),
    Verdict.GIVEN: gettext_lazy("Not the camera's to choose"),
}

ADVICE = {
    Verdict.UNDECIDED: gettext_lazy("Let the period run for at least ten minutes."),
    Verdict.FITS: gettext_lazy("What is normal here stays below the threshold."),
    Verdict.CHANGE: gettext_lazy("What is normal here would pass the present threshold too often."),
    Verdict.UNFIT: gettext_lazy(
        "A threshold above what is normal here would miss the event itself. Change the zone or the "
        "view, or measure again at a time when nothing happens."
    ),
    Verdict.GIVEN: gettext_lazy("The safety file of the venue gives it. Compare it with the peak."),
}


def in_unit(parameter: str, value: float) -> str:
    """As a person reads it: seconds, per cent or people."""
    if parameter.endswith("_s"):
        return gettext("%(seconds)s s") % {"seconds": _number(value, 1)}
    if parameter == "limit_people":
        return _number(value, 0)
    places = 3 if parameter == "least_area" else 0
    return gettext("%(percent)s %%") % {"percent": _number(100 * value, places)}


def _number(value: float, places: int) -> str:
    return number_format(value, decimal_pos=places)
