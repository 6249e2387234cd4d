import { escapeHtml, maskName, page } from '../server/page';
import type { FaceSession } from './faces';

/** The page that stands for phones held up to faces: one card for each check that waits, two buttons each. */
export function facesPage(waiting: FaceSession[]): string {
  const cards = waiting.map(
    (session) => `<form class="card" method="post" action="/sim/faces/${encodeURIComponent(session.verifyId)}">
<div class="big">${escapeHtml(maskName(session.name))}</div>
<div class="small">流水号 ${escapeHtml(session.outSeqNo)}</div>
<button name="result" value="pass">是本人，识别通过</button>
<button class="plain" name="result" value="fail">不是本人</button></form>`,
  );
  const body = `<span class="seal">模拟环境</span><h1>微信人脸核身（模拟）</h1>
<p class="note">正在等待刷脸的请求会出现在这里，页面每 5 秒自动刷新。</p>
${cards.length > 0 ? cards.join('\n') : '<div class="card">现在没有等待的人脸核身。</div>'}`;
  return page('微信人脸核身（模拟）', body, 5);
}
