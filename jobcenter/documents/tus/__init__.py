"""The protocol tus 1.0.0 (https://tus.io/protocols/resumable-upload): what its headers and bodies mean.

Nothing here knows a model. `views/uploads.py` puts it together with them.
"""
