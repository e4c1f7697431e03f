from django.contrib import admin
from django.utils import timezone

from bootcamp.exchange import mailing
from bootcamp.exchange.models import Mailing
from portal.staff_admin import StaffAdmin


@admin.register(Mailing)
class MailingAdmin(StaffAdmin):
    """To see which mails may not have arrived, and to decide about those."""

    list_display = ["user", "bootcamp", "day", "post", "state", "claimed_at", "sent_at"]
    list_filter = ["state", "bootcamp"]
    list_select_related = ["user", "bootcamp", "post"]
    search_fields = ["user__email", "user__last_name"]
    ordering = ["-pk"]
    actions = ["send_again"]
    readonly_fields = ["user", "bootcamp", "day", "post", "state", "claimed_at", "sent_at"]

    @admin.action(description="Stuur alsnog (alleen onzekere en geweigerde)", permissions=["change"])
    def send_again(self, request, chosen):
        count = mailing.send_again(chosen, now=timezone.now())
        self.message_user(request, f"{count} mails gaan alsnog weg. Wie de eerste toch kreeg, krijgt er twee.")

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
