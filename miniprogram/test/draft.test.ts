import { expect, test } from 'vitest';
import {
  type BindDraft,
  EMPTY_DRAFT,
  forgetAllDrafts,
  forgetDraft,
  readDraft,
  writeDraft,
} from '../src/features/bind/draft';
import { draftStorage, keptDraftStorage } from './node-platform';

const DRAFT: BindDraft = {
  family: 'jiangsu',
  role: 'owner',
  kinship: 'child',
  typed: { name: '徐可欣', certificateNumber: '32010020181121926X' },
  window: { end: { kind: 'month' } },
  reading: { textHash: 'a'.repeat(64), answers: { 0: 1 }, signature: '徐国强' },
};
const SAVED = new Date('2026-11-23T05:00:00.000Z');
const hoursLater = (hours: number) => new Date(SAVED.getTime() + hours * 3_600_000);

test('an unfinished bind is there again after the program was killed, for a day', () => {
  writeDraft(DRAFT, SAVED);
  expect(readDraft(hoursLater(0))).toEqual(DRAFT);
  expect(readDraft(hoursLater(23.9))).toEqual(DRAFT);
});

test("after a day a relative's name and number are gone from the phone, not only from the screen", () => {
  writeDraft(DRAFT, SAVED);
  expect(readDraft(hoursLater(24))).toEqual(EMPTY_DRAFT);
  expect(keptDraftStorage.read('bind-draft')).toBeUndefined();
  expect(readDraft(hoursLater(1))).toEqual(EMPTY_DRAFT);
});

test('a clock set back does not keep it for ever; what is no draft is thrown away', () => {
  writeDraft(DRAFT, SAVED);
  expect(readDraft(hoursLater(-48))).toEqual(EMPTY_DRAFT);
  keptDraftStorage.write('bind-draft', JSON.stringify({ savedAt: SAVED.toISOString() }));
  expect(readDraft(SAVED)).toEqual(EMPTY_DRAFT);
  keptDraftStorage.write('bind-draft', JSON.stringify({ savedAt: 'yesterday', draft: DRAFT }));
  expect(readDraft(SAVED)).toEqual(EMPTY_DRAFT);
  keptDraftStorage.write('bind-draft', 'not JSON');
  expect(readDraft(SAVED)).toEqual(EMPTY_DRAFT);
  expect(keptDraftStorage.read('bind-draft')).toBeUndefined();
});

test('a bind that is done, and a sign-out, leave nothing behind', () => {
  writeDraft(DRAFT, SAVED);
  writeDraft({ ...EMPTY_DRAFT, sharingId: 'shr_000001', memberId: 'mem_000001' }, SAVED);
  expect(keptDraftStorage.read('bind-draft')).toBeUndefined();
  writeDraft(DRAFT, SAVED);
  forgetDraft();
  expect(keptDraftStorage.read('bind-draft')).toBeUndefined();
  writeDraft(DRAFT, SAVED);
  draftStorage.write('prove', '{"name":"徐国强"}');
  forgetAllDrafts();
  expect(readDraft(SAVED)).toEqual(EMPTY_DRAFT);
  expect(draftStorage.read('prove')).toBeUndefined();
});
