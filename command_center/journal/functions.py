"""What PostgreSQL itself knows of the journal."""

OVER_AGE_BEFORE = """
CREATE OR REPLACE FUNCTION journal_over_age_before(given text) RETURNS timestamptz
LANGUAGE plpgsql STABLE AS $$ BEGIN
    -- Not in SQL: the functions of retention come into being later.
    RETURN (SELECT max(clock_timestamp() - term.kept) FROM (
        SELECT LEAST(
            clock_timestamp() - (
                (clock_timestamp() AT TIME ZONE 'Europe/Paris') - make_interval(months => months)
            ) AT TIME ZONE 'Europe/Paris',
            make_interval(hours => retention_keep_hours(given, NULL, NULL, false))
        ) AS kept FROM retention_cap_in_force(given)
    ) AS term);
END $$;
"""
"""Entries of that log from before it are over age; NULL where no cap says so."""

ERASE = """
CREATE OR REPLACE FUNCTION journal_erase(given text, most integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    chosen bigint[];
    spans jsonb;
    erasure bigint;
BEGIN
    SELECT array_agg(id) INTO chosen FROM (
        SELECT entry.id FROM journal_entry AS entry
        WHERE entry.log = given AND entry.at < journal_over_age_before(given)
        AND EXISTS (SELECT 1 FROM journal_leaf AS leaf WHERE leaf.entry = entry.id)
        ORDER BY entry.at, entry.id LIMIT most
    ) AS oldest;
    IF chosen IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT jsonb_agg(jsonb_build_array(first, last) ORDER BY first) INTO spans FROM (
        SELECT min(index) AS first, max(index) AS last FROM (
            SELECT index, index - row_number() OVER (ORDER BY index) AS run
            FROM journal_leaf WHERE entry = ANY (chosen)
        ) AS numbered GROUP BY run
    ) AS runs;
    INSERT INTO journal_entry (
        salt, at, log, operation, object_kind, object_id, reason, recipients, author_name, address,
        session, detail
    ) VALUES (
        gen_random_uuid(), clock_timestamp(), given, 'erasure', 'journal', '', 'over age', '', '',
        '', '', jsonb_build_object('leaves', spans, 'count', cardinality(chosen))
    ) RETURNING id INTO erasure;
    DELETE FROM journal_entry WHERE id = ANY (chosen);
    RETURN erasure;
END $$;
"""
"""Erases so many at most of what is over age in that log, oldest first, and says so in the same
transaction; the number of that entry, which is still to be sealed; NULL where nothing is. The application's role has no other way to remove an entry."""

ALL = [OVER_AGE_BEFORE, ERASE]
