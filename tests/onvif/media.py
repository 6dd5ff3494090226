"""Profiles as Media (ver10) and Media2 (ver20) tell them."""

from datetime import timedelta
from typing import Any

from tests.onvif.manner import Stream


def profile(stream: Stream) -> dict[str, Any]:
    """Media knows no H.265: such a profile has no encoder there."""
    told = {**_named(stream), "VideoSourceConfiguration": _source(stream)}
    if stream.codec == "H265":
        return told
    rate = {"FrameRateLimit": stream.fps, "EncodingInterval": 1, "BitrateLimit": stream.kbit_per_s}
    nowhere = {"Address": {"Type": "IPv4", "IPv4Address": "0.0.0.0"}, "Port": 0, "TTL": 0}
    encoder = {
        **_encoder(stream),
        "RateControl": rate,
        "Multicast": {**nowhere, "AutoStart": False},
        "SessionTimeout": timedelta(minutes=1),
    }
    if stream.codec == "H264":
        encoder["H264"] = {"GovLength": stream.pictures, "H264Profile": "Main"}
    return told | {"VideoEncoderConfiguration": encoder}


def profile2(stream: Stream) -> dict[str, Any]:
    rate = {"FrameRateLimit": stream.fps, "BitrateLimit": stream.kbit_per_s}
    encoder = {**_encoder(stream), "GovLength": stream.pictures, "RateControl": rate}
    configurations = {"VideoSource": _source(stream), "VideoEncoder": encoder}
    return {**_named(stream), "Configurations": configurations}


def _named(stream: Stream) -> dict[str, Any]:
    return {"token": stream.token, "fixed": True, "Name": f"Profile {stream.token}"}


def _source(stream: Stream) -> dict[str, Any]:
    bounds = {"x": 0, "y": 0, "width": stream.width, "height": stream.height}
    named = {"token": f"of-{stream.source}", "Name": stream.source, "UseCount": 2}
    return named | {"SourceToken": stream.source, "Bounds": bounds}


def _encoder(stream: Stream) -> dict[str, Any]:
    return {
        "token": f"encoder-{stream.token}",
        "Name": stream.token,
        "UseCount": 1,
        "Encoding": stream.codec,
        "Resolution": {"Width": stream.width, "Height": stream.height},
        "Quality": 4.0,
    }
