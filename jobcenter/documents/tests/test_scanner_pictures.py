"""What the scanner makes of pictures: faults before the shot, rest, the look of the page, turns. Run by Node."""

import pytest

from tests.javascript import of_module

FOLDER = "documents/static/documents/scanner"
QUALITY, STEADY, PAPER, TURNING, HINTS, PATIENCE = (
    f"{FOLDER}/{name}.js" for name in ("quality", "steady", "paper", "turning", "hints", "patience")
)
# A picture of a sheet (brightness `paper`) that fills all but a margin, with strokes across, smeared `smear` times.
PICTURE = """
const { width = 320, height = 400, paper = 200, ink = 40, ground = 60, smear = 0, spot = 0, shadow = 1 } = given;
const grey = new Float32Array(width * height);
for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) {
  const inside = x > 30 && y > 30 && x < width - 30 && y < height - 30;
  const written = y % 12 < 3 && (x >> 2) % 2 && x > 60 && x < width - 60 && y > 60 && y < height - 60;
  grey[y * width + x] = (inside ? (written ? ink : paper) : ground) * (x < width / 2 ? shadow : 1);
  if (Math.hypot(x - width / 2, y - height / 2) < spot) grey[y * width + x] = 255;
}
for (let i = 0; i < smear; i++) for (let j = width + 1; j < grey.length - width - 1; j++)
  grey[j] = (2 * grey[j] + grey[j - 1] + grey[j + 1] + grey[j - width] + grey[j + width]) / 6;
const data = new Uint8ClampedArray(4 * width * height);
for (let i = 0; i < grey.length; i++) data.set([grey[i], grey[i], grey[i], 255], 4 * i);
const picture = { data, width, height };
const corner = (x, y) => ({ x, y });
const { inset = 30 } = given;
const [right, bottom] = [width - inset, height - inset];
const corners = [corner(inset, inset), corner(right, inset), corner(right, bottom), corner(inset, bottom)];
const at = (page, x, y) => page.data[4 * (y * page.width + x)];
"""


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({}, []),
        ({"smear": 30}, ["blurred"]),
        ({"paper": 60, "ink": 20, "ground": 10}, ["dark"]),
        ({"spot": 50}, ["glare"]),
        ({"inset": 2}, ["cut"]),
        ({"inset": 130}, ["far"]),
        ({"paper": 255, "ink": 20}, []),  # white paper in good light is not blinded
        ({"ink": 200, "ground": 200}, []),  # nothing on it, nothing that could be sharp
        ({"width": 2000, "height": 2600, "inset": 60}, []),
    ],
    ids=["good", "blurred", "dark", "glare", "cut", "far", "white", "empty", "large"],
)
def test_faults_of_a_picture_are_named(given, faults):
    assert of_module(QUALITY, f"{PICTURE}console.log(JSON.stringify(module.flaws(picture, corners)));", given) == faults


def test_a_dark_picture_is_dark_before_it_is_anything_else():
    given = {"paper": 50, "ink": 20, "ground": 10, "smear": 30, "inset": 2}
    found = of_module(QUALITY, f"{PICTURE}console.log(JSON.stringify(module.flaws(picture, corners)));", given)
    assert found == ["dark", "cut"]


@pytest.mark.parametrize("value", [0, 255])
@pytest.mark.parametrize(("width", "height"), [(1, 1), (3, 1), (1, 200), (64, 64)])
def test_pictures_of_nothing_break_nothing(value, width, height):
    script = """
    const { width, height, value } = given;
    const picture = () => ({ data: new Uint8ClampedArray(4 * width * height).fill(value), width, height });
    const point = { x: width / 2, y: height / 2 };
    const answer = [module.flaws(picture(), null), module.flaws(picture(), [point, point, point, point])];
    console.log(JSON.stringify(answer));"""
    for found in of_module(QUALITY, script, {"width": width, "height": height, "value": value}):
        assert set(found) <= {"dark", "cut", "far"}
    script = """
    const { width, height, value } = given;
    const looks = ["paper", "black", "colour"].map((look) =>
      module.clean({ data: new Uint8ClampedArray(4 * width * height).fill(value), width, height }, look));
    const shown = ({ width, height, data }) => [width, height, Math.max(...data), data.length];
    console.log(JSON.stringify(looks.map(shown)));"""
    for answer in of_module(PAPER, script, {"width": width, "height": height, "value": value}):
        assert answer[:2] == [width, height]
        assert answer[3] == 4 * width * height
        assert answer[2] in range(256)


@pytest.mark.parametrize("look", ["paper", "black", "colour"])
def test_a_shadow_goes_and_writing_stays(look):
    script = f"""{PICTURE}
    const page = module.clean(picture, given.look);
    const places = [[45, 200], [width - 45, 200], [69, 73], [width - 83, 73]];
    console.log(JSON.stringify(places.map(([x, y]) => at(page, x, y))));"""
    dim, bright, *written = of_module(PAPER, script, {"look": look, "shadow": 0.6})
    assert min(dim, bright) > 235
    assert abs(dim - bright) < 12
    assert max(written) < (1 if look == "black" else 70)


def test_black_and_white_is_nothing_but_black_and_white():
    script = f"""{PICTURE}
    const page = module.clean(picture, "black");
    let between = 0;
    for (let i = 0; i < page.data.length; i += 4) if (page.data[i] > 30 && page.data[i] < 225) between++;
    console.log(JSON.stringify(between / (width * height)));"""
    assert of_module(PAPER, script, {}) < 0.1  # the soft edges of letters


def test_four_quarter_turns_are_none():
    script = """
    const pixels = [1, 2, 3, 4, 5, 6].flatMap((value) => [value, value, value, 255]);
    const page = { data: new Uint8ClampedArray(pixels), width: 3, height: 2 };
    const shown = ({ data, width, height }) => [width, height, ...data.filter((_, i) => i % 4 === 0)];
    console.log(JSON.stringify([0, 1, 2, 3, 4, -1].map((turns) => shown(module.turned(page, turns)))));"""
    none, once, twice, thrice, whole, back = of_module(TURNING, script, None)
    assert none == whole == [3, 2, 1, 2, 3, 4, 5, 6]
    assert once == [2, 3, 4, 1, 5, 2, 6, 3]
    assert twice == [3, 2, 6, 5, 4, 3, 2, 1]
    assert thrice == back == [2, 3, 3, 6, 2, 5, 1, 4]


# One step a picture: [milliseconds, how far the sheet is shifted or null when there is none, "shot" for a shot taken].
STEPS = """
const quad = (d) => [[100, 100], [500, 100], [500, 700], [100, 700]].map(([x, y]) => ({ x: x + d, y: y + d }));
let state = module.UNSEEN;
const shares = given.map(([now, shift, shot]) => {
  state = shot ? module.photographed(state) : module.steadied(state, shift === null ? null : quad(shift), now, 1000);
  return state.ready ? 1 : Math.min(0.99, state.share);
});
console.log(JSON.stringify(shares));"""


def test_a_sheet_at_rest_is_ready_after_a_while():
    shares = of_module(STEADY, STEPS, [[0, 0], [300, 4], [600, -4], [900, 2], [1200, 0]])
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] == 1
    assert max(shares[:-1]) < 1


@pytest.mark.parametrize(
    "steps",
    [
        [[0, 0], [600, 0], [1200, 40], [1300, 40]],
        [[0, 0], [600, 10], [1200, 20]],
        [[0, 0], [600, 0], [700, None], [1200, None], [1250, 0]],
        [[0, None], [5000, None], [9000, 0]],
    ],
    ids=["moved", "drifting", "lost", "only-just-seen"],
)
def test_restlessness_begins_anew(steps):
    assert of_module(STEADY, STEPS, steps)[-1] < 0.2


def test_two_slow_looks_are_not_enough():
    assert of_module(STEADY, STEPS, [[0, 0], [5000, 0]])[-1] < 1


def test_one_picture_without_a_find_is_forgiven():
    assert of_module(STEADY, STEPS, [[0, 0], [500, 0], [700, None], [900, 0], [1200, 0]])[-1] == 1


def test_the_same_sheet_is_taken_once():
    steps = [[0, 0], [600, 0], [1200, 0], [1300, 0, "shot"], *([2000 + 500 * i, 3] for i in range(9))]
    assert of_module(STEADY, STEPS, steps).count(1) == 1


@pytest.mark.parametrize(
    "change", [[[2000, 80]], [[2000, None], [2600, None], [3500, None], [3600, 0]]], ids=["shifted", "gone"]
)
def test_the_next_sheet_is_taken_again(change):
    steps = [
        [0, 0],
        [1200, 0],
        [1300, 0, "shot"],
        [1600, 0],
        *change,
        *([4000 + 600 * i, change[-1][1]] for i in range(4)),
    ]
    assert of_module(STEADY, STEPS, steps)[-1] == 1


@pytest.mark.parametrize(
    ("sight", "hint"),
    [
        ({"corners": None, "flaws": []}, "none"),
        ({"corners": None, "flaws": ["dark"]}, "dark"),
        ({"corners": None, "flaws": ["blurred"]}, "none"),
        ({"corners": [], "flaws": ["glare", "blurred"]}, "glare"),
        ({"corners": [], "flaws": []}, "steady"),
    ],
    ids=["nothing", "dark", "nothing-sharp", "glare", "good"],
)
def test_the_gravest_fault_is_said(sight, hint):
    script = "console.log(JSON.stringify(module.hintFor(given, { automatic: true, spent: false })));"
    assert of_module(HINTS, script, sight) == hint


def test_a_hint_stays_long_enough_to_be_read():
    script = """
    const place = { textContent: "" };
    const hints = new module.Hints(place);
    const said = given.map(([hint, now]) => (hints.note(hint, now), place.textContent.slice(0, 9)));
    console.log(JSON.stringify(said));"""
    steps = [["none", 0], ["none", 700], ["dark", 800], ["none", 900], ["dark", 1000], ["dark", 1900], ["dark", 2600]]
    assert of_module(HINTS, script, steps) == ["", *["Halten Si"] * 5, "Es ist du"]


@pytest.mark.parametrize(
    ("found", "patient"),
    [
        ([True, True, True], [False, False, False]),
        ([False, False, True, True], [False, True, True, True]),
        ([False, False, False, False, False], [False, True, False, False, True]),
        ([False, True, False, False], [False, False, False, True]),
        ([False, False, True, False, False], [False, True, True, False, False]),
    ],
    ids=["clear", "only by patience", "nothing there", "a blink", "gone again"],
)
def test_patience_comes_after_two_looks_in_vain_and_stays_while_it_helps(found, patient):
    script = """
        let patience = module.EAGER;
        const looks = given.map((found) => (patience = module.afterwards(patience, found)).now);
        console.log(JSON.stringify(looks));"""
    assert of_module(PATIENCE, script, found) == patient
