import type { CommitmentText } from '../pack';

/** Draft of a commitment letter with an e-signature, written by us; shown to nobody while the pack is not open. */
export const SHAANXI_COMMITMENT: CommitmentText = {
  hash: '87d21560ecb94d117b01110b6b9603c106d508e229571084a86084cfcab75f31',
  version: '2026-11.1',
  title: '个人账户家庭共济承诺书（草稿）',
  attestedOn: '2026-11',
  paragraphs: [
    '我自愿授权家庭成员在我选定的起止时间内使用我的职工医保个人账户。我填写的姓名、证件号码和关系都是真的。',
    '共济的只是个人账户里的钱，医保卡和医保码不能借给别人。家庭成员看病买药用本人的医保码或社保卡。',
    '一位家庭成员最多由两位授权人共济；由几位共济时，按家庭成员自己排的先后支付。',
    '我不会把自己或家人的医保凭证交给别人套现。违反的，愿意按医保基金监管规定承担责任。',
  ],
  questions: [
    {
      question: '绑定以后，家人可以拿着我的医保卡去看病吗？',
      answer: '不可以。钱可以共济，卡不能共用。',
      check: {
        options: ['可以，绑定了就能用我的卡', '不可以，家人要用自己的医保码或社保卡'],
        rightIndex: 1,
      },
    },
  ],
  confirmLabel: '我已读完，签名并承诺遵守',
};

/** A guardian's separate, recorded consent for a child under 14 (law). Written by us. */
export const SHAANXI_GUARDIAN_CONSENT: CommitmentText = {
  hash: 'e9bcde03e641e9e0c64cdf854c215fa765a1b43eb79e7b42d682074818c25f5c',
  version: '2026-11.1',
  title: '监护人同意书（未满14周岁的家庭成员）',
  attestedOn: '2026-11',
  paragraphs: [
    '请由孩子的监护人本人阅读并确认。',
    '建立家庭共济要用到孩子的姓名、身份证号码、与授权人的关系，以及以后用共济的钱看病买药的记录；不作别的用途。',
    '您可以随时请授权人解除，也可以要求查看、更正、导出或删除孩子的信息。同意以后，本程序会记下这份文字的版本和时间。',
  ],
  questions: [],
  confirmLabel: '我是监护人，我同意',
};
