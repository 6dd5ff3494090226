"""A session ends after a while without use, and at the latest a day's work after it began."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

from command_center.signing_in.sessions import is_over


class SessionEnd(MiddlewareMixin):
    """After the middleware of Django that says whose session it is."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        if request.user.is_authenticated and is_over(request.session):
            logout(request)
        return None
