import type { CommitmentText } from '../pack';

/** A guardian's separate, recorded consent for a child under 14 (law; Hebei's own steps do not ask it). Written by us. */
export const HEBEI_GUARDIAN_CONSENT: CommitmentText = {
  hash: 'a3d5b7774530fdb43d1640d950fdad3596cb31a65237b72ac31af39d8f8b5746',
  version: '2026-11.1',
  title: '监护人同意书（未满14周岁的亲属）',
  attestedOn: '2024-10',
  paragraphs: [
    '请由孩子的监护人本人阅读并确认。监护人通常是孩子的父母；添加亲属的人不是监护人的，请把手机交给监护人。',
    '添加亲属要用到孩子的姓名、身份证号码、与共济人的关系，以及以后用共济的钱看病买药的记录。',
    '这些信息只用来登记共济关系、自动结算和给您与共济人查看记录，不作别的用途，保存时加密，显示时遮住中间几位。',
    '河北的办理步骤里没有这一步；因为法律规定，处理不满14周岁孩子的信息要得到监护人单独同意，所以本程序加上了它。',
    '您可以随时请共济人解除绑定，也可以要求查看、更正、导出或删除孩子的信息。不愿意在手机上确认的，可以到医保办事大厅办理。',
    '同意以后，本程序会记下您同意的这份文字的版本和时间。',
  ],
  questions: [
    {
      question: '孩子用自己的医保吗？',
      answer: '是的。孩子看病一直用孩子自己的医保码或社保卡，报销待遇不变，只是个人要付的部分由共济人的个人账户支付。',
    },
    {
      question: '孩子没有参加河北的医保可以绑定吗？',
      answer: '不可以。孩子要在河北参加职工医保或居民医保，并且状态正常。可以先为孩子办理居民医保参保。',
    },
  ],
  confirmLabel: '我是监护人，我同意',
};
