"""Webhooks, signed as Standard Webhooks says (https://www.standardwebhooks.com)."""

import json
import ssl
from datetime import UTC, datetime
from uuid import uuid4

import httpx
from django.utils.translation import gettext as _
from standardwebhooks import Webhook

from command_center.notifications.answer import Answer, down, refused, taken
from command_center.notifications.channel import Channel
from command_center.notifications.message import Message
from command_center.notifications.receivers import JudgedTransport, NotAllowed
from command_center.notifications.senders.authority import trusting
from command_center.notifications.senders.bounded import bounded
from command_center.notifications.senders.sender import ANSWERED_WITHIN_S, CONNECTED_WITHIN_S

BUSY = 429


class WebhookSender:
    lasts = False

    def __init__(self, channel: Channel) -> None:
        self._address, self._secret = channel.address, channel.secret
        self._client = httpx.Client(
            transport=JudgedTransport(verify=trusting(channel.authority)),
            timeout=httpx.Timeout(CONNECTED_WITHIN_S),
            follow_redirects=False,
            trust_env=False,
        )

    def send(self, message: Message) -> Answer:
        return self._post(message.uid, message.body())

    def probe(self) -> Answer:
        uid, now = str(uuid4()), datetime.now(UTC)
        told = {"id": uid, "type": "ping", "timestamp": now.isoformat(timespec="milliseconds")}
        return self._post(uid, json.dumps({**told, "data": {}}))

    def is_ready(self) -> bool:
        return True

    def close(self) -> None:
        self._client.close()

    def _post(self, uid: str, body: str) -> Answer:
        try:
            with bounded(ANSWERED_WITHIN_S, self._client.close):
                return self._answered(uid, body)
        except NotAllowed as error:
            return down(str(error))
        except (httpx.TimeoutException, RuntimeError):  # closed by `bounded`
            return down(_("no answer in time"))
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ssl.SSLError) as error:
            return down(_("no connection (%(why)s)") % {"why": type(error).__name__})
        except ValueError:
            return down(_("The secret or the address cannot be read: enter it again."))

    def _answered(self, uid: str, body: str) -> Answer:
        headers = {**self._signed(uid, body), "Content-Type": "application/json"}
        with self._client.stream(
            "POST", self._address, content=body.encode(), headers=headers
        ) as answer:
            return _judged(answer.status_code)

    def _signed(self, uid: str, body: str) -> dict[str, str]:
        now = datetime.now(UTC)
        return {
            "webhook-id": uid,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": Webhook(self._secret).sign(uid, now, body),
            "User-Agent": "Vigie",
        }


def _judged(status: int) -> Answer:
    """Its words are not read: they may repeat what was sent."""
    if 200 <= status < 300:
        return taken(str(status))
    if 300 <= status < 400:
        return refused(_("%(status)s: redirects are not followed") % {"status": status})
    told = _("refused with %(status)s") % {"status": status}
    return down(told) if status >= 500 or status == BUSY else refused(told)
