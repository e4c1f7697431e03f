from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.utils.decorators import method_decorator


class PortalAdminSite(AdminSite):
    """One way in and one way to change a password: those of the portal, with the second step and the mails."""

    site_header = "Uren-portaal, beheer"
    site_title = "Uren-portaal"
    index_title = "Beheer"
    index_template = "admin/portal_index.html"

    @method_decorator(login_not_required)
    @method_decorator(secure_admin_login)
    def login(self, request, extra_context=None):
        return super().login(request, extra_context)

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")
