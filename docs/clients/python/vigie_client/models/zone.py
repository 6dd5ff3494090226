from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.zone_parameters import ZoneParameters


T = TypeVar("T", bound="Zone")


@_attrs_define
class Zone:
    """`polygon`: [[x, y], …] in fractions of the picture, from its left top corner.

    Attributes:
        camera (int):
        id (int):
        kind (str):
        name (str):
        parameters (ZoneParameters):
        polygon (list[list[float]]):
    """

    camera: int
    id: int
    kind: str
    name: str
    parameters: ZoneParameters
    polygon: list[list[float]]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:

        camera = self.camera

        id = self.id

        kind = self.kind

        name = self.name

        parameters = self.parameters.to_dict()

        polygon = []
        for polygon_item_data in self.polygon:
            polygon_item = polygon_item_data

            polygon.append(polygon_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "camera": camera,
                "id": id,
                "kind": kind,
                "name": name,
                "parameters": parameters,
                "polygon": polygon,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.zone_parameters import ZoneParameters  # noqa: PLC0415

        d = dict(src_dict)
        camera = d.pop("camera")

        id = d.pop("id")

        kind = d.pop("kind")

        name = d.pop("name")

        parameters = ZoneParameters.from_dict(d.pop("parameters"))

        polygon = []
        _polygon = d.pop("polygon")
        for polygon_item_data in _polygon:
            polygon_item = cast(list[float], polygon_item_data)

            polygon.append(polygon_item)

        zone = cls(
            camera=camera,
            id=id,
            kind=kind,
            name=name,
            parameters=parameters,
            polygon=polygon,
        )

        zone.additional_properties = d
        return zone

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
