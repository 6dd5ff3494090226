"""The words that the wall's scripts say, in the reader's language."""

from django.utils.translation import gettext as _

from detection.source.address import Cause


def words() -> dict[str, str]:
    return {
        "starting": _("Starting"),
        "live": _("Live"),
        "calibrating": _("Calibrating: no alerts"),
        "offline": _("No picture"),
        "unpermitted": _("Not analysed: no order in force"),
        "late": _("Picture is late"),
        "frozen": _("Frozen picture"),
        "black": _("Black picture"),
        "covered": _("Lens covered"),
        "defocused": _("Out of focus"),
        "turned_away": _("Turned away"),
        "without_model": _("Not analysed: its model does not run"),
        "model_absent": _("the model is not in the folder of this worker"),
        "model_changed": _("the file is not the registered one"),
        "model_refused": _("the file cannot be used"),
        "refused": _("You may not see this camera any more."),
        "waiting": _("Waiting for the picture…"),
        "no_picture_since": _("No picture since {time}"),
        "new_alert": _("New alert: {text}, {place}"),
        "unwatched": _("no worker watches this camera"),
        "disconnected": _("connection to the server lost"),
        **causes(),
        **_labels(),
    }


def causes() -> dict[str, str]:
    """Why a source gives no picture."""
    return {
        Cause.UNKNOWN_SCHEME: _("unknown kind of address"),
        Cause.FORBIDDEN_NETWORK: _("address not allowed"),
        Cause.FORBIDDEN_PORT: _("port not allowed"),
        Cause.FORBIDDEN_FILM: _("film not allowed"),
        Cause.UNREACHABLE: _("camera unreachable"),
        Cause.NOT_FOUND: _("file not found"),
        Cause.EMPTY: _("file is empty"),
        Cause.NOT_VIDEO: _("not a video"),
        Cause.ENDED: _("connection lost"),
    }


def _labels() -> dict[str, str]:
    """Classes of the models that an event can be about; a bench or a plant gets no box."""
    return {
        "label.person": _("person"),
        "label.bicycle": _("bicycle"),
        "label.car": _("car"),
        "label.motorcycle": _("motorcycle"),
        "label.bus": _("bus"),
        "label.truck": _("lorry"),
        "label.backpack": _("backpack"),
        "label.handbag": _("handbag"),
        "label.suitcase": _("suitcase"),
    }
