"""The mail server of the house, from the environment."""

from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured

from command_center import environment

TLS = ("starttls", "tls", "none")


@dataclass(frozen=True, slots=True)
class MailServer:
    """`tls`: starttls, tls from the first byte, or none."""

    host: str
    port: int
    tls: str
    user: str
    password: str
    sender: str


def mail_server() -> MailServer | None:
    """None where nobody has named one (SMTP_HOST). Raises `ImproperlyConfigured`."""
    host, tls = environment.text("SMTP_HOST", ""), environment.text("SMTP_TLS", "starttls")
    if tls not in TLS:
        raise ImproperlyConfigured(f"SMTP_TLS must be one of {', '.join(TLS)}, not “{tls}”.")
    if not host:
        return None
    return MailServer(
        host=host,
        port=environment.whole_number("SMTP_PORT", 465 if tls == "tls" else 587),
        tls=tls,
        user=environment.text("SMTP_USER", ""),
        password=environment.text("SMTP_PASSWORD", ""),
        sender=environment.text("SMTP_FROM", f"vigie@{host}"),
    )
