/** The plan's scale: two points on it, and the metres between them. */

import { say } from "../words.js";
import { distance, middle } from "../zone-editor/geometry.js";
import { part, show } from "../zone-editor/parts.js";
import { save } from "../zone-editor/saving.js";
import { number } from "./camera-form.js";
import { handle } from "./marks.js";

const FIRST = [[0.3, 0.5], [0.7, 0.5]];
const REFUSALS = { 0: "not_reached", 401: "signed_out", 403: "may_not_save" };

export class Scaling {
  /** @param {object} editor */
  constructor(editor) {
    this.editor = editor;
    this.isOn = false;
    this.told = null; // {text, isError}
    this.form = editor.querySelector("[data-scale-form]");
    this.form.addEventListener("submit", (event) => this.submitted(event));
    this.take(editor.given.plan.scale);
  }

  take(scale) {
    this.points = scale?.points ?? FIRST;
    this.metres = scale?.metres ?? "";
  }

  toggle() {
    this.isOn = !this.isOn;
    this.told = null;
    this.editor.sketch.choose(null);
  }

  close() {
    if (!this.isOn) return false;
    this.toggle();
    return true;
  }

  movePoint(index, point) {
    this.points = this.points.with(index, point);
    this.editor.show();
  }

  marks() {
    if (!this.isOn) return [];
    const { frame } = this.editor;
    const [from, to] = frame.outline(this.points);
    const [x, y] = middle(from, to);
    const d = `M${from}L${to}`;
    const label = this.metres === "" ? "?" : Number(this.metres).toLocaleString(document.documentElement.lang);
    return [
      part("path", { key: "scale-casing", class: "scale casing", d }),
      part("path", { key: "scale-line", class: "scale", d }),
      part("text", { key: "scale-label", class: "name scale-label", x, y: y - 10 }, say("metres", { value: label })),
      ...[from, to].map((at, index) => this.end(at, index)),
    ];
  }

  end(at, index) {
    const where = this.points[index].map((value) => `${Math.round(value * 100)} %`).join(", ");
    const label = `${say("point", { number: index + 1 })}: ${where}`;
    return handle(`scale ${index}`, at, "tip", { tabindex: 0, role: "button", "aria-label": label });
  }

  showForm() {
    this.form.hidden = !this.isOn;
    show(this.form, this.isOn ? this.fields() : []);
  }

  fields() {
    const oninput = ({ target }) => this.setMetres(target.value);
    const title = this.editor.widthM ? say("scale_told", { width: this.editor.widthM.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 }) }) : say("no_scale");
    return [
      part("p", { key: "title", class: "scale-title", role: "status" }, title),
      part("div", { key: "metres", class: "field" }, [
        part("label", { class: "field-label", for: "scale-metres" }, say("distance")),
        part("input", { id: "scale-metres", type: "number", min: 0, step: "any", inputmode: "decimal", value: String(this.metres), oninput, "aria-describedby": "scale-told" }),
      ]),
      part("div", { key: "points", class: "figures" }, [0, 1].flatMap((index) => [0, 1].map((axis) => this.coordinate(index, axis)))),
      part("div", { key: "told", id: "scale-told", role: "alert" }, this.told ? [part("p", { class: this.told.isError ? "form-error" : "told" }, this.told.text)] : []),
      part("div", { key: "end", class: "zone-actions" }, [
        part("button", { key: "save", class: "button button-main" }, say("save_scale")),
        part("button", { key: "close", type: "button", class: "button", onclick: () => this.close() }, say("close")),
      ]),
    ];
  }

  coordinate(index, axis) {
    const label = say(axis ? "point_top" : "point_left", { number: index + 1 });
    const value = Math.round(this.points[index][axis] * 1000) / 10;
    return number(`scale-${index}-${axis}`, label, value, [0, 100], (given) => this.movePoint(index, this.points[index].with(axis, given / 100)));
  }

  setMetres(value) {
    this.metres = value;
    this.editor.show();
  }

  async submitted(event) {
    event.preventDefault();
    const { given } = this.editor;
    const body = { before: given.plan.scale, scale: { points: this.points, metres: this.metres === "" ? 0 : Number(this.metres) } };
    const token = this.editor.querySelector("[name=csrfmiddlewaretoken]").value;
    const { status, said } = await save(given.scale_url, token, body);
    this.told = { text: said.text ?? say(REFUSALS[status] ?? "not_saved"), isError: status !== 200 };
    if (status === 200 || status === 409) this.putIn(said.scale);
    this.editor.show();
  }

  putIn(scale) {
    const { plan } = this.editor.given;
    const [from, to] = scale.points.map(([x, y]) => [x * plan.width, y * plan.height]);
    plan.scale = scale;
    plan.width_m = (scale.metres * plan.width) / distance(from, to);
  }
}
