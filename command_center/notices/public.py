"""The page that everyone may read: no sign-in, no cookie, nothing internal."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from command_center.notices.announced import announced
from command_center.notices.content import notice_content, venue_sections
from command_center.venues.models import Venue


@login_not_required
@require_safe
def notice(request: HttpRequest, venue_id: int, language: str = "") -> HttpResponse:
    """In the language that the address names, else the browser's."""
    venue = get_object_or_404(Venue, pk=venue_id)
    found = announced(venue, timezone.now())
    language = language or translation.get_language_from_request(request)
    if found is None or language not in dict(settings.LANGUAGES):
        raise Http404
    context = {
        "venue": venue,
        "language": language,
        "languages": settings.LANGUAGES,
        "orders": [(one, notice_content(one, language)) for one in found.current],
        "past": [(one, notice_content(one, language)) for one in found.past],
        "sections": venue_sections(venue, language),
    }
    with translation.override(language):
        # Without the request: no context processor looks at a session, and no cookie is set.
        answer = HttpResponse(render_to_string("pages/notice/notice.html", context))
    answer.headers["Content-Language"] = language
    return answer
