// @ts-check
/** The pages taken so far, in order. They live in memory only, until `scan` hands them out. */

/** @typedef {import("./scanning.js").Wish} Wish */

/** One page: the photo, what is made of it, and the result. */
export class Page {
  /**
   * @param {Blob} photo
   * @param {Wish} wish
   * @param {Blob} jpeg
   */
  constructor(photo, wish, jpeg) {
    this.photo = photo;
    this.wish = wish;
    this.jpeg = jpeg;
    this.address = URL.createObjectURL(jpeg);
  }

  free() {
    URL.revokeObjectURL(this.address);
  }
}

export class Pages {
  /** @type {Page[]} */
  list = [];

  /** @param {Page} page @param {number} at its place: that page gives way, or it comes after all others */
  put(page, at) {
    this.list[at]?.free();
    this.list.splice(at, 1, page);
  }

  /** @param {number} from @param {number} to */
  move(from, to) {
    this.list.splice(to, 0, ...this.list.splice(from, 1));
  }

  /** @param {number} at */
  remove(at) {
    this.list[at].free();
    this.list.splice(at, 1);
  }

  /** @returns {File[]} scan-1.jpg, scan-2.jpg … */
  files = () => this.list.map(({ jpeg }, i) => new File([jpeg], `scan-${i + 1}.jpg`, { type: "image/jpeg" }));

  free() {
    for (const page of this.list.splice(0)) page.free();
  }
}
