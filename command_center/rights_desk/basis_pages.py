"""What the desk goes by, with its sources: terms and grounds, corrected by administrators."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from command_center.people.door import right
from command_center.people.models import Agent
from command_center.rights_desk.basis_forms import GroundForm, TermForm
from command_center.rights_desk.models import RefusalGround, Term
from command_center.rights_desk.term import TermKey, terms


@right("rights_desk.view_rightsrequest")
@require_safe
def basis(request: HttpRequest) -> HttpResponse:
    context = {
        "terms": list(terms().values()),
        "grounds": RefusalGround.objects.standing(),
        "retired": RefusalGround.objects.filter(replacement=None, applies=False),
    }
    return render(request, "pages/rights_desk/basis.html", context)


@right("rights_desk.add_term")
@require_http_methods(["GET", "POST"])
def term(request: HttpRequest, key: str) -> HttpResponse:
    """Deadlines that were given before stay as given."""
    if key not in TermKey.values:
        raise Http404
    standing = terms()[TermKey(key)]
    initial = {name: getattr(standing, name) for name in ("months", "source", "confirmation")}
    form = TermForm(request.POST or None, initial=initial, instance=Term(key=key))
    if request.method == "POST" and form.is_valid():
        form.instance.entered_by = cast(Agent, request.user)
        form.save()
        messages.success(request, _("Corrected, with your name and the time."))
        return redirect("rights_basis")
    return _page(request, form, str(standing.key.label))


@right("rights_desk.add_refusalground", looks=True)
@require_http_methods(["GET", "POST"])
def ground(request: HttpRequest, ground_id: int | None = None) -> HttpResponse:
    """A new one, or one that replaces another; answers that were given keep theirs."""
    replaced = get_object_or_404(RefusalGround, pk=ground_id) if ground_id else None
    if replaced and RefusalGround.objects.filter(replaces=replaced).exists():
        raise Http404
    form = GroundForm(request.POST or None, initial=_initial(replaced))
    if request.method == "POST" and form.is_valid():
        form.instance.replaces = replaced
        form.instance.code = replaced.code if replaced else ""
        form.instance.entered_by = cast(Agent, request.user)
        form.save()
        messages.success(request, _("Corrected, with your name and the time."))
        return redirect("rights_basis")
    return _page(request, form, _("Ground of refusal"))


def _initial(replaced: RefusalGround | None) -> dict[str, object]:
    names = ("french", "english", "source", "confirmation", "applies")
    return {name: getattr(replaced, name) for name in names} if replaced else {}


def _page(request: HttpRequest, form: object, title: str) -> HttpResponse:
    return render(request, "pages/rights_desk/basis_form.html", {"form": form, "title": title})
