// One talk as this tab keeps it: who writes, what was said, what still waits to leave.
// sessionStorage: it survives a reload and a killed tab, and is gone when a shared computer's tab is closed.

const MOST = 300; // bubbles kept

export function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

// A browser may refuse storage (private mode, full): then the talk lives as long as the page.
const memory = new Map();

function read(key) {
  try {
    return sessionStorage.getItem(key);
  } catch (refused) {
    return memory.get(key) || null;
  }
}

function write(key, value) {
  memory.set(key, value);
  try {
    sessionStorage.setItem(key, value);
  } catch (refused) {
    // memory has it
  }
}

// An item: {key, mine, text, at, state?, more?, buttons?, asksPhone?}. state of own ones: 'waiting', 'sent', 'refused';
// `key` of own ones is the client's message id, which makes sending it twice harmless.
export class Thread {
  constructor(name, sender) {
    this.name = `motcua.${name}`;
    this.fixed = sender;
    let kept = null;
    try {
      kept = JSON.parse(read(this.name));
    } catch (spoilt) {
      kept = null;
    }
    Object.assign(this, kept && kept.sender ? kept : this.blank());
  }

  blank() {
    return { sender: this.fixed || randomId(), after: 0, items: [], erase: [] };
  }

  save() {
    if (this.items.length > MOST) this.items.splice(0, this.items.length - MOST);
    const { sender, after, items, erase } = this;
    write(this.name, JSON.stringify({ sender, after, items, erase }));
  }

  say(text, more) {
    const item = { key: randomId(), mine: true, text, at: new Date().toISOString(), state: 'waiting', more };
    this.items.push(item);
    this.save();
    return item;
  }

  // Takes fetched messages once each; gives those that are new.
  hear(messages) {
    const known = new Set(this.items.filter((item) => !item.mine).map((item) => item.key));
    const fresh = [];
    for (const message of messages) {
      this.after = message.id;
      const key = String(message.id);
      if (known.has(key)) continue;
      known.add(key);
      const at = message.sent_at || new Date().toISOString();
      fresh.push({ key, mine: false, text: message.text, at, buttons: message.buttons, asksPhone: message.ask_phone });
    }
    this.items.push(...fresh);
    if (messages.length) this.save();
    return fresh;
  }

  next() {
    return this.items.find((item) => item.mine && item.state === 'waiting');
  }

  // Since when the last word is the citizen's, in ms; null: nothing is owed.
  unanswered() {
    const last = this.items[this.items.length - 1];
    return last && last.mine && last.state === 'sent' ? Date.now() - Date.parse(last.sentAt || last.at) : null;
  }

  // A new talk under a new id; the old id is kept only until the server has erased it.
  forget() {
    const erase = this.items.some((item) => item.state !== 'waiting') ? [...this.erase, this.sender] : this.erase;
    Object.assign(this, this.blank(), { erase });
    this.save();
  }

  asText(names) {
    return this.items
      .map((item) => `[${moment(item.at)}] ${item.mine ? names.mine : names.theirs}:\n${item.text}\n`
        + (item.buttons || []).map((label, index) => `  ${index + 1}. ${label}\n`).join(''))
      .join('\n');
  }
}

export function moment(iso, now) {
  const at = new Date(iso);
  const two = (number) => String(number).padStart(2, '0');
  const hour = `${two(at.getHours())}:${two(at.getMinutes())}`;
  const day = `${two(at.getDate())}/${two(at.getMonth() + 1)}/${at.getFullYear()}`;
  return now && now.toDateString() === at.toDateString() ? hour : `${hour} ${day}`;
}
