from django.urls import path

from jobcenter.web import manifest, offline, views

app_name = "web"
urlpatterns = [
    path("", views.start, name="start"),
    path("ohne-internet/", views.about("web/offline_ways.html"), name="without_internet"),
    path("keine-verbindung/", views.about("web/no_connection.html"), name="no_connection"),
    path("barrierefreiheit/", views.about("web/accessibility.html"), name="accessibility"),
    path("datenschutz/", views.about("web/privacy.html"), name="privacy"),
    path("impressum/", views.about("web/imprint.html"), name="imprint"),
    path("app.webmanifest", manifest.manifest, name="manifest"),
    path("sw.js", offline.worker, name="worker"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
]
