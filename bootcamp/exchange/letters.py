"""What stands in a mail about the exchange, and whether it still has to go. Read for a hundred mails at a time."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.text import Truncator

from bootcamp.exchange import people, texts, unsubscribing
from bootcamp.exchange.models import Mail, Mailing, Membership, Mention, Post
from bootcamp.seats.models import Bootcamp
from portal.people.models import User

MAY_BE_MISSED = timedelta(days=3)
"""How far back a digest tells that an earlier one may not have arrived."""
WORDS_AT_ONCE, WORDS_IN_DIGEST = 200, 60


def news_of(day: date):
    """What was written on the day before this one, and can still be read."""
    ends = timezone.make_aware(datetime.combine(day, datetime.min.time()))
    begins = timezone.make_aware(datetime.combine(day - timedelta(days=1), datetime.min.time()))
    return Post.objects.readable().filter(posted_at__gte=begins, posted_at__lt=ends, thread__hidden_at=None)


def who_chose(choice: str, bootcamp: Bootcamp):
    """Who never chose gets the digest."""
    wanted = Membership.objects.filter(bootcamp=bootcamp, user=OuterRef("pk"))
    if choice == Mail.DAILY:
        return people.of(bootcamp).exclude(Exists(wanted.exclude(mail=choice)))
    return people.of(bootcamp).filter(Exists(wanted.filter(mail=choice)))


class Batch:
    """The mails of one job. What they need is read once, when the job starts: seconds before the mail goes."""

    def __init__(self, mailings: list[Mailing]):
        self.users = [mailing.user_id for mailing in mailings]
        self.wanted: dict[tuple[Bootcamp, str], set[int]] = {}
        self.digests: dict[tuple[Bootcamp, date], list[Post]] = {}
        self.calls: dict[int, set[int]] | None = None
        self.unsure = self._unsure(mailings)

    def message_of(self, mailing: Mailing):
        """(template, context, headers), or nothing when there is nothing to tell any more."""
        user, bootcamp = mailing.user, mailing.bootcamp
        if user.pk not in self._who_want(bootcamp, Mail.DAILY if mailing.day else Mail.AT_ONCE):
            return None
        posts = [post for post in self._posts_for(mailing) if post.author_id != user.pk]
        if not posts:
            return None
        called = self._called(user)
        context = {
            "user": user,
            "bootcamp": bootcamp,
            "posts": posts,
            "calls": [post for post in posts if post.pk in called],
            "may_lack_one": mailing.day is not None and (user.pk, bootcamp.pk) in self.unsure,
            "unsubscribe": unsubscribing.link(user, bootcamp),
        }
        template = "bootcamp/exchange/digest" if mailing.day else "bootcamp/exchange/post"
        return template, context, unsubscribing.headers(user, bootcamp)

    def _who_want(self, bootcamp, choice) -> set[int]:
        if (bootcamp, choice) not in self.wanted:
            wanted = who_chose(choice, bootcamp).filter(pk__in=self.users)
            self.wanted[bootcamp, choice] = set(wanted.values_list("pk", flat=True))
        return self.wanted[bootcamp, choice]

    def _posts_for(self, mailing) -> list[Post]:
        if mailing.day:
            return self._digest(mailing.bootcamp, mailing.day)
        return _with_excerpts([mailing.post], WORDS_AT_ONCE) if mailing.post.is_readable else []

    def _digest(self, bootcamp, day) -> list[Post]:
        if (bootcamp, day) not in self.digests:
            posts = news_of(day).filter(thread__bootcamp=bootcamp).select_related("thread", "author", "school")
            in_order = posts.order_by("thread__started_at", "thread", "posted_at", "pk")
            self.digests[bootcamp, day] = _with_excerpts(in_order, WORDS_IN_DIGEST)
        return self.digests[bootcamp, day]

    def _called(self, user: User) -> set[int]:
        """The posts in which this user is called by name."""
        if self.calls is None:
            self.calls = defaultdict(set)
            for reader, post in Mention.objects.filter(user__in=self.users).values_list("user", "post"):
                self.calls[reader].add(post)
        return self.calls[user.pk]

    def _unsure(self, mailings) -> set[tuple[int, int]]:
        """(user, bootcamp) of whom an earlier digest may not have arrived."""
        days = [mailing.day for mailing in mailings if mailing.day]
        if not days:
            return set()
        earlier = {"day__gte": min(days) - MAY_BE_MISSED, "day__lt": min(days)}
        unsure = Mailing.objects.filter(user__in=self.users, state=Mailing.State.UNSURE, **earlier)
        return set(unsure.values_list("user", "bootcamp"))


def _with_excerpts(posts: Iterable[Post], words: int) -> list[Post]:
    found = list(posts)
    for post in found:
        post.excerpt = Truncator(texts.plain(post.body)).words(words)
    return found
