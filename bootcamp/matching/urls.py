from django.urls import path

from bootcamp.matching.views import home, moving, places, rounds, wishing

app_name = "matching"
urlpatterns = [
    path("", home.home, name="home"),
    path("samenwerken/", home.lending, name="lending"),
    path("wens/", wishing.wish, name="wish"),
    path("wens/intrekken/", wishing.withdraw, name="wish_withdraw"),
    path("wens/van-school/<str:token>/", wishing.by_link, name="wish_by_link"),
    path("wens/eigen/<uuid:key>/", wishing.by_key, name="wish_by_key"),
    path("wens/eigen/<uuid:key>/intrekken/", wishing.withdraw_by_key, name="wish_withdraw_by_key"),
    path("ronde/nieuw/", rounds.new, name="round_new"),
    path("ronde/<int:round_id>/", rounds.page, name="round"),
    path("ronde/<int:round_id>/stap/", rounds.step, name="round_step"),
    path("ronde/<int:round_id>/voorstel/<int:proposal_id>/", rounds.proposal, name="proposal_step"),
    path("ronde/<int:round_id>/plek/", places.new, name="place_new"),
    path("ronde/<int:round_id>/plek/<int:place_id>/", places.edit, name="place"),
    path("ronde/<int:round_id>/plek/<int:place_id>/weg/", places.remove, name="place_remove"),
    path("ronde/<int:round_id>/verplaatsen/", moving.new, name="move_new"),
    path("ronde/<int:round_id>/verplaatsen/<int:move_id>/", moving.move, name="move"),
]
