"""Form fields of a message: rich text with a plain box under it, and some files at once."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError

from bootcamp.exchange import texts
from portal.files.uploads import check_upload

MOST_FILES = 3
TOO_LONG = (
    "Dit bericht is te lang. Er passen 10.000 tekens in, en met veel opmaak wat minder. Maak er twee berichten van."
)


@dataclass(frozen=True)
class TypedMessage:
    """What came in: the plain box, and the HTML that the editor of the page wrote (nothing without script)."""

    plain: str
    formatted: str

    @property
    def is_too_long(self) -> bool:
        return len(self.plain) > texts.LONGEST_RAW or len(self.formatted) > texts.LONGEST_RAW

    @property
    def html(self) -> str:
        return texts.clean(self.formatted) if self.formatted else texts.from_markdown(self.plain)


class MessageInput(forms.Textarea):
    """A plain box, and a hidden one in which the editor (static/js/editor.js) writes. Its value is cleaned HTML."""

    template_name = "bootcamp/exchange/widgets/message.html"

    def __init__(self, attrs=None):
        super().__init__({"rows": 6, **(attrs or {})})

    def value_from_datadict(self, posted, files, name):
        return TypedMessage(posted.get(name, ""), posted.get(f"{name}-opgemaakt", "").strip())

    def value_omitted_from_data(self, posted, files, name):
        return name not in posted and f"{name}-opgemaakt" not in posted

    def get_context(self, name, value, attrs):
        plain, html = self._shown(value)
        return {**super().get_context(name, plain, attrs), "html": html}

    def _shown(self, value) -> tuple[str, str]:
        """For the plain box and for the editor."""
        if not isinstance(value, TypedMessage):
            html = texts.clean(value or "")
            return texts.written(html), html
        if value.is_too_long:
            return value.plain or texts.unread(value.formatted), ""
        return (texts.written(value.html), value.html) if value.formatted else (value.plain, "")


class MessageField(forms.Field):
    """Gives cleaned HTML, of which someone can read at least a word."""

    widget = MessageInput

    def clean(self, value):
        if value.is_too_long:
            raise ValidationError(TOO_LONG)
        html = value.html
        words = texts.plain(html)
        if len(words) > texts.LONGEST:
            raise ValidationError(TOO_LONG)
        if texts.says_something(words):
            return html
        if self.required:
            raise ValidationError(self.error_messages["required"])
        return ""


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Some files, each checked as every upload is (portal/files/uploads.py)."""

    widget = FilesInput

    def clean(self, chosen, initial=None):
        files = chosen if isinstance(chosen, list | tuple) else [chosen]
        files = [super(FilesField, self).clean(file, initial) for file in files if file]
        if not files:
            super().clean(None, initial)
        if len(files) > MOST_FILES:
            raise ValidationError(f"Je koos {len(files)} bestanden. Het mogen er {MOST_FILES} zijn.")
        for file in files:
            self._check(file)
        return files

    def _check(self, file):
        try:
            check_upload(file)
        except ValidationError as wrong:
            raise ValidationError([f"{file.name}: {message}" for message in wrong.messages]) from wrong
