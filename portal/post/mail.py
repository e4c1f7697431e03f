"""Mail in plain text, written in templates/mail/. Sent from a job, so that a mail server that is away only delays it.

    mail.send("invitation", to=user.email, context={"user": user, "link": link})

The first line of the template is the subject, the rest the text.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string


@dataclass(frozen=True)
class Attachment:
    name: str
    content: bytes
    mime_type: str


def send(template: str, *, to: str, context: dict, attachments: tuple[Attachment, ...] = (), **envelope) -> None:
    """`envelope`: `headers`, and a `connection` that is open already, for who sends many."""
    rendered = render_to_string(f"mail/{template}.txt", {**context, "site_url": settings.SITE_URL})
    subject, _, text = rendered.strip().partition("\n")
    send_written(subject, text, to=to, attachments=attachments, **envelope)


def send_written(subject: str, text: str, *, to: str, attachments: tuple[Attachment, ...] = (), **envelope) -> None:
    # A name with a line break in it may not start a header of its own.
    message = EmailMessage(" ".join(subject.split()), text.strip() + "\n", to=[to], **envelope)
    for attachment in attachments:
        message.attach(attachment.name, attachment.content, attachment.mime_type)
    message.send()
