"""The door of the port: connections, parcels, attempts and signs."""

from jobcenter.delivery.models.attempt import Attempt
from jobcenter.delivery.models.connection import Connection
from jobcenter.delivery.models.parcel import Parcel, ParcelFile
from jobcenter.delivery.models.sign import Sign

__all__ = ["Attempt", "Connection", "Parcel", "ParcelFile", "Sign"]
