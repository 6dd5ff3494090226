/** The server's answer, taken apart without reading the rows: most of them are shown already. */

const MARK = /<!--(part|row) (\S+) ?(\S*)-->/;

/** @returns {{parts: Map<string, string>, groups: Map<string, {id: string, html: string}[]>}} rows in their order */
export function told(text) {
  const parts = new Map();
  const groups = new Map();
  const pieces = text.split(MARK);
  for (let at = 1; at < pieces.length; at += 4) {
    const [what, name, id, html] = pieces.slice(at, at + 4);
    if (what === "part") parts.set(name, html.trim());
    else (groups.get(name) ?? groups.set(name, []).get(name)).push({ id, html: html.trim() });
  }
  return { parts, groups };
}
