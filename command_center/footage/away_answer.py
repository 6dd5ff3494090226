"""What whoever asks for pictures gets while the bucket that they lie in does not answer."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from command_center.retention.bucket.bucket import StorageAway

P = ParamSpec("P")
Answer = TypeVar("Answer", bound=HttpResponseBase)
logger = logging.getLogger(__name__)


def says_when_away(
    view: "Callable[Concatenate[HttpRequest, P], Answer]",
) -> "Callable[Concatenate[HttpRequest, P], Answer | HttpResponse]":
    """503, which players take for "ask again", with a sentence; nothing was shown."""

    @wraps(view)
    def answered(
        request: HttpRequest, /, *args: P.args, **given: P.kwargs
    ) -> Answer | HttpResponse:
        try:
            return view(request, *args, **given)
        except StorageAway as error:
            logger.warning("The bucket of footage does not answer: %s", error.why)
            text = _(str(error))
            return HttpResponse(text, status=503, content_type="text/plain; charset=utf-8")

    return answered
