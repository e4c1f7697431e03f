"""The profile of an expert, kept by the person and by HPP."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from bootcamp.experts.choices import Place
from bootcamp.experts.models import ExpertProfile, ProfileRegion, ProfileSkill
from portal.people.models import User
from portal.text import search


def of(user: User) -> ExpertProfile:
    """As it is kept, or empty and not kept yet."""
    found = ExpertProfile.objects.for_list().filter(user=user).first()
    return found or ExpertProfile(user=user)


@transaction.atomic
def keep(*, user: User, skills: Iterable[str], regions: Iterable[str], now: datetime, **fields) -> ExpertProfile:
    # Two tabs may save at once; the account is there before the profile is.
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    profile, _ = ExpertProfile.objects.update_or_create(user=user, defaults={**fields, "changed_at": now})
    profile.skills.all().delete()
    ProfileSkill.objects.bulk_create(ProfileSkill(profile=profile, skill=skill) for skill in sorted(set(skills)))
    profile.regions.all().delete()
    ProfileRegion.objects.bulk_create(ProfileRegion(profile=profile, region=region) for region in sorted(set(regions)))
    return profile


def found(profiles: QuerySet[ExpertProfile], wanted: dict[str, str]) -> QuerySet[ExpertProfile]:
    if wanted["wat"]:
        profiles = profiles.with_skill(wanted["wat"])
    if wanted["waar"] == Place.ONLINE:
        profiles = profiles.filter(works_online=True)
    elif wanted["waar"]:
        profiles = profiles.in_region(wanted["waar"])
    names = ("user__first_name", "user__last_name", "organisation", "about", "own_words")
    return search.with_words(profiles, wanted["zoek"], *names)
