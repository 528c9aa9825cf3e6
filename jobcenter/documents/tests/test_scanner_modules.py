"""The scanner's calculations, without a browser: where a sheet is, how it is laid flat, what makes a photo bad."""

import base64
import math

import pytest

from tests.javascript import of_module
from tests.papers import photographed_paper

SCANNER = "documents/static/documents/scanner"
SQUARE = [{"x": 10, "y": 10}, {"x": 90, "y": 10}, {"x": 90, "y": 90}, {"x": 10, "y": 90}]
SAMPLE = range(200, 220)  # numbers the detection was never tuned with
FIND = """
const results = given.map(({ data, width, height }) => {
    const picture = { data: new Uint8ClampedArray(Buffer.from(data, "base64")), width, height };
    return module.find(picture);
});
console.log(JSON.stringify(results));
"""


def pixels(image):
    return {
        "data": base64.b64encode(image.convert("RGBA").tobytes()).decode(),
        "width": image.width,
        "height": image.height,
    }


def plain(width, height, colour):
    return {"data": base64.b64encode(bytes([*colour, 255]) * width * height).decode(), "width": width, "height": height}


def module(name, script, given):
    return of_module(f"{SCANNER}/{name}.js", script, given)


def returned(name, expression, given):
    return module(name, f"console.log(JSON.stringify({expression} ?? null));", given)


def error_of(found, paper):
    """Mean distance of the corners from the true ones, as a share of the diagonal; whichever corner comes first."""
    if not found:
        return math.inf
    diagonal = math.hypot(*paper.image.size)
    return min(
        sum(
            math.hypot(corner["x"] - paper.corners[(i + shift) % 4][0], corner["y"] - paper.corners[(i + shift) % 4][1])
            for i, corner in enumerate(found["corners"])
        )
        / 4
        / diagonal
        for shift in range(4)
    )


class TestEdges:
    def test_nearly_every_sheet_is_found_to_the_point(self):
        papers = [photographed_paper(number) for number in SAMPLE]
        found = module("edges", FIND, [pixels(paper.image) for paper in papers])
        errors = [error_of(one, paper) for one, paper in zip(found, papers, strict=True)]
        missed = [number for number, error in zip(SAMPLE, errors, strict=True) if error >= 0.015]
        assert len(missed) <= 1, missed
        assert sorted(errors)[len(errors) // 2] < 0.002

    @pytest.mark.parametrize("size", [(1, 1), (1, 900), (40, 30), (640, 480)])
    def test_where_there_is_nothing_nothing_is_found(self, size):
        pictures = [plain(*size, (0, 0, 0)), plain(*size, (255, 255, 255)), plain(*size, (90, 120, 60))]
        assert module("edges", FIND, pictures) == [None, None, None]

    def test_a_straightened_sheet_has_its_own_proportions(self):
        paper = photographed_paper(13)  # A4, seen from the side
        script = """
            const { data, width, height, corners } = given;
            const picture = { data: new Uint8ClampedArray(Buffer.from(data, "base64")), width, height };
            const sheet = module.straighten(picture, corners);
            console.log(JSON.stringify([sheet.width, sheet.height, sheet.data.length]));
        """
        corners = [{"x": x, "y": y} for x, y in paper.corners]
        width, height, size = module("edges", script, {**pixels(paper.image), "corners": corners})
        assert height / width == pytest.approx(math.sqrt(2), abs=0.01)
        assert size == width * height * 4

    @pytest.mark.parametrize("corners", [[{"x": 5, "y": 5}] * 4, [{"x": n, "y": n} for n in range(4)]])
    def test_corners_that_span_nothing_give_nothing(self, corners):
        script = """
            const picture = { data: new Uint8ClampedArray(400), width: 10, height: 10 };
            console.log(JSON.stringify(module.straighten(picture, given)));
        """
        assert module("edges", script, corners) is None


class TestGeometry:
    @pytest.mark.parametrize("shift", range(4))
    def test_corners_begin_top_left_and_go_round(self, shift):
        assert returned("geometry", "module.ordered(given)", SQUARE[shift:] + SQUARE[:shift]) == SQUARE

    def test_crossed_sides_and_lines_are_no_sheet(self):
        crossed = [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]]
        flat = [{"x": n * 10, "y": 0} for n in range(4)]
        assert returned("geometry", "given.map(module.convex)", [SQUARE, crossed, flat, [SQUARE[0]] * 4, []]) == [
            True,
            False,
            False,
            False,
            False,
        ]

    def test_a_matrix_takes_each_corner_to_its_partner(self):
        askew = [{"x": 3, "y": 7}, {"x": 120, "y": 1}, {"x": 99, "y": 80}, {"x": 11, "y": 95}]
        seen = returned(
            "geometry",
            "given.square.map((corner) => module.through(module.homography(given.square, given.askew), corner))",
            {"square": SQUARE, "askew": askew},
        )
        for one, other in zip(seen, askew, strict=True):
            assert (one["x"], one["y"]) == pytest.approx((other["x"], other["y"]))

    @pytest.mark.parametrize(
        ("width", "height", "ratio"), [(210, 300, 1 / math.sqrt(2)), (297, 205, math.sqrt(2)), (80, 190, 80 / 190)]
    )
    def test_what_comes_near_a4_is_a4(self, width, height, ratio):
        corners = [{"x": x, "y": y} for x, y in ((0, 0), (width, 0), (width, height), (0, height))]
        assert returned("geometry", "module.proportion(given, 400, 400)", corners) == pytest.approx(ratio, abs=0.01)


class TestPaper:
    CLEAN = """
        const { data, width, height, look } = given;
        const picture = { data: new Uint8ClampedArray(Buffer.from(data, "base64")), width, height };
        module.clean(picture, look);
        const row = Math.floor(height / 2) * width;
        const pixel = (x) => Array.from(picture.data.slice((row + x) * 4, (row + x) * 4 + 3));
        console.log(JSON.stringify([0, Math.floor(width / 2), width - 1].map(pixel)));
    """

    @pytest.mark.parametrize("look", ["paper", "black", "colour"])
    def test_shadow_and_yellow_light_are_gone(self, look):
        row = b"".join(bytes([level, level * 19 // 20, level * 4 // 5, 255]) for level in range(110, 230))
        picture = {"data": base64.b64encode(row * 160).decode(), "width": 120, "height": 160}
        for pixel in module("paper", self.CLEAN, {**picture, "look": look}):
            assert min(pixel) > 235, pixel

    @pytest.mark.parametrize("size", [(1, 1), (3, 200), (64, 64)])
    @pytest.mark.parametrize("colour", [(0, 0, 0), (255, 255, 255), (200, 10, 10)])
    def test_any_picture_comes_through(self, size, colour):
        for look in ("paper", "black", "colour"):
            pixels = module("paper", self.CLEAN, {**plain(*size, colour), "look": look})
            assert all(0 <= part <= 255 for pixel in pixels for part in pixel)


class TestQuality:
    FLAWS = """
        const { data, width, height, corners } = given;
        const picture = { data: new Uint8ClampedArray(Buffer.from(data, "base64")), width, height };
        console.log(JSON.stringify(module.flaws(picture, corners)));
    """

    def flaws(self, picture, corners):
        return module("quality", self.FLAWS, {**picture, "corners": corners})

    def test_a_good_photo_has_none(self):
        assert self.flaws(plain(100, 100, (200, 200, 200)), SQUARE) == []

    def test_darkness_and_cut_edges_are_told(self):
        assert self.flaws(plain(100, 100, (30, 30, 30)), SQUARE) == ["dark"]
        assert self.flaws(plain(80, 100, (200, 200, 200)), SQUARE) == ["cut"]

    def test_a_distant_sheet_is_told(self):
        assert self.flaws(plain(800, 800, (200, 200, 200)), SQUARE) == ["far"]

    def test_blur_is_told_from_sharpness(self):
        sharp = photographed_paper(41)
        corners = [{"x": x, "y": y} for x, y in sharp.corners]
        blurred = sharp.image.resize((150, 200)).resize(sharp.image.size)
        assert "blurred" not in self.flaws(pixels(sharp.image), corners)
        assert "blurred" in self.flaws(pixels(blurred), corners)
