from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

from jobcenter.web.static_files import HashedFiles


class Hashed(ManifestStaticFilesStorage):
    """As `HashedFiles`, without packing, which takes long."""

    support_js_module_import_aggregation = HashedFiles.support_js_module_import_aggregation
    max_post_process_passes = HashedFiles.max_post_process_passes


def test_a_module_names_others_with_their_hash(tmp_path):
    files = HashedFiles(location=tmp_path, base_url="/static/")
    texts = {
        "web/entry.js": "export const entry = 1;\n",
        "finder.js": 'import { entry } from "./web/entry.js";\n',
    }
    (tmp_path / "web").mkdir()
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    list(files.post_process({name: (files, name) for name in texts}))
    entry = files.stored_name("web/entry.js")
    assert entry != "web/entry.js"
    assert f'from "./{entry}";' in files.open(files.stored_name("finder.js")).read().decode()


def test_every_module_of_ours_can_get_its_hash(tmp_path):
    """No module names one that is not published, not even in a comment, and no two name each other in a circle."""
    files = Hashed(location=tmp_path, base_url="/static/")
    paths = {}
    for finder in get_finders():
        for name, storage in finder.list([]):
            if name.endswith(".js"):
                (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / name).write_bytes(storage.open(name).read())
                paths[name] = (files, name)
    assert len(paths) > 20
    failed = [outcome for _, _, outcome in files.post_process(paths) if isinstance(outcome, Exception)]
    assert not failed
