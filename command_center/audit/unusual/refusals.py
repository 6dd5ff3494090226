"""Many refusals in one day: pages without the right, failed sign-ins."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from command_center.audit.rows import GRAVE
from command_center.audit.unusual.unusual import (
    OF_THE_SPAN,
    Rule,
    Setting,
    Span,
    Unusual,
    Values,
    rows,
)

FOUND = f"""
    SELECT author, author_name, CASE WHEN author IS NULL THEN address ELSE '' END AS address,
        count(*), min(at) AS first_at, max(at) AS last_at,
        (at AT TIME ZONE %(zone)s)::date AS day
    FROM journal_entry AS entry
    WHERE {OF_THE_SPAN} AND entry.operation = 'access' AND entry.object_kind = ANY (%(kinds)s)
    GROUP BY 1, 2, 3, day HAVING count(*) >= %(least)s
    ORDER BY last_at DESC
"""


def find(span: Span, values: Values) -> Sequence[Unusual]:
    return [
        Unusual(
            subject=f"{one['author'] or one['address']}-{one['day']}",
            who=one["author_name"]
            or _("somebody who had not signed in, from %(address)s") % {"address": one["address"]},
            author=one["author"],
            camera=None,
            count=one["count"],
            first_at=one["first_at"],
            last_at=one["last_at"],
            why=ngettext(
                "%(count)s refusal in one day", "%(count)s refusals in one day", one["count"]
            )
            % one,
        )
        for one in rows(FOUND, span.given(kinds=sorted(GRAVE), **values))
    ]


REFUSALS = Rule(
    name="refusals",
    title=gettext_lazy("Many refusals"),
    words=gettext_lazy(
        "Somebody was refused %(least)s times or more in one day: pages without the right to them, "
        "or sign-ins that failed."
    ),
    settings={"least": Setting(gettext_lazy("refusals in one day, from"), 10, least=1)},
    find=find,
)
