"""What one device says of itself: what it is, what its clock shows, and what it can send."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from xml.etree.ElementTree import Element

from detection.source.address import shown
from detection.source.onvif.addresses import on_asked_host, stream_address
from detection.source.onvif.caller import Caller, http
from detection.source.onvif.login import Login
from detection.source.onvif.profiles import Profile, read_profiles
from detection.source.onvif.questions import (
    CAPABILITIES,
    INFORMATION,
    MEDIA,
    MEDIA2,
    PROFILES,
    PROFILES2,
    SERVICES,
    TIME,
    stream_uri,
)
from detection.source.onvif.soap import Question, text_at
from detection.source.onvif.trouble import OnvifError, Trouble

WITHIN_S = 25.0
"""For all questions together; a page waits."""


@dataclass(frozen=True, slots=True)
class Description:
    """`clock_offset_s`: its clock less this machine's; None where it does not tell its time."""

    maker: str
    model: str
    firmware: str
    clock_offset_s: float | None
    profiles: tuple[Profile, ...]


def describe(address: str, login: Login) -> Description:
    """Ask the device at this service address; `OnvifError` where it tells nothing of use."""
    return asyncio.run(_describe(address, login))


def knock(addresses: Sequence[str]) -> dict[str, Trouble | None]:
    """Who is there? Asked without a name; None for a device that speaks ONVIF."""
    return asyncio.run(_knock(addresses))


async def _describe(address: str, login: Login) -> Description:
    async with http() as client:
        try:
            async with asyncio.timeout(WITHIN_S):
                return await _Device(Caller(client, login), address).describe()
        except TimeoutError:
            message = f"{shown(address)} takes more than {WITHIN_S:.0f} s to answer."
            raise OnvifError(Trouble.NO_ANSWER, message) from None


async def _knock(addresses: Sequence[str]) -> dict[str, Trouble | None]:
    async with http() as client:
        caller = Caller(client, Login("", ""))
        troubles = await asyncio.gather(*(_trouble(caller, one) for one in addresses))
    return dict(zip(addresses, troubles, strict=True))


async def _trouble(caller: Caller, address: str) -> Trouble | None:
    try:
        await caller.ask(address, TIME, is_signed=False)
    except OnvifError as error:
        speaks_onvif = error.trouble in {Trouble.REFUSED, Trouble.FAULT}
        return None if speaks_onvif else error.trouble
    return None


class _Device:
    def __init__(self, caller: Caller, address: str) -> None:
        self._caller = caller
        self._address = address

    async def describe(self) -> Description:
        """A wrong password is tried once: after a few times a camera lets nobody in for a while."""
        offset = await self._clock_offset()
        self._caller.offset = offset or timedelta()
        told = await self._caller.ask(self._address, INFORMATION)
        return Description(
            text_at(told, "{*}Manufacturer"),
            text_at(told, "{*}Model"),
            text_at(told, "{*}FirmwareVersion"),
            None if offset is None else round(offset.total_seconds(), 1),
            tuple(await self._profiles(await self._services())),
        )

    async def _clock_offset(self) -> timedelta | None:
        """Every device should tell its time to anybody: it is needed to sign what follows."""
        asked_at = datetime.now(UTC)
        try:
            told = await self._caller.ask(self._address, TIME, is_signed=False)
        except OnvifError as error:
            if error.trouble in {Trouble.REFUSED, Trouble.FAULT}:
                return None
            raise
        halfway_at = asked_at + (datetime.now(UTC) - asked_at) / 2
        told_at = _device_time(told)
        return None if told_at is None else told_at - halfway_at

    async def _services(self) -> dict[str, str]:
        """Namespace → address. Devices of before 2011 know GetCapabilities only."""
        try:
            told = await self._caller.ask(self._address, SERVICES)
        except OnvifError as error:
            if error.trouble is not Trouble.FAULT:
                raise
            told = await self._caller.ask(self._address, CAPABILITIES)
            media = text_at(told, "{*}Capabilities/{*}Media/{*}XAddr")
            return {MEDIA: on_asked_host(media, self._address)} if media else {}
        return {
            text_at(one, "{*}Namespace"): on_asked_host(text_at(one, "{*}XAddr"), self._address)
            for one in told.findall("{*}Service")
        }

    async def _profiles(self, services: dict[str, str]) -> list[Profile]:
        """By Media2 where it is: Media cannot say H.265, and devices then say H.264 or nothing."""
        found = await self._profiles_by(PROFILES2, services.get(MEDIA2))
        if not found:
            found = await self._profiles_by(PROFILES, services.get(MEDIA))
        if not found:
            message = f"{shown(self._address)} has no profile with a picture."
            raise OnvifError(Trouble.NO_VIDEO, message)
        return found

    async def _profiles_by(self, question: Question, service: str | None) -> list[Profile]:
        if service is None:
            return []
        try:
            profiles = read_profiles(await self._caller.ask(service, question))
            return [await self._with_address(one, question.service, service) for one in profiles]
        except OnvifError as error:
            if question is PROFILES2 and error.trouble is Trouble.FAULT:
                return []  # it names the service, and has it not
            raise

    async def _with_address(self, profile: Profile, media: str, service: str) -> Profile:
        """One after the other: small cameras lose the second of two questions."""
        told = await self._caller.ask(service, stream_uri(media, profile.token))
        uri = text_at(told, "{*}Uri") or text_at(told, "{*}MediaUri/{*}Uri")
        return replace(profile, address=stream_address(uri, self._address))


def _device_time(told: Element) -> datetime | None:
    """None where it tells local time only, or a day that there is not."""
    utc = told.find("{*}SystemDateAndTime/{*}UTCDateTime")
    if utc is None:
        return None
    parts = [f"{{*}}Date/{{*}}{one}" for one in ("Year", "Month", "Day")]
    parts += [f"{{*}}Time/{{*}}{one}" for one in ("Hour", "Minute", "Second")]
    try:
        return datetime(*(int(text_at(utc, part)) for part in parts), tzinfo=UTC)  # type: ignore[arg-type, misc]
    except (ValueError, OverflowError):
        return None
