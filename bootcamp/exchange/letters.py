"""The mails about new posts: what stands in them, and whether they have to go. Read for a whole parcel at once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import partial

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.text import Truncator

from bootcamp.exchange import actions, people, texts
from bootcamp.exchange.models import Mail, Membership, Mention, Post
from bootcamp.seats.models import Bootcamp
from portal.people.models import User
from portal.post import kinds, mail, unsubscribing
from portal.post.kinds import Keeping, Kind, MessageOf, Priority
from portal.post.models import Letter
from portal.post.unsubscribing import Subscription

MAY_BE_MISSED = timedelta(days=3)
"""How far back a digest tells that an earlier one may not have arrived."""
WORDS_AT_ONCE, WORDS_IN_DIGEST = 200, 60


def news_of(day: date) -> QuerySet[Post]:
    """What was written on the day before this one, and can still be read."""
    ends = timezone.make_aware(datetime.combine(day, datetime.min.time()))
    begins = timezone.make_aware(datetime.combine(day - timedelta(days=1), datetime.min.time()))
    return Post.objects.readable().filter(posted_at__gte=begins, posted_at__lt=ends, thread__hidden_at=None)


def who_chose(choice: str, bootcamp: Bootcamp) -> QuerySet[User]:
    """Who never chose gets the digest."""
    memberships = Membership.objects.filter(bootcamp=bootcamp, user=OuterRef("pk"))
    if choice == Mail.DAILY:
        return people.of(bootcamp).exclude(Exists(memberships.exclude(mail=choice)))
    return people.of(bootcamp).filter(Exists(memberships.filter(mail=choice)))


class Batch:
    """The mails of one job. What they need is read once, when the job starts: seconds before the mail goes."""

    def __init__(self, letters: list[Letter]):
        self.users = [letter.to_id for letter in letters]
        self.bootcamps = Bootcamp.objects.in_bulk({letter.details["bootcamp"] for letter in letters})
        posts = {letter.details["post"] for letter in letters if "post" in letter.details}
        self.posts = Post.objects.select_related("thread", "author", "school").in_bulk(posts)
        self.readers: dict[tuple[Bootcamp, str], set[int]] = {}
        self.digests: dict[tuple[Bootcamp, date], list[Post]] = {}
        self.calls: dict[int, set[int]] | None = None
        self.unsure = self._unsure([day for letter in letters if (day := _day_of(letter))])

    def message_of(self, letter: Letter) -> mail.Message | None:
        """Nothing when there is nothing to tell any more."""
        user, bootcamp, day = letter.to, self.bootcamps.get(letter.details["bootcamp"]), _day_of(letter)
        if bootcamp is None or user.pk not in self._who_want(bootcamp, Mail.DAILY if day else Mail.AT_ONCE):
            return None
        posts = [post for post in self._posts_for(letter, bootcamp, day) if post.author_id != user.pk]
        if not posts:
            return None
        called = self._called(user)
        context = {
            "user": user,
            "bootcamp": bootcamp,
            "posts": posts,
            "calls": [post for post in posts if post.pk in called],
            "may_lack_one": day is not None and (user.pk, bootcamp.pk) in self.unsure,
            "unsubscribe": unsubscribing.link(ABOUT_POSTS, user, bootcamp),
        }
        kind = DIGEST if day else AT_ONCE
        return mail.rendered(kind.template, context, headers=unsubscribing.headers(ABOUT_POSTS, user, bootcamp))

    def _who_want(self, bootcamp: Bootcamp, choice: str) -> set[int]:
        if (bootcamp, choice) not in self.readers:
            readers = who_chose(choice, bootcamp).filter(pk__in=self.users)
            self.readers[bootcamp, choice] = set(readers.values_list("pk", flat=True))
        return self.readers[bootcamp, choice]

    def _posts_for(self, letter: Letter, bootcamp: Bootcamp, day: date | None) -> list[Post]:
        if day:
            return self._digest(bootcamp, day)
        post = self.posts.get(letter.details["post"])
        return _with_excerpts([post], WORDS_AT_ONCE) if post and post.is_readable else []

    def _digest(self, bootcamp: Bootcamp, day: date) -> list[Post]:
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

    def _unsure(self, days: list[date]) -> set[tuple[int, int]]:
        """(user, bootcamp) of whom an earlier digest may not have arrived."""
        if not days:
            return set()
        before, since = min(days), min(days) - MAY_BE_MISSED
        unsure = Letter.objects.filter(to__in=self.users, kind=DIGEST.name, state=Letter.State.UNCERTAIN)
        return {
            (user, details["bootcamp"])
            for user, details in unsure.values_list("to", "details")
            if since <= date.fromisoformat(details["day"]) < before
        }


def _day_of(letter: Letter) -> date | None:
    day = letter.details.get("day")
    return date.fromisoformat(day) if day else None


def _with_excerpts(posts: Iterable[Post], words: int) -> list[Post]:
    shortened = list(posts)
    for post in shortened:
        post.excerpt = Truncator(texts.plain(post.body)).words(words)
    return shortened


def _messages(letters: list[Letter]) -> MessageOf:
    return Batch(letters).message_of


TWO_MONTHS = Keeping(
    "Mails over de uitwisseling",
    2,
    "Zo krijgt niemand twee keer dezelfde mail, en zien we welke mail misschien niet aankwam.",
)
# Elsewhere we rather send a mail twice than none; not to thousands.
_once = partial(Kind, at_most_once=True, keeps_text=False, keeping=TWO_MONTHS, make=_messages)
DIGEST = kinds.register(
    _once(
        "exchange.digest",
        "dagmail over de uitwisseling",
        template="bootcamp/exchange/digest",
        priority=Priority.BULK,
    )
)
AT_ONCE = kinds.register(_once("exchange.post", "nieuw bericht", template="bootcamp/exchange/post"))
ABOUT_POSTS = unsubscribing.register(
    Subscription(
        "exchange",
        template="bootcamp/exchange/unsubscribe.html",
        find=lambda pk: Bootcamp.objects.filter(pk=pk).first(),
        is_off=lambda user, bootcamp: people.membership(user, bootcamp).mail == Mail.NONE,
        turn_off=lambda user, bootcamp: actions.choose_mail(bootcamp=bootcamp, user=user, mail=Mail.NONE),
    )
)
