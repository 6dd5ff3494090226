"""What the journal is told of the analysis itself: for which camera it began and stopped, when."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db import connection

from command_center.journal.models import Log, Operation
from command_center.journal.noting import Thing, note_all
from command_center.law.models import Order
from command_center.streams.models import CameraState

NOT_ANALYSED = ("starting", "offline", "unpermitted", "without_model")

BEGAN = """
    WITH broken AS (
        SELECT camera_id, max(since) AS at FROM streams_camerastate
        WHERE camera_id = ANY (%(cameras)s) AND state = ANY (%(not_analysed)s) GROUP BY camera_id
    )
    SELECT state.camera_id, min(state.since) FROM streams_camerastate AS state
    LEFT JOIN broken ON broken.camera_id = state.camera_id
    WHERE state.camera_id = ANY (%(cameras)s) AND state.state <> ALL (%(not_analysed)s)
        AND (broken.at IS NULL OR state.since >= broken.at)
    GROUP BY state.camera_id
"""
"""Since when each is analysed without a break, whatever its picture was like meanwhile."""

Change = tuple[CameraState | None, CameraState]
"""The state of before, and the one that has begun."""


def note_analysis(changes: Iterable[Change], venues: Mapping[int, int]) -> None:
    """In the transaction that stores the states, before the new ones are; `venues` by camera. The
    end says since when it was analysed."""
    edges = [(before, now) for before, now in changes if _is_analysed(before) != _is_analysed(now)]
    if not edges:
        return
    began = _began({now.camera_id for before, now in edges if _is_analysed(before)})
    spans = _spans(edges, began)
    orders = _orders({now.camera_id for _, now in edges}, spans)
    things = [
        _thing(now, span, venues, orders) for (_, now), span in zip(edges, spans, strict=True)
    ]
    note_all(Operation.COLLECTION, things)


def _is_analysed(state: CameraState | None) -> bool:
    return state is not None and state.state not in NOT_ANALYSED


def _began(cameras: Collection[int]) -> dict[int, datetime]:
    if not cameras:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(BEGAN, {"cameras": list(cameras), "not_analysed": list(NOT_ANALYSED)})
        return dict(cursor.fetchall())


def _spans(
    edges: Iterable[Change], began: Mapping[int, datetime]
) -> list[tuple[datetime, datetime]]:
    """Of each: since when it was analysed, and until when; what begins has both at once."""
    since_by_camera, spans = dict(began), []
    for before, now in edges:
        since = now.since
        if before is not None and _is_analysed(before):
            since = min(since_by_camera.get(now.camera_id, before.since), before.since)
        since_by_camera[now.camera_id] = since
        spans.append((since, max(now.since, since)))
    return spans


Orders = list[tuple[int, int, datetime, datetime]]


def _orders(cameras: Collection[int], spans: list[tuple[datetime, datetime]]) -> Orders:
    """Camera, number, start and end of each that may matter."""
    since, until = min(span[0] for span in spans), max(span[1] for span in spans)
    found = Order.objects.filter(cameras__in=cameras, starts_at__lte=until, ends_at__gt=since)
    return list(found.order_by("pk").values_list("cameras", "pk", "starts_at", "ends_at"))


def _thing(
    now: CameraState,
    span: tuple[datetime, datetime],
    venues: Mapping[int, int],
    orders: Orders,
) -> Thing:
    begins, (since, until), camera = _is_analysed(now), span, now.camera_id
    under = [
        number
        for listed, number, starts_at, ends_at in orders
        if listed == camera and starts_at <= until and ends_at > since
    ]
    return Thing(
        "analysis",
        camera,
        camera,
        venues.get(camera),
        seen_from=since,
        seen_to=None if begins else until,
        log=Log.ALGORITHMIC,
        detail={"what": "begun" if begins else "stopped", "state": now.state, "orders": under},
    )
