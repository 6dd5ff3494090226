"""Pages compressed where a browser can read that."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware


class CompressedPages(GZipMiddleware):
    """HTML that is there as a whole; films, streams and files go as they are.

    Django adds random bytes to each (“Heal the Breach”, Palacios et al. 2022), so that a length
    tells nothing of what a page holds.
    """

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        is_page = isinstance(response, HttpResponse) and not response.streaming
        if is_page and response.headers.get("Content-Type", "").startswith("text/html"):
            return super().process_response(request, response)
        return response
