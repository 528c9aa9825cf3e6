// @ts-check
/** The camera of the device: on, off, its light, and a photo as good as it can. */

import { Frames } from "./canvas.js";
import { pause } from "./building.js";

// A sheet full of pixels, and never a part cut out of the picture; more is taken where it is offered (`#photo`).
const WISH = { facingMode: { ideal: "environment" }, width: { ideal: 2560 }, height: { ideal: 1440 }, resizeMode: { ideal: "none" } };
const PATIENCE = 4000; // milliseconds for a photo; then the running picture has to do

/** Why there is no picture: the kinds of trouble that have words of their own (trouble.js). @typedef {"denied" | "none" | "busy" | "gone" | "other"} Trouble */

/** @type {Record<string, Trouble>} the names getUserMedia gives them */
const TROUBLES = { NotAllowedError: "denied", SecurityError: "denied", NotFoundError: "none", OverconstrainedError: "none", NotReadableError: "busy", AbortError: "busy" };

export class Camera {
  /** @type {MediaStream | null} */
  #stream = null;
  #round = 0;
  #frames = new Frames();
  video = Object.assign(document.createElement("video"), { className: "scanner-video", muted: true, playsInline: true });

  /** @param {(trouble: Trouble) => void} lost called when a running camera is taken away */
  constructor(lost) {
    this.lost = lost;
    this.video.setAttribute("aria-hidden", "true");
  }

  /** @returns {Promise<Trouble | "running" | "stopped">} `stopped`: somebody called `stop` meanwhile */
  async start() {
    this.stop();
    const round = this.#round;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: WISH, audio: false });
      if (round !== this.#round) {
        for (const track of stream.getTracks()) track.stop();
        return "stopped";
      }
      this.#stream = stream;
      this.#track?.addEventListener("ended", () => round === this.#round && this.#gone());
      this.video.srcObject = stream;
      await this.video.play();
      return "running";
    } catch (error) {
      if (round !== this.#round) return "stopped";
      this.stop();
      return TROUBLES[error instanceof Error ? error.name : ""] ?? "other";
    }
  }

  stop() {
    this.#round++;
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
    this.video.srcObject = null;
  }

  get running() {
    return this.#track?.readyState === "live";
  }

  get hasTorch() {
    const able = /** @type {{ torch?: boolean } | undefined} */ (this.#track?.getCapabilities?.());
    return Boolean(able?.torch);
  }

  /** @param {boolean} on @returns {Promise<boolean>} whether it is on now */
  async light(on) {
    const asked = /** @type {MediaTrackConstraints} */ ({ advanced: [/** @type {object} */ ({ torch: on })] });
    return (await this.#track?.applyConstraints(asked).then(() => on, () => false)) ?? false;
  }

  /** @param {number} longest @returns {ImageData | null} the running picture, small; null while there is none */
  look = (longest) => this.#frames.small(this.video, longest);

  /** @returns {Promise<Blob>} a photo where the camera takes better ones than its running picture, else that picture */
  async still() {
    const running = await this.#frames.whole(this.video);
    const photo = await Promise.race([this.#photo().catch(() => null), pause(PATIENCE)]);
    return photo instanceof Blob && photo.size ? photo : running;
  }

  get #track() {
    return this.#stream?.getVideoTracks()[0];
  }

  #gone() {
    this.stop();
    this.lost("gone");
  }

  async #photo() {
    const Capture = /** @type {{ ImageCapture?: any }} */ (window).ImageCapture;
    if (!Capture || !this.#track) return null;
    const capture = new Capture(this.#track);
    const { imageWidth, imageHeight } = await capture.getPhotoCapabilities();
    const most = Math.max(imageWidth?.max ?? 0, imageHeight?.max ?? 0);
    return most > 1.2 * Math.max(this.video.videoWidth, this.video.videoHeight) ? capture.takePhoto() : null;
  }
}
