from django.urls import path

from bootcamp.menu.views import composing, reading, sharing

app_name = "menu"
urlpatterns = [
    path("", reading.home, name="home"),
    path("subsidie/", composing.grant_facts, name="grant"),
    path("bestuur/<int:board_id>/", reading.board, name="board"),
    path("bestuur/<int:board_id>/nieuw/", composing.new, name="new"),
    path("<int:menu_id>/", reading.menu, name="menu"),
    path("<int:menu_id>/instellen/", composing.settings, name="settings"),
    path("<int:menu_id>/weg/", composing.remove, name="removal"),
    path("<int:menu_id>/keuze/", composing.kinds, name="kinds"),
    path("<int:menu_id>/keuze/nieuw/<slug:kind>/", composing.new_option, name="option_new"),
    path("<int:menu_id>/keuze/<int:option_id>/", composing.option, name="option"),
    path("<int:menu_id>/keuze/<int:option_id>/weg/", composing.remove_option, name="option_removal"),
    path("<int:menu_id>/onderbouwing/", composing.reason, name="reason"),
    path("<int:menu_id>/delen/", sharing.share, name="sharing"),
    path("<int:menu_id>/niet-meer-delen/", sharing.take_back, name="taking_back"),
    path("<int:menu_id>/papier/", sharing.paper, name="paper"),
    path("<int:menu_id>/papier/pdf/", sharing.paper_file, name="paper_file"),
]
