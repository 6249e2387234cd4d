import type { PolicyPack, Rule, Words } from '../policy/pack';
import { dayInWords } from './civil-day';
import { KINSHIP_WORDS } from './kinship';
import type { Refusal, RefusalCode } from './sharing.types';

/** National medical-insurance hotline: the last resort of every refusal. */
export const HOTLINE = '12393';

interface Template {
  because: (words: Words, pack: PolicyPack) => string;
  next: (words: Words, pack: PolicyPack) => string;
  /** The leaf that states the rule, where a pack's rule is the cause. */
  rule?: (pack: PolicyPack) => Rule<unknown>;
}

/** A limit in words; a pack without this limit never gives the refusal, but its words must read well all the same. */
const counted = (rule: Rule<number | null>) => (rule.value === null ? '若干位' : `${rule.value}位`);
const aged = (side: '年满' | '未满', rule: Rule<number | null>) =>
  rule.value === null ? `${side}规定年龄` : `${side}${rule.value}周岁`;

const TEMPLATES: Record<RefusalCode, Template> = {
  PACK_NOT_OPEN: {
    because: (w) => `${w.region}的办法还没有核对完，本程序暂时不能办理${w.region}的${w.sharing}。`,
    next: () => '请先用本省医保部门自己的渠道办理；开放以后，首页会显示。',
    rule: (p) => p.isOpen,
  },
  NOT_AVAILABLE_NOW: {
    because: () => '这件事现在办不了，可能已经办过，或者情况刚刚有变化。',
    next: () => '请刷新后看看最新情况，再选现在能办的事项。',
  },
  COMMITMENT_REQUIRED: {
    because: (w) => `首次使用${w.sharing}，要先读完并确认${w.commitment ?? '承诺书'}。`,
    next: (w) => `请先打开${w.commitment ?? '承诺书'}，读到最后并确认。`,
    rule: (p) => p.consent.commitment,
  },
  COMMITMENT_OUTDATED: {
    because: (w) => `${w.commitment ?? '承诺书'}已经更新，您确认的不是现在的版本。`,
    next: (w) => `请重新打开${w.commitment ?? '承诺书'}，读完新的版本再确认。`,
    rule: (p) => p.consent.commitment,
  },
  SIGNATURE_REQUIRED: {
    because: (w) => `${w.commitment ?? '承诺书'}要由${w.owner}本人签名，姓名要和证件上的一样。`,
    next: (w) => `请读完${w.commitment ?? '承诺书'}，在签名处写下您本人的姓名。`,
    rule: (p) => p.consent.commitment,
  },
  KINSHIP_NOT_ALLOWED: {
    because: (w, p) =>
      `${w.region}的${w.sharing}只能给近亲属：${p.kinships.value.map((k) => KINSHIP_WORDS[k]).join('、')}。`,
    next: () => '请核对关系是否选对；不在其中的亲属不能绑定。',
    rule: (p) => p.kinships,
  },
  MEMBER_IS_OWNER: {
    because: (w) => `${w.owner}和${w.member}不能是同一个人。`,
    next: (w) => `请填写${w.member}本人的姓名和身份证号。`,
  },
  MEMBER_ALREADY_IN: {
    because: (w) => `这位家人已经在您的${w.sharing}里，或正在办理中。`,
    next: () => '请在成员列表里查看进度；邀请过期的，可以重新发出邀请。',
  },
  MEMBER_LIMIT_REACHED: {
    because: (w, p) =>
      `${w.region}规定，一位${w.owner}最多绑定${counted(p.limits.membersPerOwner)}${w.member}，您已经满额。`,
    next: (w) => `要换人，请先为一位不再需要的${w.member}${w.unbind}。`,
    rule: (p) => p.limits.membersPerOwner,
  },
  OWNER_NOT_KNOWN: {
    because: (w) => `暂时查不到${w.owner}的医保信息，没法核对条件。`,
    next: () => '请核对姓名和身份证号，过一会儿再试。',
  },
  OWNER_NOT_EMPLOYEE_INSURED: {
    because: (w) => `只有职工医保有个人账户。${w.owner}要参加${w.region}职工医保，现在查到的参保情况不符合。`,
    next: () => '请换一位参加职工医保的家人来绑定；刚参保的，等参保地登记好再试。',
    rule: (p) => p.owner.insutypes,
  },
  OWNER_INSURED_ELSEWHERE: {
    because: (w) => `${w.owner}的职工医保不在${w.region}，不能用${w.region}的办法绑定。`,
    next: () => '请回到首页，选择参保所在的省份；刚转移医保关系的，等转移办完再试。',
    rule: (p) => p.owner.insuredWithin,
  },
  OWNER_INSURANCE_NOT_NORMAL: {
    because: (w) => `${w.owner}的职工医保现在不是正常状态（可能停保、欠费或已终止），不能使用${w.sharing}。`,
    next: () => '请先向单位或参保地医保部门恢复参保，状态正常后再试。',
    rule: (p) => p.owner.mustBeNormal,
  },
  OWNER_BALANCE_ZERO: {
    because: (w) => `${w.region}规定个人账户有余额才能绑定，${w.owner}的余额现在是零。`,
    next: () => '请等下个月个人账户入账后再试。',
    rule: (p) => p.owner.balanceRequired,
  },
  MEMBER_NOT_KNOWN: {
    because: (w) => `没有查到这位${w.member}的信息，没法核对条件。`,
    next: () => '请对照证件核对姓名和身份证号，过一会儿再试。',
  },
  MEMBER_NOT_INSURED: {
    because: (w) => `${w.member}要参加${w.region}的职工医保或居民医保，现在没有查到参保。`,
    next: () => '请先为家人办理居民医保参保，参保生效后再来绑定。',
    rule: (p) => p.member.mustBeInsured,
  },
  MEMBER_INSURED_ELSEWHERE: {
    because: (w) => `${w.member}的医保不在${w.region}，${w.region}目前只能给在本省参保的家人绑定。`,
    next: () => '请核对参保地；医保关系转到本省后再来绑定。',
    rule: (p) => p.member.insuredWithin,
  },
  MEMBER_INSURANCE_NOT_NORMAL: {
    because: (w) => `${w.member}的医保现在不是正常状态（可能停保、欠费或已终止）。`,
    next: () => '请先缴费或恢复参保，状态正常后再来绑定。',
    rule: (p) => p.member.mustBeNormal,
  },
  MEMBER_HAS_OWNER: {
    because: (w, p) =>
      p.limits.oneRelationAtATime.value
        ? `${w.region}规定，同一时间只能在一份共济关系里。这位${w.member}已经在别的共济关系里，可能是在别的渠道办的。`
        : `这位${w.member}的${w.owner}人数已满（最多${counted(p.limits.ownersPerMember)}）。`,
    next: (w) => `请先由原来的${w.owner}${w.unbind}，再来绑定。`,
    rule: (p) => (p.limits.oneRelationAtATime.value ? p.limits.oneRelationAtATime : p.limits.ownersPerMember),
  },
  OWNER_HAS_RELATION: {
    because: (w) =>
      `${w.region}规定，同一时间只能在一份共济关系里。${w.owner}自己正在使用别人的${w.sharing}，不能再当${w.owner}。`,
    next: (w) => `请先请那一位${w.owner}为您${w.unbind}，再来绑定家人。`,
    rule: (p) => p.limits.oneRelationAtATime,
  },
  FACE_REQUIRED: {
    because: (w, p) =>
      `${aged('年满', p.consent.memberFaceFromAge)}的${w.member}，要由本人在24小时内刷脸通过才能绑定。`,
    next: (w) => `请${w.member}本人刷脸；不方便刷脸的，可以带双方证件到窗口办理。`,
    rule: (p) => p.consent.memberFaceFromAge,
  },
  GUARDIAN_CONSENT_REQUIRED: {
    because: (w, p) => `${w.member}${aged('未满', p.consent.guardianConfirmsBelowAge)}，要由监护人单独阅读并同意。`,
    next: () => '请监护人打开同意书，读完并确认。',
    rule: (p) => p.consent.guardianConfirmsBelowAge,
  },
  INVITATION_EXPIRED: {
    because: (_w, p) => `这份邀请已经过期（发出后${p.consent.invitationHours.value}小时内有效）。`,
    next: (w) => `请${w.owner}重新发出邀请。`,
    rule: (p) => p.consent.invitationHours,
  },
  WINDOW_REQUIRED: {
    because: (w) => `${w.region}的${w.sharing}要选定起止时间，您还没有选。`,
    next: () => '请选择从什么时候开始、到什么时候结束。',
    rule: (p) => p.window,
  },
  WINDOW_INVALID: {
    because: (_w, p) =>
      `起止时间不对：开始不能早于现在，结束要晚于开始，也不能已经过去${p.window.value?.isEndRequired ? '；结束时间一定要选' : ''}。`,
    next: () => '请重新选择起止时间；想马上停用的，可以直接解除。',
    rule: (p) => p.window,
  },
  AMOUNT_INVALID: {
    because: () => '金额不对：要大于零，最多到分。',
    next: () => '请重新填写金额。',
  },
  BALANCE_TOO_SMALL: {
    because: () => '金额超过了现在可用的余额。',
    next: () => '请把金额改小一些；余额以医保系统为准，刚结算过的可能有变化。',
  },
  FUNDS_MOVE_PENDING: {
    because: () => '上一笔划拨或转回还在办理中，要等它有结果。',
    next: () => '请过几分钟刷新查看结果，再办下一笔。',
  },
  OWNER_PROOF_REQUIRED: {
    because: (w, p) =>
      p.owner.proof.value === 'face'
        ? `${w.region}要求${w.owner}实名并由本人刷脸登录，您还没有完成。`
        : `${w.owner}要先用本人的手机号验证身份。`,
    next: () => '请先完成本人身份验证；不方便的，可以带证件到窗口办理。',
    rule: (p) => p.owner.proof,
  },
};

/** Where a rule comes from, in plain Chinese: '依据：《…》（…，2024年11月）', with a word of warning for our own readings. */
export function sourceInWords(pack: PolicyPack, rule: Pick<Rule<unknown>, 'source' | 'basis'>): string {
  const source = pack.sources[rule.source];
  if (source === undefined) return '';
  const reading = rule.basis === 'ours' ? '原文没有写明，这是本程序的理解；参考' : '依据';
  return `${reading}：《${source.title}》（${source.publisher}，${dayInWords(source.publishedOn)}）。`;
}

/**
 * A refusal that can be shown as it is: why (with the rule's source) and what to do next, in the pack's own words.
 * `rule` overrides the leaf that the code usually rests on.
 */
export function refusalOf(code: RefusalCode, pack: PolicyPack, rule?: Rule<unknown>): Refusal {
  const template = TEMPLATES[code];
  const leaf = rule ?? template.rule?.(pack);
  return {
    code,
    because: `${template.because(pack.words, pack)}${leaf ? sourceInWords(pack, leaf) : ''}`,
    next: `${template.next(pack.words, pack)}拿不准的，可拨打${HOTLINE}，或到${pack.desk.where.value}办理。`,
    ...(leaf ? { sourceKey: leaf.source, basis: leaf.basis } : {}),
  };
}

/** Every refusal code, for tests and for pages that list them. */
export const REFUSAL_CODES = Object.keys(TEMPLATES) as RefusalCode[];
