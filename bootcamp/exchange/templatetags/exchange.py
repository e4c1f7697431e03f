from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from bootcamp.exchange import texts
from bootcamp.exchange.models import Post
from portal import addresses
from portal.text.dates import MONTHS, moment_in_words

register = template.Library()

WHO = '<p class="thread__who"><b>{}</b> <span class="soft small">{}<time datetime="{}">{} uur</time>{}</span></p>'


@register.filter
def who(post: Post) -> SafeString:
    """Who wrote a post, for which school, and when. In one piece: a page has thirty of them."""
    at = timezone.localtime(post.posted_at)
    spoke_for = f"{post.spoke_for}, " if post.spoke_for else ""
    changed = ", gewijzigd" if post.edited_at else ""
    return format_html(WHO, post.writer, spoke_for, at.isoformat(), moment_in_words(at), changed)


INLINE = '<a class="inline-target" href="{}">{}<span class="visually-hidden"> {}</span></a>'
HELPED = (
    '<form method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
    '<button class="link-button" type="submit" name="hielp" value="{}">{}'
    '<span class="visually-hidden">, bericht van {}</span></button></form>'
)


def _short(post: Post) -> str:
    """4 maart, 09.05"""
    at = timezone.localtime(post.posted_at)
    return f"{at.day} {MONTHS[at.month - 1]}, {at:%H.%M}"


@register.simple_tag(takes_context=True)
def what_to_do(context, post: Post) -> SafeString:
    """What this reader can do with a post. In one piece, as `who`."""
    if post.author_id == context["user"].pk:
        which = f"je bericht van {_short(post)} uur"
        links = [("edit_post", "Wijzig", which), ("remove_post", "Verwijder", which)]
        form = ""
    else:
        which = f"het bericht van {post.writer}"
        links = [("report_post", "Meld", which)]
        done, words = ("nee", "Neem “dit hielp” terug") if post.helped_me else ("ja", "Dit hielp")
        address = addresses.of("bootcamp:helped", post.pk)
        form = format_html(HELPED, address, str(context["csrf_token"]), done, words, post.writer)
    if context["is_hpp"]:
        links.append(("hide_post", "Verberg", f"het bericht van {post.writer}"))
    rows = [(addresses.of(f"bootcamp:{name}", post.pk), word, which) for name, word, which in links]
    return format_html("{}{}", form, format_html_join(" ", INLINE, rows))


@register.filter
def bare_words(html):
    return texts.plain(html)
