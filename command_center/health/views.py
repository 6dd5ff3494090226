"""Whether it lives, whether it is ready, its metrics, and the page that people read."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from command_center.health import scraper
from command_center.health.camera_rows import camera_rows
from command_center.health.metrics import registry
from command_center.health.part_rows import part_rows
from command_center.health.parts import missing_parts
from command_center.health.readings import worker_figures
from command_center.health.worker_rows import worker_rows
from command_center.people.door import right


@require_safe
@never_cache
@login_not_required
def healthz(_request: HttpRequest) -> HttpResponse:
    """This process answers. Nothing else is asked: a restart would heal nothing else."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
@login_not_required
def readyz(_request: HttpRequest) -> HttpResponse:
    missing = missing_parts()
    return JsonResponse({"missing": missing}, status=503 if missing else 200)


@require_GET
@never_cache
@login_not_required
def metrics(request: HttpRequest) -> HttpResponse:
    """For a known scraper, and for people who may see how the system does."""
    if not scraper.is_known(request):
        if scraper.brings_a_token(request) or not request.user.is_authenticated:
            return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
        if not request.user.has_perm("health.view_health"):
            raise PermissionDenied
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


@require_GET
@never_cache
@right("health.view_health")
def health(request: HttpRequest) -> HttpResponse:
    told = worker_figures()
    context = {
        "parts": part_rows(told),
        "cameras": camera_rows(),
        "workers": worker_rows(told),
    }
    return render(request, "pages/health/health.html", context)
