"""Why a device says nothing that can be used."""

from enum import StrEnum


class Trouble(StrEnum):
    """The interface says it in the reader's language, with what to do."""

    NO_ADDRESS = "no_address"
    FORBIDDEN = "forbidden"
    NO_ANSWER = "no_answer"
    NOT_ONVIF = "not_onvif"
    REFUSED = "refused"
    FAULT = "fault"
    NO_VIDEO = "no_video"


class OnvifError(Exception):
    """The message says from where and why. `reason` is the device's own words; no password."""

    def __init__(self, trouble: Trouble, message: str, reason: str = "") -> None:
        super().__init__(message)
        self.trouble = trouble
        self.reason = reason
