import type { CommitmentText } from '../pack';

/** A guardian's separate, recorded consent for a child under 14 (law). Written by us; shown to nobody while the pack is not open. */
export const BEIJING_GUARDIAN_CONSENT: CommitmentText = {
  hash: '74e1ffdc6e1440510a58565aa50e35cc036b349c9bea59a73ac0b877aea12559',
  version: '2026-11.1',
  title: '监护人同意书（未满14周岁的被共济人）',
  attestedOn: '2026-11',
  paragraphs: [
    '请由孩子的监护人本人阅读并确认。',
    '建立家庭共济要用到孩子的姓名、身份证号码、与共济人的关系，以及以后用共济的钱看病买药的记录；不作别的用途。',
    '您可以随时请共济人解除，也可以要求查看、更正、导出或删除孩子的信息。同意以后，本程序会记下这份文字的版本和时间。',
  ],
  questions: [],
  confirmLabel: '我是监护人，我同意',
};
