"""Every address of the app, room by room. A new room adds one line here and its own urls.py."""

from django.urls import include, path
from django.views.generic import RedirectView

from config import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("", include("jobcenter.directory.urls")),
    path("", include("jobcenter.local.urls")),
    path("", include("jobcenter.web.urls")),
    # Where password managers look for the page that changes a password.
    path(".well-known/change-password", RedirectView.as_view(pattern_name="account_change_password")),
    path("konto/", include("jobcenter.accounts.urls")),
    path("", include("jobcenter.people.urls")),
    path("mein-bereich/", include("jobcenter.cases.urls")),
    path("", include("jobcenter.submissions.urls")),
    path("", include("jobcenter.documents.urls")),
    path("redaktion/", include("jobcenter.editors.urls")),
    path("", include("jobcenter.operations.urls")),
]

handler400 = "jobcenter.web.views.bad_request"
handler403 = "jobcenter.web.views.forbidden"
handler404 = "jobcenter.web.views.not_found"
handler500 = "jobcenter.web.views.server_error"
handler429 = "jobcenter.web.views.too_many"
