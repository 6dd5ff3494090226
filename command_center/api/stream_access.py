"""Whether a token may still hear of alerts, and where: asked again and again while it listens."""

from channels.db import database_sync_to_async

from command_center.api.token import Token
from command_center.api.token_agent import TokenAgent
from command_center.people.rights import CLOSED, Access

RIGHT = "alerts.view_alert"


@database_sync_to_async
def access_of(token_id: int) -> Access:
    """Read afresh. It lasts to the end of the token, of the agent's standing or of a post."""
    token = Token.objects.in_force().filter(pk=token_id).first()
    if token is None:
        return CLOSED
    agent = TokenAgent.of(token)
    reach, until = agent.reach(RIGHT), agent.standing.until
    if not reach or until is None:
        return CLOSED
    ends = [post.ends_at for post in agent.posts_in_force if post.ends_at]
    first = min([until, token.expires_at, *ends])
    return Access((first - agent.standing.at).total_seconds(), reach)
