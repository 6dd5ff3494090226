"""Two streams of one camera have only the clock on the wall in common."""

from datetime import UTC, datetime, timedelta

from command_center.streams.picture_clock import PictureClock

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
NOON_MS = round(NOON.timestamp() * 1000)
HOUR_S = 3600


def note(clock: PictureClock, at_s: float, late_s: float = 0.0, pts_s: float | None = None) -> None:
    pts = round((at_s if pts_s is None else pts_s) * 90_000)
    clock.note(pts, NOON + timedelta(seconds=at_s + late_s))


def test_nothing_is_known_before_the_first_picture() -> None:
    assert PictureClock().at_ms(0) is None


def test_packets_that_come_late_do_not_move_the_clock() -> None:
    clock = PictureClock()
    for number in range(250):
        note(clock, number / 25, late_s=0.3 if number % 5 else 0.01)
    assert abs(clock.at_ms(9 * 90_000) - NOON_MS - 9010) <= 1


def test_clock_of_a_camera_that_goes_slowly_is_followed() -> None:
    clock = PictureClock()
    for second in range(HOUR_S):
        note(clock, second, pts_s=second * (1 - 2e-5))
    assert abs(clock.at_ms(round(HOUR_S * (1 - 2e-5) * 90_000)) - NOON_MS - HOUR_S * 1000) <= 2


def test_clock_that_was_set_is_followed_at_once() -> None:
    clock = PictureClock()
    note(clock, 1)
    note(clock, 2, pts_s=100)
    assert clock.at_ms(100 * 90_000) == NOON_MS + 2000
    note(clock, 3, pts_s=3)
    assert clock.at_ms(3 * 90_000) == NOON_MS + 3000
