"""How long images are kept, in words."""

from command_center.notices.statement import StatementKey, Stating


def retention_lines(stating: Stating, language: str) -> tuple[str, ...]:
    """The legal cap. To be replaced where the retention room knows a shorter limit."""
    return stating[StatementKey.RETENTION].lines(language)
