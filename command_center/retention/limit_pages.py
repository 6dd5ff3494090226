"""Caps and rules: what holds with its source, what waits, entering and taking away."""

from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from command_center.people.door import right
from command_center.people.models import Agent
from command_center.people.places import placed
from command_center.people.reach import Reach
from command_center.people.reached import reach_of
from command_center.retention.classes import IMAGES, RetentionClass
from command_center.retention.forms import LONGEST_REASON, CapForm, RuleForm
from command_center.retention.models import Cap, CapDecision, Rule, RuleDecision
from command_center.retention.words import hours_in_words, months_in_words, place_in_words


@dataclass(frozen=True, slots=True)
class RuleRow:
    rule: Rule
    place: str
    time: str
    is_own: bool
    is_within: bool
    """Whether its reader may change it, where it counts."""


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One class: its cap, rules in force, and what waits for another administrator."""

    what: RetentionClass
    cap: Cap | None
    cap_words: str
    rules: list[RuleRow]
    waiting: list[RuleRow]
    waiting_cap: Cap | None
    waiting_cap_words: str
    is_own_cap: bool
    is_fixed: bool


@right("retention.view_rule", filtered=True)
@require_safe
@never_cache
def retention_limits(request: HttpRequest) -> HttpResponse:
    reader = cast(Agent, request.user)
    reach = reach_of(request, "retention.view_rule")
    context = {
        "rows": [_class_row(what, reader, reach) for what in RetentionClass],
        "longest_reason": LONGEST_REASON,
    }
    return render(request, "pages/retention/limits.html", context)


@right("retention.add_rule", filtered=True)
@require_http_methods(["GET", "POST"])
@never_cache
def rule_new(request: HttpRequest) -> HttpResponse:
    form = RuleForm(reach_of(request, "retention.add_rule"), request.POST or None)
    form.instance.author = request.user
    if request.method == "POST" and form.is_valid():
        _enter(request, form.save())
        return redirect("retention_limits")
    return render(request, "pages/retention/rule_form.html", {"form": form})


@right("retention.add_rule")
@require_POST
def rule_withdraw(request: HttpRequest, rule_id: int) -> HttpResponse:
    """The next wider rule holds then; where that is longer, another administrator agrees first."""
    rule = get_object_or_404(Rule.objects.in_force(), pk=rule_id)
    reason = request.POST.get("reason", "").strip()[:LONGEST_REASON]
    if not reason:
        messages.error(request, _("Say in a few words why: it is kept with the change."))
        return redirect("retention_limits")
    without = Rule.objects.create(
        what=rule.what,
        venue=rule.venue,
        camera=rule.camera,
        applies=False,
        author=cast(Agent, request.user),
        reason=reason,
    )
    _enter(request, without)
    return redirect("retention_limits")


def _enter(request: HttpRequest, entered: Rule | Cap) -> None:
    entered.refresh_from_db()
    if entered.lengthens:
        text = _("It lengthens: it holds once another administrator has agreed.")
    else:
        text = _("It holds from now on.")
    messages.success(request, text)


@right("retention.add_cap")
@require_http_methods(["GET", "POST"])
@never_cache
def cap_correct(request: HttpRequest, what: str) -> HttpResponse:
    if what not in RetentionClass.values:
        raise Http404
    of_class = RetentionClass(what)
    cap = _cap(of_class)
    known = {name: getattr(cap, name, None) for name in ("months", "source", "confirmation")}
    form = CapForm(request.POST or None, what=of_class, initial=known)
    form.instance.author = request.user
    if request.method == "POST" and form.is_valid():
        _enter(request, form.save())
        return redirect("retention_limits")
    context = {"form": form, "what": of_class.label, "is_fixed": of_class in IMAGES}
    return render(request, "pages/retention/cap_form.html", context)


@right("retention.add_ruledecision")
@require_POST
def rule_decide(request: HttpRequest, rule_id: int, decision: str) -> HttpResponse:
    return _decide(request, RuleDecision, get_object_or_404(Rule, pk=rule_id), decision)


@right("retention.add_capdecision")
@require_POST
def cap_decide(request: HttpRequest, cap_id: int, decision: str) -> HttpResponse:
    return _decide(request, CapDecision, get_object_or_404(Cap, pk=cap_id), decision)


def _decide(
    request: HttpRequest,
    model: type[RuleDecision] | type[CapDecision],
    wanted: Rule | Cap,
    decision: str,
) -> HttpResponse:
    is_accepted = decision == "approve"
    by = cast(Agent, request.user)
    if is_accepted and wanted.author_id == by.pk:
        messages.error(request, _("Another administrator must approve of your change."))
        return redirect("retention_limits")
    try:
        with transaction.atomic():
            model.objects.create(of_id=wanted.pk, by=by, is_accepted=is_accepted)
    except IntegrityError:
        messages.error(request, _("It was decided or replaced meanwhile: nothing is different."))
        return redirect("retention_limits")
    agreed, refused = _("Agreed: it holds from now on."), _("Refused: nothing is different.")
    messages.success(request, agreed if is_accepted else refused)
    return redirect("retention_limits")


def _cap(what: RetentionClass) -> Cap | None:
    agreed = Cap.objects.filter(what=what).exclude(lengthens=True, decision=None)
    return agreed.exclude(decision__is_accepted=False).first()


def _class_row(what: RetentionClass, reader: Agent, reach: Reach) -> ClassRow:
    """Rules for everywhere hold at each venue: they are shown to all who may read rules."""
    within = Q(venue=None, camera=None) | reach.of("of_venue", "camera_id")
    rules = Rule.objects.select_related("camera__venue", "venue", "author")
    rules = rules.annotate(of_venue=Coalesce("venue_id", "camera__venue_id"))
    rules = rules.filter(within, what=what)
    cap, newest = _cap(what), Cap.objects.filter(what=what).first()
    is_waiting = newest is not None and newest.lengthens and not hasattr(newest, "decision")
    return ClassRow(
        what,
        cap,
        months_in_words(cap.months) if cap else "",
        [_rule_row(rule, reader) for rule in rules.in_force()],
        [_rule_row(rule, reader) for rule in rules.waiting()],
        newest if is_waiting else None,
        months_in_words(newest.months) if newest else "",
        newest is not None and newest.author_id == reader.pk,
        what in IMAGES,
    )


def _rule_row(rule: Rule, reader: Agent) -> RuleRow:
    time = hours_in_words(rule.keep_hours) if rule.applies else _("no rule of its own any more")
    venue = rule.camera.venue_id if rule.camera else rule.venue_id
    (place,) = placed([(venue, rule.camera_id)])
    is_within = reader.reach("retention.add_rule").covers_wholly(place)
    return RuleRow(rule, place_in_words(rule), time, rule.author_id == reader.pk, is_within)
