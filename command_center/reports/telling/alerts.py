"""The alerts, what people said of them, and what was done about them."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from command_center.alerts.verdict import Cause, FollowUp
from command_center.documents import Facts
from command_center.reports.shown import lasting
from command_center.reports.telling.blocks import Block, Told, kind_label, table
from command_center.reports.words import OUTCOME_LABELS


def alerts(told: Told) -> Iterator[Block]:
    facts = told.content["alerts"]
    outcomes = [_("Alerts"), *map(str, OUTCOME_LABELS.values())]
    yield _whole(facts)
    yield table(
        [_("Kind of event"), *outcomes],
        [[kind_label(one["kind"]), *_counts(one)] for one in facts["by_kind"]],
        _("Alerts by kind"),
        [0.4, 0.15, 0.15, 0.15, 0.15],
    )
    yield table(
        [_("Camera"), _("Kind of event"), *outcomes],
        [[one["name"], kind_label(one["kind"]), *_counts(one)] for one in facts["by_camera"]],
        _("Alerts by camera and kind"),
        [0.22, 0.26, 0.13, 0.13, 0.13, 0.13],
    )
    yield _counted(facts["causes"], dict(Cause.choices), _("Cause"), _("Invalidated, by cause"))
    follow_ups = dict(FollowUp.choices)
    yield _counted(facts["follow_ups"], follow_ups, _("Follow-up"), _("Follow-up given"))


def _whole(facts: Mapping[str, Any]) -> Block:
    median_s = facts["median_to_verdict_s"]
    return Facts(
        {
            _("Alerts"): facts["alerts"],
            **{str(label): facts[code] for code, label in OUTCOME_LABELS.items()},
            _("Median delay to the verdict"): "–" if median_s is None else lasting(median_s),
            _("Verdicts corrected later"): facts["corrected"],
        },
        _("Alerts and verdicts"),
    )


def _counts(one: Mapping[str, Any]) -> list[int]:
    return [one["alerts"], *(one[code] for code in OUTCOME_LABELS)]


def _counted(counts: Mapping[str, int], words: Mapping[str, Any], column: str, title: str) -> Block:
    rows = [[str(words.get(code, code)), count] for code, count in counts.items()]
    return table([column, _("Alerts")], rows, title, [0.7, 0.3])
