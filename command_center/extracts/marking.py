"""A run with text burnt into each picture: decoded, marked and encoded again."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import timedelta

import numpy as np
from av.video.frame import VideoFrame

from command_center.extracts.watermark import Watermark
from command_center.footage.media import as_media, ticks
from command_center.footage.run import Run, Shown
from detection.fragments import isobmff
from detection.fragments.h264 import configuration, length_prefixed
from detection.frame import PTS_PER_S, Image
from detection.source.address import open_recorded
from detection.source.encoder import Encoder
from detection.source.timeline import VideoPacket


def marked(run: Run, text: str) -> Run:
    """The same pictures at the same instants; shown in the order in which they are coded."""
    shown = sorted(run.pictures, key=lambda one: one.at)
    origin = run.pictures[0].decoded_at
    times = [ticks(one.at - origin) for one in shown]
    media = as_media(run, origin)
    with open_recorded(media) as container:
        stream = container.streams.video[0]
        encoder = Encoder(stream.codec_context.width, stream.codec_context.height)
        width_px, height_px = encoder.size_px
        mark = Watermark(text, width_px, height_px)
        packets = list(_encoded(container.decode(stream), encoder, mark))
    config = configuration(encoder.extradata)
    init = isobmff.initialisation(width_px, height_px, config.avcc)
    pictures = [
        _picture(packet, shown[_nearest(times, packet.pts or 0)], config.is_annex_b)
        for packet in packets
    ]
    return Run(run.camera_id, init, pictures, run.found, run.sources)


def _encoded(
    pictures: Iterator[VideoFrame], encoder: Encoder, mark: Watermark
) -> Iterator[VideoPacket]:
    width_px, height_px = encoder.size_px
    for picture in pictures:
        if picture.pts is None or picture.time_base is None:
            continue
        whole = picture.to_ndarray(format="bgr24")
        image: Image = np.array(whole[:height_px, :width_px], np.uint8)
        mark.burn(image)
        burnt = VideoFrame.from_ndarray(image, format="bgr24")
        burnt.pts = round(picture.pts * picture.time_base * PTS_PER_S)
        yield from encoder.feed(burnt)


def _nearest(times: list[int], pts: int) -> int:
    """Instants are whole microseconds, and ticks are not."""
    at = bisect_left(times, pts)
    around = [one for one in (at - 1, at) if 0 <= one < len(times)]
    return min(around, key=lambda one: abs(times[one] - pts))


def _picture(packet: VideoPacket, source: Shown, is_annex_b: bool) -> Shown:
    data = length_prefixed(bytes(packet)) if is_annex_b else bytes(packet)
    pts, lasts = packet.pts or 0, ticks(max(source.lasts, timedelta(0)))
    fragment = isobmff.fragment(1, pts, pts, lasts, packet.is_keyframe, data)
    return Shown(source.at, source.at, source.lasts, packet.is_keyframe, fragment)
