// The web chat's page: form, menu and first screen around one talk.

import { Bubbles } from './bubbles.js';
import { Line } from './line.js';
import { Thread } from './thread.js';

const API = {
  send: '/webhooks/webchat',
  messages: '/webhooks/webchat/messages',
  erase: '/webhooks/webchat/messages',
  header: 'X-Webchat-Session',
};
const NAMES = { mine: 'Ông/Bà', theirs: 'Trợ lý' };
const NEWS = {
  well: '',
  offline: 'Mất mạng hoặc máy chủ đang bận. Tin nhắn được giữ ở đây và tự gửi khi có mạng.',
  refused: 'Máy chủ không nhận.',
  slow: 'Câu trả lời đến chậm, xin Ông/Bà chờ. Việc gấp xin gọi 1022.',
};

const part = (id) => document.getElementById(id);
const form = part('form');
const text = part('text');
const list = part('talk');
const busy = part('busy');
const news = part('news');
const confirmation = part('confirm');
const title = document.title;
let unread = 0;

const thread = new Thread('web');
const bubbles = new Bubbles(list, { names: NAMES, pick: say, again: (item) => line.again(item) });
bubbles.all(thread.items);
part('fallback').hidden = true;
['chat', 'compose', 'menu'].forEach((id) => { part(id).hidden = false; });
const line = new Line(thread, API, { show, status });
grow();

function say(words) {
  const trimmed = words.trim();
  if (!trimmed) return;
  const item = line.say(fromStart(trimmed));
  // The tapped option is gone: the next Tab goes on behind what was said.
  if (document.activeElement !== text) bubbles.drawn.get(item.key).focus({ preventScroll: true });
}

// Before the first answer the numbers are those of the first screen; afterwards the server knows better.
function fromStart(words) {
  const start = document.querySelectorAll('[data-say]');
  const first = !thread.items.some((item) => !item.mine);
  return first && /^[1-4]$/.test(words) ? start[words - 1].dataset.say : words;
}

function show(item, aloud) {
  const known = bubbles.drawn.has(item.key);
  const bubble = bubbles.draw(item, aloud);
  waiting();
  if (!known && item.mine) bubble.scrollIntoView({ block: 'nearest' });
  if (aloud && document.hidden) document.title = `(${unread += 1}) ${title}`;
}

function status(state, reason) {
  const words = reason || NEWS[state];
  if (news.textContent !== words) news.textContent = words;
  bubbles.net(state === 'offline', thread.items);
  waiting();
}

function waiting() {
  const owed = thread.unanswered();
  busy.hidden = owed === null || owed > 60000 || news.textContent !== '';
}

// Up to five lines, then it scrolls.
function grow() {
  text.style.height = 'auto';
  text.style.height = `${Math.min(text.scrollHeight + 2, 150)}px`;
}

function closeMenu() {
  const menu = part('menu');
  if (!menu.open) return;
  menu.open = false;
  menu.querySelector('summary').focus();
}

list.addEventListener('grown', (event) => event.detail.scrollIntoView({ block: 'start' }));
text.addEventListener('input', grow);
text.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit ? form.requestSubmit() : form.querySelector('button').click();
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  say(text.value);
  text.value = '';
  grow();
});
document.querySelectorAll('[data-say]').forEach((button) => {
  button.addEventListener('click', () => say(button.dataset.say));
});
document.querySelectorAll('[data-fill]').forEach((button) => {
  button.addEventListener('click', () => {
    text.value = button.dataset.fill;
    grow();
    text.focus();
  });
});
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) {
    unread = 0;
    document.title = title;
  }
});

part('save').addEventListener('click', () => {
  const link = document.createElement('a');
  const words = `${title}\n\n${thread.asText(NAMES)}`;
  link.href = URL.createObjectURL(new Blob(['\ufeff', words], { type: 'text/plain;charset=utf-8' }));
  link.download = `tro-chuyen-${new Date().toISOString().slice(0, 10)}.txt`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  closeMenu();
});
part('erase').addEventListener('click', () => {
  part('menu').open = false;
  confirmation.hidden = false;
  confirmation.scrollIntoView({ block: 'nearest' });
  part('keep').focus();
});
part('keep').addEventListener('click', () => {
  confirmation.hidden = true;
  part('menu').querySelector('summary').focus();
});
part('erase-now').addEventListener('click', () => {
  confirmation.hidden = true;
  line.forget();
  bubbles.clear();
  text.value = '';
  waiting();
  window.scrollTo(0, 0);
  part('hello').focus();
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  if (confirmation.hidden) closeMenu();
  else part('keep').click();
});
