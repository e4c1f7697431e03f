"""One mail in plain text, and the way to the mail server. Templates are in templates/mail/: first the subject, then
the text."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from email.mime.application import MIMEApplication
from email.mime.base import MIMEBase
from email.mime.text import MIMEText
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string


@dataclass(frozen=True)
class MailedFile:
    name: str
    content: bytes
    mime_type: str
    method: str = ""
    """Of a calendar file: what the calendar program has to do with it (RFC 6047, 2.4)."""

    def as_part(self) -> MIMEBase:
        kind, _, form = self.mime_type.partition("/")
        if kind == "text":
            part: MIMEBase = MIMEText(self.content.decode(), form, "utf-8")
        else:
            part = MIMEApplication(self.content, form)
        if self.method:
            part.set_param("method", self.method)
        part.add_header("Content-Disposition", "attachment", filename=self.name)
        return part


@dataclass(frozen=True)
class Message:
    subject: str
    text: str
    attachments: tuple[MailedFile, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # A name with a line break in it may not start a header of its own.
        object.__setattr__(self, "subject", " ".join(self.subject.split()))
        object.__setattr__(self, "text", self.text.strip())


def rendered(template: str, context: dict[str, Any], **rest: Any) -> Message:
    text = render_to_string(f"mail/{template}.txt", {"by": None, **context, "site_url": settings.SITE_URL})
    subject, _, body = text.strip().partition("\n")
    return Message(subject, body, **rest)


def deliver(message: Message, *, to: str, reply_to: Sequence[str], post_office: BaseEmailBackend) -> None:
    """Hand it to the mail server; raises what the server or the line made of it."""
    letter = EmailMessage(
        message.subject,
        message.text + "\n",
        to=[to],
        reply_to=reply_to,
        headers=message.headers,
        connection=post_office,
    )
    for attachment in message.attachments:
        letter.attach(attachment.as_part())
    letter.send()
