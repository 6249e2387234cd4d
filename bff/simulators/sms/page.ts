import { escapeHtml, page } from '../server/page';
import type { InboxMessage } from './inbox';

const SHOWN = 50;

/** `2026-11-23T04:05:06Z` → `2026-11-23 12:05:06`, the time on a phone in China (UTC+8). */
function chinaTime(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3600_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** The inbox of every simulated phone as one page: newest first, large text, reloads every three seconds. */
export function inboxPage(messages: InboxMessage[], phone: string | undefined): string {
  const cards = messages.slice(0, SHOWN).map(
    (each) => `<article class="card"><div class="small">${escapeHtml(each.phone)}　${chinaTime(each.sentAt)}</div>
<div class="big">${escapeHtml(each.text)}</div></article>`,
  );
  const empty = phone ? '这个号码还没有收到短信。' : '还没有短信。';
  const body = `<span class="seal">模拟环境</span><h1>短信收件箱（模拟）</h1>
<p class="note">发给演示人员手机的短信都在这里，最新的在最上面，每 3 秒自动刷新。</p>
<form class="card" method="get" action="/"><label for="phone">只看一个手机号</label>
<input id="phone" name="phone" inputmode="numeric" value="${escapeHtml(phone ?? '')}" placeholder="11 位手机号，留空看全部">
<button>查看</button></form>
${cards.length > 0 ? cards.join('\n') : `<div class="card">${empty}</div>`}`;
  // Reloads by script, not by meta refresh: not while somebody types a number into the filter.
  return page('短信收件箱（模拟）', `${body}${RELOAD}`);
}

const RELOAD = `<script>
setInterval(function(){if(document.activeElement&&document.activeElement.id==='phone')return;location.reload()},3000);
</script>`;
