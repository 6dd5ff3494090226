"""Addresses and credentials as a line wants them. A kept password goes to no other host."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from command_center.setup.credentials import Credentials, joined, parted
from command_center.setup.lists.address import host
from command_center.setup.withheld import revealed
from command_center.venues.models import Camera
from command_center.venues.sealed import UNREADABLE

OF_ADDRESSES = frozenset({"address", "sub_address", "user", "password"})


def put_addresses(camera: Camera, values: Mapping[str, Any]) -> None:
    """Left as they are where nothing of them is new, even one that cannot be read any more."""
    present, kept = parted("" if camera.url == UNREADABLE else camera.url)
    sub_present, _sub = parted("" if camera.sub_url == UNREADABLE else camera.sub_url)
    wanted = _revealed("address", values, present), _revealed("sub_address", values, sub_present)
    if not wanted[0]:
        raise ValidationError({"address": _("Write the address of the camera.")})
    known = frozenset({host(present), host(sub_present), ""})
    credentials = _credentials(values, kept, {host(one) for one in wanted} <= known, wanted[0])
    if (*wanted, credentials) != (present, sub_present, kept):
        camera.url, camera.sub_url = (joined(one, credentials) for one in wanted)


def _revealed(column: str, values: Mapping[str, Any], present: str) -> str:
    try:
        return revealed(values.get(column, present), present)
    except ValidationError as error:
        raise ValidationError({column: error.messages}) from error


def _credentials(
    values: Mapping[str, Any], kept: Credentials, is_known: bool, address: str
) -> Credentials:
    """The kept ones go to the hosts that have them already, and to no other."""
    given = Credentials(values.get("user", kept.user), values.get("password", ""))
    if given.password and not (given.user and host(address)):
        raise ValidationError({"user": _("A password needs a user name and an address that asks.")})
    if given.password or given.user != kept.user or not kept.password:
        return given
    if not is_known:
        raise ValidationError({"password": _("The camera is another: write its password.")})
    return kept
