import { expect, it } from 'vitest';
import { rulesOf } from './check-pack';
import { packOfFamily } from './index';
import type { ClaimRule, PolicyPack, Rule, WindowRule } from './pack';

const FAMILIES = ['guizhou', 'gansu', 'jiangsu', 'hebei'];
const EIGHT = 'spouse parent child sibling paternalGrandparent maternalGrandparent sonsChild daughtersChild';

/**
 * The rules of the four systems, typed by hand from the facts (not copied from the packs): path, Guizhou, Gansu, Jiangsu,
 * Hebei. `*` = our own reading where the source is silent or ambiguous; `-` = none.
 */
const TYPED_BY_HAND = `
isOpen                               | yes*                  | yes*                              | yes*                                  | yes*
kinships                             | spouse parent child   | 8 kinds                           | 8 kinds                               | 8 kinds*
owner.insutypes                      | 310                   | 310                               | 310                                   | 310
owner.insuredWithin                  | province              | province                          | province*                             | province
owner.mustBeNormal                   | yes                   | yes                               | yes                                   | no*
owner.balanceRequired                | yes                   | no*                               | yes                                   | no
owner.proof                          | phone*                | face                              | phone*                                | phone
member.mustBeInsured                 | yes                   | no*                               | yes                                   | yes
member.insutypes                     | 310 390               | 310 390*                          | 310 390                               | 310 390
member.insuredWithin                 | province              | nation*                           | province                              | province
member.mustBeNormal                  | yes                   | no*                               | yes                                   | yes
limits.membersPerOwner               | -                     | -                                 | -                                     | 8
limits.ownersPerMember               | 1                     | 1                                 | 1                                     | -
limits.oneRelationAtATime            | no*                   | yes                               | yes                                   | no
consent.memberAgrees                 | no                    | yes                               | no                                    | no
consent.memberFaceFromAge            | -*                    | 16*                               | -*                                    | -
consent.guardianConfirmsBelowAge     | 14*                   | 16*                               | 14*                                   | 14*
consent.invitationHours              | 72*                   | 72*                               | 72*                                   | 72*
consent.commitment                   | none*                 | read                              | sign                                  | none*
window                               | -*                    | -*                                | start>=now end>start                  | -*
funding                              | balance               | allocation                        | balance                               | balance
settlement.order                     | singleOwner           | allocatedSubAccount               | singleOwner                           | largestAllOrNothing
settlement.ownAccount                | first                 | firstIfEmployee*                  | first                                 | first*
settlement.ownerSpendsToo            | no*                   | yes                               | no*                                   | no*
venues.hospital                      | province              | province*                         | nation                                | nation
venues.pharmacy                      | none                  | province*                         | province*                             | province*
venues.onlineSettlementOnly          | yes                   | yes*                              | yes                                   | yes*
venues.outOfAreaFilingRequired       | no*                   | no*                               | yes*                                  | no*
scope.pays                           | treatment drug device vaccine* | treatment drug device vaccine* | treatment drug device vaccine premium | treatment drug device vaccine*
scope.never                          | outsideInsurance wellness publicHealth* | outsideInsurance wellness publicHealth* | outsideInsurance wellness publicHealth | outsideInsurance wellness publicHealth*
premiums                             | 1 text                | -*                                | 4 texts                               | -*
claims                               | by owner              | no*                               | no                                    | no*
lifecycle.poolingRegion              | province*             | province*                         | city*                                 | province*
lifecycle.endsWhenOwnerInsuranceEnds | no*                   | no*                               | yes                                   | no*
lifecycle.ownerDuty                  | -*                    | -*                                | 1 text                                | -*
lifecycle.ownerMayUnbind             | yes                   | yes                               | yes                                   | yes
lifecycle.memberMayLeave             | no*                   | no*                               | yes*                                  | no*
`;

/** Rules that are texts as a whole; they are read, not compared. */
const TEXTS = ['scope.words', 'lifecycle.insuranceMoves', 'records', 'desk.bring', 'desk.where', 'elsewhereOnline'];
const COUNTED = ['premiums', 'lifecycle.ownerDuty'];

function inShort(path: string, { value, basis }: Rule<unknown>): string {
  return `${shortValue(path, value)}${basis === 'ours' ? '*' : ''}`;
}

function shortValue(path: string, value: unknown): string {
  if (value === null || (Array.isArray(value) && value.length === 0)) return '-';
  if (path === 'window') {
    const { startNotBeforeNow, endAfterStart, isEndRequired } = value as WindowRule;
    const parts = [startNotBeforeNow && 'start>=now', endAfterStart && 'end>start', isEndRequired && 'end required'];
    return parts.filter(Boolean).join(' ');
  }
  if (path === 'claims') {
    const { isPossible, by } = value as ClaimRule;
    return isPossible ? `by ${by}` : 'no';
  }
  if (COUNTED.includes(path)) {
    const texts = Array.isArray(value) ? value.length : 1;
    return `${texts} text${texts > 1 ? 's' : ''}`;
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const text = Array.isArray(value) ? value.join(' ') : String(value);
  return text === EIGHT ? '8 kinds' : text;
}

/** The packs side by side, one line a rule. */
function sideBySide(packs: readonly PolicyPack[]): string[] {
  const [first] = packs;
  if (first === undefined) return [];
  return rulesOf(first)
    .filter(([path]) => !TEXTS.includes(path))
    .map(([path]) => {
      const cells = packs.map((pack) => {
        const rule = rulesOf(pack).find(([each]) => each === path)?.[1];
        return rule ? inShort(path, rule) : 'missing';
      });
      return [path, ...cells].join(' | ');
    });
}

it('the four packs, side by side, are what the facts say', () => {
  const packs = FAMILIES.map((family) => packOfFamily(family) as PolicyPack);
  const printed = sideBySide(packs);
  console.log(['rule | 贵州 | 甘肃 | 江苏 | 河北   (* = our own reading)', ...printed].join('\n'));
  const typed = TYPED_BY_HAND.trim()
    .split('\n')
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .join(' | '),
    );
  expect([...printed].sort()).toEqual([...typed].sort());
});

it('names every rule in the one table or among the texts', () => {
  for (const family of FAMILIES) {
    const paths = rulesOf(packOfFamily(family) as PolicyPack).map(([path]) => path);
    const typed = TYPED_BY_HAND.trim()
      .split('\n')
      .map((line) => (line.split('|')[0] as string).trim());
    expect([...paths].sort()).toEqual([...typed, ...TEXTS].sort());
  }
});
