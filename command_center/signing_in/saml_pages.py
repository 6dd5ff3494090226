"""What a SAML provider is told of us."""

from allauth.socialaccount.providers.saml import views
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from lxml import etree  # type: ignore[import-untyped]

SIGN_OUT = "{urn:oasis:names:tc:SAML:2.0:metadata}SingleLogoutService"


@login_not_required
def metadata(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """Without the single sign-out that python3-saml always names."""
    answer: HttpResponse = views.metadata(request, organization_slug)
    if answer.status_code == 200:
        tree = etree.fromstring(answer.content)
        etree.strip_elements(tree, SIGN_OUT)
        answer.content = etree.tostring(tree, xml_declaration=True, encoding="UTF-8")
    return answer


@login_not_required
def no_single_sign_out(request: HttpRequest, **named: str) -> HttpResponse:  # noqa: ARG001
    """Only named: a provider's message must not end sessions here unless it is signed, and few
    sign it."""
    raise Http404
