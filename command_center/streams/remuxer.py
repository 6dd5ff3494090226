"""A source's packets as fragments for its feed, not encoded again where browsers play them."""

from command_center.streams.picture_feed import PictureFeed, Shape
from command_center.streams.taps import Taps
from detection.fragments.fragmenter import Fragmenter, fragmenter_for
from detection.source.live import Arrival, LiveSource


class Remuxer:
    """One source, one feed and who else takes it, in the thread that reads the source."""

    def __init__(self, source: LiveSource, feed: PictureFeed, taps: Taps | None = None) -> None:
        self._source = source
        self._feed = feed
        self._taps = taps
        self._session: int | None = None
        self._fragmenter: Fragmenter | None = None

    def pass_on(self, arrival: Arrival) -> None:
        if arrival.session != self._session or self._fragmenter is None:
            self._fragmenter = self._begin(arrival.session)
        self._feed.note_time(arrival.pts, arrival.captured_at)
        if self._taps:
            self._taps.note_time(arrival.pts, arrival.captured_at)
        for fragment in self._fragmenter.feed(arrival):
            self._feed.send_fragment(fragment.data, fragment.keyframe)
            if self._taps:
                self._taps.take(fragment)

    def _begin(self, session: int) -> Fragmenter:
        """A new connection: what was told of the stream may have changed."""
        self._session = session
        info = self._source.stream_info
        fragmenter = fragmenter_for(info)
        shape = Shape(fragmenter.codec, info.width, info.height)
        self._feed.initialise(shape, fragmenter.init_segment)
        if self._taps:
            self._taps.begin(shape, fragmenter.init_segment)
        return fragmenter
