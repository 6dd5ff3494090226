"""A masked camera's pictures, encoded again: nothing else of it leaves the source."""

from av.video.frame import VideoFrame

from detection.masks import Masks
from detection.source.encoder import Encoder
from detection.source.timeline import VideoPacket


class Veil:
    """One connection of one camera."""

    def __init__(self, masks: Masks, width_px: int, height_px: int) -> None:
        self._masks = masks
        self._encoder = Encoder(width_px, height_px)
        self.size_px = self._encoder.size_px

    @property
    def extradata(self) -> bytes:
        return self._encoder.extradata

    def cover(self, picture: VideoFrame) -> tuple[VideoFrame, list[VideoPacket]]:
        """The picture as anybody may see it, and its packet; none where it comes too late."""
        burnt = self._masks.burn(picture)
        return burnt, list(self._encoder.feed(burnt))
