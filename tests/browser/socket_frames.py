"""The frames of one way of a WebSocket (RFC 6455, 5.2): which kinds went by."""

from collections.abc import Iterator

DATA = {1, 2}
"""Text and bytes; what is larger than a frame goes on in others."""

CLOSE = 8
MASKED, MASK_BYTES = 0x80, 4


class SocketFrames:
    """Fed with bytes as they come; a frame may come in pieces."""

    def __init__(self) -> None:
        self._head = b""
        self._left = 0

    def codes(self, data: bytes) -> Iterator[int]:
        while data:
            taken = min(self._left, len(data))
            data, self._left = data[taken:], self._left - taken
            if self._left or not data:
                return
            self._head, data = self._head + data, b""
            size = _size(self._head)
            if size is None:
                return
            head, body = size
            yield self._head[0] & 0x0F
            data, self._head, self._left = self._head[head:], b"", body


def _size(head: bytes) -> tuple[int, int] | None:
    """Bytes of its head and of its body; None until its head is whole. A browser masks each."""
    if len(head) < 2:
        return None
    short = head[1] & 0x7F
    more = {126: 2, 127: 8}.get(short, 0)
    whole = 2 + more + (MASK_BYTES if head[1] & MASKED else 0)
    if len(head) < whole:
        return None
    return whole, int.from_bytes(head[2 : 2 + more], "big") if more else short
