"""The profile of an expert, kept by the person and by HPP."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from bootcamp.experts.choices import Place
from bootcamp.experts.models import ExpertProfile, ExpertProfileQuerySet, ProfileRegion, ProfileSkill
from portal.people.models import User
from portal.text import search


def of(user: User) -> ExpertProfile:
    """As it is kept, or empty and not kept yet."""
    return ExpertProfile.objects.for_list().filter(user=user).first() or ExpertProfile(user=user)


@transaction.atomic
def keep(*, user: User, skills: Iterable[str], regions: Iterable[str], now: datetime, **fields: Any) -> ExpertProfile:
    # Two tabs may save at once; the account is there before the profile is.
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    profile, _ = ExpertProfile.objects.update_or_create(user=user, defaults={**fields, "changed_at": now})
    profile.skills.all().delete()
    ProfileSkill.objects.bulk_create(ProfileSkill(profile=profile, skill=skill) for skill in sorted(set(skills)))
    profile.regions.all().delete()
    ProfileRegion.objects.bulk_create(ProfileRegion(profile=profile, region=region) for region in sorted(set(regions)))
    return profile


def filtered(profiles: ExpertProfileQuerySet, filters: dict[str, str]) -> ExpertProfileQuerySet:
    if filters["wat"]:
        profiles = profiles.with_skill(filters["wat"])
    if filters["waar"] == Place.ONLINE:
        profiles = profiles.filter(works_online=True)
    elif filters["waar"]:
        profiles = profiles.in_region(filters["waar"])
    names = ("user__first_name", "user__last_name", "organisation", "about", "own_words")
    return search.with_words(profiles, filters["zoek"], *names)
