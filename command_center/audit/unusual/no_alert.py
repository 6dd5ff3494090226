"""Recorded pictures looked at, or handed over, of a time with no alert by that camera."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from command_center.audit.unusual.unusual import (
    LOOKS_AT_CAMERAS,
    OF_THE_SPAN,
    Rule,
    Setting,
    Span,
    Unusual,
    Values,
    rows,
    unusual_of,
)

FOUND = f"""
    SELECT author, author_name, camera, count(*), min(at) AS first_at, max(at) AS last_at,
        (at AT TIME ZONE %(zone)s)::date AS day
    FROM journal_entry AS entry
    WHERE {OF_THE_SPAN} AND {LOOKS_AT_CAMERAS}
    AND entry.seen_to IS NOT NULL
    AND NOT EXISTS (
        SELECT 1 FROM alerts_alert AS alert WHERE alert.camera_id = entry.camera
        AND alert.started_at <= entry.seen_to + make_interval(mins => %(minutes)s)
        AND COALESCE(alert.ended_at, alert.started_at)
            >= entry.seen_from - make_interval(mins => %(minutes)s)
    )
    GROUP BY author, author_name, camera, day HAVING count(*) >= %(least)s
    ORDER BY last_at DESC
"""


def find(span: Span, values: Values) -> Sequence[Unusual]:
    return [
        unusual_of(
            one,
            ngettext(
                "%(count)s look at recorded pictures of a time with no alert",
                "%(count)s looks at recorded pictures of times with no alert",
                one["count"],
            )
            % one,
        )
        for one in rows(FOUND, span.given(**values))
    ]


NO_ALERT = Rule(
    name="no_alert",
    title=_("Recorded pictures without an alert"),
    words=_(
        "Somebody replayed or handed over recorded pictures, and the camera had raised no "
        "alert within %(minutes)s minutes of what was seen. Told from %(least)s in one day "
        "on."
    ),
    settings={
        "minutes": Setting(_("minutes around an alert"), 15, most=1440),
        "least": Setting(_("looks in one day, from"), 1, least=1),
    },
    find=find,
)
