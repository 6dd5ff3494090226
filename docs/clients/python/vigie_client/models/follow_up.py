from enum import StrEnum


class FollowUp(StrEnum):
    CROWD_MEASURE = "crowd_measure"
    FIRE_BRIGADE = "fire_brigade"
    FIRST_AID = "first_aid"
    NONE = "none"
    PATROL = "patrol"
    POLICE = "police"
    STEWARDS = "stewards"
    WATCHED = "watched"

    def __str__(self) -> str:
        return str(self.value)
