"""The port to the Jobcenters' systems: parcels, attempts, signs, couriers."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "jobcenter.delivery"
    label = "delivery"
