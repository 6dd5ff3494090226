from enum import StrEnum


class Service(StrEnum):
    FIRE_AND_RESCUE = "fire_and_rescue"
    GENDARMERIE = "gendarmerie"
    INTERNAL_SECURITY = "internal_security"
    MUNICIPAL_POLICE = "municipal_police"
    POLICE_NATIONALE = "police_nationale"

    def __str__(self) -> str:
        return str(self.value)
