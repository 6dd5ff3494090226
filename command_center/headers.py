"""What each answer tells the browser besides its page; Django and django-csp say the rest."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

NOT_USED = (
    *("accelerometer", "camera", "display-capture", "encrypted-media", "geolocation", "gyroscope"),
    *("hid", "magnetometer", "microphone", "midi", "payment", "screen-wake-lock", "serial", "usb"),
    "xr-spatial-tracking",
)
"""What no page here does, so that no script that got in can. A name that a browser does not
know is an error on its console."""

SAID = {
    "Permissions-Policy": ", ".join(f"{one}=()" for one in NOT_USED),
    # No other site may show our pictures, nor learn from how they load.
    "Cross-Origin-Resource-Policy": "same-origin",
    # Pages are about people: nothing is left on a control room's disk, or behind its back key.
    # What may be kept says so itself: static files, and the plan of a floor.
    "Cache-Control": "no-store, private",
}


class Headers(MiddlewareMixin):
    """First of the middleware, so that refusals and static files have them too."""

    def process_response(
        self, _request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        for name, value in SAID.items():
            response.headers.setdefault(name, value)
        return response
