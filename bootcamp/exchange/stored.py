"""What someone wrote, as it is kept: cleaned on its way in, whoever writes it, so that a page shows it as it is."""

from typing import Any

from django.db import models
from django.utils.safestring import SafeString

from bootcamp.exchange import texts


class CleanHtmlField(models.TextField):
    """Whatever is saved, created or updated through a model is cleaned; only what comes from the database is safe."""

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)
        return prepared if prepared is None else str(texts.clean(prepared))

    def from_db_value(self, value: str | None, expression: object, connection: object) -> SafeString | None:
        return None if value is None else SafeString(value)  # nosec B703 # cleaned when it was written

    def deconstruct(self) -> Any:
        """A column like any other text."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs
