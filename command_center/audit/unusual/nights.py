"""Looks at night while no order was in force for the camera."""

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
    WITH {PERMITTED}, looks AS (
        SELECT entry.*, entry.at AT TIME ZONE %(zone)s AS local FROM journal_entry AS entry
        WHERE {OF_THE_SPAN} AND {LOOKS_AT_CAMERAS}
    )
    SELECT author, author_name, camera, count(*), min(at) AS first_at, max(at) AS last_at,
        (local - make_interval(hours => %(to_hour)s))::date AS day
    FROM looks LEFT JOIN of_camera ON of_camera.camera_id = looks.camera
    WHERE (CASE WHEN %(from_hour)s > %(to_hour)s
        THEN extract(hour FROM local) >= %(from_hour)s OR extract(hour FROM local) < %(to_hour)s
        ELSE extract(hour FROM local) >= %(from_hour)s AND extract(hour FROM local) < %(to_hour)s
    END) AND (of_camera.instants @> at) IS NOT TRUE
    GROUP BY author, author_name, camera, day HAVING count(*) >= %(least)s
    ORDER BY last_at DESC
"""


def find(span: Span, values: Values) -> Sequence[Unusual]:
    return [
        unusual_of(
            one,
            ngettext(
                "%(count)s look at night, and no order was in force for this camera",
                "%(count)s looks at night, and no order was in force for this camera",
                one["count"],
            )
            % one,
        )
        for one in rows(FOUND, span.given(**values))
    ]


NIGHTS = Rule(
    name="nights",
    title=_("At night, outside any order"),
    words=_(
        "Somebody looked at a camera between %(from_hour)s:00 and %(to_hour)s:00 while no "
        "order was in force for it. Told from %(least)s in one night on."
    ),
    settings={
        "from_hour": Setting(_("the night begins at (hour)"), 22, most=23),
        "to_hour": Setting(_("the night ends at (hour)"), 6, most=23),
        "least": Setting(_("looks in one night, from"), 1, least=1),
    },
    find=find,
)
