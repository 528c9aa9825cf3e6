"""Resumable upload as a program speaks it, over the test client."""

import base64

from django.urls import reverse

BYTES = "application/offset+octet-stream"
VERSION = {"Tus-Resumable": "1.0.0"}
FETCH = {"X-Requested-With": "fetch"}


def metadata(**pairs):
    return ",".join(f"{key} {base64.b64encode(str(value).encode()).decode()}" for key, value in pairs.items())


def target(collection, *, slot="mietvertrag", name="Mietvertrag.jpg"):
    return metadata(filename=name, collection=collection.pk, slot=slot, title="Mietvertrag")


def create(client, collection, length, **more):
    """The answer to a creation; `more` changes or (None) removes headers."""
    names = {"slot", "name"} & set(more)
    where = target(collection, **{name: more.pop(name) for name in names})
    headers = {**VERSION, "Upload-Length": str(length), "Upload-Metadata": where, **more}
    return client.post(reverse("documents:uploads"), headers=known(headers))


def patch(client, address, data, *, at, **more):
    """The answer to some bytes."""
    headers = known({**VERSION, "Upload-Offset": str(at), "Content-Type": BYTES, **more})
    return client.generic("PATCH", address, data, headers=headers, CONTENT_TYPE=headers.pop("Content-Type", ""))


def head(client, address, **more):
    return client.head(address, headers=known({**VERSION, **more}))


def uploaded(client, collection, data, *, chunk=None, **more):
    """Create and send everything; the key of the upload."""
    address = create(client, collection, len(data), **more)["Location"]
    chunk = chunk or max(len(data), 1)
    for at in range(0, len(data), chunk):
        assert patch(client, address, data[at : at + chunk], at=at).status_code == 204
    return key_of(address)


def key_of(address):
    return address.rstrip("/").rpartition("/")[2]


def hand_in(client, collection, *keys, by_script=True):
    """The card takes these uploads."""
    address = reverse("documents:add", args=[collection.pk, "mietvertrag"])
    return client.post(address, {"upload": keys, "title": "Mietvertrag"}, headers=FETCH if by_script else {})


def outcomes(answer):
    """What the answer says became of the uploads, in order."""
    return [pair.partition("=")[2] for pair in answer["Upload-Outcome"].split(", ")]


def known(headers):
    return {name: value for name, value in headers.items() if value is not None}
