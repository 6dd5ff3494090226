"""What PostgreSQL itself knows of the people's gate: rules of other rooms ask these functions."""

QUALIFICATIONS = """
CREATE OR REPLACE FUNCTION people_qualifications(given bigint[]) RETURNS TABLE (
    agent bigint, part text, since timestamptz, until timestamptz, revoked boolean
) LANGUAGE sql STABLE AS $$
    SELECT agent_id, 'designation', GREATEST(starts_at, entered_at), LEAST(ends_at, revoked_at),
        COALESCE(revoked_at < ends_at, false)
    FROM people_designation WHERE agent_id = ANY (given)
    UNION ALL
    SELECT agent_id, subject::text, entered_at, LEAST(ends_at, revoked_at),
        COALESCE(revoked_at < ends_at, false)
    FROM people_training WHERE agent_id = ANY (given)
$$;
"""
"""What agents ever had: designations and trainings, each from when it was known here to its end or
revocation, which is exclusive."""

OPEN_UNTIL = """
CREATE OR REPLACE FUNCTION people_open_until(agent bigint, instant timestamptz)
RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN count(*) = 3 THEN min(last) END FROM (
        SELECT max(until) AS last FROM people_qualifications(ARRAY[people_open_until.agent])
        WHERE since <= instant AND instant < until GROUP BY part
    ) AS held
$$;
"""
"""Until when an agent who may see at the instant still may; NULL where they may not."""

MAY_SEE = """
CREATE OR REPLACE FUNCTION people_may_see(agent bigint, instant timestamptz) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT people_open_until(people_may_see.agent, instant) IS NOT NULL
$$;
"""

ALL = [QUALIFICATIONS, OPEN_UNTIL, MAY_SEE]
