"""What `manage.py check --deploy` says of PostgreSQL's roles."""

from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register

from command_center.database_role import owns_tables
from command_center.outage import DATABASE_AWAY

OWNER_IS_CONNECTED = Warning(
    "DATABASE_URL connects the application as the owner of its tables, or as a superuser: "
    "whoever makes it run SQL can switch off the rules that keep the journal and the orders.",
    hint="Keep the owner's address in OWNER_DATABASE_URL, for `manage.py migrate` alone; name "
    "another role in DATABASE_URL, which migrating makes (docs/operating.md, “Roles”).",
    id="vigie.W001",
)


@register(Tags.security, deploy=True)
def application_is_not_the_owner(**_: Any) -> list[CheckMessage]:
    """Nothing is said of a database that does not answer: others say that."""
    try:
        return [OWNER_IS_CONNECTED] if owns_tables() else []
    except DATABASE_AWAY:
        return []
