"""The bytes of what lies in the folder of footage, wherever that is."""

from command_center.retention.folder import place_of


def read_bytes(path: str) -> bytes:
    """Of a file that may still grow, what is there by now. Raises `OSError`, `OutsideFolder`."""
    return place_of(path).read_bytes()
