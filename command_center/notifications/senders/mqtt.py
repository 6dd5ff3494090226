"""MQTT: plain JSON, at least once (QoS 1), with a topic that says whether this channel is there."""

import socket
import ssl
import threading
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from paho.mqtt.client import Client, ConnectFlags, DisconnectFlags, MQTTMessageInfo
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from command_center.notifications.answer import Answer, down, taken
from command_center.notifications.channel import Channel
from command_center.notifications.message import Message
from command_center.notifications.receivers import NotAllowed, host_and_port, judged
from command_center.notifications.senders.authority import trusting
from command_center.notifications.senders.sender import ANSWERED_WITHIN_S, CONNECTED_WITHIN_S

ONLINE, OFFLINE = "online", "offline"
KEPT_ALIVE_S = 30


class JudgedClient(Client):
    """Connects to the address that was judged; TLS still asks for the name."""

    def _create_socket_connection(self) -> socket.socket:
        place = judged(self._host, self._port)
        return socket.create_connection((str(place.address), place.port), CONNECTED_WITHIN_S)

    def _ssl_wrap_socket(self, tcp_sock: socket.socket) -> ssl.SSLSocket:
        """paho leaves the socket of a refused handshake open."""
        assert self._ssl_context is not None
        wrapped = self._ssl_context.wrap_socket(
            tcp_sock, server_hostname=self._host, do_handshake_on_connect=False
        )
        try:
            wrapped.settimeout(CONNECTED_WITHIN_S)
            wrapped.do_handshake()
        except BaseException:
            wrapped.close()
            raise
        return wrapped


class MqttSender:
    """One connection, kept while the channel is in use: when it breaks, the broker itself says
    `offline`. It is never taken up again, a new one is made: paho would send once more what it
    still held, beside the outbox, which does too.

    `is_trial`: for the test button, under another name and without the topic of availability.
    """

    lasts = True

    def __init__(self, channel: Channel, *, is_trial: bool = False) -> None:
        self._channel, self._is_trial = channel, is_trial
        self._client: Client | None = None
        self._answered = threading.Event()
        self._refusal = ""

    def send(self, message: Message) -> Answer:
        topic = f"{self._channel.topic}/{message.topic}"
        return self._published(topic, message.body(), retain=False)

    def probe(self) -> Answer:
        if self._is_trial:
            return self._connected() or taken(_("the broker answers"))
        return self._published(self._available, ONLINE, retain=True)

    def is_ready(self) -> bool:
        return self._client is not None and self._client.is_connected()

    def close(self) -> None:
        client, self._client = self._client, None
        if client is None:
            return
        if client.is_connected() and not self._is_trial:
            told = client.publish(self._available, OFFLINE, qos=1, retain=True)
            _wait(told)
        client.disconnect()
        client.loop_stop()

    @property
    def _available(self) -> str:
        return f"{self._channel.topic}/channels/{self._channel.pk}/available"

    def _published(self, topic: str, payload: str, *, retain: bool) -> Answer:
        if (failure := self._connected()) is not None:
            return failure
        assert self._client is not None
        told = self._client.publish(topic, payload, qos=1, retain=retain)
        if _wait(told):
            return taken(_("taken by the broker"))
        self._drop()
        return down(_("no answer in time"))

    def _connected(self) -> Answer | None:
        """None where it is."""
        if self.is_ready():
            return None
        self._drop()
        try:
            self._connect()
        except (OSError, ssl.SSLError, ValueError) as error:
            self._drop()
            why = str(error) if isinstance(error, NotAllowed) else type(error).__name__
            return down(_("no connection (%(why)s)") % {"why": why})
        if self._answered.wait(CONNECTED_WITHIN_S) and not self._refusal:
            return None
        refusal = self._refusal or _("no answer in time")
        self._drop()
        return down(refusal)

    def _connect(self) -> None:
        self._answered.clear()
        self._refusal = ""
        host, port = host_and_port(self._channel.address)
        self._client = self._new_client()
        self._client.connect(host, port, keepalive=KEPT_ALIVE_S)
        self._client.loop_start()

    def _new_client(self) -> Client:
        trial = "-test" if self._is_trial else ""
        name = f"{self._channel.topic.replace('/', '-')}-{self._channel.pk}{trial}"
        client = JudgedClient(
            CallbackAPIVersion.VERSION2, client_id=name, reconnect_on_failure=False
        )
        client.connect_timeout = CONNECTED_WITHIN_S
        client.on_connect = self._on_connect
        client.on_disconnect = self._on_disconnect
        if self._channel.user:
            client.username_pw_set(self._channel.user, self._channel.password)
        if urlsplit(self._channel.address).scheme == "mqtts":
            client.tls_set_context(trusting(self._channel.authority))
        if not self._is_trial:
            client.will_set(self._available, OFFLINE, qos=1, retain=True)
        return client

    def _on_connect(
        self,
        client: Client,
        _data: Any,
        _flags: ConnectFlags,
        code: ReasonCode,
        _more: Properties | None,
    ) -> None:
        if code.is_failure:
            self._refusal = f"{code}"
        elif not self._is_trial:
            client.publish(self._available, ONLINE, qos=1, retain=True)
        self._answered.set()

    def _on_disconnect(
        self,
        _client: Client,
        _data: Any,
        _flags: DisconnectFlags,
        code: ReasonCode,
        _more: Properties | None,
    ) -> None:
        if not self._answered.is_set():
            self._refusal = f"{code}"
            self._answered.set()

    def _drop(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.on_disconnect = None
            client.disconnect()
            client.loop_stop()


def _wait(told: MQTTMessageInfo) -> bool:
    if told.rc != MQTTErrorCode.MQTT_ERR_SUCCESS:
        return False
    try:
        told.wait_for_publish(ANSWERED_WITHIN_S)
    except (RuntimeError, ValueError):
        return False
    return told.is_published()
