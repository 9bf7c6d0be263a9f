// What the page does: takes frames in, draws when the screen is drawn, counts each second.

import { Chart } from './charts.js';
import { Latency, ServerClock } from './latency.js';
import { Link } from './link.js';
import { Rows } from './rows.js';
import { count, millis, notShown, percent } from './words.js';

const SAY_EVERY_S = 30;

/** A screen is drawn within this time unless the machine is busy. */
const QUICK_MS = 20;
const LONGEST_REST_MS = 250;

const at = (id) => document.getElementById(id);
const clock = new ServerClock();
const rows = new Rows(at('rows'), at('row'), () => clock.now());
const latency = new Latency();
const rateChart = new Chart(at('rate-chart'), ['--accent'], 10, false, count);
const latencyChart = new Chart(at('latency-chart'), ['--second', '--accent'], 40, true, (ms) => `${ms} ms`);

let state = null;
let waiting = [];
let clearFirst = false;
let drawing = false;
let drawnAt = 0;
let restUntil = 0;
let received = 0;
let skippedBefore = 0;
let skippedNow = 0;
let more = false;
let measureFrom = 0;
let counted = null;
let last = null;
let seconds = 0;
let saidCount = 0;
let measured = null;
let measuredAt = 0;

const filter = () => {
  const boxes = [...document.querySelectorAll('[name=operation]')];
  const wanted = boxes.filter((box) => box.checked).map((box) => box.value);
  return {
    collection: at('collection').value,
    operations: wanted.length === boxes.length ? [] : wanted.length === 0 ? ['none'] : wanted,
  };
};

const link = new Link(filter(), {
  connected() {
    measureFrom = clock.now();
    for (let i = 0; i < 3; i++) setTimeout(() => link.say({ kind: 'clock', sent: performance.now() }), i * 300);
  },
  clock: (answer) => clock.answered(answer.clock, answer.now),
  lost() {
    skippedBefore += skippedNow;
    skippedNow = 0;
    if (state) pill('lost', 'Reconnecting');
    at('pause').disabled = true;
  },
  frame(frame) {
    if (state?.watcher === 'PAUSED' && frame.state.watcher !== 'PAUSED') measureFrom = clock.now();
    if (frame.anew) {
      waiting = [];
      clearFirst = true;
      received = skippedBefore = saidCount = 0;
      more = false;
    }
    received += frame.rows.length;
    skippedNow = frame.skipped;
    more ||= frame.more;
    state = frame.state;
    at('stream').textContent = frame.seen.stream;
    waiting = waiting.concat(frame.rows).slice(-100);
    if (!drawing) {
      drawing = true;
      const wait = restUntil - performance.now();
      if (wait > 0) setTimeout(() => requestAnimationFrame(draw), wait);
      else requestAnimationFrame(draw);
    }
  },
});

function draw() {
  drawing = false;
  drawnAt = performance.now();
  if (clearFirst) rows.clear();
  clearFirst = false;
  const shown = rows.add(waiting);
  waiting = [];
  last = shown.at(-1) ?? last;
  figures();
  // The frame after this one begins when this one is on the screen.
  requestAnimationFrame(() => measure(shown));
}

function measure(shown) {
  const took = performance.now() - drawnAt;
  // Where drawing is slow, half of the time is left to everything else.
  if (took > QUICK_MS) restUntil = performance.now() + Math.min(LONGEST_REST_MS, took);
  const now = clock.now();
  for (const change of shown) {
    if (change.written >= measureFrom) latency.add(now - change.written);
  }
}

function figures() {
  const known = ['insert', 'update', 'replace', 'delete'];
  const other = Object.entries(state.operations).reduce((sum, [name, n]) => (known.includes(name) ? sum : sum + n), 0);
  for (const counter of at('counters').children) {
    const name = counter.dataset.operation;
    const value = name === 'all' ? state.changes : name === 'other' ? other : (state.operations[name] ?? 0);
    text(counter.lastElementChild, count(value));
  }
  text(at('received'), count(received));
  const missing = notShown(skippedBefore + skippedNow, more);
  at('skipped').hidden = missing === '';
  text(at('skipped'), missing);
  at('empty').hidden = at('rows').childElementCount > 0;
  text(at('empty'), state.changes > 0 ? 'No change matches the filter so far.' : 'Waiting for the first change.');
  collections();
  watcher();
}

function collections() {
  const select = at('collection');
  const there = new Set([...select.options].map((option) => option.value));
  for (const name of Object.keys(state.collections)) {
    if (!there.has(name)) select.add(new Option(name, name));
  }
}

const WATCHER = {
  STARTING: ['connecting', 'Starting'],
  RUNNING: ['live', 'Live'],
  PAUSED: ['paused', 'Paused'],
  RECONNECTING: ['lost', 'Waiting for the database'],
  STOPPED: ['failed', 'Stopped'],
  FAILED: ['failed', 'Failed'],
};

function watcher() {
  const [kind, words] = WATCHER[state.watcher];
  pill(kind, words);
  const ended = kind === 'failed';
  at('pause').disabled = ended;
  text(at('pause'), state.watcher === 'PAUSED' ? 'Resume' : 'Pause');
  at('notice').hidden = !ended && kind !== 'paused';
  text(
    at('notice'),
    ended
      ? 'The watcher has ended. The console of the dashboard says why.'
      : 'Paused: the cursor rests, its position is kept. Nothing is lost; Resume brings what was written since.',
  );
}

function pill(kind, words) {
  if (at('pill').dataset.state === kind) return;
  at('pill').dataset.state = kind;
  at('pill-text').textContent = words;
  say(words);
}

function say(words) {
  at('said').textContent = words;
}

function text(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

setInterval(() => {
  seconds++;
  const now = performance.now();
  const changes = state ? state.changes : 0;
  const passed = counted ? (now - counted.now) / 1000 : 1;
  const rate = counted && state ? Math.max(0, Math.round((changes - counted.changes) / passed)) : 0;
  counted = state && { now, changes };
  const taken = latency.take();
  const time = Math.floor(Date.now() / 1000);
  rateChart.add(time, [state ? rate : null]);
  latencyChart.add(time, taken ? [taken.p99, taken.p50] : [null, null]);
  text(at('rate'), count(rate));
  if (taken) {
    measured = taken;
    measuredAt = seconds;
  } else if (seconds - measuredAt > 10) {
    measured = null;
  }
  text(at('p99'), millis(measured ? measured.p99 : null));
  text(at('p50'), millis(measured ? measured.p50 : null));
  at('rate-words').textContent = `${count(rate)} changes per second, ${count(changes)} in all.`;
  if (taken) {
    at('latency-words').textContent = `Half of the changes were on the screen within ${millis(taken.p50)}, 99 of 100 within ${millis(taken.p99)}.`;
    link.say({ kind: 'painted', times: taken.times.slice(0, 1000) });
  }
  if (seconds % SAY_EVERY_S === 0 && received > saidCount) {
    const sure = typeof last?.confidence === 'number' ? `, ${percent(last.confidence)} sure` : '';
    say(`${count(received - saidCount)} changes in the last ${SAY_EVERY_S} seconds. The last: ${last?.operation ?? ''} ${last?.output ?? ''}${sure}.`);
    saidCount = received;
  }
}, 1_000);

at('pause').addEventListener('click', () => link.say({ kind: state?.watcher === 'PAUSED' ? 'resume' : 'pause' }));
at('filters').addEventListener('change', () => link.choose(filter()));
at('filters').addEventListener('submit', (event) => event.preventDefault());
