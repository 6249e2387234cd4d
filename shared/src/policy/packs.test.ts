import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { buildPack } from '../test-builders';
import { checkPack, rulesOf } from './check-pack';
import { clientPack } from './client-view';
import { allPacks, packOfFamily, pickPacks, textByHash } from './index';
import type { CommitmentText, PolicyPack } from './pack';
import { PACK_SHAPE } from './pack-shape';
import { GANSU } from './packs/gansu';
import { GUIZHOU } from './packs/guizhou';
import { HEBEI } from './packs/hebei';
import { JIANGSU } from './packs/jiangsu';
import { SHAANXI } from './packs/shaanxi';
import { canonicalJson, hashedContentOf } from './text-hash';

describe('packs', () => {
  it.each(allPacks.map((pack) => [pack.id, pack] as const))('%s is sound', (_id, pack) => {
    expect(checkPack(pack)).toEqual([]);
  });

  it('dates and names the packs as the facts do', () => {
    expect(GANSU).toMatchObject({ region: '620000', attestedOn: '2024-11', effectiveFrom: '2023-01-01' });
    expect(HEBEI).toMatchObject({ region: '130000', attestedOn: '2024-10' });
    expect(GANSU.words).toMatchObject({ owner: '共济人', member: '被共济人', allocate: '划拨' });
    expect(HEBEI.words).toMatchObject({ owner: '共济人', member: '亲属' });
    expect(GUIZHOU).toMatchObject({ region: '520000', attestedOn: '2022', seatPrefix: 'GZ' });
    expect(JIANGSU).toMatchObject({ region: '320000', attestedOn: '2025-07-23', seatPrefix: 'JS' });
    for (const pack of [GUIZHOU, JIANGSU, HEBEI]) expect(pack.effectiveFrom).toBeUndefined();
    expect(GUIZHOU.words).toMatchObject({ owner: '主绑人', member: '共济对象' });
    expect(JIANGSU.words).toMatchObject({ owner: '主账户人', member: '家庭成员' });
  });

  it('tells the owner in Guizhou how to claim, and in Jiangsu what the owner owes', () => {
    expect(GUIZHOU.claims.value).toMatchObject({ by: 'owner', where: expect.stringContaining('参保地') });
    expect(GUIZHOU.claims.value.bring).toContain('这一次看病的结算单据');
    expect(JIANGSU.claims.value.words).toContain('没有手工补办');
    expect(JIANGSU.lifecycle.ownerDuty.value).toMatch(/家庭关系.*修改或解除/);
  });

  it('keeps a pack whose facts do not suffice closed, and says why', () => {
    expect(SHAANXI).toMatchObject({ region: '610000', attestedOn: '2026-11', isOpen: { value: false, basis: 'ours' } });
    expect(SHAANXI.isOpen.note).toContain('可信度低');
    const said = rulesOf(SHAANXI).filter(([, { basis }]) => basis === 'source');
    expect(said.map(([path, { value }]) => [path, value])).toEqual([
      ['limits.ownersPerMember', 2],
      ['consent.commitment', 'sign'],
      ['window', { startNotBeforeNow: true, endAfterStart: true, isEndRequired: true }],
      ['settlement.order', 'memberPriority'],
    ]);
    for (const [path, { note }] of said) expect(note, path).toContain('可信度低');
  });

  it('gives every family a prefix of its own for its seats', () => {
    const families = new Set(allPacks.map(({ family }) => family));
    expect(new Set(allPacks.map(({ seatPrefix }) => seatPrefix)).size).toBe(families.size);
  });

  it('quotes both sides where Gansu contradicts itself on pharmacies', () => {
    expect(GANSU.venues.pharmacy.note).toMatch(/药店.*另一处.*医疗机构/);
  });

  it('hashes every text over its own content', () => {
    const texts = allPacks.flatMap(({ documents }) => Object.values(documents));
    expect(texts.length).toBeGreaterThanOrEqual(3);
    for (const text of texts) {
      expect(text.hash, text.title).toBe(createHash('sha256').update(hashedContentOf(text), 'utf8').digest('hex'));
      expect(textByHash(text.hash)).toBe(text);
    }
    expect(textByHash('0'.repeat(64))).toBeUndefined();
  });

  it('has a commitment letter that can be read and checked', () => {
    const text = GANSU.documents.commitment;
    expect(text?.paragraphs.length).toBeGreaterThanOrEqual(5);
    expect(text?.questions.length).toBeGreaterThanOrEqual(4);
    expect(text?.questions.filter(({ check }) => check).length).toBeGreaterThanOrEqual(2);
  });

  it('has a question for every rule, and for nothing else', () => {
    for (const pack of allPacks) {
      expect(
        rulesOf(pack)
          .map(([path]) => path)
          .sort(),
      ).toEqual(Object.keys(PACK_SHAPE).sort());
    }
  });

  it('tells a stranger every hole of an empty pack, and never throws', () => {
    const said = checkPack({ id: 'new-1' } as PolicyPack);
    expect(said.length).toBeGreaterThan(Object.keys(PACK_SHAPE).length);
    expect(said).toContain('new-1: words is missing');
    expect(said).toContain(
      'new-1: limits.membersPerOwner is missing: How many members may one owner have? (a whole number above zero, or null for none)',
    );
    for (const broken of [{}, { owner: null }, { owner: { proof: 'face' } }, { window: { value: 3 } }]) {
      expect(checkPack(broken as unknown as PolicyPack).length).toBeGreaterThan(10);
    }
  });

  it('makes the same canonical JSON whatever the order of keys', () => {
    expect(canonicalJson({ b: [1, { d: 2, c: 'x' }], a: null })).toBe('{"a":null,"b":[1,{"c":"x","d":2}]}');
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });
});

describe('picking packs', () => {
  it('goes by the owner’s province', () => {
    expect(pickPacks({ ownerRegion: '620102', on: '2026-11-20' })).toEqual([GANSU]);
    expect(pickPacks({ ownerRegion: '130100', memberRegion: '620000', on: '2026-11-20' })).toEqual([HEBEI]);
    expect(pickPacks({ ownerRegion: '520100', on: '2026-11-20' })).toEqual([GUIZHOU]);
    expect(pickPacks({ ownerRegion: '320100', on: '2026-11-20' })).toEqual([JIANGSU]);
    expect(pickPacks({ ownerRegion: '440000', on: '2026-11-20' })).toEqual([]);
  });

  it('minds the effective date', () => {
    expect(pickPacks({ ownerRegion: '620102', on: '2022-12-31' })).toEqual([]);
    expect(packOfFamily('gansu', '2022-12-31')).toBeUndefined();
    expect(packOfFamily('gansu', '2023-01-01')).toBe(GANSU);
    expect(packOfFamily('hebei')).toBe(HEBEI);
    expect(packOfFamily('nowhere')).toBeUndefined();
  });
});

describe('the clients’ view', () => {
  it('keeps every rule, and names texts without sending them', () => {
    const view = JSON.parse(JSON.stringify(clientPack(GANSU)));
    expect(view).not.toHaveProperty('seatPrefix');
    expect(view.documents.commitment).toMatchObject({ hash: GANSU.documents.commitment?.hash });
    expect(view.documents.commitment).not.toHaveProperty('paragraphs');
    expect(view.limits).toEqual(JSON.parse(JSON.stringify(GANSU.limits)));
  });
});

describe('checkPack notices', () => {
  it.each<[string, (pack: PolicyPack) => void, RegExp]>([
    [
      'an unknown source',
      (p) => {
        p.kinships.source = 'XX';
      },
      /unknown source XX/,
    ],
    [
      'our own reading without a note',
      (p) => {
        delete p.window.note;
      },
      /window .*wants a note/,
    ],
    [
      'a newer engine',
      (p) => {
        p.engine = 99;
      },
      /engine 99/,
    ],
    [
      'a missing word',
      (p) => {
        p.words.owner = '';
      },
      /words.owner/,
    ],
    [
      'a missing allocation word',
      (p) => {
        delete p.words.familyAccount;
      },
      /words.familyAccount/,
    ],
    [
      'a commitment without a text',
      (p) => {
        delete p.documents.commitment;
      },
      /commitment is asked/,
    ],
    [
      'a guardian without a text',
      (p) => {
        delete p.documents.guardianConsent;
      },
      /guardian is asked/,
    ],
    [
      'two owners where one relation is allowed',
      (p) => {
        p.limits.ownersPerMember.value = 2;
      },
      /one owner per member/,
    ],
    [
      'funding that does not fit the order',
      (p) => {
        p.funding.value = 'balance';
      },
      /do not fit/,
    ],
    [
      'no kinships',
      (p) => {
        p.kinships.value = [];
      },
      /kinships is empty/,
    ],
    [
      'a window for an engine that knows none',
      (p) => {
        p.window.value = { startNotBeforeNow: true, endAfterStart: true, isEndRequired: false };
      },
      /wants engine 2/,
    ],
    [
      'a claim without an office',
      (p) => {
        p.claims.value = { isPossible: true, words: '可以补办。' };
      },
      /by whom and where/,
    ],
    [
      'a closed pack without a reason',
      (p) => {
        p.isOpen = { value: false, source: 'GS', basis: 'source' };
      },
      /says why/,
    ],
    [
      'a rule that is not there',
      (p) => {
        Reflect.deleteProperty(p.lifecycle, 'ownerDuty');
      },
      /lifecycle\.ownerDuty is missing/,
    ],
    [
      'a text whose hash is not its own',
      (p) => {
        (p.documents.commitment as CommitmentText).hash = 'not a hash';
      },
      /wants a SHA-256 hash/,
    ],
    [
      'a source without a date',
      (p) => {
        p.sources.GS = { title: '问答', publisher: '报纸', publishedOn: 'late' };
      },
      /source GS wants a date/,
    ],
    [
      'a scope that says both',
      (p) => {
        p.scope.pays.value = ['treatment', 'wellness'];
      },
      /both pays and never/,
    ],
    [
      'a face of one who is not asked',
      (p) => {
        p.consent.memberAgrees.value = false;
      },
      /cannot be asked for a face/,
    ],
  ])('%s', (_what, spoil, problem) => {
    const pack = buildPack(GANSU);
    spoil(pack);
    expect(checkPack(pack).join('\n')).toMatch(problem);
  });
});
