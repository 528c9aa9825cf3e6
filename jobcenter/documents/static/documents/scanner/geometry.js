// @ts-check
/** Points, lines and quadrilaterals. Pure functions; angles in radians, y grows downwards as in pictures. */

/** @typedef {{ x: number, y: number }} Point */
/** @typedef {[Point, Point, Point, Point]} Quad top left, top right, bottom right, bottom left as the picture shows them */

/** @param {Point} a @param {Point} b */
export const distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);

/**
 * Twice the signed area of the triangle; positive when a → b → c turns clockwise on the screen.
 * @param {Point} a @param {Point} b @param {Point} c
 */
export const turn = (a, b, c) => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);

/**
 * The four points clockwise, beginning with the one nearest to the top left.
 * @param {Point[]} points
 * @returns {Quad}
 */
export function ordered(points) {
  const middle = { x: mean(points.map((point) => point.x)), y: mean(points.map((point) => point.y)) };
  const angle = (/** @type {Point} */ point) => Math.atan2(point.y - middle.y, point.x - middle.x);
  const round = [...points].sort((a, b) => angle(a) - angle(b));
  const sums = round.map((point) => point.x + point.y);
  const first = sums.indexOf(Math.min(...sums));
  return /** @type {Quad} */ ([...round.slice(first), ...round.slice(0, first)]);
}

/** @param {number[]} numbers */
const mean = (numbers) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

/**
 * Whether all corners turn the same way, clockwise: no side crosses another, nothing has shrunk to a line.
 * @param {Point[]} quad
 */
export function convex(quad) {
  return quad.length === 4 && quad.every((corner, i) => turn(corner, quad[(i + 1) % 4], quad[(i + 2) % 4]) > 1e-6);
}

/** @param {Point[]} quad its area, whichever way round */
export function area(quad) {
  return Math.abs(quad.reduce((sum, a, i) => sum + a.x * quad[(i + 1) % quad.length].y - quad[(i + 1) % quad.length].x * a.y, 0)) / 2;
}

/**
 * How good the corners are as those of a sheet seen from somewhere above: the largest deviation from a right angle.
 * @param {Point[]} quad
 */
export function skew(quad) {
  return Math.max(
    ...quad.map((corner, i) => {
      const before = quad[(i + 3) % 4];
      const after = quad[(i + 1) % 4];
      const a = Math.atan2(before.y - corner.y, before.x - corner.x);
      const b = Math.atan2(after.y - corner.y, after.x - corner.x);
      const inner = Math.abs(((a - b + 3 * Math.PI) % (2 * Math.PI)) - Math.PI);
      return Math.abs(inner - Math.PI / 2);
    }),
  );
}

/**
 * The matrix that takes each point of `from` to its partner in `to` (row by row, the ninth entry is 1).
 * @param {Point[]} from
 * @param {Point[]} to
 * @returns {number[] | null} null when the points lie so that there is none
 */
export function homography(from, to) {
  /** @type {number[][]} */
  const rows = [];
  from.forEach(({ x, y }, i) => {
    const { x: u, y: v } = to[i];
    rows.push([x, y, 1, 0, 0, 0, -u * x, -u * y, u], [0, 0, 0, x, y, 1, -v * x, -v * y, v]);
  });
  for (let column = 0; column < 8; column++) {
    let best = column;
    for (let row = column + 1; row < 8; row++) if (Math.abs(rows[row][column]) > Math.abs(rows[best][column])) best = row;
    if (Math.abs(rows[best][column]) < 1e-10) return null;
    [rows[column], rows[best]] = [rows[best], rows[column]];
    for (let row = 0; row < 8; row++) {
      if (row === column) continue;
      const factor = rows[row][column] / rows[column][column];
      for (let i = column; i < 9; i++) rows[row][i] -= factor * rows[column][i];
    }
  }
  return [...rows.map((row, i) => row[8] / row[i]), 1];
}

/**
 * @param {number[]} matrix
 * @param {Point} point
 * @returns {Point}
 */
export function through(matrix, { x, y }) {
  const depth = matrix[6] * x + matrix[7] * y + matrix[8];
  return { x: (matrix[0] * x + matrix[1] * y + matrix[2]) / depth, y: (matrix[3] * x + matrix[4] * y + matrix[5]) / depth };
}

const A4 = Math.SQRT2;

/**
 * Width by height of the sheet itself, from how perspective shortens it (the camera's middle is the middle of the
 * picture). What comes near A4 is A4.
 * @param {Quad} quad
 * @param {number} width of the picture
 * @param {number} height of the picture
 * @returns {number} between 1/4 and 4
 */
export function proportion(quad, width, height) {
  const seen = (distance(quad[0], quad[1]) + distance(quad[3], quad[2])) / (distance(quad[0], quad[3]) + distance(quad[1], quad[2]));
  const real = unforeshortened(quad, width, height);
  // A measured value far from what one sees is a corner that sits wrong, not a strange camera.
  const ratio = real && real / seen < 1.35 && seen / real < 1.35 ? real : seen;
  for (const exact of [A4, 1 / A4]) if (Math.abs(Math.log(ratio / exact)) < 0.09) return exact;
  return Number.isFinite(ratio) ? Math.min(4, Math.max(0.25, ratio)) : 1;
}

/**
 * The sides of the sheet span two directions of which we know that they meet at a right angle; that gives the focal
 * length, and with it their lengths.
 * @param {Quad} quad @param {number} width @param {number} height
 */
function unforeshortened(quad, width, height) {
  const square = [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0, y: 1 }];
  const m = homography(square, quad.map(({ x, y }) => ({ x: x - width / 2, y: y - height / 2 })));
  if (!m) return null;
  const across = [m[0], m[3], m[6]];
  const down = [m[1], m[4], m[7]];
  const depths = across[2] * down[2];
  const usual = 0.8 * Math.max(width, height); // of a phone, when the view is too straight to tell
  const measured = -(across[0] * down[0] + across[1] * down[1]) / depths;
  const straight = Math.abs(across[2]) * width < 0.05 || Math.abs(down[2]) * height < 0.05;
  const focal = straight || !(measured > 0) ? usual ** 2 : measured;
  const length = (/** @type {number[]} */ side) => Math.sqrt((side[0] ** 2 + side[1] ** 2) / focal + side[2] ** 2);
  return length(across) / length(down);
}
