"""Looking at a page as the people do who need it most: with axe, on narrow screens, enlarged, by keyboard."""

import json
from functools import cache
from pathlib import Path

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def _axe_source():
    return AXE.read_text()


def axe(page):
    """No violation of WCAG 2.2 AA or of axe's best practices on the page as it stands."""
    page.wait_for_load_state("load")
    page.evaluate(_axe_source())
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']}).then(result => result.violations)",
        RULES,
    )
    lines = [
        f"{one['id']}: {one['help']}\n    {node['html'][:200]}\n    {node.get('failureSummary', '')}"
        for one in found
        for node in one["nodes"]
    ]
    assert not lines, f"axe auf {page.url}:\n" + "\n".join(lines)


def fits(page):
    """Nothing sticks out sideways, once the styles are there."""
    page.wait_for_load_state("load")
    wide, room, culprits = page.evaluate(
        """() => {
            const room = document.documentElement.clientWidth;
            const out = [...document.querySelectorAll('body *')].filter(element => {
                const box = element.getBoundingClientRect();
                const out = box.right > room + 1 || box.left < -1;
                return out && box.width > 1 && getComputedStyle(element).clipPath === 'none';
            });
            return [document.documentElement.scrollWidth, room, out.slice(0, 5).map(e => e.outerHTML.slice(0, 160))];
        }"""
    )
    assert wide <= room, f"{page.url} ist {wide} px breit, Platz ist für {room} px: {json.dumps(culprits, indent=1)}"


def sound(page):
    """Accessible and fitting."""
    fits(page)
    axe(page)


# Width, height, colours, direction. Dark at one width is enough: colours do not depend on it. The last one is a phone
# at 200 %, from right to left.
LOOKS = (
    (320, 640, "light", "ltr"),
    (390, 844, "dark", "ltr"),
    (1280, 900, "light", "ltr"),
    (320, 422, "light", "rtl"),
)

TURN = "direction => { document.documentElement.dir = direction }"
# Colours fade from light to dark, and what is half way is nobody's look.
AT_ONCE = """() => {
    const style = new CSSStyleSheet();
    style.replaceSync("*, ::before, ::after { transition: none !important; }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
}"""


def sound_in_every_look(page):
    """The page as it stands, without loading it again: on phones and a desk, light and dark, enlarged, mirrored."""
    before = page.viewport_size
    page.evaluate(AT_ONCE)
    for width, height, colours, direction in LOOKS:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=colours)
        page.evaluate(TURN, direction)
        try:
            sound(page)
        except AssertionError as error:
            error.add_note(f"bei {width} × {height} px, {colours}, {direction}")
            raise
    page.set_viewport_size(before)
    page.evaluate(TURN, "ltr")


def rtl(page):
    """The page as people see it whose script runs from right to left."""
    page.evaluate("document.documentElement.dir = 'rtl'")
    return page


def zoomed(page):
    """The page at 200 %: half the room."""
    size = page.viewport_size
    page.set_viewport_size({"width": max(320, size["width"] // 2), "height": size["height"] // 2})
    return page


def tab_to(locator, limit=150):
    """Press Tab until `locator` has the focus, and see that the focus is visible there."""
    page = locator.page
    for _ in range(limit):
        page.keyboard.press("Tab")
        if locator.evaluate("element => element === document.activeElement"):
            visible = locator.evaluate(
                """element => [element, ...['::after', '::before']].some(part => {
                    const style = typeof part === 'string' ? getComputedStyle(element, part) : getComputedStyle(part);
                    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                })"""
            )
            assert visible, "Der Fokus ist nicht zu sehen"
            return locator
    raise AssertionError(f"Mit der Tabulatortaste nicht erreichbar: {locator}")
