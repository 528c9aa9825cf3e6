"""How much one document may be: the figures of the product, used by the server and told to people."""

MEGABYTE = 1024 * 1024
MAX_FILE = 25 * MEGABYTE
MAX_FILES = 20  # in one request; the script sends one at a time
MAX_REQUEST = 101 * MEGABYTE
MAX_SHEETS = 50  # in one document
MAX_DOCUMENTS = 60  # in one collection
# What is kept, not what was sent: a photo becomes about half a megabyte. More than anybody needs, and no full disk.
MAX_COLLECTION = 200 * MEGABYTE  # of one application, which is in memory when it is sent
MAX_PERSON = 1024 * MEGABYTE  # of all that one person handed in
# Who has only the link in a letter answers one question, and the link may get about.
MAX_GUEST = 100 * MEGABYTE  # of what one browser began with it
MAX_LETTER = 300 * MEGABYTE  # of all that was begun with it
MAX_AT_ONCE = 4  # files of one person being checked in one process, which has eight threads
MAX_UPLOADS = 40  # of one person, begun and not yet part of a document
MAX_PIECES = 500  # of one upload: so many requests may bring it, each leaves a file of its own
UPLOAD_HOURS = 24  # an upload waits to be carried on, counted from the last bytes
