// The list of changes, newest on top. Text goes in as text, never as markup.

import { age, percent } from './words.js';

const MOST = 60;

/** More rows a second are a stream, in which nobody can follow a single one. */
const BUSY = 10;

export class Rows {
  #list;
  #template;
  #now;
  #thisSecond = 0;

  constructor(list, template, now) {
    this.#list = list;
    this.#template = template;
    this.#now = now;
    setInterval(() => this.#grow(), 1_000);
  }

  clear() {
    this.#list.replaceChildren();
  }

  /** Puts changes on top, the last one topmost, and returns those that found a place. */
  add(changes) {
    const shown = changes.slice(-MOST);
    this.#thisSecond += shown.length;
    if (this.#thisSecond > BUSY) this.#list.classList.add('busy');
    const added = document.createDocumentFragment();
    for (const change of shown) {
      added.prepend(this.#fill(this.#free(shown.length), change));
    }
    this.#list.prepend(added);
    return shown;
  }

  /** An old row that has to go anyway, or a new one. */
  #free(coming) {
    if (this.#list.childElementCount + coming > MOST && this.#list.lastElementChild) {
      const last = this.#list.lastElementChild;
      last.remove();
      return last;
    }
    return this.#template.content.firstElementChild.cloneNode(true);
  }

  #fill(row, change) {
    const [operation, collection, model, output, confidence, written] = row.children;
    row.dataset.operation = change.operation;
    row.written = change.written;
    operation.textContent = change.operation;
    collection.textContent = change.collection;
    model.textContent = change.model || '–';
    output.textContent = change.output || '–';
    output.title = change.output;
    const known = typeof change.confidence === 'number';
    confidence.classList.toggle('none', !known);
    confidence.querySelector('.percent').textContent = known ? percent(change.confidence) : '–';
    confidence.querySelector('i').style.width = known ? `${Math.min(1, Math.max(0, change.confidence)) * 100}%` : '0';
    written.textContent = this.#age(row);
    return row;
  }

  #age(row) {
    return row.written === undefined ? '–' : age(this.#now() - row.written);
  }

  #grow() {
    this.#list.classList.toggle('busy', this.#thisSecond > BUSY);
    this.#thisSecond = 0;
    for (const row of this.#list.children) {
      const text = this.#age(row);
      if (row.lastElementChild.textContent !== text) row.lastElementChild.textContent = text;
    }
  }
}
