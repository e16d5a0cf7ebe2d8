// The line to the server: sends what waits, in order and under its own id, and fetches what came.

const TIMEOUT = 20000; // ms
const HOLD = 10; // seconds that the server may hold a question for messages while an answer is owed
const RETRY = [2000, 4000, 8000, 15000, 30000];
const IDLE = [2000, 3000, 5000, 8000, 15000, 30000, 60000];

async function ask(url, options, abort = new AbortController()) {
  const timer = setTimeout(() => abort.abort(), TIMEOUT);
  try {
    return await fetch(url, {
      ...options, signal: abort.signal, cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer',
    });
  } finally {
    clearTimeout(timer);
  }
}

// Refused for good: asking again would be refused again.
class Refusal extends Error {}

async function reason(answer) {
  try {
    const { detail } = await answer.json();
    return typeof detail === 'string' ? detail : '';
  } catch (wordless) {
    return '';
  }
}

// `api`: {send, messages, erase?, header}. `show(item)` draws a new or changed item; `status(state)` is told
// 'well', 'offline', 'slow' or 'refused' (with the server's words). `eager`: looks for messages even before
// anything was sent.
export class Line {
  constructor(thread, api, { show, status, eager }) {
    Object.assign(this, { thread, api, show, status, eager, failures: 0, looks: 0, busy: false, epoch: 0 });
    this.wake = () => this.now();
    window.addEventListener('online', this.wake);
    window.addEventListener('offline', this.wake);
    document.addEventListener('visibilitychange', this.wake);
    this.now();
  }

  close() {
    this.closed = true;
    this.epoch += 1;
    clearTimeout(this.timer);
    window.removeEventListener('online', this.wake);
    window.removeEventListener('offline', this.wake);
    document.removeEventListener('visibilitychange', this.wake);
  }

  say(text, more) {
    const item = this.thread.say(text, more);
    this.show(item);
    this.now();
    return item;
  }

  again(item) {
    item.state = 'waiting';
    this.thread.save();
    this.show(item);
    this.now();
  }

  forget() {
    this.epoch += 1;
    this.thread.forget();
    this.now();
  }

  // Whoever speaks does not wait for the ear: a look that the server is holding is broken off.
  now() {
    this.looks = 0;
    this.hurry = true;
    if (this.looking) this.looking.abort();
    this.later(0);
  }

  later(wait) {
    clearTimeout(this.timer);
    if (!this.closed) this.timer = setTimeout(() => this.round(), wait);
  }

  // One round at a time: erase, send, look; then plan the next one.
  async round() {
    if (this.busy || this.closed) return;
    this.busy = true;
    this.hurry = false;
    let wait;
    try {
      await this.erase();
      if (await this.push()) this.note();
      if (this.talking() && !document.hidden) await this.look();
      this.failures = 0;
      this.note();
      wait = this.pace();
    } catch (lost) {
      if (lost instanceof Refusal) {
        this.busy = false;
        this.status('refused', lost.message);
        return;
      }
      wait = RETRY[Math.min(this.failures, RETRY.length - 1)];
      if (!this.hurry) {
        this.failures += 1;
        this.status('offline');
      }
    }
    this.busy = false;
    if (this.hurry) this.later(0);
    else if (wait !== null) this.later(wait);
  }

  note() {
    this.status((this.thread.unanswered() || 0) > 10000 ? 'slow' : 'well');
  }

  async erase() {
    while (this.thread.erase.length && this.api.erase) {
      const [sender] = this.thread.erase;
      const answer = await ask(this.api.erase, { method: 'DELETE', headers: { [this.api.header]: sender } });
      if (!answer.ok && answer.status !== 404) throw new Error('not erased');
      this.thread.erase = this.thread.erase.filter((id) => id !== sender);
      this.thread.save();
    }
  }

  async push() {
    const epoch = this.epoch;
    let any = false;
    for (let item = this.thread.next(); item; item = this.thread.next()) {
      const { key, text, at, more } = item;
      const body = JSON.stringify({ sender: this.thread.sender, message_id: key, text, sent_at: at, ...more });
      const answer = await ask(this.api.send, {
        method: 'POST', headers: { 'Content-Type': 'application/json' }, body,
      });
      if (epoch !== this.epoch) return any;
      // Too many or a server in trouble: later. Anything else that is refused will be refused again.
      if (answer.status === 429 || answer.status >= 500) throw new Error('later');
      item.state = answer.ok ? 'sent' : 'refused';
      item.reason = answer.ok ? undefined : await reason(answer);
      item.sentAt = new Date().toISOString();
      this.thread.save();
      this.show(item);
      any = true;
    }
    return any;
  }

  async look() {
    const { sender, after } = this.thread;
    const epoch = this.epoch;
    const hold = this.owed() ? HOLD : 0;
    this.looking = new AbortController();
    const options = { headers: { [this.api.header]: sender } };
    const answer = await ask(`${this.api.messages}?after=${after}&wait=${hold}`, options, this.looking);
    if (answer.status === 403 || answer.status === 404) throw new Refusal(await reason(answer));
    if (!answer.ok) throw new Error('no messages');
    const body = await answer.json();
    if (epoch !== this.epoch || this.closed) return;
    const fresh = this.thread.hear(body.messages);
    if (fresh.length) this.looks = 0;
    fresh.forEach((item) => this.show(item, true));
  }

  talking() {
    return this.eager || this.thread.items.some((item) => item.state === 'sent');
  }

  owed() {
    const since = this.thread.unanswered();
    return since !== null && since < 60000;
  }

  // Quick while an answer is owed, ever slower while nothing happens, never while nobody looks.
  pace() {
    if (document.hidden || !this.talking()) return null;
    if (this.owed()) return 300;
    this.looks += 1;
    return IDLE[Math.min(this.looks - 1, IDLE.length - 1)];
  }
}
