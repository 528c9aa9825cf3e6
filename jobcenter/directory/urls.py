from django.urls import path

from jobcenter.directory import choice, offline, views

app_name = "directory"
urlpatterns = [
    path("mein-jobcenter/", views.find, name="find"),
    path("mein-jobcenter/verzeichnis.json", offline.offline, name="offline"),
    path("mein-jobcenter/auswahl/", choice.choose, name="choose"),
    path("mein-jobcenter/nicht-meines/", views.other, name="other"),
    path("mein-jobcenter/<slug:provider_number>/nicht-meines/", views.other, name="other_than"),
    path("datenquellen/", views.sources, name="sources"),
]
