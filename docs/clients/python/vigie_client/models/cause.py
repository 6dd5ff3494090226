from enum import StrEnum


class Cause(StrEnum):
    ANIMAL = "animal"
    AUTHORISED = "authorised"
    CAMERA = "camera"
    COUNT = "count"
    FURNITURE = "furniture"
    LIGHT = "light"
    OTHER = "other"
    PERSON_AS_OBJECT = "person_as_object"
    REFLECTION = "reflection"
    SHADOW = "shadow"
    WEATHER = "weather"

    def __str__(self) -> str:
        return str(self.value)
