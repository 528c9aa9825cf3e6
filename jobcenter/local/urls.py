from django.urls import path

from jobcenter.local import views

app_name = "local"
urlpatterns = [
    path("hilfe-sofort/", views.emergency, name="emergency"),
    path("mein-jobcenter/<slug:provider_number>/", views.jobcenter, name="jobcenter"),
    path("mein-jobcenter/<slug:provider_number>/standorte/", views.sites, name="sites"),
    path("mein-jobcenter/<slug:provider_number>/veranstaltungen/", views.events, name="events"),
    path("mein-jobcenter/<slug:provider_number>/veranstaltungen.ics", views.calendar, name="calendar"),
    path("mein-jobcenter/<slug:provider_number>/veranstaltungen/<slug:event>/", views.event, name="event"),
    path("mein-jobcenter/<slug:provider_number>/veranstaltungen/<slug:event>.ics", views.event_file, name="event_file"),
    path("mein-jobcenter/<slug:provider_number>/antraege/", views.applications, name="applications"),
    path("mein-jobcenter/<slug:provider_number>/hilfe/", views.help_offers, name="help"),
    path("mein-jobcenter/<slug:provider_number>/leistungen/", views.services, name="services"),
    path("mein-jobcenter/<slug:provider_number>/suche/", views.search, name="search"),
    path("mein-jobcenter/<slug:provider_number>/teilen/", views.share, name="share"),
]
