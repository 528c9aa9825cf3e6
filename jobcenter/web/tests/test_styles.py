"""The KERN subset: it holds what we use, and little else."""

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
