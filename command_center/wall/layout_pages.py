"""Arranging a wall: a new layout, one that is changed, removed, or opened first."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from command_center.people.door import right
from command_center.people.models import Agent
from command_center.wall.editing import editor_facts
from command_center.wall.layout_form import LayoutForm
from command_center.wall.models import FirstLayout, Layout
from command_center.wall.offered import changeable, offered
from command_center.wall.shown_wall import shown_wall
from command_center.wall.words import editor_words


@require_http_methods(["GET", "POST"])
@never_cache
@right("wall.add_layout", "venues.view_camera", filtered=True)
def layout_new(request: HttpRequest) -> HttpResponse:
    """`?layout=N` begins with what that one shows; without any, all cameras as now."""
    agent = cast(Agent, request.user)
    begun = shown_wall(agent, request.GET).grid
    return _edited(request, LayoutForm(agent, request.POST or None), Layout(grid=begun.as_json()))


@require_http_methods(["GET", "POST"])
@never_cache
@right("wall.add_layout", "venues.view_camera", filtered=True)
def layout_edit(request: HttpRequest, layout_id: int) -> HttpResponse:
    agent = cast(Agent, request.user)
    layout = get_object_or_404(changeable(agent), pk=layout_id)
    first = FirstLayout.objects.filter(agent=agent, layout=layout).exists()
    form = LayoutForm(agent, request.POST or None, instance=layout, initial={"opens": first})
    return _edited(request, form, layout)


def _edited(request: HttpRequest, form: LayoutForm, layout: Layout) -> HttpResponse:
    agent = cast(Agent, request.user)
    if form.is_valid():
        kept = form.save()
        _open_first(agent, kept, opens=form.cleaned_data["opens"])
        messages.success(request, _("The layout “%(name)s” is kept.") % {"name": kept})
        return redirect(f"{reverse('wall')}?layout={kept.pk}")
    facts = editor_facts(agent, layout, form.data.get("cells"))
    context = {"form": form, "layout": layout, "editor": facts, "words": editor_words()}
    return render(request, "pages/wall/layout.html", context, status=400 if form.errors else 200)


@right("wall.add_layout", filtered=True)
@require_POST
@never_cache
def layout_delete(request: HttpRequest, layout_id: int) -> HttpResponse:
    layout = get_object_or_404(changeable(cast(Agent, request.user)), pk=layout_id)
    layout.delete()
    messages.success(request, _("The layout “%(name)s” is removed.") % {"name": layout})
    return redirect("wall")


@right("wall.add_layout", filtered=True)
@require_POST
@never_cache
def layout_first(request: HttpRequest) -> HttpResponse:
    """`layout`: with which the wall opens from now on; nothing, for all cameras by themselves."""
    agent, asked = cast(Agent, request.user), request.POST.get("layout", "")
    if not asked:
        FirstLayout.objects.filter(agent=agent).delete()
        return redirect(f"{reverse('wall')}?layout=all")
    if not asked.isdecimal():
        raise Http404
    _open_first(agent, get_object_or_404(offered(agent), pk=asked), opens=True)
    return redirect("wall")


def _open_first(agent: Agent, layout: Layout, *, opens: bool) -> None:
    if opens:
        FirstLayout.objects.update_or_create(agent=agent, defaults={"layout": layout})
    else:
        FirstLayout.objects.filter(agent=agent, layout=layout).delete()
