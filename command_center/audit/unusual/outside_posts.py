"""Looks at cameras by somebody whose posts did not cover them at that moment."""

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
    SELECT author, author_name, count(*), min(at) AS first_at, max(at) AS last_at,
        count(DISTINCT camera) AS cameras, (at AT TIME ZONE %(zone)s)::date AS day
    FROM journal_entry AS entry
    WHERE {OF_THE_SPAN} AND {LOOKS_AT_CAMERAS}
    AND NOT EXISTS (
        SELECT 1 FROM people_post AS post
        WHERE post.agent_id = entry.author AND post.starts_at <= entry.at
        AND (post.ends_at IS NULL OR post.ends_at > entry.at)
        AND (post.revoked_at IS NULL OR post.revoked_at > entry.at)
        AND (post.venue IS NULL OR (
            post.venue = entry.venue
            AND (post.cameras = '{{}}' OR entry.camera = ANY (post.cameras))
        ))
    )
    GROUP BY author, author_name, day HAVING count(*) >= %(least)s
    ORDER BY last_at DESC
"""


def find(span: Span, values: Values) -> Sequence[Unusual]:
    return [
        unusual_of(
            one,
            ngettext(
                "%(count)s look at cameras that no post of this person covered then",
                "%(count)s looks at cameras that no post of this person covered then",
                one["count"],
            )
            % one,
        )
        for one in rows(FOUND, span.given(**values))
    ]


OUTSIDE_POSTS = Rule(
    name="outside_posts",
    title=_("Camera outside the person’s posts"),
    words=_(
        "Somebody looked at cameras that none of their posts covered at that moment: rights "
        "given one by one, or a post that had ended. Told from %(least)s in one day on."
    ),
    settings={"least": Setting(_("looks in one day, from"), 1, least=1)},
    find=find,
)
