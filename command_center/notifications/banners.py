"""Said to those who lead: a channel by which they believe to be told is silent."""

from command_center.notifications.silence import silent_channels
from command_center.people.agent import Agent
from command_center.streams.banners import Banner

TOLD = ("notifications.view_channel", "supervision.view_load")


def silent_banners(agent: Agent) -> list[Banner]:
    if not any(agent.has_perm(one) for one in TOLD):
        return []
    return [Banner("high", one.text) for one in silent_channels()]
