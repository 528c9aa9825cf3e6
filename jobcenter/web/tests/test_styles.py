"""The KERN subset: it holds what we use, and little else."""

import brotli

from jobcenter.web import styles, vendored

CSS = """
@charset "UTF-8"; /* .kern-comment {} */
:root { --kern-a: var(--kern-b); --kern-b: 1px; --kern-lonely: 2px; --kern-own: 3px }
.kern-one, .kern-two:hover { margin: var(--kern-a); background: url("data:image/svg+xml;a{b}") }
.kern-three--x { color: red }
@media (min-width: 1px) { .kern-one { padding: 0 } .kern-four { padding: 1px } }
@media print { .kern-four { padding: 1px } }
[data-kern-theme=dark] { color: white }
"""


def test_used_classes_stay_with_the_variables_they_reach():
    kept = styles.subset(CSS, {"kern-one"}, reached_from="a { margin: var(--kern-own) }")
    assert kept == (
        ":root{--kern-a: var(--kern-b);--kern-b: 1px;--kern-own: 3px}"
        '.kern-one{margin: var(--kern-a);background: url("data:image/svg+xml;a{b}")}'
        "@media (min-width: 1px){.kern-one{padding: 0}}"
    )


def test_a_name_that_is_completed_later_keeps_all_that_begin_so():
    assert styles.classes_in(['class="kern-three--{{ kind }}"']) == {"kern-three--"}
    assert ".kern-three--x{color: red}" in styles.subset(CSS, {"kern-three--"})


def test_every_class_of_kern_that_our_sources_name_is_in_what_we_serve():
    whole = set(styles.classes_in([(vendored.settings.ROOT / "node_modules" / vendored.KERN).read_text()]))
    used = styles.classes_in(path.read_text() for path in vendored.sources())
    assert len(used & whole) > 20
    assert used & whole <= styles.classes_in([vendored.kern_css()])


def test_templates_name_no_class_that_kern_does_not_have():
    whole = styles.classes_in([(vendored.settings.ROOT / "node_modules" / vendored.KERN).read_text()])
    for path in vendored.sources():
        if path.suffix == ".html":
            unknown = {name for name in styles.classes_in([path.read_text()]) - whole if not name.endswith("-")}
            assert not unknown, f"{path}: {unknown}"


def test_a_first_visit_is_light(client):
    page = client.get("/").content
    own = vendored.settings.ROOT / "jobcenter/web/static/web"
    styles_packed = [brotli.compress(vendored.kern_css().encode()), brotli.compress((own / "app.css").read_bytes())]
    pictures = [(own / name).read_bytes() for name in ("icon.svg", "icon-180.png")]
    without_fonts = sum(map(len, [page, *styles_packed, *pictures]))
    fonts = [
        vendored.build() / name
        for name in vendored.COPIED
        if name.startswith("web/fonts/fira-sans-latin-") and "-ext-" not in name
    ]
    assert without_fonts < 30_000
    assert without_fonts + sum(font.stat().st_size for font in fonts) < 80_000
