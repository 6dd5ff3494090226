"""What PostgreSQL itself knows of retention: pages, erasure and hard rules ask the same."""

HOLDS_LOCK = 7_201_001
"""Whoever places a hold waits for the batch that is being erased, and is seen by the next one."""

CERTIFICATES_LOCK = 7_201_002
"""One certificate after another: each names the one before it."""

CAP_IN_FORCE = """
CREATE OR REPLACE FUNCTION retention_cap_in_force(given text)
RETURNS TABLE (id bigint, months integer)
LANGUAGE sql STABLE AS $$
    SELECT cap.id, cap.months::integer FROM retention_cap AS cap
    LEFT JOIN retention_capdecision AS decision ON decision.of_id = cap.id
    WHERE cap.what = given AND (NOT cap.lengthens OR decision.is_accepted)
    ORDER BY cap.id DESC LIMIT 1
$$;
"""

RULES_IN_FORCE = """
CREATE OR REPLACE FUNCTION retention_rules_in_force(given text)
RETURNS TABLE (id bigint, venue_id bigint, camera_id bigint, keep_hours integer)
LANGUAGE sql STABLE AS $$
    SELECT latest.id, latest.venue_id, latest.camera_id, latest.keep_hours FROM (
        SELECT DISTINCT ON (rule.scope) rule.*
        FROM retention_rule AS rule
        LEFT JOIN retention_ruledecision AS decision ON decision.of_id = rule.id
        WHERE rule.what = given AND (NOT rule.lengthens OR decision.is_accepted)
        ORDER BY rule.scope, rule.id DESC
    ) AS latest WHERE latest.applies
$$;
"""

KEEP_HOURS = """
CREATE OR REPLACE FUNCTION retention_keep_hours(
    given text, venue bigint, camera bigint, without_own boolean
) RETURNS integer
LANGUAGE sql STABLE AS $$
    SELECT rule.keep_hours FROM retention_rules_in_force(given) AS rule
    WHERE (rule.camera_id = camera OR (rule.camera_id IS NULL AND (
        rule.venue_id IS NULL OR rule.venue_id = COALESCE(
            venue, (SELECT held.venue_id FROM venues_camera AS held WHERE held.id = camera)
        )
    )))
    AND NOT (
        without_own AND rule.camera_id IS NOT DISTINCT FROM camera
        AND rule.venue_id IS NOT DISTINCT FROM venue
    )
    ORDER BY rule.camera_id IS NULL, rule.venue_id IS NULL LIMIT 1
$$;
"""
"""In force there; NULL: the whole cap. `without_own`: as if the scope had no rule of its own."""

MOST_HOURS = """
CREATE OR REPLACE FUNCTION retention_most_hours(months integer) RETURNS integer
LANGUAGE sql STABLE AS $$
    SELECT max(extract(epoch FROM first + make_interval(months => months) - first) / 3600)::integer
    FROM generate_series(timestamp '2023-01-01', '2026-12-01', interval '1 month') AS first
$$;
"""
"""That so many calendar months can last: beyond it a rule promises what no month allows."""

DUE = """
CREATE OR REPLACE FUNCTION retention_due(
    start timestamptz, zone text, months integer, hours integer
) RETURNS timestamptz
LANGUAGE sql STABLE AS $$
    SELECT LEAST(
        ((start AT TIME ZONE zone) + make_interval(months => months)) AT TIME ZONE zone,
        start + make_interval(hours => hours)
    )
$$;
"""
"""When it is over age: after so many calendar months there, or so many hours, what is first."""

LIMITS = """
CREATE OR REPLACE FUNCTION retention_limits(given text) RETURNS TABLE (
    scope bigint, zone text, months integer, hours integer, rule_id bigint, cap_id bigint
)
LANGUAGE sql STABLE AS $$
    SELECT place.scope, place.zone, cap.months, rule.keep_hours, rule.id, cap.id
    FROM (
        SELECT camera.id AS scope, camera.id AS camera_id, venue.id AS venue_id,
            venue.time_zone AS zone
        FROM venues_camera AS camera JOIN venues_venue AS venue ON venue.id = camera.venue_id
        UNION ALL SELECT -id, NULL, id, time_zone FROM venues_venue
    ) AS place
    CROSS JOIN retention_cap_in_force(given) AS cap
    LEFT JOIN LATERAL (
        SELECT one.id, one.keep_hours FROM retention_rules_in_force(given) AS one
        WHERE one.camera_id = place.camera_id OR (one.camera_id IS NULL AND (
            one.venue_id IS NULL OR one.venue_id = place.venue_id
        ))
        ORDER BY one.camera_id IS NULL, one.venue_id IS NULL LIMIT 1
    ) AS rule ON true
$$;
"""
"""`scope`: a camera, or a venue's number made negative, for what is of no single camera."""

ACTIVE_HOLD = "hold.released_at IS NULL AND hold.ends_at > clock_timestamp()"

ALERT_IS_HELD = f"""EXISTS (
    SELECT 1 FROM retention_hold AS hold WHERE {ACTIVE_HOLD} AND (
        it.id = ANY (hold.alerts) OR (
            it.camera_id = ANY (hold.cameras)
            AND tstzrange(it.started_at, COALESCE(it.ended_at, 'infinity'), '[]')
                && tstzrange(hold.covers_from, hold.covers_until)
        )
    )
)"""

FILE_IS_HELD = f"""EXISTS (
    SELECT 1 FROM retention_hold AS hold WHERE {ACTIVE_HOLD} AND (
        it.id = ANY (hold.files) OR it.alert_id = ANY (hold.alerts) OR (
            (it.camera_id = ANY (hold.cameras) OR (it.camera_id IS NULL AND EXISTS (
                SELECT 1 FROM venues_camera AS camera
                WHERE camera.venue_id = it.venue_id AND camera.id = ANY (hold.cameras)
            )))
            AND tstzrange(it.captured_from, it.captured_until, '[]')
                && tstzrange(hold.covers_from, hold.covers_until)
        )
    )
)"""
"""Of a row called `it`. An alert without an end may still go on; a file of no single camera is held
with any camera of its venue."""

ALL = [CAP_IN_FORCE, RULES_IN_FORCE, KEEP_HOURS, MOST_HOURS, DUE, LIMITS]
