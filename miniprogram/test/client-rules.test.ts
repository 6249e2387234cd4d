import { expect, test } from 'vitest';
import type { MemberView } from '../src/api/api-types';
import { codeIn } from '../src/features/invitation/code';
import { readIdentity } from '../src/features/prove/identity';
import { plainCommands } from '../src/features/sharing/commands';
import { isKnownStatus, isLive } from '../src/features/sharing/status';

test('finds the invitation code in what people type, paste or scan', () => {
  const cases: [string, string | undefined][] = [
    ['FPFRCF57', 'FPFRCF57'],
    [' fpfr cf57 ', 'FPFRCF57'],
    ['ＦＰＦＲＣＦ５７', 'FPFRCF57'],
    ['https://example.cn/pages/invitation/index?code=FPFRCF57', 'FPFRCF57'],
    ['王*国邀请您使用甘肃职工医保家庭共济，邀请码 FPFRCF57，11月26日前有效。', 'FPFRCF57'],
    ['FPFRCF5', undefined],
    ['FPFRCF578', undefined],
    ['https://example.cn/?code=FPFRCF578', undefined],
    ['', undefined],
  ];
  for (const [text, code] of cases) expect(codeIn(text), text).toBe(code);
});

test('reads a name and a number as certificates write them, and names what is wrong', () => {
  const right = readIdentity(' 阿依古丽•买买提 ', '62010019780512 911２');
  expect(right.identity).toEqual({ name: '阿依古丽·买买提', certificateNumber: '620100197805129112' });
  expect(readIdentity('王建国', '620100197805129113')).toMatchObject({
    numberProblem: expect.stringContaining('校验位'),
  });
  expect(readIdentity('王建国', '620100197805129113').identity).toBeUndefined();
  expect(readIdentity('Wang', '620100197805129112')).toMatchObject({ nameProblem: expect.any(String) });
  expect(readIdentity('Wang', '620100197805129112').identity).toBeUndefined();
});

test('offers what the server offers, asks before what cannot be undone, and leaves unknown commands out', () => {
  const member = { maskedName: '王*厚' } as MemberView;
  const offered = ['renewInvitation', 'cancelInvitation', 'unbind', 'leave', 'transferToTheMoon'].map((type) => ({
    type,
    role: 'owner' as const,
    memberId: 'm_000001',
  }));
  const commands = plainCommands(offered, member, undefined);
  expect(commands.map(({ type }) => type)).toEqual(['renewInvitation', 'cancelInvitation', 'unbind', 'leave']);
  for (const { isGrave, question } of commands) expect(question !== undefined).toBe(isGrave);
  expect(plainCommands([], member, undefined)).toEqual([]);
});

test('"not mine" is asked before it is done, and points to the milder way that there is', () => {
  const member = { maskedName: '王*厚' } as MemberView;
  const offer = (...types: string[]) =>
    plainCommands(
      types.map((type) => ({ type, role: 'member' as const, memberId: 'm_000001' })),
      member,
      undefined,
    ).find(({ type }) => type === 'dispute');
  expect(offer('dispute')).toMatchObject({ label: '不是我办的', isGrave: true });
  expect(offer('dispute')?.question).toMatch(/马上停用.*出钱的家人/);
  expect(offer('leave', 'dispute')?.question).toMatch(/马上停用.*退出共济/);
});

test('a status of a newer server is shown as live, known ones that are over are not', () => {
  const inStatus = (status: string) => ({ status }) as MemberView;
  expect(isLive(inStatus('suspended'))).toBe(true);
  expect(isLive(inStatus('waitingForTheMoon'))).toBe(true);
  expect(isKnownStatus(inStatus('waitingForTheMoon'))).toBe(false);
  for (const status of ['refused', 'ended', 'declined', 'cancelled']) {
    expect(isLive(inStatus(status)), status).toBe(false);
    expect(isKnownStatus(inStatus(status)), status).toBe(true);
  }
});
