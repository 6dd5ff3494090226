"""The agent as a token lets a program act: their own rights, asked afresh, and no more than it."""

from command_center.api.scope import rights_of
from command_center.api.token import Token
from command_center.people.agent import Agent
from command_center.people.reach import NOWHERE, Reach


class TokenAgent(Agent):
    """A right is the agent's own (posts, designation, trainings) and within the token's scopes."""

    scopes: tuple[str, ...] = ()

    class Meta:
        proxy = True
        default_permissions = ()

    @classmethod
    def of(cls, token: Token) -> "TokenAgent":
        agent = cls.objects.get(pk=token.agent_id)
        agent.scopes = tuple(token.scopes)
        return agent

    def reach(self, perm: str) -> Reach:
        return super().reach(perm) if perm in rights_of(self.scopes) else NOWHERE
