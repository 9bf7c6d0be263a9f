// Two minutes of a figure, one point a second.

import uPlot from './uplot.js';

const SECONDS = 120;

export class Chart {
  #place;
  #lines;
  #text;
  #least;
  #spanGaps;
  #data;
  #plot = null;

  /** lines: one CSS colour variable each, the first with an area below; least: how high the axis goes at least */
  constructor(place, lines, least, spanGaps, text) {
    this.#place = place;
    this.#lines = lines;
    this.#least = least;
    this.#spanGaps = spanGaps;
    this.#text = text;
    const now = Math.floor(Date.now() / 1000);
    this.#data = [Array.from({ length: SECONDS }, (_, i) => now - SECONDS + i), ...lines.map(() => Array(SECONDS).fill(null))];
    new ResizeObserver(() => this.#plot?.setSize(this.#size())).observe(place);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#draw());
    this.#draw();
  }

  add(seconds, values) {
    this.#data = this.#data.map((line, i) => [...line.slice(1), i === 0 ? seconds : values[i - 1]]);
    this.#plot.setData(this.#data);
  }

  #size() {
    return { width: Math.max(120, this.#place.clientWidth), height: this.#place.clientHeight };
  }

  #draw() {
    this.#plot?.destroy();
    const style = getComputedStyle(this.#place);
    const colour = (name) => style.getPropertyValue(name).trim();
    const axis = {
      stroke: colour('--quiet'),
      font: '11px system-ui, sans-serif',
      grid: { stroke: colour('--line'), width: 1 },
      ticks: { show: false },
    };
    this.#plot = new uPlot(
      {
        ...this.#size(),
        legend: { show: false },
        cursor: { show: false },
        padding: [8, 22, 0, 0],
        scales: { y: { range: (_, __, most) => [0, Math.max(this.#least, (most ?? 0) * 1.1)] } },
        axes: [
          { ...axis, grid: { show: false }, space: 70, values: (_, at) => at.map(clock), size: 20 },
          { ...axis, space: 28, size: 52, values: (_, values) => values.map(this.#text) },
        ],
        series: [
          {},
          ...this.#lines.map((name, i) => ({
            stroke: colour(name),
            width: 2,
            fill: i === 0 ? colour(`${name}-area`) : undefined,
            points: { show: false },
            spanGaps: this.#spanGaps,
          })),
        ],
      },
      this.#data,
      this.#place,
    );
  }
}

const clock = (seconds) => new Date(seconds * 1000).toLocaleTimeString('en-GB');
