"""The eight events that the law allows, and no other."""

from enum import StrEnum


class EventKind(StrEnum):
    """Closed list of Décret n° 2023-828 of 28 August 2023, article 3."""

    ABANDONED_OBJECT = "abandoned_object"
    WEAPON = "weapon"
    WRONG_WAY = "wrong_way"
    INTRUSION = "intrusion"
    PERSON_DOWN = "person_down"
    CROWD_MOVEMENT = "crowd_movement"
    DENSITY = "density"
    FIRE = "fire"
