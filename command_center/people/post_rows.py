"""Posts in words: which role, where, until when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from command_center.people.post import Post
from command_center.people.role_words import ROLE_WORDS
from command_center.people.roles import Role
from command_center.people.venue_names import camera_names, venue_names


@dataclass(frozen=True, slots=True)
class PostRow:
    """`state`: planned, in_force, ended or revoked."""

    post: Post
    where: str
    state: str

    @property
    def may(self) -> str:
        return str(ROLE_WORDS[Role(self.post.role)])

    @property
    def is_over(self) -> bool:
        return self.state in {"ended", "revoked"}


def post_rows(posts: Iterable[Post], at: datetime) -> Sequence[PostRow]:
    """Two questions for all of them."""
    known = list(posts)
    venues = venue_names() if known else {}
    cameras = camera_names(number for post in known for number in post.cameras)
    return [PostRow(post, _where(post, venues, cameras), state_of(post, at)) for post in known]


def state_of(post: Post, at: datetime) -> str:
    if post.revoked_at is not None and post.revoked_at <= at:
        return "revoked"
    if post.ends_at is not None and post.ends_at <= at:
        return "ended"
    return "planned" if post.starts_at > at else "in_force"


def _where(post: Post, venues: dict[int, str], cameras: dict[int, str]) -> str:
    if post.venue is None:
        return _("all venues")
    venue = venues.get(post.venue, _("a venue that is deleted"))
    if not post.cameras:
        return venue
    named = [cameras.get(number, _("a camera that is deleted")) for number in post.cameras]
    return f"{venue}: {', '.join(sorted(named))}"
