from django.urls import path, register_converter

from bootcamp.following.models import Moment
from bootcamp.running.views import cohort, editing, export, following, holidays, listing, mails, seats, ticking

ONE = "beheer/<int:bootcamp_id>"
SESSION = f"{ONE}/sessie/<int:session_id>"
SEAT = "beheer/plek/<int:seat_id>"


class MomentConverter:
    regex = "|".join(Moment.values)

    def to_python(self, value):
        return value

    def to_url(self, value):
        return str(value)


register_converter(MomentConverter, "moment")

urlpatterns = [
    path("beheer/", listing.bootcamps, name="staff_list"),
    path("beheer/nieuw/", editing.new, name="staff_new"),
    path("beheer/vakanties/", holidays.holidays, name="staff_holidays"),
    path("beheer/vakanties/<int:holiday_id>/", holidays.holiday, name="staff_holiday"),
    path(f"{ONE}/", cohort.bootcamp, name="staff_bootcamp"),
    path(f"{ONE}/excel/", export.excel, name="staff_excel"),
    path(f"{ONE}/gegevens/", editing.details, name="staff_details"),
    path(f"{ONE}/data/", editing.dates, name="staff_dates"),
    path(f"{ONE}/data/schuiven/", editing.shift, name="staff_shift"),
    path(f"{ONE}/sessie/nieuw/", editing.add_session, name="staff_add_session"),
    path(f"{SESSION}/", editing.session, name="staff_session"),
    path(f"{SESSION}/afzeggen/", editing.cancel_session, name="staff_cancel_session"),
    path(f"{SESSION}/weg/", editing.delete_session, name="staff_delete_session"),
    path(f"{SESSION}/aanwezig/", ticking.attendance, name="staff_attendance"),
    path(f"{ONE}/wachtlijst/", seats.waiting, name="staff_waiting"),
    path(f"{ONE}/uitnodigen/", seats.invite, name="staff_invite"),
    path(f"{ONE}/uitnodigen/<int:invitation_id>/intrekken/", seats.revoke, name="staff_revoke"),
    path("beheer/aanvraag/<int:application_id>/toelaten/", seats.admit, name="staff_admit"),
    path("beheer/aanvraag/<int:application_id>/afwijzen/", seats.refuse, name="staff_refuse"),
    path(f"{SEAT}/", seats.seat, name="staff_seat"),
    path(f"{SEAT}/verplaatsen/", seats.move, name="staff_move"),
    path(f"{SEAT}/ruilen/<int:session_id>/", seats.swap_session, name="staff_swap"),
    path(f"{ONE}/mails/", mails.mails, name="staff_mails"),
    path(f"{ONE}/mails/opnieuw/", mails.try_again, name="staff_try_again"),
    path(f"{ONE}/mails/vanzelf/nieuw/", mails.add_rule, name="staff_add_rule"),
    path(f"{ONE}/mails/vanzelf/<slug:moment>-<slug:audience>/", mails.rule, name="staff_rule"),
    path(f"{ONE}/schrijven/", mails.write, name="staff_write"),
    path(f"{ONE}/volgen/", following.following, name="staff_following"),
    path(f"{SESSION}/na/", following.after_session, name="staff_after_session"),
    path(f"{ONE}/evaluatie/", following.outcomes, name="staff_outcomes"),
    path(f"{ONE}/evaluatie/<moment:moment>/", following.questions, name="staff_questions"),
]
