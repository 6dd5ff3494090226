"""What is entered once, is never changed, and may be revoked once: designations and trainings."""

import pgtrigger

from command_center.hard_rule import HardRule, never

DATED = """
    IF NEW.revoked_at IS NOT NULL THEN
        RAISE EXCEPTION 'it is entered first, and revoked afterwards'
            USING ERRCODE = 'check_violation';
    END IF;
    NEW.entered_at := transaction_timestamp();
    RETURN NEW;
"""
REVOKED_ONLY = """
    IF OLD.revoked_at IS NOT NULL THEN
        RAISE EXCEPTION 'it was revoked already: enter a new one'
            USING ERRCODE = 'check_violation';
    END IF;
    IF to_jsonb(OLD) - '{revoked_at,revoked_by_id,revoked_reason}'::text[]
        IS DISTINCT FROM to_jsonb(NEW) - '{revoked_at,revoked_by_id,revoked_reason}'::text[]
    THEN
        RAISE EXCEPTION 'what was entered never changes: revoke it and enter a new one'
            USING ERRCODE = 'check_violation';
    END IF;
    NEW.revoked_at := clock_timestamp();
    RETURN NEW;
"""


def entered_once(why: str) -> list[HardRule]:
    """PostgreSQL's clock dates entering and revoking, whatever was written."""
    return [
        HardRule(name="entered_now", operation=pgtrigger.Insert, when=pgtrigger.Before, func=DATED),
        HardRule(
            name="revoked_only_and_once",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            func=REVOKED_ONLY,
        ),
        never("never_deleted", pgtrigger.Delete, why=why),
        never("never_emptied", pgtrigger.Truncate, why=why),
    ]
