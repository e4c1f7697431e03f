from django import forms
from django.core.files.uploadedfile import UploadedFile

from portal.people.lists.models import ListChange

LARGEST = 12 * 1024 * 1024


class UploadListForm(forms.Form):
    file = forms.FileField(
        label="Csv-bestand",
        help_text="Van DUO: vestigingen of besturen. Of een eigen lijst met onderwijsregio's.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={
            "required": "Kies het bestand.",
            "empty": "Dit bestand is leeg. Haal het opnieuw op.",
        },
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError("Dit bestand is groter dan 12 MB. De lijsten van DUO zijn veel kleiner.")
        return file


class ApplyForm(forms.Form):
    """Asked only when so many schools would disappear that the file may be the wrong one."""

    sure = forms.BooleanField(
        label="Ik heb het nagekeken: zo veel scholen zijn er echt niet meer",
        error_messages={"required": "Zet een vinkje als het klopt. Klopt het niet, gooi de lijst dan weg."},
    )


KINDS = dict(ListChange.Kind.choices)
