"""Searches of the journal about the one who searches."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from command_center.audit.unusual.unusual import (
    OF_THE_SPAN,
    Rule,
    Setting,
    Span,
    Unusual,
    Values,
    unusual_of,
)
from command_center.audit.unusual.unusual import rows as asked

FOUND = f"""
    SELECT author, author_name, count(*), min(at) AS first_at, max(at) AS last_at,
        (at AT TIME ZONE %(zone)s)::date AS day
    FROM journal_entry AS entry
    WHERE {OF_THE_SPAN} AND entry.object_kind = ANY (%(kinds)s)
        AND entry.detail -> 'criteria' ->> 'author' = entry.author::text
    GROUP BY author, author_name, day HAVING count(*) >= %(least)s
    ORDER BY last_at DESC
"""
KINDS = ["journal_search", "journal_export"]


def find(span: Span, values: Values) -> Sequence[Unusual]:
    return [
        unusual_of(
            one,
            ngettext(
                "%(count)s search of the journal about the searcher’s own entries",
                "%(count)s searches of the journal about the searcher’s own entries",
                one["count"],
            )
            % one,
            kind="journal_search",
        )
        for one in asked(FOUND, span.given(kinds=KINDS, **values))
    ]


ONESELF = Rule(
    name="oneself",
    title=_("The journal about oneself"),
    words=_(
        "Somebody searched the journal for their own entries: whoever looks for what is "
        "known of them may have something to hide. Told from %(least)s in one day on."
    ),
    settings={"least": Setting(_("searches in one day, from"), 1, least=1)},
    find=find,
)
