"""The pages of the register of models: what there is, one model, a file is entered."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from command_center.people.door import right
from command_center.people.models import Agent
from command_center.register.entering import NotEntered, enter
from command_center.register.forms import LONGEST_REASON, EntryForm, ReviewForm
from command_center.register.models import RegisteredModel
from command_center.register.rows import model_rows
from command_center.register.standing import refused
from command_center.register.words import refusals
from command_center.venues.models import Camera
from command_center.venues.versions import latest_number


@require_GET
@never_cache
@right("register.view_registeredmodel")
def models(request: HttpRequest) -> HttpResponse:
    rows = model_rows(list(RegisteredModel.objects.reviewed().select_related("entered_by")))
    context = {
        "rows": [row for row in rows if row.state != "retired"],
        "retired": [row for row in rows if row.state == "retired"],
        "refused": refused(()),
        "models_dir": settings.MODELS_DIR,
    }
    return render(request, "pages/models/models.html", context)


@require_GET
@never_cache
@right("register.view_registeredmodel")
def model(request: HttpRequest, model_id: int) -> HttpResponse:
    return model_page(request, model_id)


@right("register.add_registeredmodel")
@require_http_methods(["GET", "POST"])
@never_cache
def model_new(request: HttpRequest) -> HttpResponse:
    form = EntryForm(request.POST or None, initial={"file": request.GET.get("file", "")})
    if request.method == "POST" and form.is_valid():
        entered = _entered(request, form)
        if entered:
            messages.success(request, _("Model “%(model)s” is entered.") % {"model": entered.name})
            return redirect("model", entered.pk)
    context = {"form": form, "models_dir": settings.MODELS_DIR}
    return render(request, "pages/models/model_form.html", context)


def _entered(request: HttpRequest, form: EntryForm) -> RegisteredModel | None:
    purpose, author = form.cleaned_data["purpose"], cast(Agent, request.user)
    try:
        return enter(form.candidate(), purpose, form.review(), author)
    except NotEntered as refusal:
        form.add_error("file", f"{refusals()[refusal.why]} {refusal.detail}".strip())
        return None


def model_page(request: HttpRequest, model_id: int, form: ReviewForm | None = None) -> HttpResponse:
    """`form`: as it was sent, where it had faults."""
    found = get_object_or_404(RegisteredModel.objects.reviewed(), pk=model_id)
    (row,) = model_rows([found])
    history = found.reviews.select_related("author")
    cameras = Camera.objects.select_related("venue") if found.purpose == "general" else []
    context = {
        "row": row,
        "form": form or ReviewForm(initial=_known(found)),
        "history": history,
        "cameras": [(one, latest_number(one), one.model == found.name) for one in cameras],
        "measurements": found.measurements.select_related("asked_by")[:5],
        "longest_reason": LONGEST_REASON,
    }
    status = 400 if form else 200
    return render(request, "pages/models/model.html", context, status=status)


def _known(found: RegisteredModel) -> dict[str, str]:
    """What was entered last, else what the file says of itself."""
    licence, source, certificate = (
        getattr(found, name) for name in ("licence", "source", "certificate")
    )
    told = found.origin
    return {
        "licence": told.get("license", "") if licence is None else licence,
        "source": told.get("author", "") if source is None else source,
        "certificate": certificate or "",
    }
