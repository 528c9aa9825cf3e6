"""The drop folder: one xdomea package a parcel, and a reply folder that is watched."""

from jobcenter.delivery.couriers.folder.courier import FolderCourier

__all__ = ["FolderCourier"]
