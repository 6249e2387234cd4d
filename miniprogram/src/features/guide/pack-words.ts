import { KINSHIP_WORDS } from '@gongji/shared/domain/kinship';
import type {
  CommitmentKind,
  Funding,
  Insutype,
  OwnAccount,
  ProofLevel,
  Reach,
  Rule,
  SettlementOrder,
  WindowRule,
} from '@gongji/shared/policy/pack';
import type { ClientPack } from '@/api';

/** One rule in plain words, ready to be drawn. */
export interface RuleLine {
  key: string;
  words: string;
  /** What the pack says about this reading: two sources that disagree, what the source left open. */
  note?: string;
  /** The source is silent or unclear: our own reading. */
  isOurs: boolean;
  /** Key of the pack's sources. */
  source: string;
}

export interface RuleSection {
  id: string;
  title: string;
  /** For the row of jumps at the page's head. */
  short: string;
  lines: RuleLine[];
}

/** A value that a newer pack uses and this client does not know yet. */
const UNKNOWN = '请以窗口或 12393 的答复为准';

const INSUTYPES: Record<Insutype, string> = { '310': '职工医保', '390': '居民医保' };
const REACHES: Record<Reach, string> = { none: '', city: '本市', province: '本省', nation: '全国' };
const PROOFS: Record<ProofLevel, string> = {
  none: '不用另外证明本人',
  phone: '要用医保登记的手机号收验证码，证明是本人',
  face: '要本人刷脸；不想刷脸的到窗口办',
};
const COMMITMENTS: Record<CommitmentKind, string> = {
  none: '没有承诺书要看',
  read: '先看完承诺书和问答，再确认',
  sign: '先看完承诺书，再写上自己的姓名签署',
};

type Line = Omit<RuleLine, 'key'>;

function line<T>(rule: Rule<T>, words: string): Line {
  return {
    words,
    ...(rule.note ? { note: rule.note } : {}),
    isOurs: rule.basis === 'ours',
    source: rule.source,
  };
}

function section(id: string, short: string, title: string, lines: readonly (Line | undefined)[]): RuleSection {
  const kept = lines.filter((each): each is Line => each !== undefined && each.words !== '');
  return { id, short, title, lines: kept.map((each, place) => ({ ...each, key: `${id}-${place}` })) };
}

const insutypesIn = (insutypes: readonly Insutype[]) => insutypes.map((each) => INSUTYPES[each] ?? UNKNOWN).join('或');

/** "在本省参加职工医保" */
const insuredIn = (reach: Reach, insutypes: readonly Insutype[]) =>
  `${reach === 'nation' ? '在全国任何地方' : `在${REACHES[reach] ?? ''}`}参加${insutypesIn(insutypes)}`;

function fundingWords({ funding, words }: ClientPack): string {
  const known: Record<Funding, string> = {
    balance: `直接用${words.owner}个人账户里的余额，不用先划钱`,
    allocation: `${words.owner}先把钱${words.allocate ?? '划拨'}到${words.familyAccount ?? '家庭共济账户'}，家人用里面的钱`,
    quota: `${words.owner}先定一个额度，家人在额度里用`,
  };
  return known[funding.value] ?? UNKNOWN;
}

function orderWords({ settlement, words }: ClientPack): string {
  const known: Record<SettlementOrder, string> = {
    singleOwner: `由唯一的一位${words.owner}支付`,
    largestAllOrNothing: `有几位${words.owner}时，由余额最多的一位一次付清；他的钱不够，这一次就不用共济`,
    waterfallHighToLow: `有几位${words.owner}时，从余额多的到余额少的，依次支付`,
    memberPriority: `有几位${words.owner}时，按${words.member}排好的先后支付`,
    filingOrder: `有几位${words.owner}时，先${words.bind}的先支付`,
    allocatedSubAccount: `用${words.familyAccount ?? '家庭共济账户'}里的钱支付，用完为止`,
    frozenQuota: '用事先留出的额度支付，用完为止',
  };
  return known[settlement.order.value] ?? UNKNOWN;
}

function ownAccountWords({ settlement, words }: ClientPack): string {
  const known: Record<OwnAccount, string> = {
    first: `${words.member}自己的个人账户里有钱，先用自己的`,
    firstIfEmployee: `${words.member}是职工医保的，先用自己的个人账户；是居民医保的，直接用共济的钱`,
  };
  return known[settlement.ownAccount.value] ?? UNKNOWN;
}

function windowWords(rule: WindowRule | null): string {
  if (!rule) return '不用选起止时间，一直有效，直到解除';
  const parts = ['要选共济的起止时间'];
  if (rule.startNotBeforeNow) parts.push('开始时间不能早于现在');
  if (rule.endAfterStart) parts.push('结束要晚于开始');
  if (!rule.isEndRequired) parts.push('也可以不定结束时间');
  return parts.join('，');
}

/** "能在全国的定点医院用" or that it cannot be used there. */
function placeWords(place: string, reach: Reach): string {
  return reach === 'none' ? `${place}不能用` : `${REACHES[reach] ?? UNKNOWN}的${place}可以用`;
}

/** All that a citizen wants to know of a province's rules, in the order in which people ask. Nothing is said that the pack does not state. */
export function ruleSections(pack: ClientPack): RuleSection[] {
  const { words, owner, member, limits, consent, claims, lifecycle } = pack;
  const members = limits.membersPerOwner.value;
  const owners = limits.ownersPerMember.value;
  const faceFrom = consent.memberFaceFromAge.value;
  const guardianBelow = consent.guardianConfirmsBelowAge.value;
  return [
    section('owner', '谁能给', `谁能把钱给家人用（${words.owner}）`, [
      line(owner.insuredWithin, insuredIn(owner.insuredWithin.value, owner.insutypes.value)),
      line(owner.mustBeNormal, owner.mustBeNormal.value ? '参保状态正常，没有停保' : '停保的人也可以办'),
      line(owner.balanceRequired, owner.balanceRequired.value ? '个人账户里要有余额' : '余额为零也可以先办'),
      line(
        limits.membersPerOwner,
        members === null ? `${words.member}没有人数限制` : `最多 ${members} 位${words.member}`,
      ),
    ]),
    section('member', '谁能用', `谁能用（${words.member}）`, [
      line(
        pack.kinships,
        `${words.owner}的${pack.kinships.value.map((each) => KINSHIP_WORDS[each] ?? UNKNOWN).join('、')}`,
      ),
      member.mustBeInsured.value
        ? line(member.insuredWithin, insuredIn(member.insuredWithin.value, member.insutypes.value))
        : line(member.mustBeInsured, '没有参保也可以'),
      line(member.mustBeNormal, member.mustBeNormal.value ? '参保状态正常，没有停保' : '停保的人也可以'),
      line(
        limits.ownersPerMember,
        owners === null ? `可以有几位${words.owner}` : `同一时间最多 ${owners} 位${words.owner}`,
      ),
      limits.oneRelationAtATime.value
        ? line(limits.oneRelationAtATime, '每个人同一时间只能在一份共济关系里，不管是给别人用还是用别人的')
        : undefined,
    ]),
    section('how', '怎么办', '怎么办', [
      line(
        consent.memberAgrees,
        consent.memberAgrees.value
          ? `${words.owner}发出邀请，${words.member}同意后生效；邀请 ${consent.invitationHours.value} 小时内有效`
          : `${words.owner}一个人就能办，办好后告诉${words.member}；不是本人愿意的，可以说“不是我办的”`,
      ),
      line(owner.proof, `${words.owner}${PROOFS[owner.proof.value] ?? UNKNOWN}`),
      faceFrom === null
        ? undefined
        : line(consent.memberFaceFromAge, `${words.member}满 ${faceFrom} 周岁的，要本人刷脸`),
      guardianBelow === null
        ? undefined
        : line(consent.guardianConfirmsBelowAge, `不满 ${guardianBelow} 周岁的孩子，由监护人单独同意`),
      line(consent.commitment, COMMITMENTS[consent.commitment.value] ?? UNKNOWN),
      line(pack.window, windowWords(pack.window.value)),
    ]),
    section('money', '钱怎么付', '钱怎么付', [
      line(pack.funding, fundingWords(pack)),
      line(pack.settlement.order, orderWords(pack)),
      line(pack.settlement.ownAccount, ownAccountWords(pack)),
      pack.settlement.ownerSpendsToo.value
        ? line(pack.settlement.ownerSpendsToo, `${words.owner}自己也能用这笔钱`)
        : undefined,
      ...pack.scope.words.value.map((each, place) => {
        const { note, ...plain } = line(pack.scope.words, each);
        return place === 0 && note ? { ...plain, note } : plain;
      }),
      ...pack.premiums.value.map((each) => line(pack.premiums, `还可以交：${each}`)),
    ]),
    section('where', '在哪用', '在哪里能用', [
      line(pack.venues.hospital, placeWords('定点医院', pack.venues.hospital.value)),
      line(pack.venues.pharmacy, placeWords('定点药店', pack.venues.pharmacy.value)),
      pack.venues.onlineSettlementOnly.value
        ? line(pack.venues.onlineSettlementOnly, '要能联网直接结算的地方')
        : undefined,
      pack.venues.outOfAreaFilingRequired.value
        ? line(pack.venues.outOfAreaFilingRequired, '去外地看病，先办异地就医备案')
        : undefined,
    ]),
    section('failed', '没用上', '绑了却没用上', [
      line(claims, claims.value.words),
      claims.value.bring?.length
        ? { ...line(claims, `要带：${claims.value.bring.join('、')}`), note: undefined }
        : undefined,
    ]),
    section('later', '以后', '以后有变化', [
      line(
        lifecycle.ownerMayUnbind,
        lifecycle.ownerMayUnbind.value ? `${words.owner}可以${words.unbind}` : `${words.owner}不能自己${words.unbind}`,
      ),
      line(
        lifecycle.memberMayLeave,
        lifecycle.memberMayLeave.value
          ? `${words.member}可以自己退出`
          : `${words.member}不能自己退出，请${words.owner}${words.unbind}`,
      ),
      line(lifecycle.insuranceMoves, lifecycle.insuranceMoves.value),
      line(
        lifecycle.endsWhenOwnerInsuranceEnds,
        lifecycle.endsWhenOwnerInsuranceEnds.value
          ? `${words.owner}的职工医保结束，共济自动结束`
          : `${words.owner}的职工医保停了，共济先暂停`,
      ),
      lifecycle.ownerDuty.value === null ? undefined : line(lifecycle.ownerDuty, lifecycle.ownerDuty.value),
      line(pack.records, pack.records.value),
    ]),
  ];
}
