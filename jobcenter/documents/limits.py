"""How much one document may be: the figures of the product, used by the server and told to people."""

MEGABYTE = 1024 * 1024
MAX_FILE = 25 * MEGABYTE
MAX_FILES = 20  # in one request; the script sends one at a time
MAX_REQUEST = 101 * MEGABYTE
MAX_SHEETS = 50  # in one document
MAX_DOCUMENTS = 60  # in one collection
