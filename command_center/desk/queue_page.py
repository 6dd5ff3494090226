"""The queue, as the page beside the pictures asks for it again and again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command_center.desk.queue import queue
from command_center.desk.shown import shown_situations
from command_center.people.door import looked_at, right
from command_center.people.reached import reach_of


@require_GET
@never_cache
@right("alerts.view_alert", looks=True, filtered=True)
def desk_queue(request: HttpRequest) -> HttpResponse:
    found = queue(reach_of(request, "alerts.view_alert"))
    looked_at(request, shown_situations(request, found))
    return render(request, "pages/desk/queue.html", {"queue": found})
