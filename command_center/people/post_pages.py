"""A post is given, and revoked. Nobody gives one to themself."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from command_center.people.door import right
from command_center.people.forms import RevocationForm
from command_center.people.models import Agent, Post
from command_center.people.post_form import PostForm
from command_center.people.post_rows import post_rows
from command_center.people.role_words import ROLE_WORDS


@right("people.add_post")
@require_http_methods(["GET", "POST"])
@never_cache
def post_new(request: HttpRequest, agent_id: int) -> HttpResponse:
    agent = get_object_or_404(Agent, pk=agent_id)
    form = PostForm(agent, cast(Agent, request.user), request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The post is given to %(agent)s.") % {"agent": agent})
        return redirect("person", agent.pk)
    roles = [(role.label, said) for role, said in ROLE_WORDS.items()]
    context = {"form": form, "agent": agent, "roles": roles}
    return render(request, "pages/people/post_form.html", context)


@right("people.change_post")
@require_http_methods(["GET", "POST"])
@never_cache
def post_revoke(request: HttpRequest, post_id: int) -> HttpResponse:
    post = get_object_or_404(Post.objects.select_related("agent"), pk=post_id)
    form = RevocationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if post.revoke(cast(Agent, request.user), form.cleaned_data["reason"]):
            messages.success(request, _("It is revoked. What it alone let see has been closed."))
        else:
            messages.error(request, _("It was revoked already."))
        return redirect("person", post.agent_id)
    (row,) = post_rows([post], timezone.now())
    return render(request, "pages/people/post_revoke.html", {"form": form, "row": row})
