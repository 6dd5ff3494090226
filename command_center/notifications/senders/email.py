"""E-mail, through the mail server of the house."""

import smtplib
import ssl
from contextlib import suppress

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.utils.translation import gettext as _

from command_center.notifications.answer import Answer, down, refused, taken
from command_center.notifications.channel import Channel
from command_center.notifications.mail_server import MailServer, mail_server
from command_center.notifications.message import Message, one_line
from command_center.notifications.senders.bounded import bounded
from command_center.notifications.senders.sender import ANSWERED_WITHIN_S, CONNECTED_WITHIN_S

TEMPORARY = range(400, 500)


class EmailSender:
    lasts = False

    def __init__(self, channel: Channel) -> None:
        self._recipients = list(channel.recipients)
        self._name = channel.name
        self._server: EmailBackend | None = None

    def send(self, message: Message) -> Answer:
        return self._asked(message)

    def probe(self) -> Answer:
        """Greeted and signed in, and no more."""
        return self._asked(None)

    def is_ready(self) -> bool:
        return True

    def close(self) -> None:
        if self._server is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._server.close()

    def _asked(self, message: Message | None) -> Answer:
        house = mail_server()
        if house is None:
            return down(_("No mail server is named: set SMTP_HOST."))
        self._server = backend(house)
        try:
            with bounded(ANSWERED_WITHIN_S, self._cut):
                return self._said(house, message)
        except smtplib.SMTPResponseException as error:
            told = _("the mail server says %(code)s") % {"code": error.smtp_code}
            return down(told) if error.smtp_code in TEMPORARY else refused(told)
        except smtplib.SMTPRecipientsRefused as error:
            codes = sorted({code for code, _words in error.recipients.values()})
            told = _("the mail server refuses the recipients (%(codes)s)")
            return refused(told % {"codes": ", ".join(map(str, codes))})
        except TimeoutError:
            return down(_("no answer in time"))
        except (OSError, smtplib.SMTPException, ssl.SSLError) as error:
            return down(_("no connection (%(why)s)") % {"why": type(error).__name__})
        finally:
            self.close()

    def _said(self, house: MailServer, message: Message | None) -> Answer:
        assert self._server is not None
        self._server.open()
        if message is None:
            self._server.connection.noop()  # type: ignore[union-attr]
            return taken(_("the mail server answers"))
        self._server.send_messages([self._mail(house, message)])
        return taken(_("taken by the mail server"))

    def _mail(self, house: MailServer, message: Message) -> EmailMessage:
        domain = house.sender.rpartition("@")[2].rstrip(">")
        return EmailMessage(
            subject=one_line(f"[Vigie] {message.title}"),
            body=message.text(),
            from_email=house.sender,
            to=self._recipients,
            headers={
                "Message-ID": f"<{message.uid}@{domain}>",
                "Auto-Submitted": "auto-generated",
                "X-Vigie-Type": message.type,
            },
        )

    def _cut(self) -> None:
        """Whoever waits for it wakes at once."""
        held = getattr(getattr(self._server, "connection", None), "sock", None)
        if held is not None:
            with suppress(OSError):
                held.shutdown(2)


def backend(house: MailServer) -> EmailBackend:
    return EmailBackend(
        host=house.host,
        port=house.port,
        username=house.user,
        password=house.password,
        use_tls=house.tls == "starttls",
        use_ssl=house.tls == "tls",
        timeout=CONNECTED_WITHIN_S,
        fail_silently=False,
    )
