import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type EndpointName, endpoints } from '@gongji/shared/contract/endpoints';
import type { House } from '../house';
import type { Journey } from '../journey';
import { personNamed } from './acts';
import { becomeFirstAdmin, field, generator, openDesk, PASSWORD, place, press, see, signIn } from './desk';

/** Calls one row of the API as the mini-program does. */
async function api<T>(
  house: House,
  name: EndpointName,
  { params = {}, body, token }: { params?: Record<string, string>; body?: object; token?: string },
): Promise<T> {
  const { method, path } = endpoints[name];
  const answer = await fetch(house.url + path.replace(/:(\w+)/g, (_, part: string) => params[part] ?? ''), {
    method,
    headers: {
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(`${name} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** Somebody signs in by SMS and proves who they are by a code to the number that the core holds. */
async function comeIn(house: House, name: string): Promise<{ token: string; name: string; certificateNumber: string }> {
  const { phone, certificateNumber, region } = await personNamed(house, name);
  await api(house, 'session.sendSmsCode', { body: { phone } });
  const signedIn = { body: { phone, code: await house.smsCode(phone) } };
  const { accessToken: token } = await api<{ accessToken: string }>(house, 'session.signInBySms', signedIn);
  const identity = { name, certificateNumber };
  const asked = { body: { identity, region }, token };
  const { proofId } = await api<{ proofId: string }>(house, 'person.startSmsProof', asked);
  const code = await house.smsCode(phone);
  await api(house, 'person.finishSmsProof', { params: { proofId }, body: { code }, token });
  return { token, ...identity };
}

/** An owner in Hebei binds a relative, who says "not mine": an operator has to look at it. */
async function sayNotMine(house: House, ownerName: string, memberName: string): Promise<void> {
  const owner = await comeIn(house, ownerName);
  const { token, ...member } = await comeIn(house, memberName);
  const { sharing, memberId } = await api<{ sharing: { sharingId: string }; memberId: string }>(
    house,
    'sharing.addMember',
    { body: { family: 'hebei', kinship: 'parent', member }, token: owner.token },
  );
  const body = { command: { type: 'dispute', memberId } };
  await api(house, 'sharing.command', { params: { sharingId: sharing.sharingId }, body, token });
}

export const journeys: Journey[] = [
  {
    name: 'console: the first admin sets up, signs in, reads, closes a case, invites a clerk',
    async run(stage) {
      const { page, done } = await openDesk(stage);
      const look = (name: string) => stage.screenshot(page, name);
      assert.match(stage.house.firstAdminUrl, /\/console\/#\/setup\/[\w-]{43}$/);
      await page.goto(stage.house.firstAdminUrl);
      await see(page, '设置首位管理员');
      await field(page, '账号').fill('shouren');
      await field(page, '姓名').fill('周守仁');
      await field(page, '密码').fill('shouren-2026-abc');
      await field(page, '再填一次密码').fill('shouren-2026-abc');
      await press(page, '下一步');
      await see(page, /不能包含账号名。/);
      await look('setup refused');
      await field(page, '密码').fill(PASSWORD);
      await field(page, '再填一次密码').fill(PASSWORD);
      await press(page, '下一步');
      await see(page, '绑定手机动态码');
      const secret = (await page.locator('.secret').innerText()).replaceAll(' ', '');
      const code = generator(secret);
      await look('setup generator');
      await field(page, '填验证器上现在的 6 位动态码').fill('000000');
      await press(page, '确认');
      await see(page, /动态码不对/);
      await field(page, '填验证器上现在的 6 位动态码').fill(code());
      await press(page, '确认');
      await see(page, '备用码只显示这一次');
      assert.equal(await page.locator('.codes li').count(), 10);
      await look('recovery codes');
      assert.equal(await page.getByRole('button', { name: '进入运营台' }).isDisabled(), true);
      await page.getByText('我已经保存好').click();
      await press(page, '进入运营台');
      await see(page, '没有待办的事');
      assert.equal(new URL(page.url()).hash.includes('setup'), false);
      await look('cases empty');

      await press(page, '退出');
      await see(page, '已退出。');
      await page.goto(stage.house.firstAdminUrl);
      await see(page, '这个链接用不了');
      await look('link used up');
      await press(page, '去登录');
      await signIn(page, 'shouren', '123456');
      await see(page, /再错 4 次会锁定/);
      await look('sign-in refused');
      await signIn(page, 'shouren', code());
      await see(page, '没有待办的事');

      await sayNotMine(stage.house, '张伟民', '张福全');
      await press(page, '刷新');
      const line = page.getByRole('link', { name: /否认|不是/ }).first();
      await line.waitFor();
      await look('cases');
      await line.click();
      await see(page, '办结这件事');
      await see(page, /张\*全/);
      assert.equal((await page.locator('main').innerText()).includes('张福全'), false);
      await look('case');
      await press(page, '办结');
      await see(page, '请选一个结果');
      await page.getByRole('radio').first().check();
      await field(page, '理由').fill('已电话核实，本人确认没有同意过');
      await press(page, '办结');
      await see(page, /办结后不能改/);
      await look('case confirm');
      await press(page, '确定办结');
      await see(page, /已办结：/);
      await look('case closed');

      await place(page, '卡住的操作');
      await see(page, '没有卡住的操作');
      await look('effects');
      await place(page, '常见问题');
      await see(page, /\d+ 个问题/);
      await look('entries');
      await page.getByPlaceholder('按标题或编号找').fill('gansu-how-to-bind');
      await see(page, '1 个问题');
      await page.getByRole('row').nth(1).getByRole('link').click();
      await see(page, '别的问法');
      await look('entry');

      await place(page, '操作员');
      await press(page, '邀请操作员');
      await field(page, '姓名').fill('林小经');
      await field(page, '账号').fill('xiaojing');
      await page.getByLabel('经办').check();
      await look('invite');
      await press(page, '生成一次性链接');
      await see(page, /当面或用可靠的方式/);
      const link = await page.getByText(/\/console\/#\/setup\//).innerText();
      await look('invitation link');
      await press(page, '我已复制好');
      await look('operators');

      const clerk = await openDesk(stage);
      await clerk.page.goto(link.trim());
      await see(clerk.page, '林小经');
      await stage.screenshot(clerk.page, 'clerk set-up');
      await field(clerk.page, '密码').fill(PASSWORD);
      await field(clerk.page, '再填一次密码').fill(PASSWORD);
      await press(clerk.page, '下一步');
      const clerkCode = generator((await clerk.page.locator('.secret').innerText()).replaceAll(' ', ''));
      await field(clerk.page, '填验证器上现在的 6 位动态码').fill(clerkCode());
      await press(clerk.page, '确认');
      await clerk.page.getByText('我已经保存好').click();
      await press(clerk.page, '进入运营台');
      await see(clerk.page, '没有待办的事');
      assert.deepEqual(await clerk.page.getByRole('navigation').getByRole('link').allInnerTexts(), [
        '待办',
        '卡住的操作',
        '常见问题',
      ]);
      await stage.screenshot(clerk.page, 'clerk');

      await place(page, '操作记录');
      await press(page, '核对完整性');
      await see(page, /行记录完整/);
      await look('audit');
      await page.getByRole('link', { name: '我的账号' }).click();
      await see(page, /还剩 10 个/);
      await look('account');

      await place(page, '操作员');
      await page
        .getByRole('row', { name: /林小经/ })
        .getByRole('button', { name: '停用' })
        .click();
      await press(page, '确定');
      await see(page, '已停用');
      await clerk.page.getByRole('button', { name: '刷新' }).click();
      await see(clerk.page, '登录已过期，请重新登录。');
      await clerk.done();
      await done();
    },
  },
  {
    name: 'console: an unattended screen warns, then signs out',
    async run(stage) {
      const { page, done } = await openDesk(stage);
      await page.clock.install();
      await becomeFirstAdmin(page, stage.house.firstAdminUrl, 'zhiban', '值班员');
      await see(page, '没有待办的事');
      await page.clock.runFor(14 * 60_000 + 5_000);
      await see(page, /秒后自动退出/);
      await stage.screenshot(page, 'idle warning');
      await press(page, '我还在');
      await page.clock.runFor(60_000);
      await see(page, '没有待办的事');
      await page.clock.runFor(15 * 60_000);
      await see(page, '您有 15 分钟没有操作，已自动退出。');
      await stage.screenshot(page, 'idle out');
      await page.reload();
      await see(page, '只供经授权的工作人员使用，所有操作都有记录。');
      await done();
    },
  },
];
