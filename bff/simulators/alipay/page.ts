import { escapeHtml, maskName, page } from '../server/page';
import type { CertifySession } from './certify';

const title = '人脸识别（模拟）';

/** The page that a citizen sees between initialize and query: whose face is asked for, and two answers. */
export function certifyPage(session: CertifySession): string {
  return page(
    title,
    `<span class="seal">模拟环境，不会使用摄像头</span><h1>${title}</h1>
<p class="note">请由本人完成识别。</p>
<form class="card" method="post" action="/certify/${encodeURIComponent(session.certifyId)}">
<div class="small">正在核验</div><div class="big">${escapeHtml(maskName(session.name))}</div>
<button name="result" value="pass">是本人，识别通过</button>
<button class="plain" name="result" value="fail">不是本人</button></form>`,
  );
}

/** Shown after the answer when the merchant named no page to return to. */
export function donePage(isPassed: boolean): string {
  const words = isPassed ? '识别通过' : '识别未通过';
  return page(title, `<h1>${words}</h1><p class="card">请返回刚才的办理页面继续。</p>`);
}

/** Shown for a page address that was not signed by the app, or whose session is unknown or over. */
export function refusedPage(because: string): string {
  return page(title, `<h1>无法开始识别</h1><p class="card">${escapeHtml(because)}请返回办理页面重新发起。</p>`);
}
