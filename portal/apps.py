from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.utils.module_loading import autodiscover_modules


class PortalAdminConfig(admin.AdminConfig):
    default = False
    default_site = "portal.admin_site.PortalAdminSite"


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Portaal"

    def ready(self):
        # What each app tells of itself: its items in the menu, what waits for HPP, the cards that it shows beside a
        # seat, the shelves that it opens, what may be come for, what goes along when a seat ends, how long it keeps
        # what is about people, and what it makes ready before the first page.
        autodiscover_modules("menus", "waiting", "cards", "shelves", "errands", "leaving", "keeping", "ready")
