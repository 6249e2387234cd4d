import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { buildPack } from '../test-builders';
import { checkPack, rulesOf } from './check-pack';
import { clientPack } from './client-view';
import { allPacks, packOfFamily, pickPacks, textByHash } from './index';
import type { PolicyPack } from './pack';
import { GANSU } from './packs/gansu';
import { HEBEI } from './packs/hebei';
import { canonicalJson, hashedContentOf } from './text-hash';

const EIGHT = [
  'spouse',
  'parent',
  'child',
  'sibling',
  'paternalGrandparent',
  'maternalGrandparent',
  'sonsChild',
  'daughtersChild',
];

/** The two provinces' rows of the facts, typed by hand: [path, Gansu, basis, Hebei, basis]. */
const GOLDEN: [path: string, gs: unknown, gsBasis: string, he: unknown, heBasis: string][] = [
  ['kinships', EIGHT, 'source', EIGHT, 'ours'],
  ['owner.insutypes', ['310'], 'source', ['310'], 'source'],
  ['owner.insuredWithin', 'province', 'source', 'province', 'source'],
  ['owner.mustBeNormal', true, 'source', false, 'ours'],
  ['owner.balanceRequired', false, 'ours', false, 'source'],
  ['owner.proof', 'face', 'source', 'phone', 'source'],
  ['member.mustBeInsured', false, 'ours', true, 'source'],
  ['member.insutypes', ['310', '390'], 'ours', ['310', '390'], 'source'],
  ['member.insuredWithin', 'nation', 'ours', 'province', 'source'],
  ['member.mustBeNormal', false, 'ours', true, 'source'],
  ['limits.membersPerOwner', null, 'source', 8, 'source'],
  ['limits.ownersPerMember', 1, 'source', null, 'source'],
  ['limits.oneRelationAtATime', true, 'source', false, 'source'],
  ['consent.memberAgrees', true, 'source', false, 'source'],
  ['consent.memberFaceFromAge', 16, 'ours', null, 'source'],
  ['consent.guardianConfirmsBelowAge', 16, 'ours', 14, 'ours'],
  ['consent.invitationHours', 72, 'ours', 72, 'ours'],
  ['consent.commitment', 'read', 'source', 'none', 'ours'],
  ['window', null, 'ours', null, 'ours'],
  ['funding', 'allocation', 'source', 'balance', 'source'],
  ['settlement.order', 'allocatedSubAccount', 'source', 'largestAllOrNothing', 'source'],
  ['settlement.ownAccount', 'firstIfEmployee', 'ours', 'first', 'ours'],
  ['settlement.ownerSpendsToo', true, 'source', false, 'ours'],
  ['venues.hospital', 'province', 'ours', 'nation', 'source'],
  ['venues.pharmacy', 'province', 'ours', 'province', 'ours'],
  ['venues.onlineSettlementOnly', true, 'ours', true, 'ours'],
  ['venues.outOfAreaFilingRequired', false, 'ours', false, 'ours'],
  ['lifecycle.ownerMayUnbind', true, 'source', true, 'source'],
  ['lifecycle.memberMayLeave', false, 'ours', false, 'ours'],
  ['premiums', [], 'ours', [], 'ours'],
];

function leafOf(pack: PolicyPack, path: string) {
  return rulesOf(pack).find(([each]) => each === path)?.[1];
}

describe('packs', () => {
  it.each(allPacks.map((pack) => [pack.id, pack] as const))('%s is sound', (_id, pack) => {
    expect(checkPack(pack)).toEqual([]);
  });

  it.each(GOLDEN)('%s says what the facts say', (path, gs, gsBasis, he, heBasis) => {
    expect(leafOf(GANSU, path)).toMatchObject({ value: gs, basis: gsBasis });
    expect(leafOf(HEBEI, path)).toMatchObject({ value: he, basis: heBasis });
  });

  it('dates and names the packs as the facts do', () => {
    expect(GANSU).toMatchObject({ region: '620000', attestedOn: '2024-11', effectiveFrom: '2023-01-01' });
    expect(HEBEI).toMatchObject({ region: '130000', attestedOn: '2024-10' });
    expect(HEBEI.effectiveFrom).toBeUndefined();
    expect(GANSU.words).toMatchObject({ owner: '共济人', member: '被共济人', allocate: '划拨' });
    expect(HEBEI.words).toMatchObject({ owner: '共济人', member: '亲属' });
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

  it('makes the same canonical JSON whatever the order of keys', () => {
    expect(canonicalJson({ b: [1, { d: 2, c: 'x' }], a: null })).toBe('{"a":null,"b":[1,{"c":"x","d":2}]}');
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });
});

describe('picking packs', () => {
  it('goes by the owner’s province', () => {
    expect(pickPacks({ ownerRegion: '620102', on: '2026-11-20' })).toEqual([GANSU]);
    expect(pickPacks({ ownerRegion: '130100', memberRegion: '620000', on: '2026-11-20' })).toEqual([HEBEI]);
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
