"""What PostgreSQL asks of recordings that go before their time, for want of room."""

import pgtrigger

from command_center.hard_rule import HardRule
from command_center.retention.functions import FILE_IS_HELD, HOLDS_LOCK

NEEDED_YET = "interval '10 minutes'"
"""The clip of an alert that goes on is still made of these."""

NEWEST_STAY = f"""
    IF NEW.goes_early AND NOT OLD.goes_early
        AND NEW.captured_until > clock_timestamp() - {NEEDED_YET}
    THEN
        RAISE EXCEPTION 'file % is of the last minutes: it does not go early', NEW.path
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

IS_FREE_EARLY = f"""
    it.what = 'recordings' AND it.erasing_since IS NULL AND it.moved_at IS NULL
    AND it.captured_until <= clock_timestamp() - {NEEDED_YET} AND NOT {FILE_IS_HELD}
"""
"""Of a row called `it`. What lies in the bucket makes no room on the disk by going."""

OLDEST_GO_FIRST = f"""
    SELECT max(it.captured_from) INTO newest FROM marked AS it
    JOIN unmarked ON unmarked.id = it.id AND NOT unmarked.goes_early
    WHERE it.goes_early;
    IF newest IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM pg_advisory_xact_lock_shared({HOLDS_LOCK});
    SELECT it.path INTO older FROM retention_storedfile AS it
    WHERE it.captured_from < newest AND {IS_FREE_EARLY} LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'file % is older, and free: it goes before the others', older
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""
"""Whoever wants one recording gone has to let go of all that are older, and each is named."""

CERTIFIED_FOR_ITS_CAUSE = """
    SELECT it.path INTO refused FROM gone AS it WHERE (it.id, it.goes_early) NOT IN (
        SELECT (item ->> 0)::bigint, certificate.cause = 'disk_budget'
        FROM retention_erasurecertificate AS certificate,
            jsonb_array_elements(certificate.items) AS item
        WHERE certificate.at = transaction_timestamp() AND certificate.what = 'recordings'
    ) AND it.what = 'recordings' LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'file %: its certificate names another cause', refused
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""

EARLY_RULES = [
    HardRule(
        name="newest_stay",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        func=NEWEST_STAY,
    ),
    HardRule(
        name="oldest_go_first",
        operation=pgtrigger.Update,
        when=pgtrigger.After,
        level=pgtrigger.Statement,
        referencing=pgtrigger.Referencing(old="unmarked", new="marked"),  # type: ignore[no-untyped-call]
        declare=[("newest", "timestamptz"), ("older", "text")],
        func=OLDEST_GO_FIRST,
    ),
    HardRule(
        name="certified_for_its_cause",
        operation=pgtrigger.Delete,
        when=pgtrigger.After,
        level=pgtrigger.Statement,
        referencing=pgtrigger.Referencing(old="gone"),  # type: ignore[no-untyped-call]
        declare=[("refused", "text")],
        func=CERTIFIED_FOR_ITS_CAUSE,
    ),
]
