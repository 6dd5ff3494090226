"""The form of each step."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from command_center.rights_desk.known_grounds import NO_OBJECTION
from command_center.rights_desk.models import RefusalGround, RightsStep
from command_center.rights_desk.right import Decision, Right, StepKind


class StepForm(forms.ModelForm):  # type: ignore[type-arg]
    """Of one kind: asks only what that kind says, and wants it."""

    kind: StepKind
    wanted: tuple[str, ...] = ()

    class Meta:
        model = RightsStep
        fields = ["words"]
        widgets: Any = {"words": forms.Textarea({"rows": 2})}

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **{"auto_id": f"id_{self.kind.value}_%s", **named})
        for name in self.wanted:
            self.fields[name].required = True

    def given(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields}

    def _post_clean(self) -> None:
        """The constraints are PostgreSQL's: a form knows neither the kind's request nor its by."""


class IdentityAskedForm(StepForm):
    kind = StepKind.IDENTITY_ASKED


class IdentityCheckedForm(StepForm):
    kind = StepKind.IDENTITY_CHECKED
    wanted = ("identity",)

    class Meta(StepForm.Meta):
        fields = ["identity", "words"]


class BegunForm(StepForm):
    kind = StepKind.BEGUN


class ExtractNamedForm(StepForm):
    kind = StepKind.EXTRACT_NAMED
    wanted = ("extract",)

    class Meta(StepForm.Meta):
        fields = ["extract", "words"]


class ExtendedForm(StepForm):
    kind = StepKind.EXTENDED
    wanted = ("words",)


class NotedForm(StepForm):
    kind = StepKind.NOTED
    wanted = ("words",)


class ClosedForm(StepForm):
    kind = StepKind.CLOSED


class AnsweredForm(StepForm):
    kind = StepKind.ANSWERED
    wanted = ("decision",)

    class Meta(StepForm.Meta):
        fields = ["decision", "ground", "words"]
        widgets: Any = {"words": forms.Textarea({"rows": 5}), "decision": forms.RadioSelect}
        help_texts = {
            "words": _("Goes into the letter as it is. Name nobody: it stays in the record."),
        }

    def __init__(self, *given: Any, right: str = "", **named: Any) -> None:
        if right == Right.OBJECTION:
            ground = RefusalGround.objects.standing().filter(code=NO_OBJECTION).first()
            named.setdefault("initial", {"decision": Decision.REFUSED, "ground": ground})
        super().__init__(*given, **named)
        grounds: Any = self.fields["ground"]
        grounds.queryset = RefusalGround.objects.standing()
        decisions: Any = self.fields["decision"]
        decisions.choices = [
            one for one in Decision.choices if right != Right.OBJECTION or one[0] == "refused"
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        is_refusal = given.get("decision") in {Decision.REFUSED, Decision.PARTLY}
        if is_refusal and not given.get("ground"):
            self.add_error("ground", _("A refusal needs a ground: choose one."))
        if is_refusal and not given.get("words", "").strip():
            self.add_error("words", _("A refusal is explained in words, too."))
        if not is_refusal:
            given["ground"] = None
        return given


FORMS: dict[StepKind, type[StepForm]] = {
    one.kind: one
    for one in (
        *(IdentityAskedForm, IdentityCheckedForm, BegunForm, ExtractNamedForm),
        *(ExtendedForm, NotedForm, AnsweredForm, ClosedForm),
    )
}
