"""Who is slow, and who joins late."""

from command_center.streams.live_feed import KEPT_ENTRIES
from command_center.streams.present_picture import PresentPicture
from command_center.streams.viewer import WAITING_MESSAGES, Message, Viewer

INIT = Message("init", "{}", b"init")
KEYFRAME = Message("keyframe", None, b"K")


def fragments(count: int) -> list[Message]:
    return [Message("fragment", None, str(number).encode()) for number in range(count)]


async def waiting(viewer: Viewer) -> list[str]:
    found: list[str] = []
    async for message in viewer:
        found.append(message.what)
        if not viewer._waiting:
            viewer.end()
    return found


async def test_slow_viewer_takes_up_again_at_a_keyframe() -> None:
    viewer = Viewer()
    for message in [INIT, *fragments(WAITING_MESSAGES + 10), Message("state", "offline"), KEYFRAME]:
        viewer.offer(message)
    viewer.offer(Message("fragment", None, b"after"))
    assert await waiting(viewer) == ["init", "state", "keyframe", "fragment"]


async def test_viewer_who_joins_a_long_group_of_pictures_gets_all_of_it() -> None:
    viewer = Viewer([INIT, KEYFRAME, *fragments(2 * WAITING_MESSAGES)])
    viewer.offer(Message("fragment", None, b"new"))
    assert len(await waiting(viewer)) == 2 * WAITING_MESSAGES + 3


def test_present_picture_begins_at_the_last_keyframe() -> None:
    picture = PresentPicture()
    for message in [INIT, *fragments(3), KEYFRAME, *fragments(3), KEYFRAME, *fragments(2)]:
        picture.remember(message)
    assert [m.what for m in picture.messages()] == ["init", "keyframe", "fragment", "fragment"]


def test_nothing_has_begun_before_a_keyframe_or_after_a_new_initialisation() -> None:
    picture = PresentPicture()
    picture.remember(INIT)
    picture.remember(fragments(1)[0])
    assert (picture.messages(), picture.has_begun) == ([INIT], False)
    picture.remember(KEYFRAME)
    assert picture.has_begun
    picture.remember(INIT)
    assert (picture.messages(), picture.has_begun) == ([INIT], False)


def test_camera_without_keyframes_fills_no_memory_and_goes_on_for_those_who_watch() -> None:
    picture = PresentPicture()
    for message in [INIT, KEYFRAME, *fragments(3 * KEPT_ENTRIES)]:
        picture.remember(message)
    assert picture.messages() == [INIT]
    assert picture.has_begun
