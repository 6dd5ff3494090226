from enum import StrEnum


class EventKind(StrEnum):
    ABANDONED_OBJECT = "abandoned_object"
    CROWD_MOVEMENT = "crowd_movement"
    DENSITY = "density"
    FIRE = "fire"
    INTRUSION = "intrusion"
    PERSON_DOWN = "person_down"
    WEAPON = "weapon"
    WRONG_WAY = "wrong_way"

    def __str__(self) -> str:
        return str(self.value)
