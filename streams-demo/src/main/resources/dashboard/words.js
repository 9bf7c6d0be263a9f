// How numbers and times are written.

const whole = new Intl.NumberFormat('en');

export const count = (number) => whole.format(number);

export const millis = (ms) => {
  if (ms === null) return '–';
  return ms < 10_000 ? `${whole.format(Math.round(ms))} ms` : `${whole.format(Math.round(ms / 1000))} s`;
};

export const percent = (part) => `${Math.round(part * 100)} %`;

export const age = (ms) => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 1) return 'now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86_400)} d ago`;
};

export const notShown = (skipped, more) => {
  if (skipped === 0) return more ? 'some were not shown, and nobody counted them' : '';
  const changes = skipped === 1 ? 'change' : 'changes';
  return `${more ? 'more than ' : ''}${count(skipped)} ${changes} not shown`;
};
