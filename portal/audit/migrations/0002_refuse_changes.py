"""The database itself refuses to change what was written down, and on a server to delete it before its time."""

from django.db import migrations

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


def refuse(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    schema_editor.execute(POSTGRESQL if vendor == "postgresql" else SQLITE, params=None)


def allow(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER audit_entry_never_changed ON audit_entry")
        schema_editor.execute("DROP FUNCTION audit_entry_refuse()")
    else:
        schema_editor.execute("DROP TRIGGER audit_entry_never_changed")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(refuse, allow)]
