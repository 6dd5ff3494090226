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
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    before timestamptz := journal_over_age_before(given);
    chosen bigint[];
    covered int8multirange;
    earlier record;
    spans jsonb;
    erasure bigint;
BEGIN
    SELECT array_agg(id) INTO chosen FROM (
        SELECT entry.id FROM journal_entry AS entry
        WHERE entry.log = given AND entry.at < before
        AND EXISTS (SELECT 1 FROM journal_leaf AS leaf WHERE leaf.entry = entry.id)
        ORDER BY entry.at, entry.id LIMIT most
    ) AS oldest;
    IF chosen IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT range_agg(int8range(index, index, '[]')) INTO covered
    FROM journal_leaf WHERE entry = ANY (chosen);
    FOR earlier IN
        SELECT range_agg(int8range((span ->> 0)::bigint, (span ->> 1)::bigint, '[]')) AS leaves
        FROM journal_entry AS gone, jsonb_array_elements(gone.detail -> 'leaves') AS span
        WHERE gone.id = ANY (chosen) AND gone.operation = 'erasure' AND gone.object_kind = 'journal'
        GROUP BY gone.id
    LOOP
        IF EXISTS (
            SELECT 1 FROM journal_leaf AS leaf JOIN journal_entry AS kept ON kept.id = leaf.entry
            WHERE leaf.index >= lower(earlier.leaves) AND leaf.index < upper(earlier.leaves)
            AND kept.id <> ALL (chosen)
        ) THEN
            covered := covered + earlier.leaves;
        ELSE
            covered := covered + int8multirange(range_merge(earlier.leaves));
        END IF;
    END LOOP;
    SELECT jsonb_agg(jsonb_build_array(lower(span), upper(span) - 1) ORDER BY lower(span))
    INTO spans FROM unnest(covered) AS span;
    INSERT INTO journal_entry (
        salt, at, log, operation, object_kind, object_id, reason, recipients, author_name, address,
        session, detail
    ) VALUES (
        gen_random_uuid(), clock_timestamp(), given, 'erasure', 'journal', '', 'over age', '',
        'Vigie', '', '', jsonb_build_object('leaves', spans, 'count', cardinality(chosen))
    ) RETURNING id INTO erasure;
    DELETE FROM journal_entry WHERE id = ANY (chosen);
    RETURN erasure;
END $$;
"""
"""Erases so many at most of what is over age in that log, oldest first, and says so in the same
transaction; the number of that entry, which is still to be sealed; NULL where nothing is. An
erasure that goes itself is taken over by the one that erases it: a leaf without an entry is always
covered by one that is there. The application's role has no other way to remove an entry."""

ALL = [OVER_AGE_BEFORE, ERASE]
