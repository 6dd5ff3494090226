"""Looks at cameras that the orders in force at their venue did not name."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from command_center.audit.unusual.unusual import (
    LOOKS_AT_CAMERAS,
    OF_THE_SPAN,
    PERMITTED,
    Rule,
    Setting,
    Span,
    Unusual,
    Values,
    rows,
    unusual_of,
)

FOUND = f"""
    WITH {PERMITTED}
    SELECT author, author_name, camera, count(*), min(at) AS first_at, max(at) AS last_at,
        (at AT TIME ZONE %(zone)s)::date AS day
    FROM journal_entry AS entry
    JOIN of_venue ON of_venue.venue_id = entry.venue
    LEFT JOIN of_camera ON of_camera.camera_id = entry.camera
    WHERE {OF_THE_SPAN} AND {LOOKS_AT_CAMERAS}
        AND of_venue.instants @> entry.at AND (of_camera.instants @> entry.at) IS NOT TRUE
    GROUP BY author, author_name, camera, day HAVING count(*) >= %(least)s
    ORDER BY last_at DESC
"""


def find(span: Span, values: Values) -> Sequence[Unusual]:
    return [
        unusual_of(
            one,
            ngettext(
                "%(count)s look at a camera that no order in force at this venue named",
                "%(count)s looks at a camera that no order in force at this venue named",
                one["count"],
            )
            % one,
        )
        for one in rows(FOUND, span.given(**values))
    ]


OUT_OF_SCOPE = Rule(
    name="out_of_scope",
    title=_("Camera outside the orders"),
    words=_(
        "While an order was in force at the venue, somebody looked at a camera that none of "
        "the orders in force named. Told from %(least)s in one day on."
    ),
    settings={"least": Setting(_("looks in one day, from"), 3, least=1)},
    find=find,
)
