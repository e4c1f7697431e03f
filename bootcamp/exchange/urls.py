from django.urls import path

from bootcamp.exchange.views import choosing, moderating, own, square, talking

urlpatterns = [
    path("<int:bootcamp_id>/uitwisseling/", talking.exchange, name="exchange"),
    path("<int:bootcamp_id>/uitwisseling/nieuw/", talking.new_thread, name="new_thread"),
    path("<int:bootcamp_id>/uitwisseling/huisregels/", choosing.house_rules, name="house_rules"),
    path("<int:bootcamp_id>/uitwisseling/mail/", choosing.mail_choice, name="mail_choice"),
    path("<int:bootcamp_id>/ontwikkelplein/", square.square, name="square"),
    path("<int:bootcamp_id>/ontwikkelplein/nieuw/", square.new_result, name="new_result"),
    path("<int:bootcamp_id>/ontwikkelplein/plan/<int:seat_id>/", square.shown_plan, name="shown_plan"),
    path("uitwisseling/<int:thread_id>/", talking.thread, name="thread"),
    path("uitwisseling/<int:thread_id>/slot/", moderating.lock_thread, name="lock_thread"),
    path("uitwisseling/bericht/<int:post_id>/", talking.post, name="post"),
    path("uitwisseling/bericht/<int:post_id>/wijzigen/", own.edit_post, name="edit_post"),
    path("uitwisseling/bericht/<int:post_id>/verwijderen/", own.remove_post, name="remove_post"),
    path("uitwisseling/bericht/<int:post_id>/hielp/", own.helped, name="helped"),
    path("uitwisseling/bericht/<int:post_id>/melden/", own.report_post, name="report_post"),
    path("uitwisseling/bericht/<int:post_id>/verbergen/", moderating.hide_post, name="hide_post"),
    path("uitwisseling/bestand/<int:attachment_id>/", talking.attachment, name="attachment"),
    path("uitwisseling/meldingen/", moderating.reports, name="reports"),
]
