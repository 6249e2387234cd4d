import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { entryContents } from '../../../seed/entries/index';
import { regionNames } from '../../../seed/regions';
import { synonyms } from '../../../seed/synonyms/index';
import { createSearchEngine } from './engine';
import { chineseNumber, foldText } from './fold';
import { judge, readJudgingSet } from './judge';
import { createLexicon } from './lexicon';
import { cutLatin } from './syllables';

const lexicon = createLexicon(synonyms);
const documents = entryContents.map(({ id, title, aliases, region, answer, steps, notes }) => ({
  id,
  title,
  aliases,
  region,
  answer: [answer, ...steps, ...notes].join('\n'),
}));
const engine = createSearchEngine({ documents, lexicon, regionNames });
const ids = (question: string, region?: string, limit = 3) =>
  engine.search(question, { region, limit }).items.map(({ id }) => id);

describe('a citizen asks', () => {
  test.each([
    ['in the words of the first screen', '绑了还是刷不了'],
    ['in Traditional characters', '綁了還是刷不了'],
    ['in pinyin', 'bang le haishi shuabuliao'],
    ['in pinyin without spaces', 'bangleshuabuliao'],
    ['with a same-sound slip', '帮了还是刷不了'],
    ['with another wrong character', '绑了还是刷不子'],
    ['in everyday words', '明明都弄好了，结账的时候还是没扣我的钱'],
    ['in full width and with punctuation', '　绑了，还是刷不了？？？'],
  ])('%s: the diagnosis is among the first three, in every region', (_, question) => {
    for (const region of [undefined, '620000', '130000', '440000'])
      expect(ids(question, region)).toContain('bound-but-not-paid');
  });

  test.each([
    ['亲情账户能花我的钱吗', 'sharing-or-kin-account'],
    ['亲情账户', 'sharing-or-kin-account'],
    ['亲情账户跟共济是不是一回事', 'sharing-or-kin-account'],
    ['叔叔能不能绑', 'who-is-a-near-relative'],
    ['zhangmu niang neng bang ma', 'who-is-a-near-relative'],
    ['医保卡里的钱怎么弄成现金', 'cash-out-touts'],
    ['yibao taoxian', 'cash-out-touts'],
    ['我爸在老家我在外省上班能共济不', 'cross-province'],
    ['老人家不会玩手机', 'no-smartphone'],
  ])('%s → %s', (question, wanted) => {
    expect(ids(question)).toContain(wanted);
  });

  test('initials find what they stand for', () => {
    expect(ids('qqzh')[0]).toBe('sharing-or-kin-account');
    expect(ids('jtgj', '130000', 10).length).toBeGreaterThan(0);
  });
});

describe('the region', () => {
  test('its own entry comes before the national one, and that before another province’s', () => {
    expect(ids('怎么绑定家庭共济', '620000')[0]).toBe('gansu-how-to-bind');
    expect(ids('怎么绑定家庭共济', '130000')[0]).toBe('hebei-how-to-bind');
    expect(ids('怎么解绑', '620000')[0]).toBe('gansu-unbind');
    expect(ids('怎么解绑', '130000')[0]).toBe('hebei-unbind');
    const found = engine.search('先扣谁的钱', { region: '620000', limit: 10 }).items;
    const rank = (id: string) => found.findIndex((item) => item.id === id);
    expect(rank('gansu-own-account-first')).toBeLessThan(rank('whose-money-first'));
    expect(rank('whose-money-first')).toBeLessThan(rank('hebei-own-account-first'));
  });

  test('a city belongs to its province', () => {
    expect(ids('怎么解绑', '620100')[0]).toBe('gansu-unbind');
  });

  test('a province named in the question outranks where the person lives', () => {
    expect(ids('河北怎么绑定', '620000')[0]).toBe('hebei-how-to-bind');
    expect(ids('贵阳共济怎么弄', '620000')[0]).toBe('guizhou-how');
  });
});

describe('what is no question of ours', () => {
  test.each([
    '今天天气怎么样',
    'asdfghjkl',
    '哈哈哈哈哈哈',
    '土豆炖牛肉',
    '明星八卦',
    '你是谁',
    'hello world',
    'qqqq',
    '股票涨了吗',
    '？？？',
    '',
    '   ',
    '1234567890',
  ])('“%s” finds nothing', (question) => {
    expect(engine.search(question, { region: '620000' }).items).toEqual([]);
  });

  test('an overlong question is cut, not refused, and stays quick', () => {
    const long = '绑了还是刷不了'.repeat(2000);
    const begun = performance.now();
    expect(ids(long)).toContain('bound-but-not-paid');
    expect(performance.now() - begun).toBeLessThan(500);
  });
});

test('the limit holds, scores fall, snippets are short', () => {
  const { items } = engine.search('共济', { limit: 5 });
  expect(items).toHaveLength(5);
  for (const [index, item] of items.entries()) {
    expect(item.score).toBeGreaterThan(0);
    expect(item.score).toBeLessThanOrEqual(items[index - 1]?.score ?? Number.POSITIVE_INFINITY);
    expect([...item.snippet].length).toBeLessThanOrEqual(72);
    expect(item.snippet.length).toBeGreaterThan(5);
  }
});

test('the same question gets the same answer', () => {
  const again = createSearchEngine({ documents, lexicon, regionNames });
  expect(again.search('孩子看病刷谁的码')).toEqual(engine.search('孩子看病刷谁的码'));
});

test('an empty set of entries answers nothing', () => {
  expect(createSearchEngine({ documents: [], lexicon }).search('共济')).toEqual({ items: [], suggestions: [] });
});

describe('on entries of others', () => {
  const figuresOf = (name: string) => {
    const file = new URL(`../../../seed/judge/${name}.json`, import.meta.url);
    const set = readJudgingSet(JSON.parse(readFileSync(file, 'utf8')));
    return judge(createSearchEngine({ documents: set.entries, lexicon }), set.queries);
  };

  test.each(['tuning', 'held-out', 'other-field'])('the %s part is found at least this well', (name) => {
    const figures = figuresOf(name);
    expect(figures.asked).toBeGreaterThanOrEqual(120);
    expect(figures.meanReciprocalRank).toBeGreaterThan(0.85);
    expect(figures.recallAt3).toBeGreaterThan(0.88);
    expect(figures.recallAt10).toBeGreaterThan(0.94);
    expect(figures.zeroResults).toBeLessThanOrEqual(5);
  });

  test('entries about sharing itself, all much alike, are found too', () => {
    const figures = figuresOf('same-field');
    expect(figures.asked).toBeGreaterThanOrEqual(100);
    expect(figures.meanReciprocalRank).toBeGreaterThan(0.79);
    expect(figures.recallAt10).toBeGreaterThan(0.9);
  });

  test('five hundred entries cost a few milliseconds of processor a question', () => {
    const file = new URL('../../../seed/judge/held-out.json', import.meta.url);
    const set = readJudgingSet(JSON.parse(readFileSync(file, 'utf8')));
    const many = Array.from({ length: 500 }, (_, index) => {
      const entry = set.entries[index % set.entries.length];
      if (!entry) throw new Error('no entry');
      return { ...entry, id: `${entry.id}-${index}`, title: `${entry.title}（${index}）` };
    });
    const large = createSearchEngine({ documents: many, lexicon });
    // Processor time, not the wall's: a busy machine must not fail the test.
    const begun = process.cpuUsage();
    for (const { q } of set.queries) large.search(q);
    const { user, system } = process.cpuUsage(begun);
    expect((user + system) / 1000 / set.queries.length).toBeLessThan(15);
  });
});

describe('the parts', () => {
  test('folding', () => {
    expect(foldText('　醫保帳戶，１６週歲！ＡＰＰ')).toBe('医保账户 16周岁 app');
    expect(foldText('满十六周岁、二〇二六年、两千元')).toBe('满16周岁 2026年 2000元');
    expect(foldText('万一一直没到账')).toBe('万一一直没到账');
    expect(chineseNumber('十')).toBe(10);
    expect(chineseNumber('一万二千')).toBe(12000);
    expect(chineseNumber('三百零五')).toBe(305);
  });

  test('cutting Latin letters', () => {
    const cut = (run: string, pairs: string[] = []) =>
      cutLatin(run, (left, right) => pairs.includes(`${left} ${right}`))
        .map(({ text }) => text)
        .join(' ');
    expect(cut('zenmebangding')).toBe('zen me bang ding');
    expect(cut('jtgj')).toBe('j t g j');
    expect(cut('grzhye')).toBe('g r z h y e');
    expect(cut('xianjin', ['xian jin'])).toBe('xian jin');
    expect(cut('nver')).toBe('nv er');
  });

  test('concepts: 能不能用 asks, 不能用 complains', () => {
    const read = (text: string) => {
      const folded = foldText(text);
      const units = [...folded].map((one, index) => ({
        kind: 'han' as const,
        text: one,
        sound: '',
        letter: '',
        isFirst: index === 0,
      }));
      return [...lexicon.read(units, folded).concepts.keys()];
    };
    expect(read('能不能用')).not.toContain('fail');
    expect(read('不能用')).toContain('fail');
    expect(read('付不出去')).toContain('fail');
    expect(read('我老婆')).toEqual(expect.arrayContaining(['spouse', 'relative']));
  });
});
