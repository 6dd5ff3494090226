from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.camera_state import CameraState


T = TypeVar("T", bound="Camera")


@_attrs_define
class Camera:
    """Without its address, which may hold a password.

    Attributes:
        id (int):
        is_enabled (bool):
        name (str):
        state (CameraState): As its watcher told it last: live, late, frozen, black, covered, defocused, turned_away,
            offline, unpermitted, calibrating, without_model, starting; unknown while nobody can be asked.
        venue (int):
    """

    id: int
    is_enabled: bool
    name: str
    state: CameraState
    venue: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:

        id = self.id

        is_enabled = self.is_enabled

        name = self.name

        state = self.state.to_dict()

        venue = self.venue

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "is_enabled": is_enabled,
                "name": name,
                "state": state,
                "venue": venue,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.camera_state import CameraState  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        is_enabled = d.pop("is_enabled")

        name = d.pop("name")

        state = CameraState.from_dict(d.pop("state"))

        venue = d.pop("venue")

        camera = cls(
            id=id,
            is_enabled=is_enabled,
            name=name,
            state=state,
            venue=venue,
        )

        camera.additional_properties = d
        return camera

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
