import assert from 'node:assert/strict';
import { auditAccess, type TextMode } from '../access';
import type { Journey, Stage } from '../journey';
import { personNamed, proveBySms, signIn } from './acts';
import { Phone } from './phone';

/** Pages that open for everybody, with a part that stands there when they are drawn. */
const OPEN_PAGES: [path: string, part: string][] = [
  ['/pages/home/index', 'hot-bound-but-not-paid'],
  ['/pages/search/index', 'search-input'],
  ['/pages/search/index?q=%E7%BB%91%E4%BA%86%E5%88%B7%E4%B8%8D%E4%BA%86', 'search-results'],
  ['/pages/search/index?q=qqqqzzzz', 'search-results'],
  ['/pages/answer/index?id=bound-but-not-paid', 'answer-text'],
  ['/pages/answer/index?id=nothing-of-this-name', 'problem'],
  ['/pages/invitation/index', 'invitation-input'],
  ['/pages/invitation/index?code=ABCD2345', 'problem'],
  ['/pages/sharings/index', 'gate-sign-in'],
  ['/pages/records/index', 'gate-sign-in'],
  ['/pages/me/index', 'me-login'],
  ['/packages/doors/login/index', 'login'],
  ['/packages/doors/prove/index?proof=phone', 'prove-sign-in'],
  ['/packages/guide/policy/index?family=gansu', 'policy'],
  ['/packages/guide/policy/index?family=jiangsu', 'policy'],
  ['/packages/guide/window/index?family=guizhou', 'window-bring'],
  ['/packages/bind/journey/index', 'bind-province-gansu'],
];
/** Pages of somebody who is signed in and proven, and has no relation yet. */
const OWN_PAGES: [path: string, part: string][] = [
  ['/pages/home/index', 'glance'],
  ['/pages/sharings/index', 'sharings'],
  ['/pages/records/index', 'records'],
  ['/pages/me/index', 'me-person'],
  ['/packages/doors/inbox/index', 'inbox'],
  ['/packages/doors/sign-ins/index', 'session-this'],
  ['/packages/bind/journey/index', 'bind-province-gansu'],
];

/** Looks at each page and collects what is wrong, so that one run tells all of it. */
async function auditPages(phone: Phone, mode: TextMode, pages: typeof OPEN_PAGES): Promise<string[]> {
  const faults: string[] = [];
  for (const [path, part] of pages) {
    await phone.go(path);
    await phone.see({ part });
    await phone.page.locator(`${phone.driver.named('loading')}:visible`).waitFor({ state: 'detached' });
    await phone.page.waitForTimeout(150);
    await phone.stage.screenshot(phone.page, `${mode} ${path.replace(/\?.*/, '').replace(/\/index$/, '')}`);
    for (const fault of await auditAccess(phone.page, mode)) faults.push(`${mode} ${path}: ${fault}`);
  }
  return faults;
}

async function chooseMode(phone: Phone, mode: TextMode): Promise<void> {
  await phone.go('/pages/home/index');
  await phone.see({ part: 'home' });
  const isElder = await phone.page.locator('.screen--elder:visible').isVisible();
  if (isElder !== (mode === 'elder')) await phone.tap('home-elder');
}

async function walk(stage: Stage, mode: TextMode): Promise<void> {
  const faults: string[] = [];
  const phone = await Phone.open(stage, mode);
  await chooseMode(phone, mode);
  faults.push(...(await auditPages(phone, mode, OPEN_PAGES)));
  // A reload keeps the mode.
  await chooseMode(phone, 'normal');
  const person = await personNamed(stage.house, '王建国');
  const prove = '/packages/doors/prove/index?proof=phone';
  await phone.go(`/packages/doors/login/index?then=${encodeURIComponent(prove)}`);
  await signIn(phone, person);
  await phone.tap('prove-province-gansu');
  await phone.type('prove-name', person.name);
  await phone.type('prove-certificate', person.certificateNumber);
  await proveBySms(phone, person);
  await phone.see({ part: 'glance' });
  await chooseMode(phone, mode);
  faults.push(...(await auditPages(phone, mode, OWN_PAGES)));
  assert.deepEqual(faults, [], faults.join('\n'));
}

const EVERYWHERE = ['h5', 'weapp', 'alipay'] as const;

export const journeys: Journey[] = [
  { name: 'access: every page for old eyes, normal text', clients: EVERYWHERE, run: (stage) => walk(stage, 'normal') },
  { name: 'access: every page for old eyes, elder mode', clients: EVERYWHERE, run: (stage) => walk(stage, 'elder') },
];
