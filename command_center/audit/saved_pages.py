"""Keeping a search under a name, and letting go of it."""

from typing import cast

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from command_center.audit.models import SavedSearch
from command_center.audit.search_form import SearchForm
from command_center.people.door import right
from command_center.people.models import Agent


class SaveForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = SavedSearch
        fields = ["name", "is_shared", "asked"]


def offered_searches(agent: Agent) -> QuerySet[SavedSearch]:
    """One's own, and for whoever reads all of the journal those that others share."""
    own = Q(owner=agent)
    is_everywhere = agent.reach("journal.view_entry").is_everywhere
    wanted = own | Q(is_shared=True) if is_everywhere else own
    return SavedSearch.objects.filter(wanted).select_related("owner")


@right("audit.add_savedsearch", filtered=True)
@require_POST
@never_cache
def journal_save(request: HttpRequest) -> HttpResponse:
    agent = cast(Agent, request.user)
    form = SaveForm(request.POST)
    reach = agent.reach("journal.view_entry")
    asked = SearchForm(QueryDict(request.POST.get("asked", "")[:1000]), reach)
    form.instance.owner, onward = agent, f"{reverse('journal')}?{asked.asked()}"
    if not asked.is_valid() or not form.is_valid():
        messages.error(request, _("The search was not saved: give it a name."))
    elif SavedSearch.objects.filter(owner=agent, name=form.instance.name).exists():
        messages.error(request, _("You have saved a search under this name already."))
    else:
        form.instance.asked = asked.asked()
        form.save()
        messages.success(request, _("The search “%(name)s” is saved.") % {"name": form.instance})
    return redirect(onward)


@right("audit.add_savedsearch", filtered=True)
@require_POST
@never_cache
def journal_saved_remove(request: HttpRequest, saved_id: int) -> HttpResponse:
    """One's own only."""
    found = get_object_or_404(SavedSearch, pk=saved_id, owner=cast(Agent, request.user))
    found.delete()
    messages.success(request, _("The search “%(name)s” is removed.") % {"name": found.name})
    return redirect("journal")
