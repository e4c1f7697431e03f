from django.contrib import admin
from django.urls import include, path

from portal import views
from portal.people import views as people
from portal.people.desk import urls as desk
from portal.people.entrance import urls as entrance
from portal.people.lists import urls as lists
from portal.post import urls as post
from portal.today import urls as today
from portal.wellbeing import urls as wellbeing

handler500 = "portal.views.server_error"
urlpatterns = [
    path("", views.home, name="home"),
    path("privacy/", views.privacy, name="privacy"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("contact/", views.contact, name="contact"),
    path("mijn-account/", views.my_account, name="my_account"),
    path("mijn-account/gegevens/", people.my_data, name="my_data"),
    path("mijn-account/passkey/", people.passkey_offer, name="passkey_offer"),
    path("mijn-account/verwijderen/", people.my_removal, name="my_removal"),
    path("gezond/", views.health, name="health"),
    path("gezond/taken/", views.health_of_jobs, name="health_of_jobs"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("robots.txt", views.robots, name="robots"),
    path("site.webmanifest", views.manifest, name="manifest"),
    path("account/over/", people.session_left, name="session_left"),
    path("account/blijf/", people.session_stay, name="session_stay"),
    path("account/verder/", people.session_resume, name="session_resume"),
    path("scholen/lijsten/", include(lists)),
    path("", include(entrance)),
    path("", include(desk)),
    path("mails/", include(post)),
    path("hoe-gaat-het/", include(wellbeing)),
    path("account/", include("allauth.urls")),
    path("beheer/", admin.site.urls),
    path("vandaag/", include(today)),
    path("", include("bootcamp.home.urls")),
    path("bootcamps/", include("bootcamp.urls")),
    path("formatieronde/", include("bootcamp.matching.urls")),
    path("keuzemenu/", include("bootcamp.menu.urls")),
    path("materialen/", include("materials.urls")),
    path("werkurenberekenaar/", include("calculator.urls")),
    path("api/", include("calculator.api.urls")),
]
