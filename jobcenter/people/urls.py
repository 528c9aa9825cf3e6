from django.urls import path

from jobcenter.people.views import consents, granting, others, without_account

app_name = "people"
urlpatterns = [
    path("konto/vertretungen/", granting.helpers, name="helpers"),
    path("konto/vertretungen/neu/", granting.invite, name="invite"),
    path("konto/vertretungen/<uuid:representation>/", granting.helper, name="helper"),
    path("konto/vertretungen/<uuid:representation>/ende/", granting.end, name="end"),
    path("konto/einwilligungen/", consents.consents, name="consents"),
    path("konto/einwilligungen/<slug:kind>/", consents.say, name="consent"),
    path("konto/einwilligungen/<slug:kind>/<slug:version>/", consents.words, name="wording"),
    path("mein-bereich/fuer-andere/", others.others, name="others"),
    path("mein-bereich/fuer-andere/code/", others.code, name="code"),
    path("mein-bereich/fuer-andere/zurueck/", others.stop, name="stop"),
    path("mein-bereich/fuer-andere/neu/", without_account.set_up, name="set_up"),
    path("mein-bereich/fuer-andere/<uuid:representation>/", others.other, name="other"),
    path("mein-bereich/fuer-andere/<uuid:representation>/handeln/", others.act, name="act"),
    path("mein-bereich/fuer-andere/<uuid:representation>/person/", without_account.person, name="person"),
    path("mein-bereich/fuer-andere/<uuid:representation>/nachweis/", without_account.proof, name="proof"),
    path("mein-bereich/fuer-andere/<uuid:representation>/verlaengerung/", without_account.again, name="again"),
]
