"""How long each camera was analysed, and what interrupted it."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from command_center.reports.shown import lasting
from command_center.reports.telling.blocks import Block, Told, table
from command_center.reports.words import reason_label, state_label


def analysis(told: Told) -> Iterator[Block]:
    facts = told.content["analysis"]
    yield _permitted(told, facts)
    yield table(
        [_("Camera"), _("Analysed"), _("Calibrated, no alerts"), _("Interrupted")],
        [[one["name"], *_lengths(one)] for one in facts["cameras"]],
        _("Time analysed by camera"),
        [0.4, 0.2, 0.2, 0.2],
    )
    yield table(
        [_("Camera"), _("State"), _("Reason"), _("Count"), _("Lasted")],
        [[*_state(one), one["times"], lasting(one["lasted_s"])] for one in facts["interruptions"]],
        _("Interruptions of the analysis"),
        [0.25, 0.25, 0.25, 0.1, 0.15],
    )
    yield _long_ones(told, facts)


def _permitted(told: Told, facts: Mapping[str, Any]) -> Block:
    return table(
        [_("From"), _("To")],
        [[told.at(one["since"]), told.at(one["until"])] for one in facts["permitted"]],
        _("Analysis permitted: %(lasting)s") % {"lasting": lasting(facts["permitted_s"])},
    )


def _long_ones(told: Told, facts: Mapping[str, Any]) -> Block:
    limit = {"lasting": lasting(facts["told_from_s"])}
    return table(
        [_("Camera"), _("State"), _("Reason"), _("From"), _("To"), _("Lasted")],
        [
            [*_state(one), told.at(one["since"]), told.at(one["until"]), lasting(one["lasted_s"])]
            for one in facts["told"]
        ],
        _("Interruptions of %(lasting)s and longer") % limit,
        [0.17, 0.17, 0.16, 0.19, 0.19, 0.12],
    )


def _lengths(one: Mapping[str, Any]) -> list[str]:
    return [lasting(one[name]) for name in ("analysed_s", "calibrating_s", "interrupted_s")]


def _state(one: Mapping[str, Any]) -> list[str]:
    return [one["name"], state_label(one["state"]), reason_label(one["reason"]) or "–"]
