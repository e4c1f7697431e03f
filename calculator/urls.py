from django.urls import include, path

from calculator.method import views as method
from calculator.web import example_views, export_views, menu_pages, poster_views, views, widget

app_name = "calculator"
urlpatterns = [
    path("", views.start, name="start"),
    path("meteen/", views.quick, name="quick"),
    path("insluiten/", widget.widget, name="widget"),
    path("keuzemenu/<slug:code>/", menu_pages.start, name="menu"),
    path("pdf/", export_views.ask, name="ask_pdf"),
    path("pdf/<slug:ticket>/", export_views.pdf, name="pdf"),
    path("pdf/<slug:ticket>/bestand/", export_views.download, name="download_pdf"),
    path("rekenvoorbeeld/", example_views.example_of_the_year, name="example"),
    path("rekenvoorbeeld/kaart/", example_views.example_card, name="example_card"),
    path("poster/", poster_views.choose, name="poster"),
    path("poster/<int:school_id>/<slug:scale>/", poster_views.poster, name="school_poster"),
    path("poster/<int:school_id>/<slug:scale>/pdf/", poster_views.poster_pdf, name="school_poster_pdf"),
    path("poster/<int:school_id>/<slug:scale>/svg/", poster_views.poster_svg, name="school_poster_svg"),
    path("zo-rekenen-wij/", method.overview, name="how_we_calculate"),
    path("zo-rekenen-wij/controle/", method.value_check, name="value_check"),
    path("zo-rekenen-wij/wijzigingen/<int:year>/", method.changes, name="value_changes"),
    path("zo-rekenen-wij/<slug:slug>/", method.rule, name="rule"),
    path("waarden/", include("calculator.releases.urls")),
]
