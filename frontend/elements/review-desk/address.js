/** The page's address: a link to it shows the same again. */

const KEPT_AFTER_MS = 400;

export class Address {
  constructor() {
    const asked = new URLSearchParams(location.search);
    this.cameras = asked.getAll("camera");
    this.atMs = number(asked, "at");
    this.spanMs = number(asked, "span");
    this.layout = [1, 4, 9].find((one) => one === number(asked, "layout")) ?? null;
    this.camera = number(asked, "selected");
    this.kinds = asked.getAll("kind");
    this.severities = asked.getAll("severity");
    this.unjudged = asked.has("unjudged");
  }

  /** Written once it rests: browsers refuse who changes it all the time. */
  keep(state) {
    this.state = state;
    this.timer ??= setTimeout(() => {
      this.timer = null;
      history.replaceState(null, "", `?${this.asked()}`);
      for (const field of document.querySelectorAll("input[name=next]")) if (field.form?.closest(".masthead")) field.value = location.pathname + location.search;
    }, KEPT_AFTER_MS);
  }

  asked() {
    const { atMs, spanMs, layout, camera, filter } = this.state;
    const asked = new URLSearchParams(this.cameras.map((one) => ["camera", one]));
    asked.set("at", Math.round(atMs));
    asked.set("span", Math.round(spanMs));
    asked.set("layout", layout);
    if (camera) asked.set("selected", camera);
    for (const [name, value] of filter) asked.append(name, value);
    return asked;
  }
}

function number(asked, name) {
  const told = Number(asked.get(name));
  return asked.get(name) && Number.isFinite(told) ? told : null;
}
