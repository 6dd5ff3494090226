"""What whoever has not said why they look gets instead of a page."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

ASKED_FIRST = "Say first why you look today: load the page anew."


def ask_reason(request: HttpRequest) -> HttpResponse:
    """The form, which leads back; a script or a picture, which would take the form for its
    answer, is refused."""
    if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        return HttpResponse(ASKED_FIRST, status=403, content_type="text/plain; charset=utf-8")
    onward = urlencode({"next": _onward(request)})
    return redirect(f"{reverse('shift')}?{onward}")


def _onward(request: HttpRequest) -> str:
    """What was to be sent is to be sent again: from the page that it came from."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("Referer", ""))
    return (came_from.path if came_from.netloc == request.get_host() else "") or "/"
