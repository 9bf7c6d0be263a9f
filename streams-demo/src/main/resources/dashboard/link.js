// The connection to the server. Comes back by itself, and says then what it has seen.

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5_000;
const SILENCE_MS = 5_000;

export class Link {
  #socket = null;
  #seen = null;
  #filter;
  #wait = FIRST_WAIT_MS;
  #timer = 0;
  #heardAt = 0;
  #on;

  /** on: connected(), frame(frame), clock(answer), lost() */
  constructor(filter, on) {
    this.#filter = filter;
    this.#on = on;
    setInterval(() => this.#watch(), 1_000);
    addEventListener('online', () => this.#now());
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) this.#now();
    });
    this.#connect();
  }

  say(message) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  choose(filter) {
    this.#filter = filter;
    this.say({ kind: 'choose', ...filter });
  }

  #connect() {
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/live`);
    this.#socket = socket;
    this.#heardAt = performance.now();
    socket.onopen = () => {
      this.say({ kind: 'hello', ...this.#filter, ...(this.#seen && { seen: this.#seen }) });
      this.#on.connected();
    };
    socket.onmessage = (event) => this.#hear(socket, JSON.parse(event.data));
    socket.onclose = () => this.#gone(socket);
  }

  #hear(socket, message) {
    if (socket !== this.#socket) return;
    this.#heardAt = performance.now();
    if ('beat' in message) return;
    if ('clock' in message) {
      this.#on.clock(message);
      return;
    }
    this.#wait = FIRST_WAIT_MS;
    this.#on.frame(message);
    this.#seen = message.seen;
    this.say({ kind: 'got', frame: message.frame });
  }

  #gone(socket) {
    if (socket !== this.#socket) return;
    this.#socket = null;
    this.#on.lost();
    this.#timer = setTimeout(() => this.#connect(), this.#wait * (0.5 + Math.random() / 2));
    this.#wait = Math.min(LONGEST_WAIT_MS, this.#wait * 2);
  }

  /** A connection that is dead without saying so is given up: the server sends at least each quarter second. */
  #watch() {
    const socket = this.#socket;
    if (socket && performance.now() - this.#heardAt > SILENCE_MS) {
      socket.close();
      this.#gone(socket);
    }
  }

  #now() {
    if (this.#socket) return;
    clearTimeout(this.#timer);
    this.#wait = FIRST_WAIT_MS;
    this.#connect();
  }
}
