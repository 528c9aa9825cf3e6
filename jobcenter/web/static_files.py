"""Static files under names that change with their content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """The same for modules that load other modules: they name them with their hash, too.

    A name is right once those of all modules below it are: a chain of modules may need as many passes as it is long.
    """

    support_js_module_import_aggregation = True
    max_post_process_passes = 20
