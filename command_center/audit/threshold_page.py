"""Correcting a threshold of the rules for unusual access, with a reason."""

from typing import cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from command_center.audit.models import Threshold
from command_center.audit.threshold import corrections
from command_center.audit.unusual.every import RULES, values_of
from command_center.audit.unusual.unusual import Setting
from command_center.people.door import for_reason, right
from command_center.people.models import Agent


class ThresholdForm(forms.Form):
    value = forms.IntegerField()
    reason = forms.CharField(label=gettext_lazy("Reason of the correction"), max_length=300)

    def __init__(self, setting: Setting, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self.fields["value"] = forms.IntegerField(
            label=str(setting.label).capitalize(),
            min_value=setting.least,
            max_value=setting.most,
            help_text=_("By default: %(default)s") % {"default": setting.default},
        )


@right("audit.add_threshold")
@require_http_methods(["GET", "POST"])
@never_cache
def journal_threshold(request: HttpRequest, rule_name: str, name: str) -> HttpResponse:
    rule = RULES.get(rule_name)
    if rule is None or name not in rule.settings:
        raise Http404
    form = ThresholdForm(rule.settings[name], request.POST or None)
    corrected = corrections()
    form.initial = {"value": values_of(rule, corrected)[name]}
    if form.is_valid():
        agent = cast(Agent, request.user)
        for_reason(request, form.cleaned_data["reason"])
        Threshold.objects.create(rule=rule_name, name=name, by=agent, **form.cleaned_data)
        messages.success(request, _("The threshold is corrected."))
        return redirect("journal_unusual")
    words = rule.said(values_of(rule, corrected))
    context = {"rule": rule, "words": words, "form": form, "last": corrected.get((rule_name, name))}
    status = 400 if form.is_bound else 200
    return render(request, "pages/audit/threshold.html", context, status=status)
