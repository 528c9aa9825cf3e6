from django.urls import path

from jobcenter.web import views

app_name = "web"
urlpatterns = [
    path("", views.start, name="start"),
    path("ohne-internet/", views.about("web/offline_ways.html"), name="without_internet"),
    path("barrierefreiheit/", views.about("web/accessibility.html"), name="accessibility"),
    path("datenschutz/", views.about("web/privacy.html"), name="privacy"),
    path("impressum/", views.about("web/imprint.html"), name="imprint"),
    path("app.webmanifest", views.manifest, name="manifest"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
]
