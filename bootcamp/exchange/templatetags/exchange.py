from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from bootcamp.exchange import texts
from bootcamp.exchange.models import Post
from portal.text.dates import moment_in_words

register = template.Library()

WHO = '<p class="thread__who"><b>{}</b> <span class="soft small">{}<time datetime="{}">{} uur</time>{}</span></p>'


@register.filter
def who(post: Post) -> SafeString:
    """Who wrote a post, for which school, and when. In one piece: a page has thirty of them."""
    at = timezone.localtime(post.posted_at)
    spoke_for = f"{post.spoke_for}, " if post.spoke_for else ""
    changed = ", gewijzigd" if post.edited_at else ""
    return format_html(WHO, post.writer, spoke_for, at.isoformat(), moment_in_words(at), changed)


@register.filter
def bare_words(html):
    return texts.plain(html)
