"""How much one document may be: the figures of the product, used by the server and told to people."""

MEGABYTE = 1024 * 1024
MAX_FILE = 25 * MEGABYTE
MAX_FILES = 12  # in one request; more are added with another
MAX_REQUEST = MAX_FILES * MAX_FILE + MEGABYTE
MAX_SHEETS = 50  # in one document
MAX_DOCUMENTS = 60  # in one collection
