import { describe, expect, test } from 'vitest';
import { findingsIn, needlessExceptions } from './rules.mjs';
import { codeOnly } from './strip.mjs';

const none = { longFiles: {}, regionLiterals: {} };
const count = (file: string, text: string) => findingsIn(file, text, none).length;
const NOTE = ['TO', 'DO'].join('');
const LEFT_OUT = ['it', 'skip'].join('.');

describe('source rules', () => {
  test.each([
    ['bff/src/modules/x/x.usecases.ts', 'const answer = await fetch(url);', 'bff/src/gateways/sms/http.ts'],
    ['miniprogram/src/pages/a/index.tsx', 'wx.login({});', 'miniprogram/src/platform/login.weapp.ts'],
    ['miniprogram/src/pages/a/index.tsx', 'window.scrollTo(0, 0);', 'miniprogram/src/platform/device.h5.ts'],
    ['shared/src/domain/journey.ts', 'const now = Date.now();', 'bff/src/clock.ts'],
    ['shared/src/domain/journey.ts', "if (pack.id === 'gansu') refuse();", 'shared/src/policy/packs/gansu.ts'],
    ['bff/src/modules/x/x.usecases.ts', "case '620000': return 1;", 'bff/seed/entries/gansu.ts'],
    ['bff/src/x.test.ts', `${LEFT_OUT}('later', () => {});`, 'bff/src/x.ts'],
  ])('%s: %s', (forbiddenIn, line, allowedIn) => {
    expect(count(forbiddenIn, `const a = 1;\n${line}\n`)).toBe(1);
    expect(count(allowedIn, `const a = 1;\n${line}\n`)).toBe(0);
  });

  test('notes to oneself are found in comments, too', () => {
    expect(count('shared/src/x.ts', `// ${NOTE}: later\n`)).toBe(1);
  });

  test('what a comment or a text says is no call', () => {
    const text =
      "// fetch(url) is forbidden\nconst a = 'wx.login';\nconst b = `my.call ${'window.open'}`;\n/* wx.x */\n";
    expect(count('miniprogram/src/pages/a/index.tsx', text)).toBe(0);
    expect(count('miniprogram/src/pages/a/index.tsx', 'const a = `${window.name}`;')).toBe(1);
  });

  test('long files need a reason, tests may be longer, needless reasons are reported', () => {
    const long = 'a;\n'.repeat(301);
    expect(count('shared/src/x.ts', long)).toBe(1);
    expect(count('shared/src/x.ts', 'a;\n'.repeat(300))).toBe(0);
    expect(count('shared/src/x.test.ts', long)).toBe(0);
    const reason = { longFiles: { 'shared/src/x.ts': 'one table', 'shared/src/y.ts': 'gone' }, regionLiterals: {} };
    expect(findingsIn('shared/src/x.ts', long, reason)).toEqual([]);
    expect(needlessExceptions(reason, new Map([['shared/src/x.ts', long]]))).toEqual(['shared/src/y.ts']);
  });

  test('the line of a finding is the line in the file', () => {
    const text = "/* one\ntwo */\nconst a = `x\n${b}`;\nconst c = /'/;\nwx.login();\n";
    expect(findingsIn('miniprogram/src/app.ts', text, none).map(({ line }) => line)).toEqual([6]);
  });

  test('stripping keeps the code', () => {
    expect(codeOnly("a / b; // c\nd('e')", { strings: 'blank' })).toBe("a / b; \nd(' ')");
    expect(codeOnly('x = `a${ {b: `c`} }d`;', { strings: 'blank' })).toBe('x = ` ${ {b: ` `} } `;');
  });
});
