"""Rules that PostgreSQL keeps whoever asks: an application cannot switch them off for itself."""

from typing import Any

import pgtrigger
from pgtrigger import compiler

TEMPLATE = """
    CREATE OR REPLACE FUNCTION {pgid}()
    RETURNS TRIGGER AS $$
        {declare}
        BEGIN
            {func}
        END;
    $$ LANGUAGE plpgsql;

    DROP TRIGGER IF EXISTS {pgid} ON {table};
    CREATE {constraint} TRIGGER {pgid}
        {when} {operation} ON {table}
        {timing}
        {referencing}
        FOR EACH {level} {condition}
        EXECUTE PROCEDURE {execute};

    COMMENT ON TRIGGER {pgid} ON {table} IS '{hash}';
"""
"""Never changed: migrations name it. A trigger of pgtrigger's own asks a setting of the session
whether it is to be ignored, and anyone may set that."""


class UpsertHardRuleSql(compiler.UpsertTriggerSql):
    def get_template(self) -> str:
        return TEMPLATE


class HardRule(pgtrigger.Trigger):
    """A trigger that `pgtrigger.ignore` does not reach."""

    def compile(self, model: Any) -> compiler.Trigger:
        compiled = super().compile(model)
        given = {name: value for name, value in compiled.sql.kwargs.items() if value != ""}
        given.pop("ignore_func_name", None)
        return compiler.Trigger(name=compiled.name, sql=UpsertHardRuleSql(**given))


class Never(HardRule):
    """Refuses its operations whatever the row is: the application's role has no right to them."""


def never(name: str, *operations: pgtrigger.Operation, why: str) -> Never:
    """Refuses every such operation on a table; TRUNCATE is one of them where it is named."""
    is_truncate = operations == (pgtrigger.Truncate,)
    operation = operations[0]
    for one in operations[1:]:
        operation = operation | one
    return Never(
        name=name,
        operation=operation,
        when=pgtrigger.Before,
        level=pgtrigger.Statement if is_truncate else pgtrigger.Row,
        func=f"RAISE EXCEPTION '{why}' USING ERRCODE = 'check_violation';",
    )


def append_only(why: str) -> list[HardRule]:
    """Rows come, and neither change nor go."""
    return [
        never("never_changes", pgtrigger.Update, pgtrigger.Delete, why=why),
        never("never_emptied", pgtrigger.Truncate, why=why),
    ]
