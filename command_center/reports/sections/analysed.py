"""How long each camera was analysed, and what interrupted it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from command_center.leases.lease import LEASE_S
from command_center.leases.models import Lease
from command_center.reports.permitted import permitted
from command_center.reports.span import Span
from command_center.reports.stretches import (
    Stretch,
    Stretches,
    common,
    joined,
    length_s,
    stretch,
    without,
)
from command_center.streams.models import CameraState

ANALYSED, CALIBRATING = "live", "calibrating"
UNWATCHED, UNRECORDED = "unwatched", "unrecorded"
"""No worker held the camera; one did, and told no state."""

TOLD_FROM_S = 60
"""Shorter interruptions are only counted: a week of a bad line may have thousands."""


@dataclass(frozen=True, slots=True)
class Spell:
    """One state of one camera, within the instants that the order permits."""

    camera_id: int
    state: str
    reason: str
    stretch: Stretch

    @property
    def is_interruption(self) -> bool:
        return self.state not in {ANALYSED, CALIBRATING}


def facts(span: Span, names: dict[int, str]) -> dict[str, Any]:
    instants = permitted(span)
    spells = spells_of(names, instants, span)
    interruptions = [one for one in spells if one.is_interruption]
    return {
        "permitted": [{"since": one.since, "until": one.until} for one in instants],
        "permitted_s": length_s(instants),
        "cameras": [_camera(one, names[one], spells) for one in sorted(names)],
        "interruptions": _by_cause(interruptions, names),
        "told_from_s": TOLD_FROM_S,
        "told": [
            _told(one, names)
            for one in sorted(interruptions, key=lambda one: (one.stretch, one.camera_id))
            if one.stretch.length_s >= TOLD_FROM_S
        ],
    }


def spells_of(camera_ids: Iterable[int], instants: Stretches, span: Span) -> list[Spell]:
    """They cover the permitted instants of each camera without gap and without overlap."""
    leases, states = _leases(camera_ids, span), _states(camera_ids, span)
    return [
        spell
        for camera_id in sorted(camera_ids)
        for spell in _spells(camera_id, instants, leases[camera_id], states[camera_id])
    ]


def _spells(
    camera_id: int,
    instants: Stretches,
    leases: Iterable[Stretch],
    states: Iterable[tuple[str, str, Stretch]],
) -> list[Spell]:
    watched = common(instants, joined(leases))
    spells = [Spell(camera_id, UNWATCHED, "", one) for one in without(instants, watched)]
    told: list[Stretch] = []
    for state, reason, given in states:
        since_s = max(given.since_s, told[-1].until_s) if told else given.since_s
        own = Stretch(since_s, given.until_s)  # two workers' clocks may overlap
        if own.length_s > 0:
            told.append(own)
            spells += [Spell(camera_id, state, reason, one) for one in common(watched, [own])]
    silent = without(watched, joined(told))
    return spells + [Spell(camera_id, UNRECORDED, "", one) for one in silent]


def _leases(camera_ids: Iterable[int], span: Span) -> dict[int, list[Stretch]]:
    """A worker that died has not given up: its last word counts as long as its lease lasted."""
    found: dict[int, list[Stretch]] = defaultdict(list)
    lasting = Lease.objects.filter(camera__in=camera_ids, taken_at__lt=span.until)
    lasting = lasting.filter(renewed_at__gt=span.since - timedelta(seconds=LEASE_S))
    rows = lasting.values_list("camera_id", "taken_at", "renewed_at", "given_up_at")
    for camera_id, taken_at, renewed_at, given_up_at in rows:
        until = given_up_at or renewed_at + timedelta(seconds=LEASE_S)
        found[camera_id].append(stretch(taken_at, until))
    return found


def _states(camera_ids: Iterable[int], span: Span) -> dict[int, list[tuple[str, str, Stretch]]]:
    found: dict[int, list[tuple[str, str, Stretch]]] = defaultdict(list)
    around = CameraState.objects.filter(camera__in=camera_ids, since__lt=span.until)
    around = around.filter(Q(until=None) | Q(until__gt=span.since)).order_by("since", "id")
    rows = around.values_list("camera_id", "state", "reason", "since", "until")
    for camera_id, state, reason, since, until in rows:
        given = stretch(since, _earlier(until, span.until))
        found[camera_id].append((state, reason, given))
    return found


def _earlier(until: datetime | None, limit: datetime) -> datetime:
    return limit if until is None else min(until, limit)


def _camera(camera_id: int, name: str, spells: Sequence[Spell]) -> dict[str, Any]:
    own = [one for one in spells if one.camera_id == camera_id]
    seconds = {
        state: sum(one.stretch.length_s for one in own if one.state == state)
        for state in (ANALYSED, CALIBRATING)
    }
    return {
        "camera": camera_id,
        "name": name,
        "analysed_s": seconds[ANALYSED],
        "calibrating_s": seconds[CALIBRATING],
        "interrupted_s": sum(one.stretch.length_s for one in own if one.is_interruption),
    }


def _by_cause(spells: Iterable[Spell], names: dict[int, str]) -> list[dict[str, Any]]:
    counted: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    for one in spells:
        counted[one.camera_id, one.state, one.reason].append(one.stretch.length_s)
    return [
        {
            "camera": camera_id,
            "name": names[camera_id],
            "state": state,
            "reason": reason,
            "times": len(lengths),
            "lasted_s": sum(lengths),
        }
        for (camera_id, state, reason), lengths in sorted(counted.items())
    ]


def _told(one: Spell, names: dict[int, str]) -> dict[str, Any]:
    return {
        "camera": one.camera_id,
        "name": names[one.camera_id],
        "state": one.state,
        "reason": one.reason,
        "since": one.stretch.since,
        "until": one.stretch.until,
        "lasted_s": one.stretch.length_s,
    }
