"""Whether the pictures of a file hold what they say: after a loss of power its end may be zeros."""

from dataclasses import replace

from detection.fragments.recorded import Recorded, StoredPicture


def whole_pictures(data: bytes, recorded: Recorded) -> Recorded:
    """Up to the first picture whose NAL units do not fill it. None ends with a zero (ITU-T H.264,
    7.4.1): one before zeros that does was not written whole."""
    if recorded.pictures and data[recorded.size : recorded.size + 8] == bytes(8):
        last = recorded.pictures[-1]
        if not data[last.offset + last.size - 1]:
            recorded = _ended(recorded, len(recorded.pictures) - 1, last)
    for number, one in enumerate(recorded.pictures):
        if not _is_whole(memoryview(data)[one.offset : one.offset + one.size]):
            return _ended(recorded, number, one)
    return recorded


def _is_whole(picture: memoryview) -> bool:
    """Lengths and units, one after another, to the last byte (ISO/IEC 14496-15)."""
    at = int.from_bytes(picture[:4], "big") + 8
    while at + 4 < len(picture):
        length = int.from_bytes(picture[at : at + 4], "big")
        if not length:
            return False
        at += 4 + length
    return at == len(picture)


def _ended(recorded: Recorded, number: int, at: StoredPicture) -> Recorded:
    pictures = recorded.pictures[:number]
    shown = {one.pts for one in pictures}
    return replace(
        recorded,
        size=at.offset,
        pictures=pictures,
        taken=tuple(one for one in recorded.taken if one[0] in shown),
    )
