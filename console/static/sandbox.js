// The sandbox: three phones, each with a talk of its own over its channel.

import { Bubbles } from './bubbles.js';
import { Line } from './line.js';
import { Thread, randomId } from './thread.js';

const NAMES = { mine: 'Người dân', theirs: 'Trợ lý' };
const NEWS = {
  well: '',
  offline: 'Mất mạng hoặc máy chủ đang bận, sẽ tự gửi lại.',
  refused: 'Máy chủ không nhận.',
  slow: 'Chưa có câu trả lời.',
};
let last = null; // the phone used last: it gets what an example fills in

class Phone {
  constructor(section) {
    this.section = section;
    this.channel = section.dataset.channel;
    this.isSms = section.classList.contains('sms');
    this.list = section.querySelector('.talk');
    this.screen = section.querySelector('.screen');
    this.news = section.querySelector('.news');
    this.text = section.querySelector('textarea');
    this.sim = section.querySelector('.sim');
    this.bubbles = new Bubbles(this.list, {
      names: NAMES,
      pick: (label) => this.say(label),
      again: (item) => this.line.again(item),
      share: () => this.share(),
    });
    this.listen();
    this.start();
  }

  // A text message comes from a number; an account has an id of its own that vouches for no number.
  start() {
    if (this.line) this.line.close();
    const name = `sandbox.${this.channel}`;
    this.thread = this.isSms ? new Thread(`${name}.${this.sim.value}`, this.sim.value) : new Thread(name);
    this.bubbles.all(this.thread.items);
    this.empty();
    const api = {
      send: `/sandbox/${this.channel}/messages`,
      messages: `/sandbox/${this.channel}/messages`,
      header: 'X-Sandbox-Sender',
    };
    this.line = new Line(this.thread, api, {
      show: (item, aloud) => this.show(item, aloud),
      status: (...now) => this.status(...now),
      eager: this.isSms,
    });
    this.bottom();
  }

  listen() {
    const { section } = this;
    section.addEventListener('focusin', () => { last = this; });
    section.querySelector('form').addEventListener('submit', (event) => {
      event.preventDefault();
      this.say(this.text.value);
      this.text.value = '';
    });
    this.text.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      section.querySelector('form button').click();
    });
    this.list.addEventListener('grown', () => this.bottom());
    if (this.isSms) this.sim.addEventListener('change', () => this.start());
    section.querySelector('.fresh').addEventListener('click', () => this.fresh());
    const share = section.querySelector('.share');
    if (share) share.addEventListener('click', () => this.share());
  }

  share() {
    this.line.say('Chia sẻ số điện thoại', { share_phone: this.sim.value });
  }

  say(words) {
    if (!words.trim()) return;
    const item = this.line.say(words.trim());
    if (document.activeElement !== this.text) this.bubbles.drawn.get(item.key).focus({ preventScroll: true });
  }

  // On SMS the number stays and only the screen is cleared: what was read is not fetched again.
  fresh() {
    this.line.close();
    this.thread.items = [];
    if (!this.isSms) Object.assign(this.thread, { sender: randomId(), after: 0 });
    this.thread.save();
    this.start();
    this.text.focus();
  }

  show(item, aloud) {
    this.bubbles.draw(item, aloud);
    this.empty();
    this.bottom();
  }

  status(state, reason) {
    const words = reason || NEWS[state];
    if (this.news.textContent !== words) this.news.textContent = words;
    this.bubbles.net(state === 'offline', this.thread.items);
  }

  empty() {
    this.section.querySelector('.empty').hidden = this.thread.items.length > 0;
  }

  bottom() {
    this.screen.scrollTop = this.screen.scrollHeight;
  }
}

const phones = Array.from(document.querySelectorAll('.phone'), (section) => new Phone(section));

document.querySelectorAll('[data-fill]').forEach((button) => {
  button.addEventListener('click', () => {
    const phone = last || phones[0];
    phone.text.value = button.dataset.fill;
    phone.text.focus();
  });
});
document.querySelectorAll('[data-sim]').forEach((button) => {
  button.addEventListener('click', () => {
    phones.forEach((phone) => {
      phone.sim.value = button.dataset.sim;
      if (phone.isSms) phone.start();
    });
    phones.find((phone) => phone.isSms).text.focus();
  });
});
