"""Who is slow, and who joins late."""

from command_center.streams.message import Message
from command_center.streams.present_picture import KEPT_BYTES, KEPT_ENTRIES, PresentPicture
from command_center.streams.viewer import LATE_MESSAGES, WAITING_BYTES, WAITING_MESSAGES, Viewer

INIT = Message("init", "{}", b"init")
KEYFRAME = Message("keyframe", None, b"K")
AFTER = Message("fragment", None, b"after")
LARGE = Message("fragment", None, bytes(1_000_000))


def fragments(count: int) -> list[Message]:
    return [Message("fragment", None, str(number).encode()) for number in range(count)]


async def waiting(viewer: Viewer) -> list[str]:
    found: list[str] = []
    while viewer._waiting and (message := await viewer.next()):
        found.append(message.what)
    return found


async def test_slow_viewer_takes_up_again_at_a_keyframe() -> None:
    viewer = Viewer()
    for message in [INIT, *fragments(WAITING_MESSAGES + 10), Message("state", "offline")]:
        viewer.offer(message)
    assert await waiting(viewer) == ["init", "state"]
    for message in [AFTER, KEYFRAME, AFTER]:
        viewer.offer(message)
    assert await waiting(viewer) == ["keyframe", "fragment"]


async def test_what_waits_for_a_slow_viewer_is_bounded_in_bytes() -> None:
    viewer = Viewer()
    for _ in range(100):
        viewer.offer(LARGE)
        assert viewer._waiting_bytes <= WAITING_BYTES + 1_000_000


async def test_viewer_who_is_late_is_not_sent_old_pictures_once_there_is_a_keyframe() -> None:
    viewer = Viewer()
    for message in [INIT, KEYFRAME, *fragments(LATE_MESSAGES), KEYFRAME, AFTER]:
        viewer.offer(message)
    assert await waiting(viewer) == ["init", "keyframe", "fragment"]


async def test_viewer_who_is_in_time_misses_nothing() -> None:
    viewer = Viewer()
    for message in [INIT, KEYFRAME, AFTER, KEYFRAME]:
        viewer.offer(message)
    assert await waiting(viewer) == ["init", "keyframe", "fragment", "keyframe"]


async def test_viewer_who_joins_a_large_group_of_pictures_gets_all_of_it() -> None:
    viewer = Viewer([INIT, KEYFRAME, *[LARGE] * 12])
    viewer.offer(AFTER)
    assert len(await waiting(viewer)) == 15


async def test_viewer_who_has_ended_is_given_nothing_more() -> None:
    viewer = Viewer([INIT])
    viewer.end()
    assert await viewer.next() is None


def test_present_picture_is_the_whole_last_group_in_one_message() -> None:
    picture = PresentPicture()
    for message in [INIT, *fragments(3), KEYFRAME, *fragments(3), KEYFRAME, *fragments(2)]:
        picture.remember(message)
    assert picture.messages() == [INIT, Message("keyframe", None, b"K01")]


def test_nothing_has_begun_before_a_keyframe_or_after_a_new_initialisation() -> None:
    picture = PresentPicture()
    picture.remember(INIT)
    picture.remember(AFTER)
    assert (picture.messages(), picture.has_begun) == ([INIT], False)
    picture.remember(KEYFRAME)
    assert picture.has_begun
    picture.remember(INIT)
    assert (picture.messages(), picture.has_begun) == ([INIT], False)


def test_camera_without_keyframes_fills_no_memory_and_goes_on_for_those_who_watch() -> None:
    for many in (fragments(3 * KEPT_ENTRIES), [LARGE] * (KEPT_BYTES // 1_000_000 + 2)):
        picture = PresentPicture()
        for message in [INIT, KEYFRAME, *many]:
            picture.remember(message)
        assert picture.messages() == [INIT]
        assert picture.has_begun
