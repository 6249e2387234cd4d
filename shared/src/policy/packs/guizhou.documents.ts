import type { CommitmentText } from '../pack';

/** A guardian's separate, recorded consent for a child under 14 (law; Guizhou's own steps do not ask it). Written by us. */
export const GUIZHOU_GUARDIAN_CONSENT: CommitmentText = {
  hash: '869961df7f13dc576143cfbd66010c1c59fce4cbebb59949e91a88e0ea83d18e',
  version: '2026-11.1',
  title: '监护人同意书（未满14周岁的共济对象）',
  attestedOn: '2026-11',
  paragraphs: [
    '请由孩子的监护人本人阅读并确认。监护人通常是孩子的父母；主绑人不是监护人的，请把手机交给监护人。',
    '绑定孩子要用到孩子的姓名、身份证号码、与主绑人的关系，以及以后用共济的钱看病的记录。',
    '这些信息只用来登记共济关系、自动结算和给您与主绑人查看记录，不作别的用途，保存时加密，显示时遮住中间几位。',
    '贵州的材料里没有写这一步；因为法律规定，处理不满14周岁孩子的信息要得到监护人单独同意，所以本程序加上了它。',
    '您可以随时请主绑人解除绑定，也可以要求查看、更正、导出或删除孩子的信息。不愿意在手机上确认的，可以到医保窗口办理。',
    '同意以后，本程序会记下您同意的这份文字的版本和时间。',
  ],
  questions: [
    {
      question: '孩子用自己的医保吗？',
      answer: '是的。孩子看病一直用孩子自己的医保码或社保卡，报销待遇不变，只是个人要付的部分由主绑人的个人账户支付。',
    },
    {
      question: '父母两个人可以都绑定孩子吗？',
      answer: '不可以。在贵州，一位共济对象同一时间只能有一位主绑人。要换成另一位，先由现在的主绑人解除绑定。',
    },
  ],
  confirmLabel: '我是监护人，我同意',
};
