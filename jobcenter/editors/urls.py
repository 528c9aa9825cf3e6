"""/redaktion/: the desk with its drawers, in the order of its start page."""

from django.urls import path

from jobcenter.editors.desk import Desk
from jobcenter.editors.kinds import AnnouncementDrawer, ApplicationDrawer, EventDrawer, OfferDrawer, SiteDrawer
from jobcenter.editors.models import Editor
from jobcenter.editors.operating import EditorDrawer, FeedDrawer
from jobcenter.local.models import Announcement, Event, Feed, Offer, RegionalApplication, Site

desk = Desk("editors")
desk.register(Announcement, AnnouncementDrawer)
desk.register(Event, EventDrawer)
desk.register(Site, SiteDrawer)
desk.register(RegionalApplication, ApplicationDrawer)
desk.register(Offer, OfferDrawer)
desk.register(Editor, EditorDrawer)
desk.register(Feed, FeedDrawer)

urlpatterns = [path("", desk.urls)]
