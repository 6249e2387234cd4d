import { KINSHIPS } from '../domain/kinship';
import { SCOPE_ITEMS } from './pack';

/** What a leaf's value may be, and the question that it answers, in plain words for the author of a pack. */
export interface LeafShape {
  asks: string;
  /** What the value has to be, in words. */
  wants: string;
  accepts: (value: unknown) => boolean;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
const isCount = (value: unknown): boolean => Number.isInteger(value) && (value as number) > 0;

const leaf = (wants: string, accepts: LeafShape['accepts']) => (asks: string) => ({ asks, wants, accepts });
const yesNo = leaf('true or false', (value) => typeof value === 'boolean');
const text = leaf('a text', isText);
const textOrNone = leaf('a text, or null for none', (value) => value === null || isText(value));
const texts = leaf('a list of texts (may be empty)', (value) => Array.isArray(value) && value.every(isText));
const count = leaf('a whole number above zero', isCount);
const countOrNone = leaf('a whole number above zero, or null for none', (value) => value === null || isCount(value));
const oneOf = (...values: string[]) => leaf(`one of ${values.join(', ')}`, (value) => values.includes(String(value)));
const someOf = (...values: readonly string[]) =>
  leaf(
    `a list of ${values.join(', ')}`,
    (value) => Array.isArray(value) && value.every((each) => values.includes(String(each))),
  );
const record = (wants: string, fits: (value: Record<string, unknown>) => boolean) =>
  leaf(wants, (value) => typeof value === 'object' && value !== null && fits(value as Record<string, unknown>));

const reach = oneOf('none', 'city', 'province', 'nation');
const insutypes = someOf('310', '390');
const scopeItems = someOf(...SCOPE_ITEMS);

/** Every rule that a pack has to state (by path), with the question it answers. A test keeps it equal to the pack type. */
export const PACK_SHAPE: Readonly<Record<string, LeafShape>> = {
  isOpen: yesNo('Do the facts suffice to open this province to citizens?'),
  kinships: someOf(...KINSHIPS)('Which relatives may be bound?'),
  'owner.insutypes': insutypes('Which insurance must the owner have?'),
  'owner.insuredWithin': reach('Within what must the owner be insured?'),
  'owner.mustBeNormal': yesNo('Must the owner’s insurance be in normal status?'),
  'owner.balanceRequired': yesNo('Does a balance of zero forbid the bind?'),
  'owner.proof': oneOf('none', 'phone', 'face')('How is the owner proven?'),
  'member.mustBeInsured': yesNo('Must the member be insured at all?'),
  'member.insutypes': insutypes('Which insurance may the member have?'),
  'member.insuredWithin': reach('Within what must the member be insured?'),
  'member.mustBeNormal': yesNo('Must the member’s insurance be in normal status?'),
  'limits.membersPerOwner': countOrNone('How many members may one owner have?'),
  'limits.ownersPerMember': countOrNone('How many owners may one member have?'),
  'limits.oneRelationAtATime': yesNo('May a person stand in one relation only, as owner or as member?'),
  'consent.memberAgrees': yesNo('Does the member have to agree?'),
  'consent.memberFaceFromAge': countOrNone('From which age does the member prove the own face?'),
  'consent.guardianConfirmsBelowAge': countOrNone('Below which age does a guardian consent?'),
  'consent.invitationHours': count('How long is an invitation open?'),
  'consent.commitment': oneOf('none', 'read', 'sign')('Is there a commitment to read, or to sign?'),
  window: leaf(
    'null, or { startNotBeforeNow, endAfterStart, isEndRequired }',
    (value) =>
      value === null ||
      (typeof value === 'object' &&
        ['startNotBeforeNow', 'endAfterStart', 'isEndRequired'].every(
          (key) => typeof (value as Record<string, unknown>)[key] === 'boolean',
        )),
  )('Does a sharing begin and end at chosen times?'),
  funding: oneOf('balance', 'allocation', 'quota')('Whole balance, money put aside, or a frozen quota?'),
  'settlement.order': oneOf(
    'singleOwner',
    'largestAllOrNothing',
    'waterfallHighToLow',
    'memberPriority',
    'filingOrder',
    'allocatedSubAccount',
    'frozenQuota',
  )('Who pays first where there are several?'),
  'settlement.ownAccount': oneOf('first', 'firstIfEmployee')('Is the member’s own account used first?'),
  'settlement.ownerSpendsToo': yesNo('May the owner spend from the family account too?'),
  'venues.hospital': reach('In which hospitals?'),
  'venues.pharmacy': reach('In which pharmacies?'),
  'venues.onlineSettlementOnly': yesNo('Only where settlement is online?'),
  'venues.outOfAreaFilingRequired': yesNo('Must treatment elsewhere be filed first?'),
  'scope.pays': scopeItems('What may the money pay?'),
  'scope.never': scopeItems('What may it never pay?'),
  'scope.words': texts('The same in words that people understand?'),
  premiums: texts('Which premiums may it pay?'),
  claims: record(
    '{ isPossible, words } (and by, where, bring where it is possible)',
    ({ isPossible, words }) => typeof isPossible === 'boolean' && isText(words),
  )('What can be done where sharing failed although bound?'),
  'lifecycle.insuranceMoves': text('What should people do before an insurance moves?'),
  'lifecycle.poolingRegion': reach('How far may an insurance move within its pooling region?'),
  'lifecycle.endsWhenOwnerInsuranceEnds': yesNo('Does the relation end by itself with the owner’s insurance?'),
  'lifecycle.ownerDuty': textOrNone('What does the owner owe when the family changes?'),
  'lifecycle.ownerMayUnbind': yesNo('May the owner unbind?'),
  'lifecycle.memberMayLeave': yesNo('May the member leave alone?'),
  records: text('What records can people see?'),
  'desk.bring': texts('What to bring to the window?'),
  'desk.where': text('Where is the window?'),
  elsewhereOnline: texts('Where else can it be done online, menu by menu?'),
};
