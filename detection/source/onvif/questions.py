"""The questions that a device is asked, as its WSDL files have them."""

from xml.sax.saxutils import escape

from detection.source.onvif.soap import Question

DEVICE = "http://www.onvif.org/ver10/device/wsdl"
MEDIA = "http://www.onvif.org/ver10/media/wsdl"
MEDIA2 = "http://www.onvif.org/ver20/media/wsdl"
SCHEMA = "http://www.onvif.org/ver10/schema"

TIME = Question(DEVICE, "GetSystemDateAndTime")
INFORMATION = Question(DEVICE, "GetDeviceInformation")
SERVICES = Question(DEVICE, "GetServices", "<IncludeCapability>false</IncludeCapability>")
CAPABILITIES = Question(DEVICE, "GetCapabilities", "<Category>All</Category>")
PROFILES = Question(MEDIA, "GetProfiles")
PROFILES2 = Question(MEDIA2, "GetProfiles", "<Type>VideoSource</Type><Type>VideoEncoder</Type>")


def stream_uri(media: str, token: str) -> Question:
    """RTP within the RTSP connection, as `source.address` opens it."""
    profile = f"<ProfileToken>{escape(token)}</ProfileToken>"
    if media == MEDIA2:
        return Question(media, "GetStreamUri", f"<Protocol>RTSP</Protocol>{profile}")
    setup = (
        f'<StreamSetup><Stream xmlns="{SCHEMA}">RTP-Unicast</Stream>'
        f'<Transport xmlns="{SCHEMA}"><Protocol>RTSP</Protocol></Transport></StreamSetup>'
    )
    return Question(media, "GetStreamUri", setup + profile)
