import { describe, expect, it } from 'vitest';
import type { Client } from '../protocol';
import { putAt, stepsOf } from './data-path';
import { drawFile, type VNode } from './draw';
import { compileExpression, compileObject } from './expression';
import { parseMarkup } from './markup';
import { TemplateLoader } from './template';
import { tableOf } from './vendor';

const loaderOf = (client: Client, files: Record<string, string>) =>
  new TemplateLoader(
    async (path) => {
      const text = files[path];
      if (text === undefined) throw new Error(`${path} is missing`);
      return text;
    },
    tableOf(client),
    new Set(),
  );

/** What a template draws, written short: `view#id.class[children]`. */
const short = (vnodes: VNode[]): string =>
  vnodes
    .map(({ tag, text, attributes, children }) => {
      if (tag === '#text') return `"${text}"`;
      const id = attributes.id ? `#${attributes.id}` : '';
      const inner = children.length > 0 ? `[${short(children)}]` : '';
      return tag + id + inner;
    })
    .join(' ');

async function drawn(client: Client, files: Record<string, string>, data: Record<string, unknown>) {
  const ending = client === 'weapp' ? 'wxml' : 'axml';
  const file = await loaderOf(client, files).load(`page.${ending}`);
  return short(drawFile(file, data, { components: new Map() }));
}

describe('markup', () => {
  it('reads tags, bare attributes, both quotes, comments and text with mustaches', () => {
    const nodes = parseMarkup(`<!-- x --><view a="1" b='2' c>\n  {{ a < 3 ? "<" : '' }}<text/></view>`, 'p.wxml');
    expect(nodes).toHaveLength(1);
    const [view] = nodes;
    if (view?.kind !== 'element') throw new Error('an element is wanted');
    expect(view.attributes).toEqual([
      { name: 'a', value: '1' },
      { name: 'b', value: '2' },
      { name: 'c', value: null },
    ]);
    expect(view.children.map(({ kind }) => kind)).toEqual(['text', 'element']);
  });

  it.each([
    ['<view><text></view>', 'p.wxml:1: </view> closes <text>'],
    ['<view>', 'p.wxml:1: </view> is missing'],
    ['\n<view a=1/>', 'p.wxml:2: the value of a needs quotes'],
    ['<view a="1" a="2"/>', '<view> has a twice'],
  ])('refuses %s', (source, message) => {
    expect(() => parseMarkup(source, 'p.wxml')).toThrow(message);
  });
});

describe('expressions', () => {
  const value = (source: string, names: Record<string, unknown> = {}) => compileExpression(source)({ names });

  it.each([
    ["i.p1||'none'", { i: {} }, 'none'],
    ['i.p2||visible', { i: {} }, undefined],
    ['a.b.c', {}, undefined],
    ['!1', {}, false],
    ['1 + 2 * 3 - -4', {}, 11],
    ['10 - 3 - 2', {}, 5],
    ["n === '9' ? [1,2][1] : {a: 1}.a", { n: '9' }, 2],
    ['list[at].name', { list: [{ name: 'x' }], at: 0 }, 'x'],
    ["xs.a(2, 'k').length", { xs: { a: (times: number, text: string) => text.repeat(times) } }, 2],
    ['a && b || c', { a: 1, b: 0, c: 3 }, 3],
  ])('%s', (source, names, expected) => {
    expect(value(source, names)).toEqual(expected);
  });

  it('reads a template’s data with keys, short names and what is spread', () => {
    const made = compileObject('i:item,c:c+1,...rest,item')({ names: { item: 1, c: 2, rest: { d: 4 } } });
    expect(made).toEqual({ i: 1, c: 3, d: 4, item: 1 });
  });

  it.each(['a = 1', 'a ?? b', 'a => a', '`a`', 'a b', 'a.', '(a', ''])('refuses {{%s}}', (source) => {
    expect(() => compileExpression(source)).toThrow(source === '' ? 'nothing' : '{{');
  });
});

describe('templates', () => {
  it('draws templates, imports, loops, choices and script modules of WeChat', async () => {
    const files = {
      'base.wxml': `<wxs module="xs" src="./tools.wxs" /><template name="row"><view id="{{xs.id(i)}}">{{i.v}}<template is="{{'row'}}" data="{{i:item}}" wx:for="{{i.cn}}" wx:key="sid"/></view></template>`,
      'tools.wxs': 'module.exports = { id: function (i) { return "s" + i.sid } }',
      'page.wxml': `<import src="./base.wxml"/><block wx:if="{{n > 1}}">big</block><block wx:elif="{{n === 1}}">one</block><text wx:else>none</text><template is="row" data="{{i:root}}"/>`,
    };
    const root = { sid: 1, v: 'a', cn: [{ sid: 2, v: 'b' }, { sid: 3 }] };
    expect(await drawn('weapp', files, { n: 2, root })).toBe('"big" view#s1["a" view#s2["b"] view#s3]');
    expect(await drawn('weapp', files, { n: 1, root: { sid: 9 } })).toBe('"one" view#s9');
    expect(await drawn('weapp', files, { n: 0, root: { sid: 9 } })).toBe('text["none"] view#s9');
  });

  it('draws AXML with SJS and names loop variables', async () => {
    const files = {
      'x.sjs': 'const twice = (n) => n * 2;\nexport default { twice }',
      'page.axml': `<import-sjs name="x" from="./x.sjs" /><view a:for="{{list}}" a:for-item="one" a:for-index="at" a:key="*this" id="{{x.twice(one)}}">{{at}}</view>`,
    };
    expect(await drawn('alipay', files, { list: [4, 5] })).toBe('view#8["0"] view#10["1"]');
  });

  it('sees in a template only what its data give', async () => {
    const files = {
      'page.wxml': '<template name="t">{{outside}}{{given}}</template><template is="t" data="{{given}}"/>',
    };
    expect(await drawn('weapp', files, { outside: 'no', given: 'yes' })).toBe('"yes"');
  });

  it('names a template that does not exist', async () => {
    await expect(drawn('weapp', { 'page.wxml': '<template is="gone"/>' }, {})).rejects.toThrow('no template "gone"');
  });

  it('refuses JavaScript that WXS does not know', async () => {
    const files = { 'page.wxml': '<wxs module="m">const a = 1; module.exports = a</wxs><view/>' };
    await expect(drawn('weapp', files, {})).rejects.toThrow('WXS does not know "const"');
  });

  it.each([
    ['weapp', '<view bindtapp="eh"/>', '<view> has no event "tapp"'],
    ['weapp', '<view onTap="eh"/>', '<view> has no attribute "onTap"'],
    ['weapp', '<input enableNative="{{true}}"/>', '<input> has no attribute "enableNative"'],
    ['weapp', '<vew/>', '<vew> is no component'],
    ['weapp', '<view a:if="{{x}}"/>', 'a:if'],
    ['alipay', '<view bindtap="eh"/>', '<view> has no attribute "bindtap"'],
    ['alipay', '<view ontap="eh"/>', '<view> has no attribute "ontap"'],
    ['alipay', '<picker mode="date"/>', '<picker> has no attribute "mode"'],
    ['alipay', '<view onLongPress="eh"/>', '<view> has no event "longPress"'],
    ['alipay', '<view wx:for="{{x}}"/>', 'wx:for'],
  ] as const)('%s refuses %s', async (client, source, message) => {
    const path = client === 'weapp' ? 'page.wxml' : 'page.axml';
    await expect(drawn(client, { [path]: source }, {})).rejects.toThrow(message);
  });
});

describe('data paths', () => {
  it('reads both spellings of a place in a list', () => {
    expect(stepsOf('root.cn.[0].cn[12].v')).toEqual(['root', 'cn', 0, 'cn', 12, 'v']);
    expect(() => stepsOf('a..b')).toThrow('"a..b" is not valid');
  });

  it('replaces and makes what is missing', () => {
    const data = { root: { cn: [{ v: 'a' }] } };
    putAt(data, 'root.cn.[0].v', 'b');
    putAt(data, 'root.cn.[1]', { v: 'c' });
    putAt(data, 'more[0].name', 1);
    expect(data).toEqual({ root: { cn: [{ v: 'b' }, { v: 'c' }] }, more: [{ name: 1 }] });
  });
});
