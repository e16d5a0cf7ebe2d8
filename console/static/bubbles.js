// Bubbles of a talk. Only the newest one is a live region, so a screen reader speaks it once.

import { moment } from './thread.js';

const STATES = {
  waiting: 'Đang chờ mạng, sẽ tự gửi lại',
  sending: 'Đang gửi…',
  refused: 'Không gửi được',
};
// Official pages and numbers to call become links; nothing else that a text may hold does.
const LINK = /\b(?:https:\/\/)?((?:[a-z0-9-]+\.)*gov\.vn)(\/[^\s,;)]*[^\s,;).])?|\b(1022|11[1345]|0[2-9]\d{1,2}[ .]?\d{3}[ .]?\d{3,4})\b/g;

export function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function linked(text) {
  const whole = document.createDocumentFragment();
  let from = 0;
  for (const match of text.matchAll ? text.matchAll(LINK) : []) {
    whole.append(text.slice(from, match.index));
    const link = element('a', '', match[0]);
    link.href = match[3] ? `tel:${match[3].replace(/\D/g, '')}` : `https://${match[1]}${match[2] || ''}`;
    if (!match[3]) Object.assign(link, { target: '_blank', rel: 'noopener noreferrer' });
    whole.append(link);
    from = match.index + match[0].length;
  }
  whole.append(text.slice(from));
  return whole;
}

// `names`: {mine, theirs}; `pick(label)` sends an option; `again(item)` sends a refused one again; `share()`, on
// channels that can, gives the account's phone number when it is asked for.
export class Bubbles {
  constructor(list, { names, pick, again, share }) {
    Object.assign(this, { list, names, pick, again, share, offline: false, drawn: new Map() });
  }

  clear() {
    this.list.textContent = '';
    this.drawn.clear();
  }

  all(items) {
    this.clear();
    items.forEach((item) => this.draw(item));
  }

  // Draws a new item or the changed state of one that is there. `aloud`: a screen reader is to speak it.
  draw(item, aloud) {
    const there = this.drawn.get(item.key);
    if (there) {
      this.state(there, item);
      return there;
    }
    this.settle();
    const bubble = element('li', item.mine ? 'mine' : 'theirs');
    bubble.tabIndex = -1;
    this.drawn.set(item.key, bubble);
    this.list.append(bubble);
    if (aloud) {
      // A live region must stand empty before it is filled, or nothing is said.
      bubble.setAttribute('aria-live', 'polite');
      setTimeout(() => this.fill(bubble, item), 60);
    } else {
      this.fill(bubble, item);
    }
    return bubble;
  }

  fill(bubble, item) {
    const who = element('p', 'who', item.mine ? this.names.mine : this.names.theirs);
    who.append(' ', element('time', '', moment(item.at, new Date())));
    const words = element('div', 'words');
    item.text.split('\n').forEach((text) => {
      const line = element('p', /^(-|\d+\.) /.test(text) ? 'entry' : '');
      line.append(item.mine ? text : linked(text));
      words.append(line);
    });
    bubble.append(who, words);
    if (item.buttons && item.buttons.length) bubble.append(this.options(bubble, item.buttons));
    if (item.asksPhone && this.share) bubble.append(this.sharing());
    if (item.mine) this.state(bubble, item);
    this.list.dispatchEvent(new CustomEvent('grown', { detail: bubble }));
  }

  options(bubble, labels) {
    const list = element('ol', 'options');
    const live = this.list.lastElementChild === bubble;
    labels.forEach((label, index) => {
      const row = element('li');
      const option = element(live ? 'button' : 'span');
      const number = element('span', 'number', live ? String(index + 1) : `${index + 1}. `);
      option.append(number, ' ', label);
      if (live) {
        option.type = 'button';
        option.addEventListener('click', () => this.pick(label));
      }
      row.append(option);
      list.append(row);
    });
    return list;
  }

  sharing() {
    const button = element('button', 'plain ask', 'Chia sẻ số điện thoại');
    button.type = 'button';
    button.addEventListener('click', () => this.share());
    return button;
  }

  // Once something newer is said, older options are words: a tap on them would answer another question.
  settle() {
    this.list.querySelectorAll('[aria-live]').forEach((old) => old.removeAttribute('aria-live'));
    this.list.querySelectorAll('.ask').forEach((button) => button.remove());
    this.list.querySelectorAll('.options button').forEach((button) => {
      const words = element('span');
      words.append(...button.childNodes);
      words.querySelector('.number').append('.');
      button.replaceWith(words);
    });
  }

  state(bubble, item) {
    let line = bubble.querySelector('.state');
    if (item.state === 'sent') {
      if (line) line.remove();
      return;
    }
    if (!line) {
      line = element('p', 'state');
      bubble.append(line);
    }
    line.textContent = STATES[item.state === 'waiting' && !this.offline ? 'sending' : item.state];
    if (item.state === 'refused') {
      if (item.reason) line.append(`: ${item.reason}`);
      const button = element('button', 'plain', 'Gửi lại');
      button.type = 'button';
      button.addEventListener('click', () => this.again(item));
      line.append(' ', button);
    }
  }

  // Waiting for the network looks different from being sent just now.
  net(offline, items) {
    this.offline = offline;
    items.filter((item) => item.state === 'waiting').forEach((item) => this.draw(item));
  }
}
