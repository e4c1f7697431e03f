"""The database itself refuses to change what was written down, and on a server to delete it before its time."""

from django.db import migrations
from django.db.migrations.operations.base import Operation

POSTGRESQL = """
CREATE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.at < now() - interval '23 months' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'audit entries are never changed';
END $$;
CREATE TRIGGER audit_entry_never_changed BEFORE UPDATE OR DELETE ON audit_entry
FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse();
"""
# Emptying all tables, as Django does there between tests, deletes row by row; so only changes are refused.
SQLITE = """
CREATE TRIGGER audit_entry_never_changed BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END
"""


class RefuseChanges(Operation):
    """Part of the schema, so it stays when migrations are squashed."""

    reversible = True

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        vendor = schema_editor.connection.vendor
        schema_editor.execute(POSTGRESQL if vendor == "postgresql" else SQLITE, params=None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute("DROP TRIGGER audit_entry_never_changed ON audit_entry")
            schema_editor.execute("DROP FUNCTION audit_entry_refuse()")
        else:
            schema_editor.execute("DROP TRIGGER audit_entry_never_changed")

    def describe(self):
        return "Refuse changes to what was written down"


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [RefuseChanges()]
