"""Every main page at three widths, light and dark: accessible, nothing sticks out, no complaints."""

import pytest

PUBLIC = ["/", "/ohne-internet/", "/barrierefreiheit/", "/datenschutz/", "/impressum/", "/gibt-es-nicht/"]


@pytest.mark.parametrize("path", PUBLIC)
def test_public_page_is_sound(page, sound, path, width, colour_scheme):
    page.goto(path)
    sound(page)


@pytest.mark.parametrize("path", PUBLIC)
def test_public_page_enlarged_and_from_right_to_left(page, sound, rtl, zoomed, path):
    page.goto(path)
    sound(zoomed(rtl(page)))


def test_by_keyboard_from_the_top_to_the_postcode(page, tab_to):
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Zum Inhalt springen"
    page.keyboard.press("Enter")
    tab_to(page.get_by_label("Welches Jobcenter"))
