(function () {
  'use strict';

  const HEIGHT = 300;
  const FONT = '12px system-ui, sans-serif';
  const DISTRIBUTIONS = { even: 1, logarithmic: 3, two_sided: 4 };

  const number = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });
  const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });
  const measure = document.createElement('canvas').getContext('2d');

  function color(name) {
    return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  }

  function shown(chart, value) {
    return value == null ? '-' : number.format(value) + (chart.unit ? ' ' + chart.unit : '');
  }

  function widest(texts) {
    measure.font = FONT;
    return Math.max(...texts.map((text) => measure.measureText(text).width));
  }

  function isDecade(value) {
    const power = Math.log10(Math.abs(value));
    return value === 0 || Math.abs(power - Math.round(power)) < 1e-9;
  }

  function axes(chart, width) {
    const label = widest(chart.ways);
    const turned = label + 8 > (width - 70) / chart.ways.length;
    const common = { stroke: color('ink'), font: FONT };
    const lined = (plot, splits) =>
      chart.scale === 'even' ? splits : splits.map((split) => (isDecade(split) ? split : null));
    return [
      {
        ...common,
        grid: { show: false },
        ticks: { show: false },
        rotate: turned ? 45 : 0,
        size: turned ? Math.min(150, label * 0.75 + 20) : 34,
        splits: () => chart.ways.map((way, place) => place),
        values: (plot, splits) => splits.map((place) => chart.ways[place]),
      },
      {
        ...common,
        size: 64,
        grid: { stroke: color('line'), width: 1, filter: lined },
        ticks: { stroke: color('line'), width: 1, filter: lined },
        values: (plot, splits) => splits.map((split) => (split == null ? '' : compact.format(split))),
      },
    ];
  }

  function bars(chart) {
    const hidden = { paths: () => null, points: { show: false } };
    return chart.series.map((series, place) => ({
      label: series.name,
      stroke: color('one'),
      value: (plot, value) => shown(chart, value),
      ...(place === 0
        ? { fill: color('one'), points: { show: false }, paths: uPlot.paths.bars({ size: [0.6, 72] }) }
        : hidden),
    }));
  }

  function points(chart) {
    const colors = [color('one'), color('two'), color('three')];
    return chart.series.map((series, place) => ({
      label: series.name,
      stroke: colors[place % 3],
      paths: () => null,
      points: { show: true, size: 11, width: 2, fill: place === 0 ? colors[0] : color('panel') },
      value: (plot, value) => shown(chart, value),
    }));
  }

  /* From the least to the most over each bar, and from the first to the last percentile. */
  function lines(chart) {
    return (plot) => {
      const pen = plot.ctx;
      const ratio = window.devicePixelRatio || 1;
      pen.save();
      pen.strokeStyle = color(chart.kind === 'bars' ? 'ink' : 'faint');
      pen.fillStyle = color('ink');
      pen.lineWidth = 1.5 * ratio;
      pen.font = 12 * ratio + 'px system-ui, sans-serif';
      pen.textAlign = 'center';
      chart.ways.forEach((way, place) => {
        const values = chart.series.map((series) => series.values[place]).filter((value) => value != null);
        if (values.length === 0) {
          return;
        }
        const x = plot.valToPos(place, 'x', true);
        const low = plot.valToPos(Math.min(...values), 'y', true);
        const high = plot.valToPos(Math.max(...values), 'y', true);
        pen.beginPath();
        pen.moveTo(x, low);
        pen.lineTo(x, high);
        if (chart.kind === 'bars') {
          [low, high].forEach((y) => {
            pen.moveTo(x - 5 * ratio, y);
            pen.lineTo(x + 5 * ratio, y);
          });
          pen.fillText(compact.format(values[0]), x, high - 6 * ratio);
        }
        pen.stroke();
      });
      pen.restore();
    };
  }

  function around(low, high) {
    const room = (high - low || 1) * 0.12;
    return [low < 0 ? low - room : 0, high + room];
  }

  /* Both ends at a line; between 1 and -1 the scale is even. */
  function decades(low, high) {
    const end = (value) => (value <= 1 ? 1 : Math.pow(10, Math.ceil(Math.log10(value))));
    return [low < 0 ? -end(-low) : 0, end(high)];
  }

  function side(chart) {
    const distribution = DISTRIBUTIONS[chart.scale];
    /* An even scale has its zero, so that what is twice as long looks so. */
    return chart.scale === 'even'
      ? { distr: 1, range: (plot, low, high) => around(Math.min(0, low), Math.max(0, high)) }
      : { distr: distribution, ...(chart.scale === 'two_sided' && { range: (plot, low, high) => decades(low, high) }) };
  }

  function draw(place) {
    const chart = JSON.parse(place.dataset.chart);
    const width = place.clientWidth;
    const plot = new uPlot(
      {
        width: width,
        height: HEIGHT,
        scales: {
          x: { time: false, range: [-0.6, chart.ways.length - 0.4] },
          y: side(chart),
        },
        axes: axes(chart, width),
        series: [
          { label: 'way', value: (plot, value) => (value == null ? '-' : chart.ways[value]) },
          ...(chart.kind === 'bars' ? bars(chart) : points(chart)),
        ],
        legend: { show: chart.kind === 'points' },
        cursor: { drag: { x: false, y: false }, y: false },
        hooks: chart.kind === 'bars' ? { draw: [lines(chart)] } : { drawAxes: [lines(chart)] },
      },
      [chart.ways.map((way, index) => index), ...chart.series.map((series) => series.values)],
      place
    );
    /* What it shows stands in the table below, which is better to listen to. */
    plot.root.setAttribute('aria-hidden', 'true');
    return plot;
  }

  document.querySelectorAll('.chart').forEach((place) => {
    let plot = draw(place);
    let width = place.clientWidth;
    const again = () => {
      width = place.clientWidth;
      plot.destroy();
      plot = draw(place);
    };
    new ResizeObserver(() => {
      if (place.clientWidth !== width) {
        again();
      }
    }).observe(place);
    window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again);
  });
})();
