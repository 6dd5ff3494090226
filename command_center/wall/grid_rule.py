"""What PostgreSQL asks of a layout's grid, whoever writes it: as `grid.read_grid`.

Never changed: migrations name it.
"""

GRID_RULE = """
    IF TG_OP = 'UPDATE' AND (NEW.agent_id IS DISTINCT FROM OLD.agent_id
            OR NEW.venue_id IS DISTINCT FROM OLD.venue_id) THEN
        RAISE EXCEPTION 'A layout keeps its owner.' USING ERRCODE = 'check_violation';
    END IF;
    IF jsonb_typeof(NEW.grid -> 'cells') IS DISTINCT FROM 'array'
            OR NOT coalesce((NEW.grid ->> 'columns')::int BETWEEN 1 AND 12, false)
            OR NOT coalesce((NEW.grid ->> 'rows')::int BETWEEN 1 AND 12, false) THEN
        RAISE EXCEPTION 'A layout needs columns, rows and cells.'
            USING ERRCODE = 'check_violation';
    END IF;
    places := '{}';
    FOR cell IN SELECT jsonb_array_elements(NEW.grid -> 'cells') LOOP
        IF NOT coalesce((cell ->> 'x')::int >= 0 AND (cell ->> 'y')::int >= 0
                AND (cell ->> 'w')::int >= 1 AND (cell ->> 'h')::int >= 1
                AND (cell ->> 'x')::int + (cell ->> 'w')::int <= (NEW.grid ->> 'columns')::int
                AND (cell ->> 'y')::int + (cell ->> 'h')::int <= (NEW.grid ->> 'rows')::int
                AND (cell ->> 'page')::int BETWEEN 0 AND 19, false) THEN
            RAISE EXCEPTION 'A cell lies outside the grid.' USING ERRCODE = 'check_violation';
        END IF;
        FOR at IN SELECT (cell ->> 'page') || ' ' || x || ' ' || y
                FROM generate_series((cell ->> 'x')::int,
                        (cell ->> 'x')::int + (cell ->> 'w')::int - 1) AS x,
                    generate_series((cell ->> 'y')::int,
                        (cell ->> 'y')::int + (cell ->> 'h')::int - 1) AS y LOOP
            IF at = ANY (places) THEN
                RAISE EXCEPTION 'Two cells lie on one another.'
                    USING ERRCODE = 'check_violation';
            END IF;
            places := places || at;
        END LOOP;
    END LOOP;
    IF EXISTS (SELECT 1 FROM jsonb_array_elements(NEW.grid -> 'cells') AS one
            GROUP BY one -> 'page' HAVING count(*) > 36) THEN
        RAISE EXCEPTION 'A page holds 36 pictures at most.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
