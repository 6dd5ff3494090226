"""All rules for unusual access, and the thresholds that hold."""

from collections.abc import Mapping

from command_center.audit.models import Threshold
from command_center.audit.unusual.nights import NIGHTS
from command_center.audit.unusual.no_alert import NO_ALERT
from command_center.audit.unusual.oneself import ONESELF
from command_center.audit.unusual.out_of_scope import OUT_OF_SCOPE
from command_center.audit.unusual.outside_posts import OUTSIDE_POSTS
from command_center.audit.unusual.refusals import REFUSALS
from command_center.audit.unusual.unusual import Rule, Values
from command_center.audit.unusual.volume import VOLUME

RULES: Mapping[str, Rule] = {
    rule.name: rule
    for rule in (NIGHTS, OUT_OF_SCOPE, OUTSIDE_POSTS, VOLUME, NO_ALERT, ONESELF, REFUSALS)
}


def values_of(rule: Rule, corrected: Mapping[tuple[str, str], Threshold]) -> Values:
    """By name; the default where nobody has corrected it."""
    return {
        name: corrected[rule.name, name].value
        if (rule.name, name) in corrected
        else setting.default
        for name, setting in rule.settings.items()
    }
