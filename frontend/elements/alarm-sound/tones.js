/**
 * The sounds of the three priorities, told apart by rhythm as well as by pitch: who hears high tones badly counts.
 * High: six quick pulses, two tones in turn. Medium: two even ones. Low: a single soft one.
 */

/** Each pulse: when it begins, how long it lasts (s), its pitch (Hz), how loud (0..1). */
export const TONES = {
  high: [0, 0.15, 0.3, 0.6, 0.75, 0.9].map((at, n) => ({ at, lasts: 0.11, pitch: n % 2 ? 1175 : 880, gain: 1 })),
  medium: [0, 0.32].map((at) => ({ at, lasts: 0.2, pitch: 660, gain: 0.75 })),
  low: [{ at: 0, lasts: 0.35, pitch: 440, gain: 0.5 }],
};

const EDGE_S = 0.012; // without a slope a pulse clicks

/** @param {AudioContext} context @param {"high" | "medium" | "low"} severity @param {number} volume 0..1 */
export function sound(context, severity, volume) {
  const start = context.currentTime + 0.02;
  for (const { at, lasts, pitch, gain } of TONES[severity]) pulse(context, start + at, lasts, pitch, gain * volume);
}

function pulse(context, at, lasts, pitch, loudness) {
  const tone = new OscillatorNode(context, { type: "triangle", frequency: pitch });
  const level = new GainNode(context, { gain: 0 });
  level.gain.setValueAtTime(0, at);
  level.gain.linearRampToValueAtTime(loudness, at + EDGE_S);
  level.gain.setValueAtTime(loudness, at + lasts - EDGE_S);
  level.gain.linearRampToValueAtTime(0, at + lasts);
  tone.connect(level).connect(context.destination);
  tone.start(at);
  tone.stop(at + lasts);
}
