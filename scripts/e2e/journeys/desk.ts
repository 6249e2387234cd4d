import assert from 'node:assert/strict';
import { Secret, TOTP } from 'otpauth';
import type { Locator, Page } from 'playwright-core';
import type { Stage } from '../journey';

const DESK = { width: 1440, height: 900 };
export const PASSWORD = 'shou-ren-2026-yuntai';

/** A phone's code generator: each code is used once, the next step's where this one's is spent. */
export function generator(secret: string) {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  let lastStep = 0;
  return () => {
    lastStep = Math.max(Math.floor(Date.now() / 30_000), lastStep + 1);
    return totp.generate({ timestamp: lastStep * 30_000 });
  };
}

/** A desk with a wide screen; what its pages complain of fails the journey at `done`. */
export async function openDesk(stage: Stage) {
  const context = await stage.browser.newContext({
    viewport: DESK,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    baseURL: stage.house.url,
  });
  context.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
  page.on('console', (message) => {
    const isAnswer = /status of 4\d\d/.test(message.text());
    if (['error', 'warning'].includes(message.type()) && !isAnswer) complaints.push(message.text());
  });
  page.on('response', (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} from ${response.url()}`);
  });
  return {
    page,
    async done() {
      await context.close();
      assert.deepEqual(complaints, []);
    },
  };
}

export const field = (page: Page, label: string): Locator => page.getByLabel(label, { exact: true });
/** A spinner that is just going may still stand before the button's name. */
export const press = (page: Page, name: string) =>
  page.getByRole('button', { name: new RegExp(`^(loading )?${name}$`) }).click();
export const place = (page: Page, name: string) => page.getByRole('navigation').getByRole('link', { name }).click();
export const see = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

export async function signIn(page: Page, name: string, code: string): Promise<void> {
  await field(page, '账号').fill(name);
  await field(page, '密码').fill(PASSWORD);
  await field(page, '动态码').fill(code);
  await press(page, '登录');
}

/** Sets up the house's first admin by the one-time link and comes in; hands back the code generator. */
export async function becomeFirstAdmin(page: Page, link: string, account: string, name: string) {
  await page.goto(link);
  await field(page, '账号').fill(account);
  await field(page, '姓名').fill(name);
  await field(page, '密码').fill(PASSWORD);
  await field(page, '再填一次密码').fill(PASSWORD);
  await press(page, '下一步');
  const code = generator((await page.locator('.secret').innerText()).replaceAll(' ', ''));
  await field(page, '填验证器上现在的 6 位动态码').fill(code());
  await press(page, '确认');
  await page.getByText('我已经保存好').click();
  await press(page, '进入运营台');
  return code;
}
